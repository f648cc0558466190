package main

import (
	"fmt"
	"slices"

	"piece/internal/chat"
)

// verdict holds what the clients saw against what the store holds.
type verdict struct {
	logs   map[string][]chat.Entry // of each room, whole
	wrongs []string

	acknowledged, stored, shown int
}

func (v *verdict) wrong(format string, args ...any) {
	v.wrongs = append(v.wrongs, fmt.Sprintf(format, args...))
}

type sendKey struct{ room, sender, clientID string }

// judge compares everything. unread gives the recount for a person: messages of others behind
// the mark, by room.
func (v *verdict) judge(r report, unread func(person string) (map[string]int, error)) error {
	stored := map[sendKey]chat.Entry{}
	for room, entries := range v.logs {
		for i, e := range entries {
			if e.Seq != int64(i)+1 {
				v.wrong("room %s: entry %d has the place %d", room, i+1, e.Seq)
			}
			key := sendKey{room, e.Sender, e.ClientID}
			if _, twice := stored[key]; twice {
				v.wrong("room %s: the send %s of %s is stored twice", room, e.ClientID, e.Sender)
			}
			stored[key] = e
			v.stored++
		}
	}
	for _, c := range r.Clients {
		v.sends(c, stored)
		v.order(c)
		recount, err := unread(c.Person)
		if err != nil {
			return err
		}
		for room := range c.Rooms {
			if c.Unread[room] != recount[room] {
				v.wrong("%s in %s: %d unread are shown, a recount gives %d", c.Person, room, c.Unread[room], recount[room])
			}
		}
	}
	if r.Problem != "" {
		v.wrong("the clients did not settle: %s", r.Problem)
	}
	return nil
}

// sends: what is shown as sent is in the store, at that place and as it was written; nothing is
// shown so that wasn't acknowledged, and after all has healed nothing waits.
func (v *verdict) sends(c clientReport, stored map[sendKey]chat.Entry) {
	for _, m := range c.Sent {
		e, there := stored[sendKey{m.Room, c.Person, m.ClientID}]
		switch {
		case m.Early:
			v.wrong("%s: %s was shown as sent before it was acknowledged", c.Person, m.ClientID)
		case m.State == "sent" && !there:
			v.wrong("%s: %s was acknowledged and is not stored", c.Person, m.ClientID)
		case m.State == "sent" && (e.Seq != m.Seq || e.Text != m.Text):
			v.wrong("%s: %s is stored at %d as %q, shown at %d as %q", c.Person, m.ClientID, e.Seq, e.Text, m.Seq, m.Text)
		case m.State != "sent":
			v.wrong("%s: %s is still %s (stored: %t)", c.Person, m.ClientID, m.State, there)
		default:
			v.acknowledged++
		}
	}
}

// order: what is shown is the store's order from the first message on that is shown.
func (v *verdict) order(c clientReport) {
	for room, shown := range c.Rooms {
		entries := slices.DeleteFunc(slices.Clone(v.logs[room]), func(e chat.Entry) bool { return e.Kind != chat.Message })
		if len(shown) == 0 {
			if len(entries) > 0 {
				v.wrong("%s in %s: nothing is shown of %d", c.Person, room, len(entries))
			}
			continue
		}
		from := slices.IndexFunc(entries, func(e chat.Entry) bool { return e.Seq == shown[0].Seq })
		if from < 0 || len(entries)-from != len(shown) {
			v.wrong("%s in %s: %d messages are shown from place %d, the store has %d in all", c.Person, room, len(shown), shown[0].Seq, len(entries))
			continue
		}
		for i, s := range shown {
			if e := entries[from+i]; e.Seq != s.Seq || e.Sender != s.Sender || e.Text != s.Text {
				v.wrong("%s in %s: at %d is shown %d %q, stored is %q", c.Person, room, e.Seq, s.Seq, s.Text, e.Text)
				break
			}
		}
		v.shown += len(shown)
	}
}

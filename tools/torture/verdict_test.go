package main

import (
	"strings"
	"testing"

	"piece/internal/chat"
)

// good gives a report that is right, and the log that it is about.
func good() (report, map[string][]chat.Entry) {
	logs := map[string][]chat.Entry{"room": {
		{Seq: 1, Kind: chat.Message, Sender: "minji", ClientID: "a", Text: "one"},
		{Seq: 2, Kind: chat.Reaction, Sender: "junho", ClientID: "r", Target: 1},
		{Seq: 3, Kind: chat.Message, Sender: "junho", ClientID: "b", Text: "two"},
	}}
	shown := []heldEntry{{1, "minji", "a", "one"}, {3, "junho", "b", "two"}}
	return report{Clients: []clientReport{
		{Person: "minji", Sent: []sentMessage{{Room: "room", ClientID: "a", Text: "one", State: "sent", Seq: 1}}, Rooms: map[string][]heldEntry{"room": shown}, Unread: map[string]int{"room": 1}},
		{Person: "junho", Sent: []sentMessage{{Room: "room", ClientID: "b", Text: "two", State: "sent", Seq: 3}}, Rooms: map[string][]heldEntry{"room": shown}},
	}}, logs
}

// A torture test that can't find anything would prove nothing.
func TestTheVerdictFindsWhatIsWrong(t *testing.T) {
	for name, change := range map[string]func(r *report, logs map[string][]chat.Entry){
		"":                               func(*report, map[string][]chat.Entry) {},
		"acknowledged and is not stored": func(_ *report, logs map[string][]chat.Entry) { logs["room"][2].ClientID = "c" },
		"is stored twice": func(_ *report, logs map[string][]chat.Entry) {
			logs["room"] = append(logs["room"], chat.Entry{Seq: 4, Kind: chat.Message, Sender: "minji", ClientID: "a", Text: "one"})
		},
		"has the place":              func(_ *report, logs map[string][]chat.Entry) { logs["room"][1].Seq = 4 },
		"before it was acknowledged": func(r *report, _ map[string][]chat.Entry) { r.Clients[0].Sent[0].Early = true },
		"is still failed":            func(r *report, _ map[string][]chat.Entry) { r.Clients[0].Sent[0].State = "failed" },
		"shown at 2":                 func(r *report, _ map[string][]chat.Entry) { r.Clients[0].Sent[0].Seq = 2 },
		"1 messages are shown from place 1": func(r *report, _ map[string][]chat.Entry) {
			r.Clients[0].Rooms["room"] = r.Clients[0].Rooms["room"][:1]
		},
		"at 1 is shown 1 \"tw0\"": func(r *report, _ map[string][]chat.Entry) {
			r.Clients[1].Rooms = map[string][]heldEntry{"room": {{1, "minji", "a", "tw0"}, {3, "junho", "b", "two"}}}
		},
		"nothing is shown":     func(r *report, _ map[string][]chat.Entry) { r.Clients[0].Rooms["room"] = nil },
		"2 unread are shown":   func(r *report, _ map[string][]chat.Entry) { r.Clients[0].Unread["room"] = 2 },
		"did not settle: hole": func(r *report, _ map[string][]chat.Entry) { r.Problem = "hole" },
	} {
		r, logs := good()
		change(&r, logs)
		v := &verdict{logs: logs}
		err := v.judge(r, func(person string) (map[string]int, error) {
			if person == "minji" {
				return map[string]int{"room": 1}, nil
			}
			return nil, nil
		})
		found := strings.Join(v.wrongs, "\n")
		if err != nil || name == "" && found != "" || !strings.Contains(found, name) {
			t.Errorf("%q: have %q, %v", name, found, err)
		}
	}
}

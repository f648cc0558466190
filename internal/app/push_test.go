package app

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"

	"piece/internal/chat"
)

// Parts that push messages of a room are made of; what isn't here isn't asked.
type (
	pushLog   struct{ chat.Log }
	pushLive  struct{ chat.Live }
	pushStore struct {
		chat.Store
		members map[string]chat.Member
		blocked map[string]bool
	}
	// pushNames tell who people are, and about which cake a room is.
	pushNames struct {
		asked int
		down  error
	}
	// pushCakes are the Cakes of those.
	pushCakes struct {
		pushLeads
		names *pushNames
	}
	pushLeads interface {
		Leads(ctx context.Context, id string) (string, error)
		Merges(ctx context.Context, after int64, limit int) ([]chat.CakeMerge, error)
	}
)

func (pushLog) Some(context.Context, string, []int64) (map[int64]chat.Entry, error) {
	return map[int64]chat.Entry{7: {Seq: 7, Kind: chat.Message}}, nil
}

func (pushLive) Looking(context.Context, chat.Room, []string) (map[string]bool, error) {
	return map[string]bool{"looks": true}, nil
}

func (s pushStore) Among(context.Context, string, []string) (map[string]chat.Member, error) {
	return s.members, nil
}

func (s pushStore) Blockers(context.Context, string, []string) (map[string]bool, error) {
	return s.blocked, nil
}

func (n *pushNames) Profiles(context.Context, []string) (map[string]chat.Profile, error) {
	n.asked++
	return map[string]chat.Profile{"sender": {ID: "sender", Nickname: "지은"}}, n.down
}

func (c pushCakes) Cakes(context.Context, []string) (map[string]chat.Cake, error) {
	c.names.asked++
	return map[string]chat.Cake{"cake": {ID: "cake", Title: "파도의 노래"}}, nil
}

// pushOf gives a message of an open room made of parts.
func pushOf(s pushStore, n *pushNames) *chatMessage {
	return &chatMessage{
		from: chatPush{Store: s, Entries: pushLog{}, Live: pushLive{}, Profiles: n, Cakes: pushCakes{names: n}},
		room: chat.Room{ID: "room", Kind: chat.Open, CakeID: "cake"}, entry: chat.Entry{Seq: 7, Sender: "sender", Text: "가"},
	}
}

// A message for many people asks once who wrote it and about which cake.
func TestD20_AMessageForManyAsksOnceWhoWroteIt(t *testing.T) {
	from := &pushNames{down: errors.New("nobody answers")}
	m := pushOf(pushStore{}, from)
	if _, err := m.Notice(t.Context(), "a", "ko"); !errors.Is(err, from.down) {
		t.Errorf("without names: %v", err)
	}
	from.down, from.asked = nil, 0
	for i := range 100 {
		n, err := m.Notice(t.Context(), fmt.Sprint(i), "ko")
		if err != nil || n.Title != "파도의 노래" || n.Body != "지은: 가" {
			t.Fatalf("%+v, %v", n, err)
		}
	}
	if from.asked != 2 {
		t.Errorf("asked %d times", from.asked)
	}
}

// D49: what somebody wrote whom a person has blocked meanwhile isn't told any more.
func TestD49_WhoBlocksTheSenderMeanwhileIsToldNothing(t *testing.T) {
	from := pushStore{members: map[string]chat.Member{}, blocked: map[string]bool{"blocks": true}}
	people := []string{"blocks", "left", "looks", "muted", "read", "waits"}
	for _, p := range people {
		from.members[p] = chat.Member{RoomID: "room", PersonID: p, Push: chat.PushAll, Muted: p == "muted"}
	}
	delete(from.members, "left")
	from.members["read"] = chat.Member{RoomID: "room", PersonID: "read", Read: 7}
	missed, err := pushOf(from, &pushNames{}).Missed(t.Context(), people)
	if err != nil || !slices.Equal(missed, []string{"waits"}) {
		t.Errorf("missed by %v, %v", missed, err)
	}
}

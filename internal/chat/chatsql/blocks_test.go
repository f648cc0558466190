package chatsql_test

import (
	"errors"
	"slices"
	"sync/atomic"
	"testing"
	"time"

	"piece/internal/chat"
)

func TestD49_BlockedPeople(t *testing.T) {
	each(t, func(t *testing.T, h *home) {
		ctx := t.Context()
		a, b, c := newID(), newID(), newID()
		block := func(blocker, blocked string, at time.Time, want bool) {
			t.Helper()
			if did, err := h.Block(ctx, blocker, blocked, at); err != nil || did != want {
				t.Errorf("blocked %v, %v; want %v", did, err, want)
			}
		}
		block(a, b, noon, true)
		block(a, b, noon.Add(time.Hour), false)
		block(a, c, noon.Add(time.Minute), true)
		block(c, a, noon, true)
		list, err := h.Blocks(ctx, a)
		want := []chat.Blocked{{PersonID: c, At: noon.Add(time.Minute)}, {PersonID: b, At: noon}}
		if err != nil || !slices.Equal(list, want) {
			t.Errorf("%+v, %v; want %+v", list, err, want)
		}
		for _, x := range []struct {
			blocker, person string
			want            bool
		}{{a, b, true}, {b, a, false}, {a, c, true}, {c, a, true}, {c, b, false}} {
			if has, err := h.HasBlocked(ctx, x.blocker, x.person); err != nil || has != x.want {
				t.Errorf("%v, %v; want %v", has, err, x.want)
			}
		}
		if who, err := h.Blockers(ctx, a, []string{b, c, newID()}); err != nil || len(who) != 1 || !who[c] {
			t.Errorf("blockers %v, %v", who, err)
		}
		if who, err := h.Blockers(ctx, a, nil); err != nil || len(who) != 0 {
			t.Errorf("of nobody: %v, %v", who, err)
		}
		for _, want := range []bool{true, false} {
			if did, err := h.Unblock(ctx, a, b); err != nil || did != want {
				t.Errorf("unblocked %v, %v; want %v", did, err, want)
			}
		}
		if list, err := h.Blocks(ctx, b); err != nil || len(list) != 0 {
			t.Errorf("of somebody without: %v, %v", list, err)
		}
	})
}

type filledBlock struct {
	BlockerID, BlockedID string
	CreatedAt            int64
}

func TestAListOfBlockedPeopleIsFullAtSomeTime(t *testing.T) {
	each(t, func(t *testing.T, h *home) {
		ctx := t.Context()
		a, known := newID(), newID()
		_, err := h.Block(ctx, a, known, noon)
		must(t, err)
		many := make([]filledBlock, chat.MaxBlocks-4)
		for i := range many {
			many[i] = filledBlock{a, newID(), noon.UnixMicro()}
		}
		_, err = h.db.Writer().NewInsert().Model(&many).ModelTableExpr("chat_blocks").Exec(ctx)
		must(t, err)
		var in atomic.Int64
		atOnce(10, func(int) {
			switch did, err := h.Block(ctx, a, newID(), noon); {
			case err == nil && did:
				in.Add(1)
			case !errors.Is(err, chat.ErrTooManyBlocks) || did:
				t.Errorf("%v, %v", did, err)
			}
		})
		list, err := h.Blocks(ctx, a)
		if err != nil || in.Load() != 3 || len(list) != chat.MaxBlocks {
			t.Errorf("%d came in, %d in all, %v", in.Load(), len(list), err)
		}
		if did, err := h.Block(ctx, a, known, noon); err != nil || did {
			t.Errorf("somebody on the full list: %v, %v", did, err)
		}
	})
}

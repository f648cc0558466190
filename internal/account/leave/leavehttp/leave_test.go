package leavehttp_test

import (
	"encoding/json"
	"errors"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"piece/internal/account"
	"piece/internal/account/leave"
	"piece/internal/platform/sqldb/sqldbtest"
)

// asked is what somebody who leaves with the password sends.
var asked = object{"password": password}

func TestD11_LeavingAsksForThePassword(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		minji := h.join("minji")
		for want, body := range map[string]object{"required": {}, "wrong_password": {"password": "not the password"}} {
			if answer := minji.send(http.StatusUnprocessableEntity, "PUT", "/me/leaving", body); !strings.Contains(answer, want) || !strings.Contains(answer, "body.password") {
				t.Errorf("%v: %s", body, answer)
			}
		}
		for range 9 {
			minji.send(http.StatusUnprocessableEntity, "PUT", "/me/leaving", object{"password": "guessing"})
			h.clock.Advance(time.Second)
		}
		minji.send(http.StatusTooManyRequests, "PUT", "/me/leaving", asked)
		if p, err := h.accounts.Me(t.Context(), minji.id); err != nil || !p.LeavesAt.IsZero() || len(h.posted) > 0 {
			t.Errorf("leaves at %v, %v; %d letters", p.LeavesAt, err, len(h.posted))
		}
	})
}

func TestD11_WhoHasNoPasswordSignsInAnew(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		who := h.joinOtherwise("kakao")
		h.clock.Advance(account.FreshFor)
		if _, err := h.leaving.Leave(t.Context(), who, "", account.Caller{}); !errors.Is(err, account.ErrNotFresh) {
			t.Fatalf("after a while: %v", err)
		}
		other := who
		other.SessionID = "01m842k7awfyvebr2aa8eh62km"
		if _, err := h.leaving.Leave(t.Context(), other, "", account.Caller{}); !errors.Is(err, account.ErrNotFresh) {
			t.Fatalf("with a session that is none: %v", err)
		}
		fresh := h.joinOtherwise("naver")
		h.clock.Advance(account.FreshFor - time.Second)
		at, err := h.leaving.Leave(t.Context(), fresh, "", account.Caller{})
		if err != nil || !at.Equal(h.clock.Now().Add(leave.Wait)) {
			t.Errorf("leaves at %v, %v", at, err)
		}
	})
}

func TestD06_WhoLeavesIsSignedOutEverywhere(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		phone := h.join("minji")
		laptop := h.logIn(http.StatusCreated, "minji")
		phone.send(http.StatusOK, "PUT", "/me/leaving", asked)
		if len(phone.jar) > 0 {
			t.Errorf("the browser keeps %v", phone.jar)
		}
		laptop.send(http.StatusUnauthorized, "POST", "/sessions/refresh", nil)
	})
}

// Within the time everything is as it was, and coming back changes nothing else.
func TestD11_WhoComesBackInTimeStays(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		minji, other := h.join("minji"), h.join("other")
		before, err := h.accounts.Me(t.Context(), minji.id)
		if err != nil {
			t.Fatal(err)
		}
		var planned struct{ LeavesAt time.Time }
		if err := json.Unmarshal([]byte(minji.send(http.StatusOK, "PUT", "/me/leaving", asked)), &planned); err != nil {
			t.Fatal(err)
		}
		if want := h.clock.Now().Add(14 * 24 * time.Hour); !planned.LeavesAt.Equal(want) {
			t.Errorf("leaves at %v, want %v", planned.LeavesAt, want)
		}
		h.clock.Advance(13 * 24 * time.Hour)
		h.look()
		other.send(http.StatusOK, "GET", "/people/"+minji.id, nil)
		back := h.logIn(http.StatusCreated, "minji")
		if me := back.send(http.StatusOK, "GET", "/me", nil); !strings.Contains(me, `"leavesAt":"2026-12-10T03:00:00Z"`) {
			t.Errorf("me: %s", me)
		}
		// Asking again doesn't put it off.
		if answer := back.send(http.StatusOK, "PUT", "/me/leaving", asked); !strings.Contains(answer, `"leavesAt":"2026-12-10T03:00:00Z"`) || len(h.posted) != 1 {
			t.Errorf("again: %s, %d letters", answer, len(h.posted))
		}
		back = h.logIn(http.StatusCreated, "minji")
		for range 2 { // again is fine
			back.send(http.StatusNoContent, "DELETE", "/me/leaving", nil)
		}
		h.clock.Advance(60 * 24 * time.Hour)
		h.look()
		after, err := h.accounts.Me(t.Context(), minji.id)
		if err != nil || after != before {
			t.Errorf("have %+v, %v; want %+v", after, err, before)
		}
		if gone := h.listed(); len(gone) > 0 || h.gone.Load() > 0 {
			t.Errorf("gone: %v", gone)
		}
	})
}

func TestD11_AfterTheTimeNothingIsLeft(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		minji, other := h.join("minji"), h.join("other")
		if _, err := h.db.Writer().ExecContext(t.Context(), "UPDATE people SET picture = 'r1' WHERE nickname = 'minji'"); err != nil {
			t.Fatal(err)
		}
		minji.send(http.StatusOK, "PUT", "/me/leaving", asked)
		h.clock.Advance(leave.Wait - time.Second)
		back := h.logIn(http.StatusCreated, "minji")
		h.look()
		back.send(http.StatusOK, "GET", "/me", nil)
		h.clock.Advance(time.Second)
		h.look()

		back.send(http.StatusUnauthorized, "GET", "/me", nil)
		back.send(http.StatusUnauthorized, "DELETE", "/me/leaving", nil)
		back.send(http.StatusUnauthorized, "PUT", "/me/leaving", asked)
		back.send(http.StatusUnauthorized, "POST", "/sessions/refresh", nil)
		h.logIn(http.StatusUnauthorized, "minji")
		other.send(http.StatusNotFound, "GET", "/people/"+minji.id, nil)
		if gone := h.listed(); !slices.Equal(gone, []string{minji.id}) || h.gone.Load() != 1 {
			t.Errorf("gone: %v, told %d times", gone, h.gone.Load())
		}
		var thrown string
		if err := h.db.Reader().NewRaw("SELECT object_key FROM object_bin").Scan(t.Context(), &thrown); err != nil || thrown != "portraits/r1/small.webp" {
			t.Errorf("thrown away: %q, %v", thrown, err)
		}
		if again := h.join("minji"); again.id == minji.id { // the address and the nickname are free at once
			t.Error("the new person has the old id")
		}
		h.clock.Advance(leave.ListKept)
		h.look()
		if gone := h.listed(); len(gone) != 1 {
			t.Errorf("the list has lost %v too early", minji.id)
		}
		h.clock.Advance(time.Second)
		h.look()
		if gone := h.listed(); len(gone) != 0 {
			t.Errorf("the list keeps %v", gone)
		}
	})
}

// Several nodes look at once: each is removed once, and no number of the list is missing.
func TestD11_SeveralNodesRemoveEverybodyOnce(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		h.leaving.Post = nil // the test's own isn't for several at once
		for _, name := range []string{"aa", "bb", "cc", "dd", "ee", "ff"} {
			h.join(name).send(http.StatusOK, "PUT", "/me/leaving", asked)
		}
		h.clock.Advance(leave.Wait)
		var group sync.WaitGroup
		for range 4 {
			group.Go(func() {
				if err := h.leaving.Look(t.Context()); err != nil {
					t.Error(err)
				}
			})
		}
		group.Wait()
		gone, err := h.leaving.Gone(t.Context(), 0, 99)
		if err != nil || len(gone) != 6 || h.gone.Load() != 6 {
			t.Fatalf("%d gone, told %d times, %v", len(gone), h.gone.Load(), err)
		}
		for i, g := range gone {
			if g.Seq != int64(i+1) {
				t.Errorf("place %d has the number %d", i, g.Seq)
			}
		}
		if page, err := h.leaving.Gone(t.Context(), 4, 1); err != nil || len(page) != 1 || page[0] != gone[4] {
			t.Errorf("a page: %+v, %v", page, err)
		}
	})
}

func TestD11_WhoCannotBeRemovedHoldsUpNobody(t *testing.T) {
	h := open(t, sqldbtest.SQLite(t))
	for _, name := range []string{"stuck", "minji"} {
		h.join(name).send(http.StatusOK, "PUT", "/me/leaving", asked)
		h.clock.Advance(time.Second)
	}
	if _, err := h.db.Writer().ExecContext(t.Context(), "CREATE TRIGGER stay BEFORE DELETE ON people WHEN OLD.nickname = 'stuck' BEGIN SELECT RAISE(ABORT, 'not this one'); END"); err != nil {
		t.Fatal(err)
	}
	h.clock.Advance(leave.Wait)
	if err := h.leaving.Look(t.Context()); err == nil {
		t.Error("nothing is said of who stays")
	}
	if gone, err := h.leaving.Gone(t.Context(), 0, 9); err != nil || len(gone) != 1 {
		t.Errorf("%d gone, %v", len(gone), err)
	}
}

func TestLettersTellWhoLeaves(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		h.join("minji").send(http.StatusOK, "PUT", "/me/leaving", asked)
		h.clock.Advance(time.Second)
		if _, err := h.leaving.Leave(t.Context(), h.joinOtherwise("tom"), "", account.Caller{}); err != nil {
			t.Fatal(err)
		}
		h.clock.Advance(leave.Wait)
		h.look()
		var all []string
		for _, l := range h.posted {
			all = append(all, l.To+": "+l.Subject+" "+strings.Join(l.Lines, " ")+" "+l.Address)
		}
		for i, want := range [][]string{
			{"minji@example.com: PIECE 계정 삭제를 신청했어요", "2026년 12월 10일 12:00", "https://piece.test/login"},
			{"tom@example.com: You asked to delete", "10 December 2026 at 12:00 (KST)"},
			{"minji@example.com: PIECE 계정을 삭제했어요"},
			{"tom@example.com: Your PIECE account was deleted"},
		} {
			for _, part := range want {
				if len(all) != 4 || !strings.Contains(all[i], part) {
					t.Fatalf("letter %d of %q lacks %q", i, all, part)
				}
			}
		}
	})
}

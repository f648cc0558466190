package chathttp_test

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"

	"piece/internal/chat/chathttp"
	"piece/internal/chat/wire"
	"piece/internal/platform/httpapi/httpapitest"
	"piece/internal/platform/sqldb/sqldbtest"
)

func seqs(list []wire.Entry) (all []int64) {
	for _, e := range list {
		all = append(all, e.Seq)
	}
	return all
}

// D44: walking both ways over every border, while messages arrive, gives each message once and
// in order.
func TestD44_HistoryHasNoGapAndNoDouble(t *testing.T) {
	onEach(t, func(t *testing.T, h *house) {
		jieun, minho := h.person("지은"), h.person("민호")
		room := h.join(newID(), jieun, minho)
		want := map[int64]bool{}
		for i := range 57 {
			seq := h.say(jieun, room, fmt.Sprint(i))
			want[seq] = true
			if i%9 == 4 { // places between that aren't messages
				h.Wants(http.StatusNoContent, minho, "PUT", fmt.Sprint("/rooms/", room, "/messages/", seq, "/reactions/%F0%9F%98%80"), nil)
			}
		}
		check := func(name string, got []int64) {
			t.Helper()
			if !slices.IsSorted(got) || len(slices.Compact(slices.Clone(got))) != len(got) || len(got) != len(want) {
				t.Errorf("%s: %d of %d: %v", name, len(got), len(want), got)
			}
		}
		for _, limit := range []int{1, 7, 50, 100} {
			var back []int64
			page := h.history(minho, room, fmt.Sprint("limit=", limit))
			for start := len(want); ; {
				back = append(seqs(page.Items), back...)
				if page.Before != (len(back) < start) {
					t.Fatalf("%d at %d: before is %v", limit, len(back), page.Before)
				}
				if !page.Before {
					break
				}
				page = h.history(minho, room, fmt.Sprint("limit=", limit, "&before=", back[0]))
				if !page.After {
					t.Errorf("there is nothing behind %d", back[0])
				}
			}
			check(fmt.Sprint("back by ", limit), back)
			var on []int64
			for at, more := int64(0), true; more; {
				page := h.history(minho, room, fmt.Sprint("limit=", limit, "&after=", max(at, 1), map[bool]string{true: "&around=1&after=0"}[at == 0]))
				on = append(on, seqs(page.Items)...)
				at, more = on[len(on)-1], page.After
				if len(on) == 14 { // somebody writes in the meantime
					want[h.say(jieun, room, "그 사이에")] = true
				}
			}
			check(fmt.Sprint("on by ", limit), on)
		}
		for _, at := range []int64{1, 2, 30, 31, 60, 1000} {
			page := h.history(minho, room, fmt.Sprint("around=", at, "&limit=10"))
			got := seqs(page.Items)
			if len(got) == 0 || len(got) > 10 || !slices.IsSorted(got) || page.Before != (got[0] > 1) {
				t.Errorf("around %d: %v, before %v", at, got, page.Before)
			}
			if want[at] && !slices.Contains(got, at) {
				t.Errorf("around %d: %v", at, got)
			}
		}
		for at, before := range map[int64]bool{1: false, 30: true} { // one alone
			if page := h.history(minho, room, fmt.Sprint("around=", at, "&limit=1")); len(page.Items) != 1 || page.Before != before || !page.After {
				t.Errorf("at %d alone: %+v", at, page)
			}
		}
		for _, query := range []string{"limit=0", "limit=101", "before=-1", "before=x", "page=2"} {
			h.Wants(http.StatusUnprocessableEntity, minho, "GET", "/rooms/"+room+"/messages?"+query, nil)
		}
		h.Wants(http.StatusUnprocessableEntity, minho, "GET", "/rooms/"+room+"/log?limit=101", nil)
	})
}

// The log has every place once, from wherever it is asked, to fill holes.
func TestTheLogHasNoHole(t *testing.T) {
	onEach(t, func(t *testing.T, h *house) {
		jieun, minho := h.person("지은"), h.person("민호")
		room := h.join(newID(), jieun, minho)
		var writers sync.WaitGroup
		for _, p := range []string{jieun, minho} {
			writers.Go(func() {
				for i := range 30 {
					h.Do(p, "POST", "/rooms/"+room+"/messages", message(fmt.Sprint(i)))
				}
			})
		}
		seen := int64(0)
		for seen < 60 {
			l := h.behind(jieun, room, seen)
			for _, e := range l.Items {
				if seen++; e.Seq != seen {
					t.Fatalf("%d instead of %d", e.Seq, seen)
				}
			}
			if l.Head < seen-100 || len(l.Items) > 100 {
				t.Fatalf("head %d at %d", l.Head, seen)
			}
		}
		writers.Wait()
		for i, e := range h.live.entries(room) {
			if e.Seq != int64(i+1) {
				t.Fatalf("%d was handed on in place of %d", e.Seq, i+1)
			}
		}
	})
}

// D46: people are shown as they are now, and who is gone has no name.
func TestD46_NamesAreThoseOfNow(t *testing.T) {
	onEach(t, func(t *testing.T, h *house) {
		jieun, minho := h.person("지은"), h.person("민호")
		room, direct := h.join(newID(), jieun, minho), h.direct(jieun, minho)
		old := h.say(jieun, room, "하나")
		h.say(minho, room, "둘", "replyTo", old, "mentions", []string{jieun})
		h.say(minho, direct, "안녕")
		h.people.name(minho, "민호2")
		h.people.name(jieun, "지은이")
		if got := h.history(jieun, room, "limit=1"); names(got.Persons) != "민호2 지은이" || texts(got.Quotes) != "하나" {
			t.Errorf("%q, quotes %q", names(got.Persons), texts(got.Quotes))
		}
		if l := h.list(jieun, "kind=direct"); l.Items[0].Other.Nickname != "민호2" || l.Items[0].LastPerson.Nickname != "민호2" {
			t.Errorf("listed: %+v", l.Items)
		}
		h.people.name(minho, "")
		if got := h.history(jieun, room, ""); names(got.Persons) != "지은이" || texts(got.Items) != "하나 둘" || got.Items[1].Sender != minho {
			t.Errorf("%q say %q", names(got.Persons), texts(got.Items))
		}
		l := h.list(jieun, "kind=direct")
		if len(l.Items) != 1 || l.Items[0].Other != nil || l.Items[0].LastPerson != nil || l.Items[0].Last.Text != "안녕" {
			t.Errorf("listed: %+v", l.Items)
		}
		h.Wants(http.StatusOK, jieun, "GET", "/rooms/"+direct, nil)
		people := httpapitest.Read[chathttp.RoomPeople](t, h.Wants(http.StatusOK, jieun, "GET", "/rooms/"+room+"/people", nil))
		if len(people.Items) != 1 || people.Items[0].Person.Nickname != "지은이" {
			t.Errorf("people: %+v", people)
		}
	})
}

// D20: a list costs the same number of questions, whatever is in it.
func TestD20_ListsAskTheSameNumberOfTimes(t *testing.T) {
	h := open(t)
	jieun := h.person("지은")
	busy := h.join(newID(), jieun)
	for i := range 16 {
		one := h.person(fmt.Sprint("사람", i))
		h.say(one, h.direct(one, jieun), "안녕")
		room := h.join(newID(), jieun, one)
		h.say(one, room, "여기도 안녕")
		h.join(h.cakeOf(busy), one)
		h.say(one, busy, "모두 안녕", "replyTo", min(i, 1))
		h.Wants(http.StatusNoContent, jieun, "PUT", "/blocks/"+h.person(fmt.Sprint("싫은", i)), nil)
	}
	q := sqldbtest.Watch(t, h.db.Reader(), h.db.Writer())
	cost := func(path string) int {
		t.Helper()
		q.Seen() // what came before isn't counted
		people, cakes := h.asked()
		h.Wants(http.StatusOK, jieun, "GET", path, nil)
		p, c := h.asked()
		return len(q.Seen()) + p - people + c - cakes
	}
	for _, list := range []string{"/rooms", "/rooms?kind=open", "/rooms?kind=direct", "/rooms/" + busy + "/messages", "/rooms/" + busy + "/log", "/rooms/" + busy + "/people"} {
		join := map[bool]string{true: "&", false: "?"}[strings.Contains(list, "?")]
		if few, many := cost(list+join+"limit=3"), cost(list+join+"limit=30"); many > few || few > 10 {
			t.Errorf("%s: %d questions for 3, %d for 30", list, few, many)
		}
	}
	for path, most := range map[string]int{"/rooms/unread": 5, "/blocks": 2, "/rooms/" + busy: 10, "/rooms/open/of/" + h.cakeOf(busy): 18} {
		if n := cost(path); n > most {
			t.Errorf("%s: %d questions", path, n)
		}
	}
}

// asked tells how often people and cakes were asked.
func (h *house) asked() (people, cakes int) {
	h.people.mu.Lock()
	defer h.people.mu.Unlock()
	h.cakes.mu.Lock()
	defer h.cakes.mu.Unlock()
	return h.people.asks, h.cakes.asks
}

// cakeOf gives the cake of an open room.
func (h *house) cakeOf(room string) string {
	h.t.Helper()
	r, err := h.store.Room(h.t.Context(), room)
	must(h.t, err)
	return r.CakeID
}

// D37: looking at rooms writes nothing and tells nobody.
func TestD37_ReadingChangesNothing(t *testing.T) {
	h := open(t)
	jieun, minho := h.person("지은"), h.person("민호")
	cake := newID()
	room, direct := h.join(cake, jieun, minho), h.direct(jieun, minho)
	h.say(minho, room, "하나")
	h.say(minho, direct, "둘")
	h.live.heard(jieun)
	h.live.heard(minho)
	writes := sqldbtest.Watch(t, h.db.Writer())
	for _, path := range []string{"/rooms", "/rooms/unread", "/rooms/" + room, "/rooms/" + direct, "/rooms/" + room + "/messages", "/rooms/" + direct + "/messages?around=1",
		"/rooms/" + direct + "/log", "/rooms/" + room + "/people", "/rooms/open/of/" + cake, "/rooms/open/of/" + newID(), "/blocks", "/rooms/activity?since=2026-11-01"} {
		h.Wants(http.StatusOK, jieun, "GET", path, nil)
	}
	if all := writes.Seen(); len(all) != 0 {
		t.Errorf("written: %v", all)
	}
	if len(h.live.heard(jieun))+len(h.live.heard(minho)) != 0 {
		t.Error("somebody was told")
	}
	if u := h.unread(jieun); u.Open != 1 || u.Direct != 1 {
		t.Errorf("looking read it: %+v", u)
	}
	h.Wants(http.StatusOK, jieun, "PUT", "/rooms/"+room+"/read", map[string]any{"seq": 1})
	if len(writes.Seen()) == 0 {
		t.Error("reading is not counted, so the count proves nothing")
	}
}

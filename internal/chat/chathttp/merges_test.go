package chathttp_test

import (
	"context"
	"net/http"
	"testing"

	"piece/internal/chat"
	"piece/internal/chat/chathttp"
	"piece/internal/platform/httpapi/httpapitest"
)

// follow lets the house follow merges until a room goes on where it should.
func (h *house) follow(person, room, to string) {
	h.t.Helper()
	h.run(func(ctx context.Context) error { return h.chats.FollowMerges(ctx, nil) })
	waitFor(h.t, "a merge to be followed", func() bool { return h.room(person, room).MovedTo == to })
}

// Where both cakes have a room, the people of one go on in the other's.
func TestTheRoomOfAMergedCakeGoesOnInTheOther(t *testing.T) {
	onEach(t, func(t *testing.T, h *house) {
		jieun, minho, both := h.person("지은"), h.person("민호"), h.person("둘다")
		old, stays := newID(), newID()
		from, to := h.join(old, jieun, both), h.join(stays, minho, both)
		h.say(jieun, from, "옛 방")
		h.say(minho, to, "새 방")
		h.Wants(http.StatusOK, jieun, "PATCH", "/rooms/"+from+"/membership", map[string]any{"muted": true, "push": "all"})
		h.cakes.merge(old, stays)
		h.follow(jieun, from, to)
		r := h.room(jieun, to)
		if !r.Member || r.People != 3 || !r.Muted || r.Push != "all" || r.Unread != 0 || r.Cake.ID != stays {
			t.Errorf("the room is %+v", r)
		}
		for _, p := range []string{jieun, minho, both} {
			if l := h.list(p, ""); len(l.Items) != 1 || l.Items[0].ID != to {
				t.Errorf("listed: %+v", l.Items)
			}
		}
		if u := h.unread(both); u.Open != 1 {
			t.Errorf("who was in both has unread %+v", u)
		}
		// What was said stays to be read, and nobody writes there any more.
		if got := texts(h.history(jieun, from, "").Items); got != "옛 방" {
			t.Errorf("the old room: %q", got)
		}
		for _, r := range []struct {
			method, path string
			body         any
		}{{"POST", "/messages", message("아직")}, {"PUT", "/messages/1/reactions/%F0%9F%98%80", nil}, {"DELETE", "/messages/1", nil}} {
			if got := h.Wants(http.StatusConflict, jieun, r.method, "/rooms/"+from+r.path, r.body).Problem(); got != "room_moved" {
				t.Error(got)
			}
		}
		if got := h.Wants(http.StatusConflict, minho, "PUT", "/rooms/"+from+"/membership", nil).Problem(); got != "room_moved" {
			t.Error(got)
		}
		for _, cake := range []string{old, stays} {
			if got := h.join(cake, minho); got != to {
				t.Errorf("the room of %s is %s", cake, got)
			}
			if c := httpapitest.Read[chathttp.CakeRoom](t, h.Wants(http.StatusOK, minho, "GET", "/rooms/open/of/"+cake, nil)); c.Room.ID != to || c.People != 3 {
				t.Errorf("the page of %s shows %+v", cake, c)
			}
		}
		h.say(jieun, to, "나도 왔어")
		told := map[string]bool{}
		for _, n := range h.live.heard(jieun) {
			told[n.what+" "+n.room] = true
		}
		if !told["room "+from] || !told["room "+to] {
			t.Errorf("devices are told %v", told)
		}
	})
}

// Where only the merged cake has a room, it becomes that of the other.
func TestTheRoomOfAMergedCakeBecomesTheOthers(t *testing.T) {
	onEach(t, func(t *testing.T, h *house) {
		jieun := h.person("지은")
		old, stays := newID(), newID()
		room := h.join(old, jieun)
		h.say(jieun, room, "하나")
		h.cakes.merge(old, stays)
		h.run(func(ctx context.Context) error { return h.chats.FollowMerges(ctx, nil) })
		waitFor(t, "a merge to be followed", func() bool { return h.cakeOf(room) == stays })
		if got := h.join(stays, jieun); got != room {
			t.Errorf("the room of the other is %s", got)
		}
		h.say(jieun, room, "둘")
		if r := h.room(jieun, room); r.MovedTo != "" || texts(h.history(jieun, room, "").Items) != "하나 둘" {
			t.Errorf("the room is %+v", r)
		}
	})
}

// A cake that is merged while its room is made leaves no second room behind.
func TestD42_AMergeWhileARoomIsMadeLeavesOneRoom(t *testing.T) {
	onEach(t, func(t *testing.T, h *house) {
		jieun, minho := h.person("지은"), h.person("민호")
		old, stays := newID(), newID()
		there := h.join(stays, minho)
		h.cakes.after = func() { // jieun has asked where the cake leads
			h.cakes.merge(old, stays)
			h.run(func(ctx context.Context) error { return h.chats.FollowMerges(ctx, nil) })
			waitFor(t, "the merge to be seen", func() bool { n, err := h.store.MergedUpTo(t.Context()); return n == 1 && err == nil })
		}
		if room := h.join(old, jieun); room != there {
			t.Errorf("%s instead of %s", room, there)
		}
		if r := h.room(minho, there); r.People != 2 {
			t.Errorf("the room is %+v", r)
		}
	})
}

// What is written in open rooms makes their cakes hot; direct rooms count nowhere.
func TestMessagesOfOpenRoomsAreCountedByCakeAndDay(t *testing.T) {
	onEach(t, func(t *testing.T, h *house) {
		jieun, minho := h.person("지은"), h.person("민호")
		one, two := newID(), newID()
		first, second := h.join(one, jieun, minho), h.join(two, minho)
		for range 3 {
			h.say(jieun, first, "말")
			h.say(minho, h.direct(jieun, minho), "귓속말")
		}
		h.say(minho, second, "말")
		h.Wants(http.StatusNoContent, minho, "PUT", "/rooms/"+second+"/messages/1/reactions/%F0%9F%98%80", nil)
		h.clock.Set(h.clock.Now().Add(12 * 60 * 60 * 1e9)) // past midnight in Korea
		h.say(jieun, first, "다음 날")
		got := func(since string) map[chathttp.RoomActivity]bool {
			all := map[chathttp.RoomActivity]bool{}
			for cursor, more := "", true; more; more = cursor != "" {
				p := httpapitest.Read[chathttp.RoomActivities](t, h.Wants(http.StatusOK, "", "GET", "/rooms/activity?since="+since+"&cursor="+cursor, nil))
				for _, a := range p.Items {
					if a.Day != p.Items[0].Day { // what a page costs has a bound
						t.Errorf("a page has %s and %s", p.Items[0].Day, a.Day)
					}
					all[a] = true
				}
				cursor = p.Next
			}
			return all
		}
		all := got("2026-11-26")
		if len(all) != 3 || !all[chathttp.RoomActivity{CakeID: one, Day: "2026-11-26", Messages: 3}] || !all[chathttp.RoomActivity{CakeID: two, Day: "2026-11-26", Messages: 1}] ||
			!all[chathttp.RoomActivity{CakeID: one, Day: "2026-11-27", Messages: 1}] {
			t.Errorf("counted %+v", all)
		}
		for since, want := range map[string]int{"0001-01-01": 3, "2026-11-27": 1, "2026-11-28": 0, "9999-12-31": 0} {
			if some := got(since); len(some) != want {
				t.Errorf("since %s: %+v", since, some)
			}
		}
		for _, bad := range []string{"", "?since=", "?since=2026-02-30", "?since=2026-11-26&cursor=x"} {
			h.Wants(http.StatusUnprocessableEntity, "", "GET", "/rooms/activity"+bad, nil)
		}
		rest, err := h.chats.Activity(t.Context(), "2026-11-26", pageAfter("2026-11-26", max(one, two)).String())
		if err != nil || len(rest.Items) != 1 || rest.Items[0] != (chat.CakeActivity{CakeID: one, Day: "2026-11-27", Messages: 1}) {
			t.Errorf("behind a cursor: %+v, %v", rest, err)
		}
	})
}

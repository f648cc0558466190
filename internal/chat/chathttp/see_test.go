package chathttp_test

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"

	"piece/internal/chat"
	"piece/internal/chat/chathttp"
	"piece/internal/platform/httpapi/httpapitest"
)

// D40: for who isn't in a direct room, whatever is asked of it, it isn't there.
func TestD40_ADirectRoomIsThereForItsTwoPeopleOnly(t *testing.T) {
	onEach(t, func(t *testing.T, h *house) {
		jieun, minho, nosy := h.person("지은"), h.person("민호"), h.person("궁금")
		room := h.direct(jieun, minho)
		photo := h.photos.add(t, jieun, 40, 30)
		picture := httpapitest.Read[struct{ ID string }](t, h.Wants(http.StatusCreated, jieun, "POST", "/rooms/"+room+"/pictures", map[string]any{"photoId": photo})).ID
		h.say(jieun, room, "둘만의 이야기", "pictureIds", []string{picture})
		ask := func(person string, want int) {
			t.Helper()
			for _, r := range []struct {
				method, path string
				body         any
				mine         int // what who is in the room is answered
			}{
				{"GET", "", nil, http.StatusOK}, {"GET", "/messages", nil, http.StatusOK}, {"GET", "/log", nil, http.StatusOK}, {"GET", "/people", nil, http.StatusOK},
				{"GET", "/pictures/" + picture + "/small.jpg", nil, http.StatusOK},
				{"PUT", "/read", map[string]any{"seq": 1}, http.StatusOK}, {"PATCH", "/membership", map[string]any{"muted": false}, http.StatusOK},
				{"POST", "/messages", message("안녕"), http.StatusCreated}, {"PUT", "/messages/1/reactions/%F0%9F%98%80", nil, http.StatusNoContent},
			} {
				status := want
				if want == 0 {
					status = r.mine
				}
				h.Wants(status, person, r.method, "/rooms/"+room+r.path, r.body)
			}
			if _, _, err := h.chats.MayFollow(t.Context(), person, room); (err == nil) != (want == 0) {
				t.Errorf("may follow: %v", err)
			}
			if err := h.chats.Typing(t.Context(), person, room); (err == nil) != (want == 0) {
				t.Errorf("may type: %v", err)
			}
		}
		ask(jieun, 0)
		ask(minho, 0)
		before := len(h.live.entries(room))
		ask(nosy, http.StatusNotFound)
		ask("", http.StatusUnauthorized)
		h.Wants(http.StatusNotFound, nosy, "DELETE", "/rooms/"+room+"/membership", nil)
		h.Wants(http.StatusNotFound, nosy, "PUT", "/rooms/"+room+"/membership", nil)
		if after := len(h.live.entries(room)); after != before {
			t.Errorf("%d entries came of who isn't in the room", after-before)
		}
		if l := h.list(nosy, ""); len(l.Items) != 0 {
			t.Errorf("listed: %+v", l.Items)
		}
		// After leaving it is the same for who was in it.
		h.live.heard(jieun)
		h.Wants(http.StatusNoContent, minho, "DELETE", "/rooms/"+room+"/membership", nil)
		if told := h.live.heard(jieun); len(told) != 1 || told[0].what != "room" || told[0].room != room {
			t.Errorf("the other is told %+v", told)
		}
		ask(minho, http.StatusNotFound)
		h.live.heard(minho)
		h.say(jieun, room, "아직 있어?")
		if told := h.live.heard(minho); len(told) != 0 {
			t.Errorf("who has left is told %+v", told)
		}
		if l, u := h.list(minho, ""), h.unread(minho); len(l.Items) != 0 || u.Direct != 0 {
			t.Errorf("who has left has %+v, %+v", l.Items, u)
		}
		if r := h.room(jieun, room); !r.OtherLeft || r.People != 1 {
			t.Errorf("the other sees %+v", r)
		}
	})
}

// What was said before leaving stays away, what was said since is there for who comes back.
func TestD40_WhoComesBackToADirectRoomStartsWhereTheyLeft(t *testing.T) {
	onEach(t, func(t *testing.T, h *house) {
		jieun, minho := h.person("지은"), h.person("민호")
		room := h.direct(jieun, minho)
		h.say(jieun, room, "하나")
		two := h.say(minho, room, "둘")
		h.Wants(http.StatusNoContent, minho, "DELETE", "/rooms/"+room+"/membership", nil)
		h.say(jieun, room, "셋", "replyTo", two)
		if again := h.direct(minho, jieun); again != room {
			t.Fatal("it is another room")
		}
		got := h.history(minho, room, "")
		if texts(got.Items) != "셋" || len(got.Quotes) != 0 || got.Before || got.After {
			t.Errorf("there is %q, quotes %q, before %v, after %v", texts(got.Items), texts(got.Quotes), got.Before, got.After)
		}
		for query, want := range map[string]string{"before=3": "", "after=0": "셋", "around=1": "셋", "around=3": "셋", "before=4&limit=1": "셋"} {
			if got := h.history(minho, room, query); texts(got.Items) != want || got.Before {
				t.Errorf("%s: %q, before %v", query, texts(got.Items), got.Before)
			}
		}
		if got := texts(h.behind(minho, room, 0).Items); got != "? ? 셋" {
			t.Errorf("the log is %q", got)
		}
		if r := h.room(minho, room); r.From != 2 || r.Read != 2 || r.Unread != 1 || r.Last.Text != "셋" {
			t.Errorf("the room is %+v", r)
		}
		if l := h.list(minho, "kind=direct"); len(l.Items) != 1 || l.Items[0].Unread != 1 {
			t.Errorf("listed: %+v", l.Items)
		}
		h.Wants(http.StatusUnprocessableEntity, minho, "POST", "/rooms/"+room+"/messages", map[string]any{"clientId": newID(), "text": "뭐라고?", "replyTo": 2})
		h.Wants(http.StatusNotFound, minho, "DELETE", "/rooms/"+room+"/messages/2", nil)
		if got := texts(h.history(jieun, room, "").Items); got != "하나 둘 셋" {
			t.Errorf("the other has %q", got)
		}
	})
}

// D40: an open room may be read by who is signed in, and by nobody else; only members count.
func TestD40_AnOpenRoomIsReadBySignedInPeopleAndWrittenByMembers(t *testing.T) {
	onEach(t, func(t *testing.T, h *house) {
		cake, jieun, visitor := newID(), h.person("지은"), h.person("지나가던")
		if c := httpapitest.Read[chathttp.CakeRoom](t, h.Wants(http.StatusOK, "", "GET", "/rooms/open/of/"+cake, nil)); c.Room != nil || c.People != 0 || len(c.Last) != 0 {
			t.Errorf("before anybody came: %+v", c)
		}
		room := h.join(cake, jieun)
		for i := range 7 {
			h.say(jieun, room, fmt.Sprint("말", i))
		}
		h.live.look(room, jieun)
		for _, path := range []string{"", "/messages", "/log", "/people"} {
			h.Wants(http.StatusUnauthorized, "", "GET", "/rooms/"+room+path, nil)
			h.Wants(http.StatusOK, visitor, "GET", "/rooms/"+room+path, nil)
		}
		guest := httpapitest.Read[chathttp.CakeRoom](t, h.Wants(http.StatusOK, "", "GET", "/rooms/open/of/"+cake, nil))
		if guest.Room != nil || guest.People != 1 || guest.Present != 1 || len(guest.Last) != 0 || len(guest.Persons) != 0 {
			t.Errorf("a guest sees %+v", guest)
		}
		c := httpapitest.Read[chathttp.CakeRoom](t, h.Wants(http.StatusOK, visitor, "GET", "/rooms/open/of/"+cake, nil))
		if texts(c.Last) != "말2 말3 말4 말5 말6" || names(c.Persons) != "지은" || c.Room.Member || c.Room.Unread != 0 || c.Room.Push != "mentions" || c.Room.JoinedAt != nil {
			t.Errorf("a visitor sees %q of %q, %+v", texts(c.Last), names(c.Persons), c.Room)
		}
		for _, r := range []struct{ method, path string }{{"POST", "/messages"}, {"PUT", "/messages/1/reactions/%F0%9F%98%80"}, {"DELETE", "/messages/1"}} {
			var body any
			if r.method == "POST" {
				body = message("나도")
			}
			h.Wants(http.StatusForbidden, visitor, r.method, "/rooms/"+room+r.path, body)
		}
		h.Wants(http.StatusNotFound, visitor, "PUT", "/rooms/"+room+"/read", map[string]any{"seq": 3})
		if u := h.unread(visitor); u.Open != 0 || len(h.list(visitor, "").Items) != 0 {
			t.Errorf("a visitor has unread %+v", u)
		}
		if err := h.chats.Typing(t.Context(), visitor, room); err == nil {
			t.Error("a visitor types")
		}
		for _, none := range []string{newID(), "nonsense", "%00"} {
			h.Wants(http.StatusNotFound, visitor, "GET", "/rooms/"+none, nil)
			h.Wants(http.StatusNotFound, visitor, "PUT", "/rooms/"+none+"/membership", nil)
		}
	})
}

// D41: joining and leaving are for oneself, again is fine, and a room goes on without people.
func TestD41_LeavingTwiceIsHarmlessAndTheLastOneLeavesARoomBehind(t *testing.T) {
	onEach(t, func(t *testing.T, h *house) {
		cake, jieun, minho := newID(), h.person("지은"), h.person("민호")
		room := h.join(cake, jieun, minho)
		h.say(jieun, room, "하나")
		for range 2 {
			h.Wants(http.StatusNoContent, jieun, "DELETE", "/rooms/"+room+"/membership", nil)
		}
		if r := h.room(jieun, room); r.Member || r.People != 1 {
			t.Errorf("after leaving: %+v", r)
		}
		if r := h.room(minho, room); !r.Member {
			t.Error("somebody else left with them")
		}
		// Who has left writes nothing more, also within the time that a place is believed.
		h.Wants(http.StatusForbidden, jieun, "POST", "/rooms/"+room+"/messages", message("아직"))
		h.Wants(http.StatusNoContent, minho, "DELETE", "/rooms/"+room+"/membership", nil)
		if again := h.join(cake, jieun); again != room {
			t.Fatal("it is another room")
		}
		r := h.room(jieun, room)
		if !r.Member || r.Unread != 0 || r.People != 1 || texts(h.history(jieun, room, "").Items) != "하나" {
			t.Errorf("after coming back: %+v", r)
		}
		for range 2 {
			h.Wants(http.StatusOK, jieun, "PUT", "/rooms/"+room+"/membership", nil)
		}
		if p := httpapitest.Read[chathttp.RoomPeople](t, h.Wants(http.StatusOK, jieun, "GET", "/rooms/"+room+"/people", nil)); p.People != 1 || len(p.Items) != 1 {
			t.Errorf("people: %+v", p)
		}
		follow := slices.DeleteFunc(slices.Clone(h.live.joined), func(s string) bool { return !strings.Contains(s, jieun) })
		if want := []string{"+", "-", "-", "+"}; len(follow) != len(want) || follow[0][:1] != "+" || follow[3][:1] != "+" {
			t.Errorf("devices follow: %v", follow)
		}
	})
}

// D42: 20 who come at once make one room.
func TestD42_TwentyAtOnceMakeOneRoom(t *testing.T) {
	onEach(t, func(t *testing.T, h *house) {
		cake := newID()
		jieun, minho := h.person("지은"), h.person("민호")
		atOnce := func(path func(i int) (person, path string)) []string {
			var all sync.WaitGroup
			ids := make([]string, 20)
			for i := range ids {
				person, p := path(i)
				all.Go(func() {
					a := h.Do(person, "PUT", p, nil)
					if a.Status != http.StatusOK {
						t.Errorf("%d: %s", a.Status, a.Body)
						return
					}
					ids[i] = httpapitest.Read[chathttp.Room](t, a).ID
				})
			}
			all.Wait()
			slices.Sort(ids)
			return slices.Compact(ids)
		}
		var crowd []string
		for i := range 20 {
			crowd = append(crowd, h.person(fmt.Sprint("사람", i)))
		}
		open := atOnce(func(i int) (string, string) { return crowd[i], "/rooms/open/of/" + cake })
		if len(open) != 1 || h.room(crowd[0], open[0]).People != 20 {
			t.Errorf("open rooms: %v", open)
		}
		direct := atOnce(func(i int) (string, string) {
			pair := []string{jieun, minho}
			return pair[i%2], "/rooms/direct/with/" + pair[1-i%2]
		})
		if len(direct) != 1 || h.room(minho, direct[0]).People != 2 {
			t.Errorf("direct rooms: %v", direct)
		}
	})
}

// A direct room is with somebody else who is there, and shows once something is said.
func TestADirectRoomShowsOnceSomethingIsSaid(t *testing.T) {
	onEach(t, func(t *testing.T, h *house) {
		jieun, minho := h.person("지은"), h.person("민호")
		if got := h.Wants(http.StatusUnprocessableEntity, jieun, "PUT", "/rooms/direct/with/"+jieun, nil).Problem(); got != "alone" {
			t.Errorf("with oneself: %s", got)
		}
		for _, none := range []string{newID(), "nonsense"} {
			h.Wants(http.StatusNotFound, jieun, "PUT", "/rooms/direct/with/"+none, nil)
		}
		room := h.direct(jieun, minho)
		if len(h.list(jieun, "").Items)+len(h.list(minho, "").Items) != 0 {
			t.Error("an empty room is listed")
		}
		h.say(jieun, room, "안녕")
		for person, want := range map[string]string{jieun: "민호 0", minho: "지은 1"} {
			l := h.list(person, "kind=direct")
			if len(l.Items) != 1 || fmt.Sprint(l.Items[0].Other.Nickname, " ", l.Items[0].Unread) != want || l.Items[0].LastPerson.Nickname != "지은" {
				t.Errorf("listed: %+v", l.Items)
			}
		}
		if r := h.room(jieun, room); r.Push != string(chat.PushAll) || r.OtherRead == nil || *r.OtherRead != 0 {
			t.Errorf("the room is %+v", r)
		}
	})
}

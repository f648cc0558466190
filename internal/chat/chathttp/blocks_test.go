package chathttp_test

import (
	"fmt"
	"net/http"
	"testing"

	"piece/internal/chat"
	"piece/internal/chat/chathttp"
	"piece/internal/chat/wire"
	"piece/internal/platform/httpapi/httpapitest"
)

// D49: what a blocked person writes doesn't arrive, and whatever that person asks is answered as
// if nothing were.
func TestD49_ABlockedPersonDoesNotArriveAndDoesNotLearnOfIt(t *testing.T) {
	onEach(t, func(t *testing.T, h *house) {
		jieun, pest := h.person("지은"), h.person("귀찮은")
		room := h.direct(pest, jieun)
		h.say(pest, room, "하나")
		h.say(jieun, room, "둘")
		h.read(jieun, room, 2)
		asPest := func() string { // what the blocked one can see of it, but for messages
			r := h.room(pest, room)
			return fmt.Sprint(r.People, r.OtherLeft, r.Blocked, *r.OtherRead, r.Member, r.Push, r.Muted)
		}
		before := asPest()
		for range 2 {
			h.Wants(http.StatusNoContent, jieun, "PUT", "/blocks/"+pest, nil)
		}
		h.live.heard(jieun)
		h.live.heard(pest)
		e := httpapitest.Read[wire.Entry](t, h.Wants(http.StatusCreated, pest, "POST", "/rooms/"+room+"/messages", message("왜 답이 없어?")))
		if e.Seq != 3 || e.Text != "왜 답이 없어?" || e.Kind != "message" {
			t.Errorf("the sender is answered %+v", e)
		}
		h.Wants(http.StatusNoContent, pest, "PUT", "/rooms/"+room+"/messages/2/reactions/%F0%9F%98%A1", nil)
		must(t, h.chats.Typing(t.Context(), pest, room))

		// For the one who blocked nothing came.
		if told := h.live.heard(jieun); len(told) != 0 {
			t.Errorf("told: %+v", told)
		}
		if got := texts(h.behind(jieun, room, 0).Items); got != "하나 둘 ? ?" {
			t.Errorf("the log: %q", got)
		}
		if got := h.history(jieun, room, ""); texts(got.Items) != "하나 둘" || len(got.Items[1].Reactions) != 0 {
			t.Errorf("history: %+v", got.Items)
		}
		if u, r := h.unread(jieun), h.room(jieun, room); u.Direct != 0 || r.Unread != 0 || r.Last.Text != "둘" || len(r.Last.Reactions) != 0 || !r.Blocked {
			t.Errorf("unread %+v, the room is %+v", u, r)
		}
		if l := h.list(jieun, ""); len(l.Items) != 1 || l.Items[0].Last.Text != "둘" || len(l.Items[0].Last.Reactions) != 0 {
			t.Errorf("listed: %+v", l.Items)
		}
		// The mark doesn't tell that what never came was read.
		if m := h.read(jieun, room, 4); m.Read != 2 {
			t.Errorf("read up to %+v", m)
		}

		// For the one who is blocked everything is as it was.
		if after := asPest(); after != before {
			t.Errorf("the blocked one sees %s, and before %s", after, before)
		}
		if got := h.history(pest, room, ""); texts(got.Items) != "하나 둘 왜 답이 없어?" || len(got.Items[1].Reactions) != 1 {
			t.Errorf("the blocked one has %+v", got.Items)
		}
		if r := h.room(pest, room); r.Last.Text != "왜 답이 없어?" {
			t.Errorf("the last is %+v", r.Last)
		}
		if told := h.live.heard(pest); len(told) != 1 || told[0].what != string(chat.NoteMessage) {
			t.Errorf("other devices of the sender are told %+v", told)
		}
		h.Wants(http.StatusOK, pest, "PUT", "/rooms/direct/with/"+jieun, nil)
		for _, e := range h.live.entries(room)[2:] {
			if !e.Held || wire.Of(e, jieun, 0).Kind != wire.Hidden || wire.Of(e, pest, 0).Kind == wire.Hidden {
				t.Errorf("handed on: %+v", e)
			}
		}

		// Who has blocked says nothing either.
		if got := h.Wants(http.StatusConflict, jieun, "POST", "/rooms/"+room+"/messages", message("가")).Problem(); got != "blocked_by_you" {
			t.Error(got)
		}
		h.Wants(http.StatusConflict, jieun, "PUT", "/rooms/"+room+"/messages/1/reactions/%F0%9F%98%80", nil)
		h.Wants(http.StatusNoContent, jieun, "DELETE", "/rooms/"+room+"/messages/2", nil) // an own one goes all the same
		if got := texts(h.history(pest, room, "").Items); got != "하나 - 왜 답이 없어?" {
			t.Errorf("after the removal: %q", got)
		}

		// What was held stays so; what is said afterwards arrives.
		for range 2 {
			h.Wants(http.StatusNoContent, jieun, "DELETE", "/blocks/"+pest, nil)
		}
		h.say(pest, room, "이제는?")
		if got := texts(h.history(jieun, room, "").Items); got != "하나 - 이제는?" {
			t.Errorf("unblocked: %q", got)
		}
		if u := h.unread(jieun); u.Direct != 1 {
			t.Errorf("unblocked: unread %+v", u)
		}
		// Nor does anything arrive that is about it.
		h.Wants(http.StatusNoContent, pest, "PUT", "/rooms/"+room+"/messages/3/reactions/%F0%9F%98%A1", nil)
		h.Wants(http.StatusNoContent, pest, "DELETE", "/rooms/"+room+"/messages/3", nil)
		if got := texts(h.behind(jieun, room, 0).Items); got != "하나 - ? ? removal 이제는? ? ?" {
			t.Errorf("unblocked, the log: %q", got)
		}
	})
}

// A room that begins with a blocked person doesn't show at all.
func TestD49_ABlockedPersonsFirstMessageMakesNoRoomShow(t *testing.T) {
	onEach(t, func(t *testing.T, h *house) {
		jieun, pest := h.person("지은"), h.person("귀찮은")
		h.Wants(http.StatusNoContent, jieun, "PUT", "/blocks/"+pest, nil)
		room := h.direct(pest, jieun)
		h.say(pest, room, "안녕")
		if l := h.list(jieun, ""); len(l.Items) != 0 {
			t.Errorf("listed: %+v", l.Items)
		}
		if l := h.list(pest, ""); len(l.Items) != 1 {
			t.Errorf("the blocked one has %+v", l.Items)
		}
		h.Wants(http.StatusNoContent, pest, "DELETE", "/rooms/"+room+"/messages/1", nil)
		if got := texts(h.behind(jieun, room, 0).Items); got != "? ?" {
			t.Errorf("the log: %q", got)
		}
	})
}

func TestTheListOfBlockedPeople(t *testing.T) {
	onEach(t, func(t *testing.T, h *house) {
		jieun, one, two := h.person("지은"), h.person("하나"), h.person("둘")
		for _, none := range []string{jieun, newID(), "nonsense"} {
			h.Wants(http.StatusNotFound, jieun, "PUT", "/blocks/"+none, nil)
			h.Wants(http.StatusNoContent, jieun, "DELETE", "/blocks/"+none, nil)
		}
		h.Wants(http.StatusNoContent, jieun, "PUT", "/blocks/"+one, nil)
		h.Wants(http.StatusNoContent, jieun, "PUT", "/blocks/"+two, nil)
		list := func() (all []chathttp.ChatPerson) {
			for _, b := range httpapitest.Read[chathttp.Blocks](t, h.Wants(http.StatusOK, jieun, "GET", "/blocks", nil)).Items {
				all = append(all, b.Person)
			}
			return all
		}
		if l := list(); len(l) != 2 || l[0].Nickname != "둘" {
			t.Errorf("blocked: %+v", l)
		}
		h.people.name(two, "")
		if l := list(); len(l) != 1 || l[0].Nickname != "하나" {
			t.Errorf("after one has gone: %+v", l)
		}
		if told := h.live.heard(jieun); len(told) != 2 || told[0].what != string(chat.NoteBlocks) {
			t.Errorf("devices are told %+v", told)
		}
		if told := h.live.heard(one); len(told) != 0 {
			t.Errorf("the blocked one is told %+v", told)
		}
	})
}

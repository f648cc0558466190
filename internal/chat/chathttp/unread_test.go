package chathttp_test

import (
	"fmt"
	"math/rand/v2"
	"net/http"
	"slices"
	"testing"

	"piece/internal/chat/chathttp"
	"piece/internal/platform/httpapi/httpapitest"
)

func (h *house) read(person, room string, seq int64) chathttp.ReadMark {
	h.t.Helper()
	return httpapitest.Read[chathttp.ReadMark](h.t, h.Wants(http.StatusOK, person, "PUT", "/rooms/"+room+"/read", map[string]any{"seq": seq}))
}

// D47: what is unread is exact on all devices, and never one's own.
func TestD47_UnreadIsExactAndNeverOnesOwn(t *testing.T) {
	onEach(t, func(t *testing.T, h *house) {
		jieun, minho, spam := h.person("지은"), h.person("민호"), h.person("스팸")
		room, direct := h.join(newID(), jieun, minho, spam), h.direct(jieun, minho)
		for i := range 3 {
			h.say(minho, room, fmt.Sprint(i))
			h.say(jieun, room, "내 말")
			h.say(spam, room, "싸요")
			h.say(minho, direct, "저기")
		}
		want := func(open, direct int) {
			t.Helper()
			if u := h.unread(jieun); u.Open != open || u.Direct != direct {
				t.Errorf("unread %+v, want %d and %d", u, open, direct)
			}
		}
		want(6, 3)
		h.Wants(http.StatusNoContent, jieun, "PUT", "/blocks/"+spam, nil)
		want(3, 3)
		if m := h.read(jieun, room, 4); m.Read != 4 || m.Unread != 1 {
			t.Errorf("the mark is %+v", m)
		}
		if m := h.read(jieun, room, 2); m.Read != 4 || m.Unread != 1 { // of a device that is behind
			t.Errorf("the mark went back: %+v", m)
		}
		if told := h.live.heard(jieun); !slices.Contains(told, toldRead(jieun, room, 4)) || slices.Contains(told, toldRead(jieun, room, 2)) {
			t.Errorf("other devices are told %+v", told)
		}
		want(1, 3)
		h.Wants(http.StatusNoContent, minho, "DELETE", "/rooms/"+room+"/messages/7", nil) // the one that is left
		want(0, 3)
		if m := h.read(jieun, room, 1<<40); m.Read != 10 || m.Unread != 0 {
			t.Errorf("beyond the end: %+v", m)
		}
		h.say(minho, room, "하나 더")
		want(1, 3)
		h.Wants(http.StatusOK, jieun, "PATCH", "/rooms/"+direct+"/membership", map[string]any{"muted": true})
		want(1, 0)
		if l := h.list(jieun, "kind=direct"); l.Items[0].Unread != 3 || !l.Items[0].Muted {
			t.Errorf("a muted room shows %+v", l.Items[0])
		}
		if m := h.read(jieun, direct, 99); m.Read != 3 {
			t.Errorf("of a direct room: %+v", m)
		}
		if told := h.live.heard(jieun); !slices.Contains(told, hears(jieun, "has read", direct, 3)) {
			t.Errorf("the other is told %+v", told)
		}
		if r := h.room(minho, direct); *r.OtherRead != 3 {
			t.Errorf("the other sees %d", *r.OtherRead)
		}
		for _, bad := range []any{map[string]any{"seq": -1}, map[string]any{}, map[string]any{"seq": "x"}} {
			h.Wants(http.StatusUnprocessableEntity, jieun, "PUT", "/rooms/"+room+"/read", bad)
		}
	})
}

func toldRead(person, room string, seq int64) told { return told{person, "read", room, seq} }

func hears(person, what, room string, seq int64) told { return told{person, what, room, seq} }

// What is counted is what a recount finds, whatever people do.
func TestD47_UnreadEqualsARecount(t *testing.T) {
	h := open(t)
	dice := rand.New(rand.NewPCG(47, 47))
	crowd := []string{h.person("하나"), h.person("둘"), h.person("셋")}
	room := h.join(newID(), crowd...)
	at := map[string]int64{}
	for range 300 {
		who := crowd[dice.IntN(len(crowd))]
		head := int64(len(h.live.entries(room)))
		switch dice.IntN(6) {
		case 0:
			at[who] = h.read(who, room, dice.Int64N(head+2)).Read
		case 1:
			if head > 0 {
				h.Do(who, "DELETE", fmt.Sprint("/rooms/", room, "/messages/", 1+dice.Int64N(head)), nil)
			}
		case 2:
			if head > 0 {
				h.Do(who, "PUT", fmt.Sprint("/rooms/", room, "/messages/", 1+dice.Int64N(head), "/reactions/%F0%9F%98%80"), nil)
			}
		default:
			h.say(who, room, "말")
		}
	}
	for _, who := range crowd {
		count := 0
		for before := ""; ; {
			page := h.history(who, room, "limit=100"+before)
			for _, e := range page.Items {
				if e.Seq > at[who] && e.Sender != who && !e.Removed {
					count++
				}
			}
			if !page.Before {
				break
			}
			before = fmt.Sprint("&before=", page.Items[0].Seq)
		}
		if u := h.unread(who); u.Open != count || h.room(who, room).Unread != count {
			t.Errorf("unread %d, recounted %d", u.Open, count)
		}
	}
}

// Rooms are listed by when something was said last, page by page, and joining brings one up.
func TestRoomsAreListedTheLatestFirst(t *testing.T) {
	onEach(t, func(t *testing.T, h *house) {
		jieun, minho := h.person("지은"), h.person("민호")
		var rooms []string
		for range 7 {
			rooms = append(rooms, h.join(newID(), jieun, minho))
		}
		h.say(minho, rooms[2], "여기요")
		direct := h.direct(minho, jieun)
		h.say(minho, direct, "저기요")
		h.say(minho, rooms[5], "아뇨 여기")
		want := []string{rooms[5], direct, rooms[2], rooms[6], rooms[4], rooms[3], rooms[1], rooms[0]}
		for _, limit := range []int{1, 3, 60} {
			var got []string
			for cursor, more := "", true; more; more = cursor != "" {
				l := h.list(jieun, fmt.Sprint("limit=", limit, cursor))
				for _, r := range l.Items {
					got = append(got, r.ID)
				}
				if cursor = l.Next; cursor != "" {
					cursor = "&cursor=" + cursor
				}
			}
			if !slices.Equal(got, want) {
				t.Errorf("by %d: %v, want %v", limit, got, want)
			}
		}
		r := h.list(jieun, "kind=open&limit=1").Items[0]
		if r.Cake == nil || r.Cake.Title != "파도의 노래" || r.Cake.Poster == "" || r.People != 2 || r.Last.Text != "아뇨 여기" || r.LastPerson.Nickname != "민호" || r.Unread != 1 {
			t.Errorf("the first is %+v", r)
		}
		for _, bad := range []string{"kind=group", "cursor=x", "limit=61", "cursor=WyJhIiwiYiJd"} {
			h.Wants(http.StatusUnprocessableEntity, jieun, "GET", "/rooms?"+bad, nil)
		}
	})
}

package app

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"
)

// roomOf gives a room as the visitor sees it.
func (v *visitor) roomOf(room string) (r struct {
	Unread, People int
	Member         bool
	MovedTo        string
	OtherRead      int64
	Cake           struct{ ID, Title, Poster string }
	Other          struct{ Nickname string }
}) {
	v.t.Helper()
	v.must(http.StatusOK, "GET", "/api/v1/rooms/"+room, nil, &r)
	return r
}

// said gives what is said in a room, each with who said it.
func (v *visitor) said(room string) string {
	v.t.Helper()
	var h struct {
		Items []struct {
			Sender, Text string
			Pictures     []struct{ Small string }
		}
		Persons []struct{ ID, Nickname string }
	}
	v.must(http.StatusOK, "GET", "/api/v1/rooms/"+room+"/messages", nil, &h)
	names, all := map[string]string{}, []string{}
	for _, p := range h.Persons {
		names[p.ID] = p.Nickname
	}
	for _, m := range h.Items {
		all = append(all, strings.TrimSpace(fmt.Sprint(names[m.Sender], ": ", m.Text)))
		for _, p := range m.Pictures {
			if status, b := v.send("GET", p.Small, nil); status != http.StatusOK || len(b) == 0 {
				v.t.Errorf("%s: %d", p.Small, status)
			}
		}
	}
	return strings.Join(all, ", ")
}

func TestTheWalkThroughRooms(t *testing.T) {
	homes(t, func(t *testing.T, front *site, all ...*site) {
		jieun, minho, guest := front.join(t, "지은"), front.join(t, "민호"), front.guest(t)
		cake := jieun.cake("파도의 노래")
		room := jieun.joinRoom(cake)
		if again := minho.joinRoom(cake); again != room {
			t.Fatalf("two rooms: %s, %s", room, again)
		}
		picture := jieun.roomPicture(room)
		jieun.say(room, "||범인은|| 보셨나요?", "pictureIds", []string{picture}, "mentions", []string{minho.id})
		minho.say(room, "봤어요", "replyTo", 1)
		if got := minho.said(room); got != "지은: ||범인은|| 보셨나요?, 민호: 봤어요" {
			t.Errorf("said: %s", got)
		}
		if r := jieun.roomOf(room); r.Unread != 1 || r.People != 2 || r.Cake.Title != "파도의 노래" || !strings.Contains(r.Cake.Poster, cake) {
			t.Errorf("the room is %+v", r)
		}
		if status, _ := guest.send("GET", jieun.roomOf(room).Cake.Poster, nil); status != http.StatusOK {
			t.Errorf("its poster: %d", status)
		}
		var outside struct {
			People int
			Last   []any
		}
		guest.must(http.StatusOK, "GET", "/api/v1/rooms/open/of/"+cake, nil, &outside)
		if outside.People != 2 || len(outside.Last) != 0 {
			t.Errorf("a guest sees %+v", outside)
		}
		guest.must(http.StatusUnauthorized, "GET", "/api/v1/rooms/"+room+"/messages", nil, nil)

		direct := minho.directWith(jieun.id)
		minho.say(direct, "안녕하세요")
		var unread struct{ Open, Direct int }
		jieun.must(http.StatusOK, "GET", "/api/v1/rooms/unread", nil, &unread)
		if unread.Open != 1 || unread.Direct != 1 {
			t.Errorf("unread: %+v", unread)
		}
		jieun.must(http.StatusOK, "PUT", "/api/v1/rooms/"+direct+"/read", map[string]any{"seq": 1}, nil)
		if r := minho.roomOf(direct); r.OtherRead != 1 || r.Other.Nickname != "지은" {
			t.Errorf("the direct room is %+v", r)
		}
		jieun.must(http.StatusNoContent, "PUT", "/api/v1/blocks/"+minho.id, nil, nil)
		minho.say(direct, "답이 없네요")
		if got := jieun.said(direct); got != "민호: 안녕하세요" {
			t.Errorf("D49: %s", got)
		}

		// What is said makes the cake hot, whichever service counts.
		var counts struct {
			Items []struct {
				CakeID   string
				Messages int
			}
		}
		guest.must(http.StatusOK, "GET", "/api/v1/rooms/activity?since=2026-01-01", nil, &counts)
		if len(counts.Items) != 1 || counts.Items[0].CakeID != cake || counts.Items[0].Messages != 2 {
			t.Errorf("counted %+v", counts)
		}

		// A cake that becomes part of another takes its room along.
		stays := jieun.cake("파도의 노래 (앙코르)")
		jieun.admin("지은", all[min(1, len(all)-1)])
		jieun.must(http.StatusOK, "POST", "/api/v1/cakes/"+cake+"/merge", map[string]any{"into": stays}, nil)
		eventually(t, func() bool {
			var r struct{ Room struct{ ID string } }
			jieun.must(http.StatusOK, "GET", "/api/v1/rooms/open/of/"+stays, nil, &r)
			return r.Room.ID == room
		})
		if got := jieun.joinRoom(stays); got != room || jieun.roomOf(room).Cake.Title != "파도의 노래 (앙코르)" {
			t.Errorf("the room of the other is %s", got)
		}

		for _, s := range all {
			for _, secret := range []string{"범인은", "안녕하세요", "답이 없네요", url.QueryEscape("범인은")} {
				if strings.Contains(s.logged(), secret) {
					t.Errorf("D05: the log holds %q", secret)
				}
			}
		}
	})
}

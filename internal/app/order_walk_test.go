package app

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"
)

// why is a body that says why something is done.
func why(reason string) map[string]any { return map[string]any{"reason": reason} }

// sees looks everywhere where a public piece may show to others: 404 of each address, and no list,
// page or count that knows of it.
func (v *visitor) seesPiece(id, cake, owner string, there bool) {
	v.t.Helper()
	status := http.StatusNotFound
	if there {
		status = http.StatusOK
	}
	for _, path := range []string{"/api/v1/pieces/" + id, "/api/v1/pieces/" + id + "/record", "/api/v1/pieces/" + id + "/ticket/front.webp", "/api/v1/pieces/" + id + "/ticket/share.jpg", "/p/" + id} {
		got, _ := v.send("GET", path, nil)
		if got != status && !(there && strings.HasSuffix(path, "/record")) {
			v.t.Errorf("GET %s: %d, want %d", path, got, status)
		}
	}
	for _, path := range []string{"/api/v1/pieces?scope=public", "/api/v1/pieces?scope=public&q=파도", "/api/v1/pieces?scope=public&cake=" + cake, "/api/v1/pieces?scope=public&owner=" + owner} {
		got, body := v.send("GET", path, nil)
		if got != http.StatusOK || strings.Contains(string(body), id) != there {
			v.t.Errorf("GET %s: %d, want the piece: %v", path, got, there)
		}
	}
	if r := v.rated(cake); (r.Pieces == 1) != there {
		v.t.Errorf("%d pieces are rated, want the piece: %v", r.Pieces, there)
	}
}

// D12, D13: a hidden piece is nowhere for others, wherever the services run; its owner sees that
// and why, admins look at it, and it comes back whole.
func TestD13_AHiddenPieceIsNowhereForOthers(t *testing.T) {
	homes(t, func(t *testing.T, front *site, all ...*site) {
		jieun, other, guest, keeper := front.join(t, "지은"), front.join(t, "민호"), front.guest(t), front.join(t, "운영")
		keeper.admin("운영", all[min(1, len(all)-1)])
		cake := jieun.cake("파도의 노래")
		id := jieun.pieceOfCake(cake, 9)
		_, token := jieun.link(id)
		other.must(http.StatusOK, "PUT", "/api/v1/pieces/"+id+"/heart", nil, nil)
		look := func(there bool) {
			t.Helper()
			for _, v := range []*visitor{other, guest, keeper} {
				v.seesPiece(id, cake, jieun.id, there)
			}
			for _, path := range []string{"/s/" + token, "/api/v1/shared/" + token, "/api/v1/shared/" + token + "/ticket/front.webp", oembedOf("/s/" + token), oembedOf("/p/" + id)} {
				if got, _ := guest.send("GET", path, nil); (got == http.StatusOK) != there {
					t.Errorf("GET %s: %d, want the piece: %v", path, got, there)
				}
			}
			if _, body := other.send("GET", "/api/v1/pieces?scope=hearted", nil); strings.Contains(string(body), id) != there {
				t.Errorf("the hearted ones: %.300s", body)
			}
			if got, _ := other.send("GET", "/api/v1/pieces/print?ids="+id, nil); (got == http.StatusOK) != there {
				t.Errorf("print: %d", got)
			}
			if _, body := jieun.send("GET", "/api/v1/pieces?scope=public&owner="+jieun.id, nil); strings.Contains(string(body), id) != there {
				t.Errorf("what the owner shows everybody: %.300s", body)
			}
		}
		look(true)
		keeper.must(http.StatusUnprocessableEntity, "PUT", "/api/v1/pieces/"+id+"/hidden", why("  "), nil)
		for range 2 { // again is fine
			keeper.must(http.StatusOK, "PUT", "/api/v1/pieces/"+id+"/hidden", why("광고예요"), nil)
		}
		look(false)
		other.must(http.StatusNotFound, "PUT", "/api/v1/pieces/"+id+"/heart", nil, nil)
		other.must(http.StatusNotFound, "POST", "/api/v1/reports", reportOf("piece", id), nil)
		var own struct {
			Visibility string
			Hidden     struct{ Reason string }
		}
		jieun.must(http.StatusOK, "GET", "/api/v1/pieces/"+id, nil, &own)
		if own.Visibility != "public" || own.Hidden.Reason != "광고예요" {
			t.Errorf("its owner sees %+v", own)
		}
		// The owner's own switch doesn't bring it back.
		for _, to := range []string{"private", "public"} {
			jieun.must(http.StatusOK, "PATCH", "/api/v1/pieces/"+id, map[string]any{"visibility": to}, nil)
		}
		look(false)
		var review struct {
			Title  string
			Hidden struct{ Reason string }
			Ticket struct{ FrontSmall string }
		}
		keeper.must(http.StatusOK, "GET", "/api/v1/pieces/"+id+"/review", nil, &review)
		if review.Title != "파도의 노래" || review.Hidden.Reason != "광고예요" {
			t.Errorf("admins see %+v", review)
		}
		keeper.must(http.StatusOK, "GET", review.Ticket.FrontSmall, nil, nil)
		jieun.must(http.StatusForbidden, "GET", review.Ticket.FrontSmall, nil, nil)
		keeper.must(http.StatusOK, "DELETE", "/api/v1/pieces/"+id+"/hidden", nil, nil)
		look(true)
		if got := keeper.deeds(); !slices.Equal(got, []string{"restore piece 파도의 노래", "hide piece 파도의 노래: 광고예요"}) {
			t.Errorf("the log has %q", got)
		}
	})
}

// deeds gives the log of what admins did, the latest first.
func (v *visitor) deeds() []string {
	v.t.Helper()
	var log struct {
		Items []struct {
			Deed, Kind, Name, Reason string
			Failed                   bool
			By                       struct{ Nickname string }
		}
	}
	v.must(http.StatusOK, "GET", "/api/v1/audit?limit=60", nil, &log)
	var all []string
	for _, l := range log.Items {
		line := strings.TrimSpace(l.Deed + " " + l.Kind + " " + l.Name)
		if l.Reason != "" {
			line += ": " + l.Reason
		}
		if l.Failed || l.By.Nickname != "운영" {
			line += fmt.Sprintf(" (failed %v, by %q)", l.Failed, l.By.Nickname)
		}
		all = append(all, line)
	}
	return all
}

// A hidden cake is in no list and no search, its page and its poster are there for admins alone;
// what belongs to it keeps its link. A hidden message keeps its place and tells nothing.
func TestHiddenCakesAndMessagesComeBackWhole(t *testing.T) {
	homes(t, func(t *testing.T, front *site, all ...*site) {
		jieun, other, keeper := front.join(t, "지은"), front.join(t, "민호"), front.join(t, "운영")
		keeper.admin("운영", all[min(1, len(all)-1)])
		cake := jieun.cake("파도의 노래")
		piece := jieun.pieceOfCake(cake, 9)
		room := jieun.joinRoom(cake)
		picture := jieun.roomPicture(room)
		bad := jieun.say(room, "나쁜 말", "pictureIds", []string{picture})
		message := fmt.Sprintf("/api/v1/rooms/%s/messages/%d", room, bad)
		look := func(there bool) {
			t.Helper()
			for _, path := range []string{"/api/v1/rooms/" + room + "/messages", "/api/v1/rooms/" + room + "/log"} {
				for _, v := range []*visitor{jieun, other} {
					_, body := v.send("GET", path, nil)
					if strings.Contains(string(body), "나쁜 말") != there || strings.Contains(string(body), picture) != there || strings.Contains(string(body), `"masked":true`) == there {
						t.Errorf("GET %s: want the message: %v: %s", path, there, body)
					}
				}
			}
			if got, _ := other.send("GET", "/api/v1/rooms/"+room+"/pictures/"+picture+"/small.jpg", nil); (got == http.StatusOK) != there {
				t.Errorf("its picture: %d", got)
			}
			if _, body := jieun.send("GET", "/api/v1/rooms", nil); strings.Contains(string(body), "나쁜 말") != there {
				t.Errorf("the list of rooms: %s", body)
			}
		}
		look(true)
		keeper.must(http.StatusOK, "PUT", message+"/hidden", why("욕설이에요"), nil)
		keeper.must(http.StatusOK, "PUT", message+"/hidden", why("욕설이에요"), nil)
		look(false)
		other.joinRoom(cake)
		other.must(http.StatusNotFound, "PUT", message+"/reactions/%E2%9D%A4", nil, nil)
		keeper.must(http.StatusOK, "DELETE", message+"/hidden", nil, nil)
		look(true)

		seen := func(there bool) {
			t.Helper()
			status := http.StatusNotFound
			if there {
				status = http.StatusOK
			}
			for _, path := range []string{"/api/v1/cakes/" + cake, "/api/v1/cakes/" + cake + "/poster/0/small.webp"} {
				other.must(status, "GET", path, nil, nil)
			}
			for _, path := range []string{"/api/v1/cakes?q=파도", "/api/v1/cakes?list=hearted", "/api/v1/cakes/some?ids=" + cake, "/api/v1/cakes/doubles?title=파도의%20노래"} {
				if _, body := other.send("GET", path, nil); strings.Contains(string(body), cake) != there {
					t.Errorf("GET %s: want the cake: %v: %.300s", path, there, body)
				}
			}
		}
		other.must(http.StatusOK, "PUT", "/api/v1/cakes/"+cake+"/heart", nil, nil)
		seen(true)
		keeper.must(http.StatusOK, "PUT", "/api/v1/cakes/"+cake+"/hidden", why("없는 작품이에요"), nil)
		seen(false)
		other.must(http.StatusNotFound, "PUT", "/api/v1/cakes/"+cake+"/heart", nil, nil)
		keeper.must(http.StatusOK, "GET", "/api/v1/cakes/"+cake, nil, nil)
		var p struct{ CakeID string }
		other.must(http.StatusOK, "GET", "/api/v1/pieces/"+piece, nil, &p)
		if p.CakeID != cake {
			t.Errorf("the piece is of %q", p.CakeID)
		}
		keeper.must(http.StatusOK, "DELETE", "/api/v1/cakes/"+cake+"/hidden", nil, nil)
		seen(true)
		want := []string{"restore cake 파도의 노래", "hide cake 파도의 노래: 없는 작품이에요", "restore message", "hide message: 욕설이에요"}
		if got := keeper.deeds(); !slices.Equal(got, want) {
			t.Errorf("the log has %q", got)
		}
	})
}

// D06, D35: an admin suspends a person until a day; the sessions are over, the door tells why.
// Admins can't be suspended, nor make admins.
func TestD06_AnAdminSuspendsAPerson(t *testing.T) {
	dir := t.TempDir()
	s := open(t, "PIECE_DATA_DIR="+dir)
	jieun, keeper := s.join(t, "jieun"), s.join(t, "운영")
	keeper.admin("운영", s)
	path := "/api/v1/people/" + jieun.id + "/suspension"
	keeper.must(http.StatusForbidden, "PUT", "/api/v1/people/"+keeper.id+"/suspension", why("나"), nil)
	keeper.must(http.StatusForbidden, "DELETE", "/api/v1/people/"+keeper.id+"/suspension", nil, nil)
	keeper.must(http.StatusUnprocessableEntity, "PATCH", "/api/v1/me", map[string]any{"role": ""}, nil)
	jieun.must(http.StatusUnprocessableEntity, "PATCH", "/api/v1/me", map[string]any{"role": "admin"}, nil)
	keeper.must(http.StatusUnprocessableEntity, "PUT", path, map[string]any{"reason": "광고", "until": time.Now().Add(-time.Hour)}, nil)
	until := time.Date(time.Now().Year()+1, 3, 1, 3, 0, 0, 0, time.UTC)
	keeper.must(http.StatusOK, "PUT", path, map[string]any{"reason": "광고를 올렸어요", "until": until}, nil)
	jieun.must(http.StatusUnauthorized, "POST", "/api/v1/sessions/refresh", nil, nil)
	var problem struct{ Code, Detail string }
	logIn := map[string]any{"email": "jieun@mail.example", "password": "a long enough secret"}
	s.guest(t).must(http.StatusForbidden, "POST", "/api/v1/sessions", logIn, &problem)
	if problem.Code != "suspended" || !strings.Contains(problem.Detail, "광고를 올렸어요") || !strings.Contains(problem.Detail, "3월 1일 12:00") {
		t.Errorf("at the door: %+v", problem)
	}
	var found struct {
		Items []struct {
			Nickname  string
			Suspended *struct{ Reason string }
		}
	}
	for _, query := range []string{"nickname=JIE", "suspended=true"} {
		keeper.must(http.StatusOK, "GET", "/api/v1/people/found?"+query, nil, &found)
		if len(found.Items) != 1 || found.Items[0].Nickname != "jieun" || found.Items[0].Suspended == nil {
			t.Errorf("%s finds %+v", query, found)
		}
	}
	keeper.must(http.StatusOK, "DELETE", path, nil, nil)
	s.guest(t).must(http.StatusCreated, "POST", "/api/v1/sessions", logIn, nil)
	if got := keeper.deeds(); !slices.Equal(got, []string{"restore person jieun", "suspend person jieun: 광고를 올렸어요"}) {
		t.Errorf("the log has %q", got)
	}
}

// A question is its person's and the admins'; five a day. A notice is everybody's in its time.
func TestQuestionsAndNotices(t *testing.T) {
	s := open(t)
	jieun, other, keeper, guest := s.join(t, "지은"), s.join(t, "민호"), s.join(t, "운영"), s.guest(t)
	keeper.admin("운영", s)
	id := jieun.question("조각이 안 보여요")
	type list struct {
		Items []struct {
			ID, Answer, State string
			Unseen            bool
		}
	}
	var mine, others list
	other.must(http.StatusOK, "GET", "/api/v1/questions", nil, &others)
	if len(others.Items) != 0 {
		t.Errorf("others see %+v", others)
	}
	keeper.must(http.StatusOK, "PUT", "/api/v1/questions/"+id+"/answer", map[string]any{"answer": "고쳤어요"}, nil)
	var count struct{ Count int }
	jieun.must(http.StatusOK, "GET", "/api/v1/questions/unseen", nil, &count)
	jieun.must(http.StatusOK, "GET", "/api/v1/questions", nil, &mine)
	if count.Count != 1 || len(mine.Items) != 1 || mine.Items[0].Answer != "고쳤어요" || !mine.Items[0].Unseen || mine.Items[0].State != "answered" {
		t.Errorf("%d unseen of %+v", count.Count, mine)
	}
	jieun.must(http.StatusNoContent, "POST", "/api/v1/questions/seen", nil, nil)
	jieun.must(http.StatusOK, "GET", "/api/v1/questions/unseen", nil, &count)
	if count.Count != 0 {
		t.Errorf("%d unseen after a look", count.Count)
	}
	for range 4 {
		jieun.question("또 있어요")
	}
	jieun.must(http.StatusTooManyRequests, "POST", "/api/v1/questions", questionNamed("여섯 번째"), nil)

	keeper.notice("점검 안내")
	later := noticeNamed("다음 달 소식")
	later["from"] = time.Now().Add(time.Hour)
	keeper.must(http.StatusCreated, "POST", "/api/v1/notices", later, nil)
	over := noticeNamed("지난 소식")
	over["from"], over["until"] = time.Now().Add(-2*time.Hour), time.Now().Add(-time.Hour)
	keeper.must(http.StatusCreated, "POST", "/api/v1/notices", over, nil)
	first := noticeNamed("먼저 볼 것")
	first["pinned"] = true
	keeper.must(http.StatusCreated, "POST", "/api/v1/notices", first, nil)
	var shown struct {
		Items []struct{ Ko struct{ Title string } }
	}
	guest.must(http.StatusOK, "GET", "/api/v1/notices", nil, &shown)
	if len(shown.Items) != 2 || shown.Items[0].Ko.Title != "먼저 볼 것" || shown.Items[1].Ko.Title != "점검 안내" {
		t.Errorf("guests see %+v", shown)
	}
	if got := keeper.deeds(); len(got) != 5 || got[4] != "answer question 조각이 안 보여요" || !slices.Contains(got, "write notice 먼저 볼 것") {
		t.Errorf("the log has %q", got)
	}
}

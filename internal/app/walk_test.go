package app

import (
	"net"
	"net/http"
	"strings"
	"testing"

	"piece/internal/platform/mongodb/mongotest"
)

// homes are the ways in which the same program runs.
func homes(t *testing.T, run func(t *testing.T, front *site, all ...*site)) {
	t.Helper()
	homesWith(t, func(*house) {}, run)
}

// homesWith is homes of houses in which something is put before their parts start.
func homesWith(t *testing.T, prepare func(*house), run func(t *testing.T, front *site, all ...*site)) {
	t.Helper()
	open := func(t *testing.T, env ...string) *site { return openWith(t, reserve(t), prepare, env...) }
	openAt := func(t *testing.T, at net.Listener, env ...string) *site { return openWith(t, at, prepare, env...) }
	t.Run("in one process", func(t *testing.T) {
		s := open(t)
		run(t, s, s)
	})
	t.Run("apart", func(t *testing.T) {
		atCake, atPiece, atChat := reserve(t), reserve(t), reserve(t)
		toCake, toPiece := "PIECE_UPSTREAM_CAKE=http://"+atCake.Addr().String(), "PIECE_UPSTREAM_PIECE=http://"+atPiece.Addr().String()
		toChat := "PIECE_UPSTREAM_CHAT=http://" + atChat.Addr().String()
		account := open(t, "PIECE_TARGET=account", toCake, toPiece, toChat)
		keys := "PIECE_AUTH_KEY_SET_URL=" + account.URL + "/.well-known/jwks.json"
		upstream := "PIECE_UPSTREAM_ACCOUNT=" + account.URL
		cake := openAt(t, atCake, "PIECE_TARGET=cake", keys, upstream, toPiece, toChat)
		piece := openAt(t, atPiece, "PIECE_TARGET=piece", keys, upstream, toCake, toChat)
		rooms := []string{"PIECE_TARGET=chat", keys, upstream, toCake, toPiece}
		if messages := mongotest.Address(t); messages != "" {
			rooms = append(rooms, "PIECE_CHAT_MESSAGES_URL="+messages) // the house in one process has them in the database
		}
		chat := openAt(t, atChat, rooms...)
		front := open(t, "PIECE_TARGET=gateway", keys, upstream, toCake, toPiece, toChat)
		run(t, front, front, account, cake, piece, chat)
	})
}

func TestTheWalkThroughTheHouse(t *testing.T) {
	homes(t, func(t *testing.T, front *site, all ...*site) {
		jieun := front.join(t, "지은")
		photo := jieun.photo()
		id := jieun.piece(photo, jieun.artwork(photo))

		var p struct{ Owner struct{ Nickname string } }
		jieun.must(http.StatusOK, "GET", "/api/v1/pieces/"+id, nil, &p)
		if p.Owner.Nickname != "지은" {
			t.Errorf("the owner is %q", p.Owner.Nickname)
		}
		var month struct {
			Days []struct {
				Day    string
				Pieces []struct{ ID string }
			}
		}
		jieun.must(http.StatusOK, "GET", "/api/v1/pieces/calendar?month=2026-08", nil, &month)
		if len(month.Days) != 1 || month.Days[0].Day != "2026-08-03" || month.Days[0].Pieces[0].ID != id {
			t.Errorf("calendar: %+v", month)
		}
		if status, image := jieun.send("GET", "/api/v1/pieces/"+id+"/ticket/back.webp", nil); status != http.StatusOK || string(image[8:12]) != "WEBP" {
			t.Errorf("the back: %d", status)
		}
		if status, page := front.guest(t).send("GET", "/", nil); status != http.StatusOK || !strings.Contains(string(page), "PIECE") {
			t.Errorf("the front page: %d %.80s", status, page)
		}
		jieun.must(http.StatusNoContent, "DELETE", "/api/v1/pieces/"+id, nil, nil)
		jieun.must(http.StatusNotFound, "GET", "/api/v1/pieces/"+id, nil, nil)

		for _, s := range all {
			for _, secret := range []string{"mail.example", "a long enough secret", "signature=", "eyJ"} {
				if strings.Contains(s.logged(), secret) {
					t.Errorf("D05: the log holds %q", secret)
				}
			}
		}
	})
}

// D01: a header that names a person is nothing, at the front and between services.
func TestD01_AHeaderIsNoIdentity(t *testing.T) {
	homes(t, func(t *testing.T, _ *site, all ...*site) {
		for _, s := range all {
			for _, header := range []string{"X-User-Id", "X-Account-Id", "X-Person-Id", "X-Forwarded-User", "X-Auth-Request-User"} {
				for _, path := range []string{"/api/v1/me", "/api/v1/pieces?scope=mine"} {
					status, _ := s.guest(t).send("GET", path, nil, header, "01m842k7awfyvebr2aa8eh62km")
					if status != http.StatusUnauthorized && status != http.StatusNotFound {
						t.Errorf("%s with %s: %d", path, header, status)
					}
				}
			}
		}
	})
}

// D50: health, metrics and profiles are for the port of the operators only.
func TestD50_NothingOfOperationIsPublic(t *testing.T) {
	s := open(t)
	for _, path := range []string{"/metrics", "/healthz", "/readyz", "/debug/pprof/", "/debug/pprof/heap", "/debug/vars"} {
		status, body := s.guest(t).send("GET", path, nil)
		if status != http.StatusNotFound || strings.Contains(string(body), "go_goroutines") {
			t.Errorf("%s: %d", path, status)
		}
	}
}

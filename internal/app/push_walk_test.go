package app

import (
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"piece/internal/notify/fakepush"
)

// pushed is what a device reads.
type pushed struct {
	Title, Body, Tag, URL string
	Unread                int
}

// next gives the next message that reaches a device.
func next(t *testing.T, s *fakepush.Service) (fakepush.Letter, pushed) {
	t.Helper()
	select {
	case l := <-s.Received:
		var p pushed
		if err := json.Unmarshal([]byte(l.Payload), &p); err != nil {
			t.Fatalf("%v: %s", err, l.Payload)
		}
		return l, p
	case <-time.After(20 * time.Second):
		t.Fatal("no push message came")
	}
	return fakepush.Letter{}, pushed{}
}

// subscribe lets a device have the visitor's messages.
func (v *visitor) subscribe(d *fakepush.Device, language string) {
	v.t.Helper()
	v.must(http.StatusNoContent, "PUT", "/api/v1/push/subscriptions", deviceBody(d, language), nil)
}

func deviceBody(d *fakepush.Device, language string) map[string]any {
	return map[string]any{"endpoint": d.Endpoint, "language": language, "keys": map[string]any{"p256dh": d.PublicKey, "auth": d.Secret}}
}

// openPushing runs a house whose messages go to a push service of the test.
func openPushing(t *testing.T, s *fakepush.Service) *site {
	t.Helper()
	return openWith(t, reserve(t), func(h *house) { h.pushTLS, h.pushIn = s.TLS(), 700*time.Millisecond },
		"PIECE_PUSH_HOSTS="+s.Host(), "PIECE_OUTBOUND_PRIVATE=127.0.0.0/8", "PIECE_PUSH_CONTACT=mailto:who@piece.example")
}

func TestMessagesReachDevicesThatDoNotLook(t *testing.T) {
	service := fakepush.New(t)
	s := openPushing(t, service)
	jieun, minho := s.join(t, "지은"), s.join(t, "민호")
	phone, laptop := service.Subscribe(), service.Subscribe(fakepush.Answer{Status: http.StatusGone})
	minho.subscribe(phone, "ko")
	minho.subscribe(laptop, "en")
	var key struct{ Key string }
	minho.must(http.StatusOK, "GET", "/api/v1/push/key", nil, &key)

	// A direct message: from whom, with what is covered covered, signed by this site.
	direct := jieun.directWith(minho.id)
	jieun.say(direct, "||범인은 집사|| 어땠어?")
	l, got := next(t, service)
	if want := (pushed{"지은", "▒▒▒▒▒▒ 어땠어?", direct, "/rooms/" + direct, 1}); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
	if l.Device != phone || l.Topic != direct || l.Urgency != "high" || l.Key != key.Key || l.Subject != "mailto:who@piece.example" {
		t.Errorf("the letter %+v", l)
	}

	// Of an open room only what names somebody, unless they choose otherwise. What is read in time, said to a
	// room that is muted, or by somebody blocked, doesn't come: what comes next is what was said last.
	cake := jieun.cake("파도의 노래")
	room := jieun.joinRoom(cake)
	minho.joinRoom(cake)
	jieun.say(room, "아무나")
	read := jieun.say(direct, "읽을 것")
	minho.must(http.StatusOK, "PUT", "/api/v1/rooms/"+direct+"/read", map[string]any{"seq": read}, nil)
	jieun.say(room, "", "mentions", []string{minho.id}, "pictureIds", []string{jieun.roomPicture(room)})
	if l, got := next(t, service); got != (pushed{"파도의 노래", "지은: 사진", room, "/rooms/" + room, 2}) || l.Device != phone {
		t.Errorf("got %+v", got)
	}
	minho.must(http.StatusOK, "PATCH", "/api/v1/rooms/"+room+"/membership", map[string]any{"muted": true}, nil)
	jieun.say(room, "조용히", "mentions", []string{minho.id})
	minho.must(http.StatusNoContent, "PUT", "/api/v1/blocks/"+jieun.id, nil, nil)
	jieun.say(direct, "막힌 말")
	minho.must(http.StatusNoContent, "DELETE", "/api/v1/blocks/"+jieun.id, nil, nil)
	jieun.say(direct, "다시")
	if _, got := next(t, service); got.Body != "다시" {
		t.Errorf("got %+v", got)
	}
	if laptop.Tries() != 1 {
		t.Errorf("a device that is gone was tried %d times", laptop.Tries())
	}

	// D06: with the session its devices go, and its token can't bring them back.
	base, err := url.Parse(s.URL + "/api")
	if err != nil {
		t.Fatal(err)
	}
	token := ""
	for _, c := range minho.http.Jar.Cookies(base) {
		if strings.Contains(c.Name, "access") {
			token = c.Value
		}
	}
	minho.must(http.StatusNoContent, "DELETE", "/api/v1/sessions/current", nil, nil)
	for end := time.Now().Add(20 * time.Second); ; {
		status, _ := s.guest(t).send("PUT", "/api/v1/push/subscriptions", deviceBody(service.Subscribe(), "ko"), "Authorization", "Bearer "+token)
		if status == http.StatusUnauthorized {
			break
		}
		if status != http.StatusNoContent || time.Now().After(end) {
			t.Fatalf("subscribing with the token of an ended session: %d", status)
		}
	}
	tries := phone.Tries()
	seoyeon := s.join(t, "서연")
	other := service.Subscribe()
	seoyeon.subscribe(other, "en")
	jieun.say(direct, "아무도 없어")
	jieun.say(jieun.directWith(seoyeon.id), "안녕")
	if l, got := next(t, service); l.Device != other || got.Body != "안녕" || phone.Tries() != tries {
		t.Errorf("got %+v; the device of an ended session was tried %d times more", got, phone.Tries()-tries)
	}

	// D05: what people say, and where their devices are, is in no line of the log.
	for _, secret := range []string{"어땠어", "막힌", "안녕", "/send/", phone.Secret, token} {
		if strings.Contains(s.logged(), secret) {
			t.Errorf("the log holds %q", secret)
		}
	}
}

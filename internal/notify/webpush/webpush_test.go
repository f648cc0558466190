package webpush_test

import (
	"errors"
	"net/http"
	"net/netip"
	"strings"
	"testing"
	"time"

	"piece/internal/notify"
	"piece/internal/notify/fakepush"
	"piece/internal/notify/webpush"
	"piece/internal/platform/clock"
)

var loopback = []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}

func newKey(t *testing.T) webpush.Key {
	t.Helper()
	text, err := webpush.GenerateKey()
	if err != nil {
		t.Fatal(err)
	}
	key, err := webpush.ParseKey(text)
	if err != nil {
		t.Fatal(err)
	}
	return key
}

func config(t *testing.T, s *fakepush.Service) webpush.Config {
	return webpush.Config{
		Key: newKey(t), Contact: "mailto:who@piece.example", Hosts: []string{s.Host()}, Private: loopback, Clock: clock.System{}, TLS: s.TLS(), Timeout: 5 * time.Second,
	}
}

func to(d *fakepush.Device) notify.Subscription {
	return notify.Subscription{Endpoint: d.Endpoint, PublicKey: d.PublicKey, Secret: d.Secret}
}

func TestADeviceReadsWhatWasSent(t *testing.T) {
	service := fakepush.New(t)
	sender := webpush.New(config(t, service))
	d := service.Subscribe()
	want := `{"title":"민지","body":"커튼콜에서 울었어 😭"}`
	if err := sender.Send(t.Context(), to(d), notify.Letter{Payload: []byte(want), Topic: "room-1", Keep: time.Hour, Urgent: true}); err != nil {
		t.Fatal(err)
	}
	got := <-service.Received
	if got.Payload != want || got.Topic != "room-1" || got.TTL != "3600" || got.Urgency != "high" || got.Key != sender.Key() || got.Subject != "mailto:who@piece.example" || got.Device != d {
		t.Errorf("got %+v", got)
	}
	if err := sender.Send(t.Context(), to(d), notify.Letter{Payload: []byte("{}")}); err != nil {
		t.Fatal(err)
	}
	if got := <-service.Received; got.Urgency != "normal" {
		t.Errorf("urgency %q", got.Urgency)
	}
}

func TestWhatPushServicesAnswer(t *testing.T) {
	service := fakepush.New(t)
	never := make(chan struct{})
	c := config(t, service)
	c.Timeout = 300 * time.Millisecond
	sender := webpush.New(c)
	for _, c := range []struct {
		answer  fakepush.Answer
		outcome notify.Outcome
		after   time.Duration
	}{
		{fakepush.Answer{Status: http.StatusNotFound}, notify.Gone, 0},
		{fakepush.Answer{Status: http.StatusGone}, notify.Gone, 0},
		{fakepush.Answer{Status: http.StatusRequestEntityTooLarge}, notify.TooLarge, 0},
		{fakepush.Answer{Status: http.StatusTooManyRequests, RetryAfter: "7"}, notify.Later, 7 * time.Second},
		{fakepush.Answer{Status: http.StatusTooManyRequests, RetryAfter: "soon"}, notify.Later, 0},
		{fakepush.Answer{Status: http.StatusServiceUnavailable, RetryAfter: "999999999"}, notify.Later, 24 * time.Hour},
		{fakepush.Answer{Status: http.StatusInternalServerError}, notify.Later, 0},
		{fakepush.Answer{Status: http.StatusForbidden}, notify.Refused, 0},
		{fakepush.Answer{Status: http.StatusTemporaryRedirect}, notify.Refused, 0},
		{fakepush.Answer{Status: http.StatusCreated, Wait: never}, notify.Later, 0},
	} {
		d := service.Subscribe(c.answer)
		err := sender.Send(t.Context(), to(d), notify.Letter{Payload: []byte("{}")})
		f, ok := errors.AsType[*notify.Failure](err)
		if !ok || f.Outcome != c.outcome || f.After != c.after {
			t.Errorf("%+v: %v, after %v", c.answer, err, f)
		}
		if d.Tries() != 1 {
			t.Errorf("%+v: %d tries", c.answer, d.Tries())
		}
		// D05: what is told of it doesn't name the device, whose address is a secret.
		if err != nil && strings.Contains(err.Error(), "/send/") {
			t.Errorf("the error tells %v", err)
		}
	}
	gone := to(service.Subscribe())
	gone.Endpoint = strings.Replace(gone.Endpoint, service.Host(), "localhost:1", 1)
	c.Hosts = append(c.Hosts, "localhost:1")
	err := webpush.New(c).Send(t.Context(), gone, notify.Letter{Payload: []byte("{}")})
	if f, ok := errors.AsType[*notify.Failure](err); !ok || f.Outcome != notify.Later || strings.Contains(err.Error(), "/send/") {
		t.Errorf("nobody listens: %v", err)
	}
	if err := sender.Send(t.Context(), to(service.Subscribe()), notify.Letter{Payload: make([]byte, 5000)}); !strings.Contains(err.Error(), string(notify.TooLarge)) {
		t.Errorf("a message too large to be sealed: %v", err)
	}
}

// An endpoint is what some browser says. It must not make this site ask anything else.
func TestOnlyPushServicesAreAsked(t *testing.T) {
	service := fakepush.New(t)
	c := config(t, service)
	c.Hosts = []string{"fcm.googleapis.com", "*.push.apple.com", service.Host()}
	sender := webpush.New(c)
	for endpoint, want := range map[string]bool{
		"https://fcm.googleapis.com/fcm/send/a:b": true,
		"https://fcm.googleapis.com:443/x":        true,
		"https://FCM.googleapis.com/x":            true,
		"https://web.push.apple.com/x":            true,
		"https://a.b.push.apple.com/x":            true,
		"https://push.apple.com/x":                false,
		"https://evilpush.apple.com/x":            false,
		"https://push.apple.com.evil.example/x":   false,
		"http://fcm.googleapis.com/x":             false,
		"https://fcm.googleapis.com:8443/x":       false,
		"https://user@fcm.googleapis.com/x":       false,
		"https://evil.example/fcm.googleapis.com": false,
		"https://127.0.0.1/x":                     false,
		"https://[::1]/x":                         false,
		"https:///x":                              false,
		"fcm.googleapis.com":                      false,
		"":                                        false,
	} {
		if got := sender.Allows(endpoint); got != want {
			t.Errorf("%q: %v", endpoint, got)
		}
	}
	d := service.Subscribe()
	c.Private = nil // the service of the test is in this machine
	err := webpush.New(c).Send(t.Context(), to(d), notify.Letter{Payload: []byte("{}")})
	if f, ok := errors.AsType[*notify.Failure](err); !ok || f.Outcome != notify.Refused || d.Tries() != 0 {
		t.Errorf("a private address: %v, %d tries", err, d.Tries())
	}
	c.Hosts, c.Private = []string{"push.example"}, loopback // the list became shorter
	err = webpush.New(c).Send(t.Context(), to(d), notify.Letter{Payload: []byte("{}")})
	if f, ok := errors.AsType[*notify.Failure](err); !ok || f.Outcome != notify.Gone || d.Tries() != 0 {
		t.Errorf("a host that isn't on the list: %v, %d tries", err, d.Tries())
	}
}

func TestKeysThatAreNoneAreRefused(t *testing.T) {
	for _, s := range []string{"", "가", "AAAA", strings.Repeat("A", 43), "-----BEGIN PRIVATE KEY-----"} {
		if _, err := webpush.ParseKey(s); err == nil || len(s) > 4 && strings.Contains(err.Error(), s) {
			t.Errorf("%q: %v", s, err)
		}
	}
	text, err := webpush.GenerateKey()
	if err != nil {
		t.Fatal(err)
	}
	a, err := webpush.ParseKey(text + "=\n")
	b, other := webpush.ParseKey(text)
	if err != nil || other != nil || a != b {
		t.Errorf("with padding %v, without %v", err, other)
	}
}

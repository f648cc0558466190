package notifyhttp_test

import (
	"log/slog"
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"piece/internal/notify"
	"piece/internal/notify/fakepush"
	"piece/internal/notify/notifyhttp"
	"piece/internal/notify/notifysql"
	"piece/internal/notify/webpush"
	"piece/internal/platform/auth"
	"piece/internal/platform/clock"
	"piece/internal/platform/httpapi"
	"piece/internal/platform/httpapi/httpapitest"
	"piece/internal/platform/id"
	"piece/internal/platform/sqldb"
	"piece/internal/platform/sqldb/sqldbtest"
)

type house struct {
	*httpapitest.Site
	t      *testing.T
	clock  *clock.Fake
	store  *notifysql.Store
	device *fakepush.Device
	key    string
}

func open(t *testing.T, off bool) *house {
	t.Helper()
	db := sqldbtest.SQLite(t)
	if _, err := sqldb.Migrate(t.Context(), db, notifysql.Domain, notifysql.Migrations); err != nil {
		t.Fatal(err)
	}
	service := fakepush.New(t)
	h := &house{t: t, clock: clock.NewFake(time.Date(2026, 11, 26, 12, 0, 0, 0, time.UTC)), store: notifysql.New(db), device: service.Subscribe()}
	d := notify.Deps{Store: h.store, Clock: h.clock, Log: slog.New(slog.DiscardHandler)}
	if !off {
		text, err := webpush.GenerateKey()
		if err != nil {
			t.Fatal(err)
		}
		key, err := webpush.ParseKey(text)
		if err != nil {
			t.Fatal(err)
		}
		sender := webpush.New(webpush.Config{Key: key, Hosts: []string{service.Host()}, Clock: h.clock})
		d.Sender, h.key = sender, sender.Key()
	}
	h.Site = httpapitest.New(t, h.clock, func(a *httpapi.API) { notifyhttp.Register(a, notify.New(d)) })
	return h
}

// body is what a browser tells, with changes.
func (h *house) body(changes ...string) map[string]any {
	flat := map[string]string{"endpoint": h.device.Endpoint, "language": "ko", "p256dh": h.device.PublicKey, "auth": h.device.Secret}
	for i := 0; i < len(changes); i += 2 {
		flat[changes[i]] = changes[i+1]
	}
	return map[string]any{"endpoint": flat["endpoint"], "language": flat["language"], "keys": map[string]any{"p256dh": flat["p256dh"], "auth": flat["auth"]}}
}

func (h *house) of(person string) []notify.Subscription {
	h.t.Helper()
	found, err := h.store.Of(h.t.Context(), []string{person})
	if err != nil {
		h.t.Fatal(err)
	}
	return found
}

func TestADeviceIsOfTheSessionThatSubscribedIt(t *testing.T) {
	h := open(t, false)
	a, b := id.New(clock.System{}), id.New(clock.System{})
	if got := httpapitest.Read[notifyhttp.PushKey](t, h.Wants(http.StatusOK, "", "GET", "/push/key", nil)); got.Key != h.key || got.Key == "" {
		t.Errorf("the key is %q, want %q", got.Key, h.key)
	}
	for range 2 {
		h.Wants(http.StatusNoContent, a, "PUT", "/push/subscriptions", h.body("p256dh", h.device.PublicKey+"="))
	}
	want := notify.Subscription{
		Endpoint: h.device.Endpoint, PublicKey: h.device.PublicKey, Secret: h.device.Secret, PersonID: a, Session: auth.SessionHash("s"), Language: "ko", RenewedAt: h.clock.Now(),
	}
	if got := h.of(a); !slices.Equal(got, []notify.Subscription{want}) {
		t.Errorf("got %+v, want %+v", got, want)
	}
	h.Wants(http.StatusNoContent, b, "DELETE", "/push/subscriptions", map[string]any{"endpoint": h.device.Endpoint})
	if len(h.of(a)) != 1 {
		t.Error("somebody else unsubscribed the device")
	}
	h.Wants(http.StatusNoContent, b, "PUT", "/push/subscriptions", h.body("language", "en"))
	if len(h.of(a)) != 0 || len(h.of(b)) != 1 {
		t.Errorf("%+v and %+v", h.of(a), h.of(b))
	}
	for range 2 {
		h.Wants(http.StatusNoContent, b, "DELETE", "/push/subscriptions", map[string]any{"endpoint": h.device.Endpoint})
	}
	if len(h.of(b)) != 0 {
		t.Errorf("still there: %+v", h.of(b))
	}
	h.Wants(http.StatusUnauthorized, "", "PUT", "/push/subscriptions", h.body())
	h.Wants(http.StatusUnauthorized, "", "DELETE", "/push/subscriptions", map[string]any{"endpoint": h.device.Endpoint})
}

func TestD06_ATokenOfAnEndedSessionSubscribesNothing(t *testing.T) {
	h := open(t, false)
	if err := h.store.Follow(t.Context(), []string{auth.SessionHash("s")}, 1, h.clock.Now()); err != nil {
		t.Fatal(err)
	}
	h.Wants(http.StatusUnauthorized, id.New(clock.System{}), "PUT", "/push/subscriptions", h.body())
}

func TestWhatIsNoSubscriptionIsRefused(t *testing.T) {
	h := open(t, false)
	a := id.New(clock.System{})
	host := strings.TrimPrefix(h.device.Endpoint, "https://")
	for field, values := range map[string][]string{
		"endpoint": {"", "x", "http://" + host, "https://evil.example/send/1", "https://127.0.0.1/x", "https://user@" + host, h.device.Endpoint + strings.Repeat("x", notify.MaxEndpoint)},
		"p256dh":   {"", "AAAA", "B" + strings.Repeat("A", 86), "가나다", h.device.PublicKey + "A"},
		"auth":     {"", "AAAA", h.device.Secret + "AAAA", "%%%%%%%%%%%%%%%%%%%%%%"},
		"language": {"", "jp", "KO"},
	} {
		place := map[string]string{"endpoint": "body.endpoint", "p256dh": "body.keys.p256dh", "auth": "body.keys.auth", "language": "body.language"}[field]
		for _, v := range values {
			if a := h.Do(a, "PUT", "/push/subscriptions", h.body(field, v)); a.Status != http.StatusUnprocessableEntity || !strings.Contains(a.Problem(), " "+place+":") {
				t.Errorf("%s %q: %d %s", field, v, a.Status, a.Problem())
			}
		}
	}
	extra := maps.Clone(h.body())
	extra["personId"] = id.New(clock.System{})
	h.Wants(http.StatusUnprocessableEntity, a, "PUT", "/push/subscriptions", extra)
	if len(h.of(a)) != 0 {
		t.Errorf("stored %+v", h.of(a))
	}
}

func TestASiteWithoutAKeyHasNoPush(t *testing.T) {
	h := open(t, true)
	if got := httpapitest.Read[notifyhttp.PushKey](t, h.Wants(http.StatusOK, "", "GET", "/push/key", nil)); got.Key != "" {
		t.Errorf("the key is %q", got.Key)
	}
	if a := h.Do(id.New(clock.System{}), "PUT", "/push/subscriptions", h.body()); a.Status != http.StatusConflict || a.Problem() != "push_off" {
		t.Errorf("%d %s", a.Status, a.Problem())
	}
}

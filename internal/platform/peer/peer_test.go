package peer_test

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"piece/internal/platform/auth"
	"piece/internal/platform/errs"
	"piece/internal/platform/observe"
	"piece/internal/platform/peer"
)

func serve(t *testing.T, handler http.HandlerFunc) *peer.Service {
	t.Helper()
	h := httptest.NewServer(handler)
	t.Cleanup(h.Close)
	s, err := peer.New("cake", h.URL+"/")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func problem(status int) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/problem+json")
		w.WriteHeader(status)
		_, _ = w.Write([]byte(`{"code":"some"}`))
	}
}

func TestWhatIsAskedArrives(t *testing.T) {
	var seen *http.Request
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		seen = r
		_, _ = w.Write([]byte(`{"a":1}`))
	})
	ctx := auth.WithToken(observe.WithRequest(t.Context(), "request-4711"), "secret")
	var got struct{ A int }
	if err := s.Read(ctx, "cakes/merges", url.Values{"after": {"7 "}}, &got); err != nil || got.A != 1 {
		t.Errorf("read %+v, %v", got, err)
	}
	if seen.URL.RequestURI() != "/api/v1/cakes/merges?after=7+" || seen.Header.Get("X-Request-Id") != "request-4711" || seen.Header.Get("Authorization") != "" {
		t.Errorf("asked %s with %v", seen.URL, seen.Header)
	}
	if b, err := s.FindOwn(ctx, "media/x/image", 7); err != nil || string(b) != `{"a":1}` {
		t.Errorf("own: %q, %v", b, err)
	}
	if seen.Header.Get("Authorization") != "Bearer secret" {
		t.Errorf("own, with %v", seen.Header)
	}
}

// Only our own 404 says that something isn't there: a proxy between knows nothing of that.
func TestAnswersOfAServiceThatFails(t *testing.T) {
	for name, c := range map[string]struct {
		handler         http.HandlerFunc
		find, read, own *errs.Error
	}{
		"our 404":     {problem(404), errs.NotFound, errs.Unavailable, errs.NotFound},
		"another 404": {func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(404) }, errs.Unavailable, errs.Unavailable, errs.Unavailable},
		"our 401":     {problem(401), errs.Unauthenticated, errs.Unauthenticated, errs.Unauthenticated},
		"500":         {problem(500), errs.Unavailable, errs.Unavailable, errs.Unavailable},
		"429":         {problem(429), errs.Unavailable, errs.Unavailable, errs.Unavailable},
		"no JSON":     {func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("<html>")) }, errs.Unavailable, errs.Unavailable, nil},
		"endless": {func(w http.ResponseWriter, _ *http.Request) {
			_, _ = w.Write([]byte(`{"items":[` + strings.Repeat(" ", 2<<20) + `]}`))
		},
			errs.Unavailable, errs.Unavailable, errs.Unavailable},
		"hang up": {func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }, errs.Unavailable, errs.Unavailable, errs.Unavailable},
	} {
		s := serve(t, c.handler)
		var into struct{}
		_, own := s.FindOwn(t.Context(), "x", 100)
		for how, got := range map[string]struct {
			err  error
			want *errs.Error
		}{"find": {s.Find(t.Context(), "x", nil, &into), c.find}, "read": {s.Read(t.Context(), "x", nil, &into), c.read}, "own": {own, c.own}} {
			if got.want == nil && got.err == nil {
				continue
			}
			if got.want == nil || !errors.Is(got.err, got.want) {
				t.Errorf("%s, %s: %v, want %v", name, how, got.err, got.want)
				continue
			}
			if errs.As(got.err).Kind == errs.KindUnavailable && errs.As(got.err).RetryAfter == 0 {
				t.Errorf("%s, %s: doesn't say when to come again", name, how)
			}
		}
	}
}

func TestNewRefusesWhatIsNoAddress(t *testing.T) {
	for _, base := range []string{"", "cake:8080", "ftp://cake", "http://", "://"} {
		if _, err := peer.New("cake", base); err == nil {
			t.Errorf("%q is taken", base)
		}
	}
}

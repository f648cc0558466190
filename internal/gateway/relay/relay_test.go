package relay

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"testing"
	"time"

	"piece/internal/platform/auth"
	"piece/internal/platform/clock"
	"piece/internal/platform/httpapi"
	"piece/internal/platform/observe"
)

// front starts a gateway's server that hands everything on to the two addresses.
func front(t *testing.T, up Upstreams, change func(*Config)) *httptest.Server {
	t.Helper()
	log := slog.New(slog.DiscardHandler)
	s := httpapi.New(httpapi.Config{Log: log, Metrics: observe.NewRegistry(), Verifier: auth.NewVerifier(&auth.Keys{}, clock.System{})})
	c := Config{Upstreams: up, Log: log, Fail: s.WriteError}
	if change != nil {
		change(&c)
	}
	if err := Mount(s.Mux, c); err != nil {
		t.Fatal(err)
	}
	h, err := s.Handler()
	if err != nil {
		t.Fatal(err)
	}
	return serve(t, h)
}

func serve(t *testing.T, h http.Handler) *httptest.Server {
	t.Helper()
	srv := httptest.NewServer(h)
	t.Cleanup(srv.Close)
	return srv
}

func send(t *testing.T, method, url string, body io.Reader, headers ...string) *http.Response {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, url, body)
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range headers {
		name, value, _ := strings.Cut(line, ": ")
		r.Header[name] = append(r.Header[name], value)
	}
	res, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = res.Body.Close() })
	return res
}

// echo answers with its name and what it was asked.
func echo(name string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("X-Service", name)
		_ = json.NewEncoder(w).Encode(map[string]any{"uri": r.RequestURI, "host": r.Host, "header": r.Header})
	})
}

func TestRequestsGoToTheServiceThatAnswersThem(t *testing.T) {
	up := Upstreams{Account: serve(t, echo("account")).URL, Piece: serve(t, echo("piece")).URL}
	srv := front(t, up, nil)
	for address, want := range map[string]string{
		"/api/v1/accounts": "account", "/api/v1/accounts/availability?nickname=a%26b": "account", "/api/v1/sessions/refresh": "account",
		"/api/v1/me": "account", "/api/v1/me/password": "account", "/api/v1/people?ids=a,b": "account", "/.well-known/jwks.json": "account",
		"/api/v1/pieces": "piece", "/api/v1/pieces/a%2Fb": "piece", "/api/v1/media/uploads": "piece", "/api/v1/artworks": "piece",
		"/api/v1/tickets/preview": "piece", "/objects/media/x?sig=1": "piece",
		"/api/v1/measures": "", "/api/v1/piecesX": "", "/api/v1": "", "/metrics": "",
	} {
		res := send(t, "GET", srv.URL+address, nil)
		if got := res.Header.Get("X-Service"); got != want {
			t.Errorf("%s went to %q, want %q", address, got, want)
		}
		if want == "" {
			continue
		}
		var seen struct{ URI, Host string }
		if err := json.NewDecoder(res.Body).Decode(&seen); err != nil || seen.URI != address || "http://"+seen.Host != srv.URL {
			t.Errorf("%s arrived as %s at %s, %v", address, seen.URI, seen.Host, err)
		}
	}
	local := front(t, Upstreams{Account: up.Account}, nil)
	if res := send(t, "GET", local.URL+"/api/v1/pieces", nil); res.StatusCode != http.StatusNotFound {
		t.Errorf("a service in this process was asked elsewhere: %d", res.StatusCode)
	}
}

func headersSeen(t *testing.T, srv *httptest.Server, headers ...string) http.Header {
	t.Helper()
	var seen struct{ Header http.Header }
	if err := json.NewDecoder(send(t, "GET", srv.URL+"/api/v1/me", nil, headers...).Body).Decode(&seen); err != nil {
		t.Fatal(err)
	}
	return seen.Header
}

func TestD01_NoHeaderSaysWhoAPersonIs(t *testing.T) {
	srv := front(t, Upstreams{Account: serve(t, echo("account")).URL}, nil)
	claims := []string{
		"X-User-Id: 1", "x-user: 1", "X-User_id: 1", "X_user_id: 1", "X-Person-Id: 1", "X-Account: 1", "X-Account-Id: 1", "X-Auth-Request-User: 1",
		"X-Authenticated-User: 1", "X-Forwarded-User: 1", "X-Forwarded-Email: a@b", "X_forwarded_for: 6.6.6.6", "Remote-User: 1", "X-Remote-User: 1",
		"X-Role: admin", "X-Real-Ip: 6.6.6.6", "Forwarded: for=6.6.6.6",
	}
	seen := headersSeen(t, srv, append(claims, "Authorization: Bearer t", "Cookie: piece_access=t", "Idempotency-Key: k")...)
	for name, values := range seen {
		for _, c := range claims {
			claimed, _, _ := strings.Cut(c, ":")
			if strings.EqualFold(name, claimed) {
				t.Errorf("%s: %v passed", name, values)
			}
		}
	}
	for name, want := range map[string]string{"Authorization": "Bearer t", "Cookie": "piece_access=t", "Idempotency-Key": "k"} {
		if seen.Get(name) != want {
			t.Errorf("%s arrived as %q", name, seen.Get(name))
		}
	}
}

func TestForwardedHeadersComeFromTrustedHopsOnly(t *testing.T) {
	account := Upstreams{Account: serve(t, echo("account")).URL}
	made := []string{"X-Forwarded-For: 6.6.6.6, 203.0.113.7", "X-Forwarded-Proto: https", "X-Forwarded-Host: piece.example"}
	for _, c := range []struct {
		name, trusted         string
		headers               []string
		chain, proto, hostEnd string
	}{
		{"a stranger", "10.0.0.0/8", made, "127.0.0.1", "http", ":"},
		{"a proxy of ours", "127.0.0.0/8", made, "203.0.113.7, 127.0.0.1", "https", "piece.example"},
		{"a chain of ours", "127.0.0.0/8", []string{"X-Forwarded-For: 6.6.6.6, 203.0.113.7, 127.0.0.9"}, "203.0.113.7, 127.0.0.9, 127.0.0.1", "http", ":"},
		{"rubbish", "127.0.0.0/8", []string{"X-Forwarded-For: 6.6.6.6, <script>", "X-Forwarded-Proto: gopher"}, "127.0.0.1", "http", ":"},
		{"nothing", "127.0.0.0/8", nil, "127.0.0.1", "http", ":"},
	} {
		srv := front(t, account, func(cfg *Config) { cfg.TrustedProxies = []netip.Prefix{netip.MustParsePrefix(c.trusted)} })
		seen := headersSeen(t, srv, c.headers...)
		if got := strings.Join(seen.Values("X-Forwarded-For"), "|"); got != c.chain {
			t.Errorf("%s: chain %q, want %q", c.name, got, c.chain)
		}
		if seen.Get("X-Forwarded-Proto") != c.proto || !strings.Contains(seen.Get("X-Forwarded-Host"), c.hostEnd) {
			t.Errorf("%s: %s, %s", c.name, seen.Get("X-Forwarded-Proto"), seen.Get("X-Forwarded-Host"))
		}
	}
}

func TestTheAnswerIsTheServicesOwn(t *testing.T) {
	seen := make(chan string, 1)
	srv := front(t, Upstreams{Piece: serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		seen <- r.Header.Get("X-Request-Id")
		w.Header().Set("X-Request-Id", r.Header.Get("X-Request-Id"))
		w.Header().Set("X-Content-Type-Options", "nosniff")
		w.Header().Set("Cache-Control", "private, max-age=31536000, immutable")
		w.Header().Add("Set-Cookie", "a=1")
		w.Header().Add("Set-Cookie", "b=2")
		w.WriteHeader(http.StatusTeapot)
	})).URL}, nil)
	res := send(t, "GET", srv.URL+"/api/v1/pieces/x/ticket/front.webp", nil, "X-Request-Id: journey-0001")
	if id := <-seen; id != "journey-0001" {
		t.Errorf("the request's id arrived as %q", id)
	}
	for name, want := range map[string]string{
		"X-Request-Id": "journey-0001", "X-Content-Type-Options": "nosniff", "Cache-Control": "private, max-age=31536000, immutable",
		"Set-Cookie": "a=1|b=2", "Referrer-Policy": "strict-origin-when-cross-origin",
	} {
		if got := strings.Join(res.Header.Values(name), "|"); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
	if res.StatusCode != http.StatusTeapot {
		t.Errorf("status %d", res.StatusCode)
	}
}

func TestUploadsPassAsTheyCome(t *testing.T) {
	first := make(chan string, 1)
	srv := front(t, Upstreams{Piece: serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		part := make([]byte, 5)
		_, _ = io.ReadFull(r.Body, part)
		first <- string(part)
		rest, _ := io.Copy(io.Discard, r.Body)
		fmt.Fprintf(w, "%d of %d", rest+5, r.ContentLength)
	})).URL}, nil)
	const size = 3 << 20 // more than the API takes in a body, less than a photo
	in, out := io.Pipe()
	answer := make(chan *http.Response, 1)
	go func() {
		r, _ := http.NewRequestWithContext(t.Context(), "PUT", srv.URL+"/objects/media/x", in)
		r.ContentLength = size
		res, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Error(err)
		}
		answer <- res
	}()
	if _, err := out.Write([]byte("begin")); err != nil {
		t.Fatal(err)
	}
	// It arrives while the rest isn't even sent.
	if got := <-first; got != "begin" {
		t.Errorf("the service read %q", got)
	}
	if _, err := out.Write(make([]byte, size-5)); err != nil {
		t.Fatal(err)
	}
	_ = out.Close()
	res := <-answer
	if res == nil {
		t.FailNow()
	}
	defer res.Body.Close()
	if body, _ := io.ReadAll(res.Body); string(body) != fmt.Sprintf("%d of %d", size, size) {
		t.Errorf("the service got %s", body)
	}
}

func TestABodyThatIsTooLargeIsToldSo(t *testing.T) {
	srv := front(t, Upstreams{Piece: serve(t, http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { _, _ = io.Copy(io.Discard, r.Body) })).URL}, nil)
	res := send(t, "POST", srv.URL+"/api/v1/pieces", io.MultiReader(strings.NewReader(strings.Repeat("x", 3<<20))))
	if p := problem(t, res); res.StatusCode != http.StatusRequestEntityTooLarge || p.Code != "too_large" {
		t.Errorf("%d %+v", res.StatusCode, p)
	}
}

func problem(t *testing.T, res *http.Response) httpapi.Problem {
	t.Helper()
	var p httpapi.Problem
	if err := json.NewDecoder(res.Body).Decode(&p); err != nil {
		t.Error(err)
	}
	return p
}

func closedAddress(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return "http://" + l.Addr().String()
}

func TestAServiceInTroubleIsUnavailable(t *testing.T) {
	hold := make(chan struct{})
	slow := serve(t, http.HandlerFunc(func(http.ResponseWriter, *http.Request) { <-hold }))
	t.Cleanup(func() { close(hold) })
	abort := serve(t, http.HandlerFunc(func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }))
	abort.Config.ErrorLog = slog.NewLogLogger(slog.DiscardHandler, slog.LevelInfo)
	for name, address := range map[string]string{"down": closedAddress(t), "slow": slow.URL, "cut before the answer": abort.URL} {
		srv := front(t, Upstreams{Piece: address}, func(c *Config) { c.Patience = 50 * time.Millisecond })
		for lang, words := range map[string]string{"ko": "다시 시도해", "en": "try again"} {
			res := send(t, "POST", srv.URL+"/api/v1/pieces", strings.NewReader("{}"), "Accept-Language: "+lang, "X-Request-Id: journey-0002")
			p := problem(t, res)
			if res.StatusCode != 503 || p.Code != "unavailable" || p.RequestID != "journey-0002" || !strings.Contains(p.Detail, words) {
				t.Errorf("%s, %s: %d %+v", name, lang, res.StatusCode, p)
			}
			if res.Header.Get("Retry-After") != "3" || res.Header.Get("Content-Type") != "application/problem+json" || res.Header.Get("Cache-Control") != "no-store" {
				t.Errorf("%s: %v", name, res.Header)
			}
			if strings.Contains(p.Detail, "127.0.0.1") {
				t.Errorf("%s: the answer names the service's address", name)
			}
		}
	}
}

func TestAnAnswerThatBreaksOffIsNotTakenForWhole(t *testing.T) {
	srv := front(t, Upstreams{Piece: serve(t, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Length", "1000000")
		_, _ = w.Write(make([]byte, 100000))
		_ = http.NewResponseController(w).Flush()
		panic(http.ErrAbortHandler)
	})).URL}, nil)
	res := send(t, "GET", srv.URL+"/api/v1/pieces", nil)
	if _, err := io.ReadAll(res.Body); !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("the client got %v, want an unexpected end", err)
	}
}

func TestUpstreamsMustBeAddresses(t *testing.T) {
	for _, bad := range []string{"account:8080", "ftp://account", "http://", "::", "/account"} {
		if err := Mount(http.NewServeMux(), Config{Upstreams: Upstreams{Account: bad}, Log: slog.New(slog.DiscardHandler)}); err == nil {
			t.Errorf("%q is taken", bad)
		}
	}
}

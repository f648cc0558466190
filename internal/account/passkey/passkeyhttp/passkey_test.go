package passkeyhttp_test

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"piece/internal/account"
	"piece/internal/account/accounthttp"
	"piece/internal/account/accountsql"
	"piece/internal/account/passkey"
	"piece/internal/account/passkey/passkeyhttp"
	"piece/internal/account/passkey/passkeysql"
	"piece/internal/account/signin/signinsql"
	"piece/internal/platform/auth"
	"piece/internal/platform/clock"
	"piece/internal/platform/httpapi"
	"piece/internal/platform/observe"
	"piece/internal/platform/sqldb"
	"piece/internal/platform/sqldb/sqldbtest"
)

// world is the account service with passkeys behind the real router over a real store.
type world struct {
	t        testing.TB
	handler  http.Handler
	db       *sqldb.DB
	accounts *account.Service
	clock    *clock.Fake
	log      *syncBuffer
}

type syncBuffer struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

func (b *syncBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buf.Write(p)
}

func (b *syncBuffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buf.String()
}

func must[T any](t testing.TB) func(T, error) T {
	return func(v T, err error) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

func each(t *testing.T, run func(t *testing.T, w *world)) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB) { run(t, open(t, db, passkey.Limits{}, origin)) })
}

func openHere(t *testing.T) *world { return open(t, sqldbtest.SQLite(t), passkey.Limits{}, origin) }

func open(t testing.TB, db *sqldb.DB, limits passkey.Limits, publicURL string) *world {
	t.Helper()
	must[int64](t)(sqldb.Migrate(t.Context(), db, accountsql.Domain, accountsql.Migrations))
	must[int64](t)(sqldb.Migrate(t.Context(), db, signinsql.Domain, signinsql.Migrations))
	w := &world{t: t, db: db, clock: clock.NewFake(time.Date(2026, 8, 3, 10, 0, 0, 0, time.UTC)), log: &syncBuffer{}}
	keys := must[*auth.Keys](t)(auth.ParseKeys(must[[]byte](t)(auth.GenerateKey())))
	log, err := observe.NewLogger(w.log, "debug", "json")
	if err != nil {
		t.Fatal(err)
	}
	metrics := prometheus.NewRegistry()
	w.accounts = account.New(account.Deps{
		Store: accountsql.New(db), Keys: keys, Clock: w.clock, Log: log, Metrics: metrics, Hash: account.HashParams{Memory: 64, Time: 1, Threads: 1},
	})
	service := must[*passkey.Service](t)(passkey.New(passkey.Deps{
		Store: passkeysql.New(db), Accounts: w.accounts, PublicURL: publicURL, Clock: w.clock, Log: log, Metrics: metrics, Limits: limits,
	}))
	server := httpapi.New(httpapi.Config{Version: "test", Log: log, Metrics: metrics, Verifier: auth.NewVerifier(keys, w.clock)})
	accounthttp.Register(server.API, w.accounts, httpapi.Cookies{Secure: true})
	passkeyhttp.Register(server.API, service, w.accounts, httpapi.Cookies{Secure: true})
	if w.handler, err = server.Handler(); err != nil {
		t.Fatal(err)
	}
	return w
}

// browser keeps cookies as browsers do.
type browser struct {
	*world
	jar map[string]*http.Cookie
}

func (w *world) browser() *browser { return &browser{w, map[string]*http.Cookie{}} }

func (b *browser) do(method, path string, body any) (int, http.Header, string) {
	b.t.Helper()
	var reader io.Reader
	if body != nil {
		reader = bytes.NewReader(must[[]byte](b.t)(json.Marshal(body)))
	}
	r := httptest.NewRequest(method, httpapi.Prefix+path, reader)
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Accept-Language", "en")
	r.Header.Set("User-Agent", "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36")
	for _, c := range b.jar {
		if strings.HasPrefix(r.URL.Path, c.Path) {
			r.AddCookie(&http.Cookie{Name: c.Name, Value: c.Value})
		}
	}
	w := httptest.NewRecorder()
	b.handler.ServeHTTP(w, r)
	for _, c := range w.Result().Cookies() {
		if c.MaxAge < 0 {
			delete(b.jar, c.Name)
		} else {
			b.jar[c.Name] = c
		}
	}
	return w.Code, w.Header(), w.Body.String()
}

// want fails the test unless the answer has the status and, for a problem, the code.
func (b *browser) want(status int, code, method, path string, body any) map[string]any {
	b.t.Helper()
	got, _, text := b.do(method, path, body)
	var o map[string]any
	_ = json.Unmarshal([]byte(text), &o)
	said, _ := o["code"].(string)
	if got != status || said != code {
		b.t.Errorf("%s %s: have %d %s, want %d %s", method, path, got, text, status, code)
	}
	return o
}

func (w *world) member(name string) *browser {
	w.t.Helper()
	b := w.browser()
	b.want(201, "", "POST", "/accounts", map[string]any{"email": name + "@example.com", "password": "마로니에 공원의 저녁", "nickname": name, "language": "ko"})
	return b
}

func options(o map[string]any) map[string]any { return o["publicKey"].(map[string]any) }

// register makes a passkey on a device.
func (b *browser) register(d *device) map[string]any {
	b.t.Helper()
	return b.want(201, "", "POST", "/me/passkeys", d.make(options(b.want(200, "", "POST", "/me/passkeys/options", nil))))
}

// challenge asks for what a device needs to come in.
func (b *browser) challenge() map[string]any {
	b.t.Helper()
	return options(b.want(200, "", "POST", "/sessions/passkey/options", nil))
}

func (b *browser) list() []any {
	b.t.Helper()
	return b.want(200, "", "GET", "/me/passkeys", nil)["items"].([]any)
}

func TestAPasskeyLetsItsPersonIn(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		minji, d := w.member("minji"), newDevice(t)
		me := minji.want(200, "", "GET", "/me", nil)
		o := options(minji.want(200, "", "POST", "/me/passkeys/options", nil))
		selection := o["authenticatorSelection"].(map[string]any)
		if o["rp"].(map[string]any)["id"] != rpID || selection["userVerification"] != "required" || selection["residentKey"] != "required" || o["attestation"] != "none" {
			t.Errorf("asked for %v", o)
		}
		made := minji.want(201, "", "POST", "/me/passkeys", d.make(o))
		if made["name"] != "Chrome · Windows" || made["usedAt"] != nil {
			t.Errorf("made %v", made)
		}
		if len(d.handle) != 64 || bytes.Contains(d.handle, []byte(me["id"].(string))) {
			t.Errorf("the device knows the person as %q", d.handle)
		}
		for range 3 { // each time counts on
			d.count++
			w.clock.Advance(time.Minute)
			b := w.browser()
			ask := b.challenge()
			if ask["allowCredentials"] != nil || ask["rpId"] != rpID || ask["userVerification"] != "required" {
				t.Errorf("asked with %v", ask)
			}
			in := b.want(201, "", "POST", "/sessions/passkey", d.use(ask))
			if in["id"] != me["id"] {
				t.Errorf("came in as %v", in)
			}
			b.want(204, "", "POST", "/sessions/refresh", nil)
			if used := b.list()[0].(map[string]any)["usedAt"]; used != w.clock.Now().Format(time.RFC3339) {
				t.Errorf("used at %v", used)
			}
		}
	})
}

func TestPasskeysAreListedNamedAndRemoved(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		minji, sujin, d := w.member("minji"), w.member("sujin"), newDevice(t)
		id := minji.register(d)["id"].(string)
		o := options(minji.want(200, "", "POST", "/me/passkeys/options", nil))
		if known := o["excludeCredentials"].([]any); len(known) != 1 {
			t.Errorf("the device isn't told what it has: %v", known)
		}
		minji.want(409, "passkey_known", "POST", "/me/passkeys", d.make(o))
		sujin.want(409, "passkey_known", "POST", "/me/passkeys", d.make(options(sujin.want(200, "", "POST", "/me/passkeys/options", nil))))
		minji.want(204, "", "PATCH", "/me/passkeys/"+id, map[string]any{"name": " 회사 노트북 👩🏽‍💻 "})
		for _, bad := range []string{"", "   ", strings.Repeat("가", 41), "a\u0000b"} {
			minji.want(422, "invalid", "PATCH", "/me/passkeys/"+id, map[string]any{"name": bad})
		}
		if name := minji.list()[0].(map[string]any)["name"]; name != "회사 노트북 👩🏽‍💻" {
			t.Errorf("named %v", name)
		}
		sujin.want(404, "not_found", "PATCH", "/me/passkeys/"+id, map[string]any{"name": "mine"})
		sujin.want(404, "not_found", "DELETE", "/me/passkeys/"+id, nil)
		minji.want(404, "not_found", "DELETE", "/me/passkeys/nonsense", nil)
		if len(sujin.list()) != 0 {
			t.Error("somebody sees another's passkeys")
		}
		minji.want(204, "", "DELETE", "/me/passkeys/"+id, nil)
		minji.want(404, "not_found", "DELETE", "/me/passkeys/"+id, nil)
		b := w.browser()
		b.want(403, "passkey_unknown", "POST", "/sessions/passkey", d.use(b.challenge()))
	})
}

func TestTheLastPasskeyOfWhoHasNothingElseStays(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		minji := w.member("minji")
		first, second := minji.register(newDevice(t))["id"].(string), minji.register(newDevice(t))["id"].(string)
		if _, err := w.db.Writer().NewUpdate().Table("people").Set("password_hash = ''").Where("1 = 1").Exec(t.Context()); err != nil {
			t.Fatal(err)
		}
		var wg sync.WaitGroup
		for _, id := range []string{first, second} { // given up at the same moment
			wg.Go(func() { (&browser{w, minji.jar}).do("DELETE", "/me/passkeys/"+id, nil) })
		}
		wg.Wait()
		left := minji.list()
		if len(left) != 1 {
			t.Fatalf("%d passkeys are left", len(left))
		}
		minji.want(409, "last_way", "DELETE", "/me/passkeys/"+left[0].(map[string]any)["id"].(string), nil)
	})
}

// A challenge is answered once, in its time, for what it was made.
func TestChallengesAreSingleUseAndShort(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		minji, sujin, d := w.member("minji"), w.member("sujin"), newDevice(t)
		o := options(minji.want(200, "", "POST", "/me/passkeys/options", nil))
		sujin.want(409, "passkey_over", "POST", "/me/passkeys", d.make(o)) // another person's, and gone with it
		minji.want(409, "passkey_over", "POST", "/me/passkeys", d.make(o))
		minji.register(d)
		b := w.browser()
		d.count = 1
		answer := d.use(b.challenge())
		b.want(201, "", "POST", "/sessions/passkey", answer)
		w.browser().want(409, "passkey_over", "POST", "/sessions/passkey", answer)
		late := d.use(b.challenge())
		w.clock.Advance(passkey.ChallengeTTL)
		b.want(409, "passkey_over", "POST", "/sessions/passkey", late)
		making := options(minji.want(200, "", "POST", "/me/passkeys/options", nil))
		b.want(409, "passkey_over", "POST", "/sessions/passkey", d.use(making)) // made for something else
		b.want(409, "passkey_over", "POST", "/sessions/passkey", d.use(map[string]any{"challenge": text.EncodeToString(make([]byte, 32))}))
		n, err := w.db.Reader().NewSelect().Table("passkey_challenges").Count(t.Context())
		if err != nil || n != 1 { // the late one waits to be swept
			t.Errorf("%d challenges are kept, %v", n, err)
		}
		if err := passkeysql.New(w.db).DropChallenges(t.Context(), w.clock.Now()); err != nil {
			t.Error(err)
		}
	})
}

// Of many answers to one challenge at the same moment one lets in.
func TestOneChallengeLetsInOnce(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		d := newDevice(t)
		w.member("minji").register(d)
		d.count = 1
		answer := d.use(w.browser().challenge())
		var mu sync.Mutex
		in := 0
		var wg sync.WaitGroup
		for range 8 {
			wg.Go(func() {
				if status, _, _ := w.browser().do("POST", "/sessions/passkey", answer); status == http.StatusCreated {
					mu.Lock()
					in++
					mu.Unlock()
				}
			})
		}
		wg.Wait()
		if in != 1 {
			t.Errorf("%d came in", in)
		}
	})
}

func TestWhatADeviceMustProve(t *testing.T) {
	for name, c := range map[string]struct {
		fault func(*device)
		code  string
	}{
		"another site's page":   {func(d *device) { d.origin = "https://piece.evil.example" }, "passkey_refused"},
		"another site's key":    {func(d *device) { d.rpID = "evil.example" }, "passkey_refused"},
		"nobody was there":      {func(d *device) { d.flags = verified }, "passkey_refused"},
		"nobody was verified":   {func(d *device) { d.flags = present }, "passkey_refused"},
		"of another kind":       {func(d *device) { d.kind = "payment.get" }, "passkey_refused"},
		"another key":           {func(d *device) { d.key = newDevice(t).key }, "passkey_refused"},
		"nobody's handle":       {func(d *device) { d.handle = make([]byte, 64) }, "passkey_unknown"},
		"no handle":             {func(d *device) { d.handle = nil }, "passkey_refused"},
		"an unknown credential": {func(d *device) { d.id = make([]byte, 32) }, "passkey_unknown"},
		"a changed signature":   {func(d *device) { d.asAnswer = func(r map[string]any) { r["signature"] = "AAAA" } }, "passkey_refused"},
		"no signature":          {func(d *device) { d.asAnswer = func(r map[string]any) { delete(r, "signature") } }, "passkey_refused"},
		"no data":               {func(d *device) { d.asAnswer = func(r map[string]any) { r["authenticatorData"] = "AAAA" } }, "passkey_refused"},
	} {
		t.Run(name, func(t *testing.T) {
			w, d := openHere(t), newDevice(t)
			w.member("minji").register(d)
			d.count++
			c.fault(d)
			b := w.browser()
			b.want(403, c.code, "POST", "/sessions/passkey", d.use(b.challenge()))
			if len(b.jar) != 0 {
				t.Errorf("the browser got %v", b.jar)
			}
			for _, secret := range []string{text.EncodeToString(d.id), "minji@", "challenge\":"} {
				if strings.Contains(w.log.String(), secret) {
					t.Errorf("D05: the log holds %q: %s", secret, w.log)
				}
			}
		})
	}
	w := openHere(t)
	minji, d := w.member("minji"), newDevice(t)
	for name, fault := range map[string]func(*device){
		"another page": func(d *device) { d.origin = "https://piece.evil.example" }, "nobody verified": func(d *device) { d.flags = present },
		"of another kind": func(d *device) { d.kind = "webauthn.get" }, "no object": func(d *device) { d.asAnswer = func(r map[string]any) { r["attestationObject"] = "AAAA" } },
	} {
		bad := d.copy()
		fault(bad)
		if status, _, body := minji.do("POST", "/me/passkeys", bad.make(options(minji.want(200, "", "POST", "/me/passkeys/options", nil)))); status != 403 {
			t.Errorf("%s: %d %s", name, status, body)
		}
	}
	for _, body := range []any{map[string]any{}, map[string]any{"credential": map[string]any{}}, map[string]any{"credential": "x"}, nil, "x"} {
		if status, _, _ := minji.do("POST", "/me/passkeys", body); status != 403 && status != 422 && status != 400 {
			t.Errorf("%v: %d", body, status)
		}
	}
}

// A key whose counter goes back was copied: neither the copy nor the key lets anybody in.
func TestACopiedKeyIsFound(t *testing.T) {
	w, d := openHere(t), newDevice(t)
	minji := w.member("minji")
	minji.register(d)
	thief := d.copy()
	d.count = 5
	b := w.browser()
	b.want(201, "", "POST", "/sessions/passkey", d.use(b.challenge()))
	thief.count = 3
	b.want(403, "passkey_copied", "POST", "/sessions/passkey", thief.use(b.challenge()))
	if !strings.Contains(w.log.String(), "counts backwards") {
		t.Errorf("nobody is told: %s", w.log)
	}
	d.count = 6
	b.want(201, "", "POST", "/sessions/passkey", d.use(b.challenge()))

	// Keys of password managers don't count at all.
	synced := newDevice(t)
	minji.register(synced)
	for range 2 {
		b.want(201, "", "POST", "/sessions/passkey", synced.use(b.challenge()))
	}
}

// An access token outlives its session for a while. It must not make a key that stays.
func TestD06_ASessionThatIsOverMakesNoPasskey(t *testing.T) {
	w := openHere(t)
	minji := w.member("minji")
	offered := options(minji.want(200, "", "POST", "/me/passkeys/options", nil))
	if _, _, err := w.accounts.Suspend(t.Context(), "minji"); err != nil {
		t.Fatal(err)
	}
	minji.want(401, "session_ended", "POST", "/me/passkeys", newDevice(t).make(offered))
	if n := len(minji.list()); n != 0 {
		t.Errorf("%d passkeys", n)
	}
}

func TestSuspendedPeopleStayOutWithTheirKeys(t *testing.T) {
	w, d := openHere(t), newDevice(t)
	w.member("minji").register(d)
	if _, _, err := w.accounts.Suspend(t.Context(), "minji"); err != nil {
		t.Fatal(err)
	}
	b := w.browser()
	b.want(403, "suspended", "POST", "/sessions/passkey", d.use(b.challenge()))
}

func TestD09_PasskeysAreLimited(t *testing.T) {
	w := open(t, sqldbtest.SQLite(t), passkey.Limits{Challenges: 6, Wrong: 3}, origin)
	b, d := w.browser(), newDevice(t)
	d.handle = make([]byte, 64)
	for range 3 {
		b.want(403, "passkey_unknown", "POST", "/sessions/passkey", d.use(b.challenge()))
	}
	b.want(429, "too_many", "POST", "/sessions/passkey", d.use(b.challenge()))
	b.challenge()
	b.challenge()
	b.want(429, "too_many", "POST", "/sessions/passkey/options", nil)
	w.clock.Advance(time.Minute)
	for range 3 {
		b.want(409, "passkey_over", "POST", "/sessions/passkey", d.use(map[string]any{"challenge": text.EncodeToString(make([]byte, 32))}))
	}
	b.want(429, "too_many", "POST", "/sessions/passkey", d.use(b.challenge()))

	full := openHere(t)
	minji := full.member("minji")
	for range passkey.MaxPasskeys {
		minji.register(newDevice(t))
	}
	minji.want(409, "too_many_passkeys", "POST", "/me/passkeys/options", nil)
}

// Keys are bound to names: at a bare address there are none, and everything else works.
func TestABareAddressHasNoPasskeys(t *testing.T) {
	w := open(t, sqldbtest.SQLite(t), passkey.Limits{}, "http://192.0.2.7:8080")
	minji := w.member("minji")
	minji.want(404, "not_found", "POST", "/me/passkeys/options", nil)
	minji.want(404, "not_found", "POST", "/sessions/passkey/options", nil)
	minji.want(404, "not_found", "POST", "/sessions/passkey", newDevice(t).use(map[string]any{"challenge": "AAAA"}))
	if len(minji.list()) != 0 {
		t.Error("there are passkeys")
	}
}

// With a person the passkeys go (D11).
func TestD11_WithAPersonThePasskeysGo(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		minji := w.member("minji")
		minji.register(newDevice(t))
		minji.want(200, "", "POST", "/me/passkeys/options", nil) // and a challenge waits
		if _, err := w.db.Writer().NewDelete().Table("people").Where("1 = 1").Exec(t.Context()); err != nil {
			t.Fatal(err)
		}
		for _, table := range []string{"passkeys", "passkey_handles", "passkey_challenges"} {
			if n, err := w.db.Reader().NewSelect().Table(table).Count(t.Context()); err != nil || n != 0 {
				t.Errorf("%s has %d rows, %v", table, n, err)
			}
		}
	})
}

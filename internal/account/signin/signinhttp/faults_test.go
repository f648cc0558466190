package signinhttp_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"piece/internal/account/signin"
	"piece/internal/account/signin/fakeoidc"
	"piece/internal/account/signin/signinoidc"
	"piece/internal/platform/clock"
	"piece/internal/platform/errs"
	"piece/internal/platform/sqldb/sqldbtest"
)

func answers(status int, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(status)
		_, _ = w.Write([]byte(body))
	}
}

// What a provider gets wrong, and what a person is told.
func TestFaultsOfProviders(t *testing.T) {
	claim := func(name string, value any) func(*fakeoidc.Server) {
		return func(s *fakeoidc.Server) { s.Claims = func(c map[string]any) { c[name] = value } }
	}
	token := func(status int, body string) func(*fakeoidc.Server) {
		return func(s *fakeoidc.Server) { s.Token = answers(status, body) }
	}
	profile := func(status int, body string) func(*fakeoidc.Server) {
		return func(s *fakeoidc.Server) { s.Bare, s.Profile = true, answers(status, body) }
	}
	slow := func(_ http.ResponseWriter, r *http.Request) {
		_ = r.ParseForm() // the end of the connection is noticed once the body was read
		<-r.Context().Done()
	}
	endless := func(w http.ResponseWriter, _ *http.Request) {
		for range 40 {
			if _, err := w.Write(make([]byte, 64<<10)); err != nil {
				return
			}
		}
	}
	for _, c := range []struct {
		name, provider string
		fault          func(*fakeoidc.Server)
		status         int
		code           string
	}{
		{"another nonce", "work", claim("nonce", "x"), 403, "provider_untrusted"},
		{"no nonce", "work", claim("nonce", nil), 403, "provider_untrusted"},
		{"another signature", "work", func(s *fakeoidc.Server) { s.Key = fakeoidc.NewKey() }, 403, "provider_untrusted"},
		{"another audience", "work", claim("aud", "somebody"), 403, "provider_untrusted"},
		{"several audiences", "work", claim("aud", []string{"piece", "somebody"}), 403, "provider_untrusted"},
		{"another party", "work", claim("azp", "somebody"), 403, "provider_untrusted"},
		{"another issuer", "work", claim("iss", "https://evil.example"), 403, "provider_untrusted"},
		{"too old", "work", claim("exp", start.Add(-time.Second).Unix()), 403, "provider_untrusted"},
		{"another access token", "work", claim("at_hash", "AAAAAAAAAAAAAAAAAAAAAA"), 403, "provider_untrusted"},
		{"no subject", "work", claim("sub", ""), 403, "provider_untrusted"},
		{"a subject no store keeps", "work", claim("sub", "w\u0000"), 403, "provider_untrusted"},
		{"a long subject", "work", claim("sub", strings.Repeat("x", 256)), 403, "provider_untrusted"},
		{"no ID token", "work", token(200, `{"access_token":"secret-a","token_type":"bearer"}`), 403, "provider_untrusted"},
		{"a broken ID token", "work", token(200, `{"access_token":"secret-a","token_type":"bearer","id_token":"secret.secret.secret"}`), 403, "provider_untrusted"},
		{"none for an algorithm", "work", token(200, `{"access_token":"secret-a","token_type":"bearer","id_token":"eyJhbGciOiJub25lIn0.eyJzdWIiOiJ3LTEifQ."}`), 403, "provider_untrusted"},
		{"a used code", "work", token(400, `{"error":"invalid_grant","error_description":"secret-code was used"}`), 409, "sign_in_over"},
		{"a wrong secret of ours", "work", token(401, `{"error":"invalid_client"}`), 503, "provider_unavailable"},
		{"down", "work", token(503, `secret`), 503, "provider_unavailable"},
		{"nonsense", "work", token(200, `<html>secret`), 503, "provider_unavailable"},
		{"slow", "work", func(s *fakeoidc.Server) { s.Token = slow }, 503, "provider_unavailable"},
		{"an endless answer", "work", func(s *fakeoidc.Server) { s.Token = endless }, 503, "provider_unavailable"},
		{"a redirect", "work", func(s *fakeoidc.Server) {
			s.Token = func(w http.ResponseWriter, r *http.Request) {
				http.Redirect(w, r, "http://127.0.0.1:1/", http.StatusTemporaryRedirect)
			}
		}, 503, "provider_unavailable"},
		{"a profile that is down", "work", profile(500, `secret`), 503, "provider_unavailable"},
		{"somebody else's profile", "work", profile(200, `{"sub":"w-2","email":"secret@work.example","email_verified":true}`), 403, "provider_untrusted"},
		{"Kakao: a used code", "kakao", token(400, `{"error":"invalid_grant","error_description":"authorization code not found for code=secret","error_code":"KOE320"}`), 409, "sign_in_over"},
		{"Kakao: too many", "kakao", token(429, `{"error":"temporarily_unavailable","error_code":"KOE237"}`), 503, "provider_unavailable"},
		{"Kakao: no such token", "kakao", profile(401, `{"msg":"this access token does not exist","code":-401}`), 503, "provider_unavailable"},
		{"Kakao: somebody else's profile", "kakao", profile(200, `{"id":42,"kakao_account":{}}`), 403, "provider_untrusted"},
		{"Naver: a used code, with status 200", "naver", token(200, `{"error":"invalid_request","error_description":"no valid data in session"}`), 409, "sign_in_over"},
		{"Naver: a wrong secret of ours, with status 200", "naver", token(200, `{"error":"unauthorized_client","error_description":"secret"}`), 503, "provider_unavailable"},
		{"Naver: an error in the envelope", "naver", profile(200, `{"resultcode":"024","message":"Authentication failed"}`), 503, "provider_unavailable"},
		{"Naver: an error as a status", "naver", profile(401, `{"resultcode":"024","message":"Authentication failed"}`), 503, "provider_unavailable"},
		{"Naver: nobody in the envelope", "naver", profile(200, `{"resultcode":"00","message":"success","response":{}}`), 503, "provider_unavailable"},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := open(t)
			c.fault(w.server(c.provider))
			who := map[string]fakeoidc.Person{"work": minjiAtWork, "kakao": minjiAtKakao, "naver": minjiAtNaver}[c.provider]
			b := w.browser()
			body := b.visit(c.provider, who)
			a := b.finish(c.status, c.code, c.provider, body)
			if c.status == 503 && a.header.Get("Retry-After") == "" {
				t.Errorf("no word about when to try again: %v", a.header)
			}
			if b.jar["piece_signing_in"] != nil || b.jar["piece_access"] != nil || b.jar["piece_newcomer"] != nil {
				t.Errorf("the browser keeps %v", b.jar)
			}
			if w.count("people") != 0 || w.count("sessions") != 0 {
				t.Error("something was stored")
			}
			log := w.log.String()
			for _, secret := range []string{"secret", body["code"].(string), body["state"].(string), who.Email} {
				if strings.Contains(log, secret) {
					t.Errorf("D05: the log holds %q: %s", secret, log)
				}
			}
		})
	}
}

// The program starts without its providers, and finds one again that was down.
func TestAProviderThatComesBack(t *testing.T) {
	w := open(t)
	alive := w.work.URL
	w.clock.Advance(0)
	gone := &world{t: t, db: sqldbtest.SQLite(t), clock: w.clock, log: w.log, work: w.work}
	var down bool
	front := httptest.NewServer(http.HandlerFunc(func(out http.ResponseWriter, r *http.Request) {
		if down {
			answers(502, "secret")(out, r)
			return
		}
		res, err := http.Get(alive + r.URL.Path)
		if err != nil {
			t.Error(err)
			return
		}
		defer res.Body.Close()
		out.Header().Set("Content-Type", "application/json")
		_, _ = out.Write([]byte(strings.ReplaceAll(read(t, res), `"issuer":"`+alive, `"issuer":"http://`+r.Host)))
	}))
	defer front.Close()
	o := signinoidc.Options{Agent: "PIECE/test", Private: loopback, Clock: w.clock, Timeout: time.Second}
	about := signin.About{ID: "work", Kind: signin.OpenIDConnect, Name: errs.Text{Ko: "회사", En: "Work"}}
	p := must[*signinoidc.OIDC](t)(signinoidc.NewOIDC(about, front.URL, signinoidc.Client{ID: "piece"}, []string{"openid"}, o))
	gone.serve(signin.Limits{}, p)
	b := gone.browser()
	down = true
	if a := b.want(503, "provider_unavailable", "POST", "/sessions/with/work", nil); !strings.Contains(a.body, "another way") {
		t.Errorf("have %s", a.body)
	}
	down = false
	b.begin("work")
	down = true
	b.begin("work") // what it told of itself is known for a day
	w.clock.Advance(25 * time.Hour)
	b.begin("work") // and better than nothing after that
}

func read(t *testing.T, res *http.Response) string {
	t.Helper()
	var b strings.Builder
	buf := make([]byte, 4096)
	for {
		n, err := res.Body.Read(buf)
		b.Write(buf[:n])
		if err != nil {
			return b.String()
		}
	}
}

// D27: a provider in a private network is asked only where the settings allow it, and one over TLS
// can't lead us out of that.
func TestD27_PrivateProvidersAreNotAsked(t *testing.T) {
	c := clock.NewFake(start)
	s := fakeoidc.New(t, c)
	about := signin.About{ID: "work"}
	p := must[*signinoidc.OIDC](t)(signinoidc.NewOIDC(about, s.URL, signinoidc.Client{ID: "piece"}, nil, signinoidc.Options{Agent: "PIECE/test", Clock: c}))
	_, err := p.Address(t.Context(), signin.Handshake{})
	if e := errs.As(err); e.Code != "provider_unavailable" || !strings.Contains(err.Error(), "private address") || s.Asked("/.well-known/openid-configuration") != 0 {
		t.Errorf("%v", err)
	}
	for _, bad := range []string{"", "work", "ftp://work.example", "file:///etc/passwd"} {
		if _, err := signinoidc.NewOIDC(about, bad, signinoidc.Client{}, nil, signinoidc.Options{Clock: c}); err == nil {
			t.Errorf("%q is taken for an issuer", bad)
		}
	}
}

// The address at the provider follows what is true there, and a profile completes a bare ID token.
func TestABareTokenIsCompletedByTheProfile(t *testing.T) {
	w := open(t)
	w.work.Bare = true
	b := w.browser()
	n := b.finish(200, "", "work", b.visit("work", minjiAtWork)).json(t)["newcomer"].(object)
	if n["email"] != minjiAtWork.Email || n["verified"] != true || w.work.Asked("/userinfo") != 1 {
		t.Errorf("have %v", n)
	}
	u, _ := url.Parse(w.work.URL)
	if w.work.Asked("/keys") != 1 || u.Host == "" {
		t.Errorf("keys were asked for %d times", w.work.Asked("/keys"))
	}
}

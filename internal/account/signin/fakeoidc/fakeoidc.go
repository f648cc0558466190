// Package fakeoidc plays providers for tests: an OpenID Connect provider, Kakao with its profile, and
// Naver with its OAuth 2, each as its documentation has it, and each with faults on demand. What is
// not about faults is tested with a real server instead (tools/oidc).
package fakeoidc

import (
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/go-jose/go-jose/v4"
	"github.com/go-jose/go-jose/v4/jwt"

	"piece/internal/platform/clock"
)

// The client that the provider knows.
const (
	ClientID     = "piece"
	ClientSecret = "piece-secret"
)

// Person is somebody at the provider.
type Person struct {
	Subject  string
	Email    string
	Verified bool
	Nickname string
}

// Server is a provider. Its fields of faults are set before it is asked.
type Server struct {
	URL string

	// Claims changes what an ID token says; Key signs it instead of the published key; Token and
	// Profile answer instead of the endpoint.
	Claims  func(map[string]any)
	Key     *rsa.PrivateKey
	Token   http.HandlerFunc
	Profile http.HandlerFunc
	// Post makes the token endpoint take the secret in the body only.
	Post bool
	// Bare leaves the address out of the ID token: it is in the profile only.
	Bare bool

	t     testing.TB
	clock clock.Clock
	key   *rsa.PrivateKey
	mu    sync.Mutex
	codes map[string]grant  // guarded by mu
	asks  map[string]Person // guarded by mu; by access token
	asked []string          // guarded by mu; paths
}

type grant struct {
	person                     Person
	nonce, challenge, redirect string
}

// New starts a provider.
func New(t testing.TB, c clock.Clock) *Server {
	t.Helper()
	s := &Server{t: t, clock: c, key: sharedKey(), codes: map[string]grant{}, asks: map[string]Person{}}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /.well-known/openid-configuration", s.discovery)
	mux.HandleFunc("GET /keys", s.keys)
	mux.HandleFunc("POST /token", s.token)
	mux.HandleFunc("POST /oauth2.0/token", s.naverToken)
	mux.HandleFunc("GET /userinfo", s.profile(s.standardProfile))
	mux.HandleFunc("GET /v2/user/me", s.profile(s.kakaoProfile))
	mux.HandleFunc("GET /v1/nid/me", s.profile(s.naverProfile))
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.mu.Lock()
		s.asked = append(s.asked, r.URL.Path)
		s.mu.Unlock()
		mux.ServeHTTP(w, r)
	}))
	t.Cleanup(server.Close)
	s.URL = server.URL
	return s
}

// sharedKey signs for all providers of a run: making one takes longer than most tests.
var sharedKey = sync.OnceValue(NewKey)

// NewKey gives a key for signatures.
func NewKey() *rsa.PrivateKey {
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		panic(err) // there is always chance
	}
	return key
}

// Asked gives how often a path was asked for.
func (s *Server) Asked(path string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	n := 0
	for _, p := range s.asked {
		if p == path {
			n++
		}
	}
	return n
}

// Authorize is the person's visit at the address that a browser was sent to: it checks what is asked
// and gives the query that the browser is led back with.
func (s *Server) Authorize(address string, p Person) url.Values {
	s.t.Helper()
	u, err := url.Parse(address)
	if err != nil {
		s.t.Fatal(err)
	}
	q := u.Query()
	if q.Get("response_type") != "code" || q.Get("client_id") != ClientID || q.Get("code_challenge_method") != "S256" || len(q.Get("code_challenge")) != 43 || len(q.Get("state")) < 32 {
		s.t.Errorf("asked with %v", q)
	}
	code := rand.Text()
	s.mu.Lock()
	defer s.mu.Unlock()
	s.codes[code] = grant{person: p, nonce: q.Get("nonce"), challenge: q.Get("code_challenge"), redirect: q.Get("redirect_uri")}
	return url.Values{"code": {code}, "state": {q.Get("state")}}
}

func write(w http.ResponseWriter, status int, body any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(body)
}

type object = map[string]any

func (s *Server) discovery(w http.ResponseWriter, _ *http.Request) {
	d := object{
		"issuer": s.URL, "authorization_endpoint": s.URL + "/authorize", "token_endpoint": s.URL + "/token", "jwks_uri": s.URL + "/keys",
		"userinfo_endpoint": s.URL + "/userinfo", "response_types_supported": []string{"code"}, "id_token_signing_alg_values_supported": []string{"RS256"},
	}
	if s.Post {
		d["token_endpoint_auth_methods_supported"] = []string{"client_secret_post"}
	}
	write(w, http.StatusOK, d)
}

func (s *Server) keys(w http.ResponseWriter, _ *http.Request) {
	write(w, http.StatusOK, jose.JSONWebKeySet{Keys: []jose.JSONWebKey{{Key: s.key.Public(), KeyID: "1", Algorithm: "RS256", Use: "sig"}}})
}

// redeem takes a code: it works once, with the verifier, the redirect and the secret of its attempt.
func (s *Server) redeem(r *http.Request, post bool) (grant, bool) {
	id, secret, basic := r.BasicAuth()
	if post {
		id, secret = r.PostFormValue("client_id"), r.PostFormValue("client_secret")
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	code := r.PostFormValue("code")
	g, ok := s.codes[code]
	delete(s.codes, code)
	sum := sha256.Sum256([]byte(r.PostFormValue("code_verifier")))
	return g, ok && basic != post && id == ClientID && secret == ClientSecret && r.PostFormValue("grant_type") == "authorization_code" &&
		g.challenge == base64.RawURLEncoding.EncodeToString(sum[:]) && g.redirect == r.PostFormValue("redirect_uri")
}

// access gives an access token of a person.
func (s *Server) access(p Person) string {
	token := "secret-access-" + rand.Text()
	s.mu.Lock()
	defer s.mu.Unlock()
	s.asks[token] = p
	return token
}

func (s *Server) token(w http.ResponseWriter, r *http.Request) {
	if s.Token != nil {
		s.Token(w, r)
		return
	}
	g, ok := s.redeem(r, s.Post)
	if !ok {
		write(w, http.StatusBadRequest, object{"error": "invalid_grant", "error_description": "authorization code not found", "error_code": "KOE320"})
		return
	}
	now := s.clock.Now()
	claims := object{"iss": s.URL, "aud": ClientID, "sub": g.person.Subject, "nonce": g.nonce, "iat": now.Unix(), "exp": now.Add(time.Hour).Unix()}
	if !s.Bare {
		claims["email"], claims["email_verified"], claims["nickname"] = g.person.Email, g.person.Verified, g.person.Nickname
	}
	if s.Claims != nil {
		s.Claims(claims)
	}
	write(w, http.StatusOK, object{"access_token": s.access(g.person), "token_type": "bearer", "expires_in": 3600, "id_token": s.sign(claims)})
}

func (s *Server) sign(claims object) string {
	key := s.key
	if s.Key != nil {
		key = s.Key
	}
	signer, err := jose.NewSigner(jose.SigningKey{Algorithm: jose.RS256, Key: jose.JSONWebKey{Key: key, KeyID: "1"}}, nil)
	if err != nil {
		s.t.Error(err)
		return ""
	}
	text, err := jwt.Signed(signer).Claims(claims).Serialize()
	if err != nil {
		s.t.Error(err)
	}
	return text
}

// naverToken answers as Naver does: errors with status 200, and the seconds as text.
func (s *Server) naverToken(w http.ResponseWriter, r *http.Request) {
	if s.Token != nil {
		s.Token(w, r)
		return
	}
	g, ok := s.redeem(r, true)
	if !ok || r.PostFormValue("state") == "" {
		write(w, http.StatusOK, object{"error": "invalid_request", "error_description": "no valid data in session"})
		return
	}
	write(w, http.StatusOK, object{"access_token": s.access(g.person), "refresh_token": "secret-refresh", "token_type": "bearer", "expires_in": "3600"})
}

func (s *Server) profile(answer func(http.ResponseWriter, Person)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if s.Profile != nil {
			s.Profile(w, r)
			return
		}
		token := strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer ")
		s.mu.Lock()
		p, ok := s.asks[token]
		s.mu.Unlock()
		if !ok {
			write(w, http.StatusUnauthorized, object{"msg": "this access token does not exist", "code": -401})
			return
		}
		answer(w, p)
	}
}

func (s *Server) standardProfile(w http.ResponseWriter, p Person) {
	write(w, http.StatusOK, object{"sub": p.Subject, "email": p.Email, "email_verified": p.Verified, "preferred_username": p.Nickname})
}

func (s *Server) kakaoProfile(w http.ResponseWriter, p Person) {
	account := object{"profile_nickname_needs_agreement": false, "profile": object{"nickname": p.Nickname, "is_default_nickname": false}, "has_email": p.Email != ""}
	if p.Email != "" {
		account["email_needs_agreement"], account["is_email_valid"], account["is_email_verified"], account["email"] = false, true, p.Verified, p.Email
	}
	write(w, http.StatusOK, object{"id": json.RawMessage(p.Subject), "connected_at": "2026-08-03T01:45:28Z", "properties": object{"nickname": p.Nickname}, "kakao_account": account})
}

func (s *Server) naverProfile(w http.ResponseWriter, p Person) {
	response := object{"id": p.Subject, "nickname": p.Nickname, "profile_image": "https://phinf.pstatic.net/x.gif"}
	if p.Email != "" {
		response["email"] = p.Email
	}
	write(w, http.StatusOK, object{"resultcode": "00", "message": "success", "response": response})
}

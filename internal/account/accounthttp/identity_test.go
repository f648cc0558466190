package accounthttp_test

import (
	"crypto/ed25519"
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"encoding/pem"
	"maps"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/go-jose/go-jose/v4"
	"github.com/go-jose/go-jose/v4/jwt"

	"piece/internal/platform/auth"
)

// forge signs claims that look like ours.
func forge(t *testing.T, alg jose.SignatureAlgorithm, key any, kid, person string, ends time.Time) string {
	t.Helper()
	signer, err := jose.NewSigner(jose.SigningKey{Algorithm: alg, Key: jose.JSONWebKey{Key: key, KeyID: kid}}, nil)
	if err != nil {
		t.Fatal(err)
	}
	token, err := jwt.Signed(signer).Claims(map[string]any{"iss": "piece", "sub": person, "sid": person, "exp": ends.Unix(), "iat": ends.Add(-time.Hour).Unix()}).Serialize()
	if err != nil {
		t.Fatal(err)
	}
	return token
}

func TestD01_IdentityComesFromAVerifiedTokenOnly(t *testing.T) {
	d := open(t)
	victim := d.join("minji")
	id := victim.me()["id"].(string)
	good := victim.jar["piece_access"].Value
	kid := d.keys.Public().Keys[0].KeyID
	public := d.keys.Public().Keys[0].Key.(ed25519.PublicKey)
	foreign, err := auth.GenerateKey()
	if err != nil {
		t.Fatal(err)
	}
	block, _ := pem.Decode(foreign)
	foreignKey, err := x509.ParsePKCS8PrivateKey(block.Bytes)
	if err != nil {
		t.Fatal(err)
	}
	later := d.clock.Now().Add(time.Hour)
	head, rest, _ := strings.Cut(good, ".")
	payload, signature, _ := strings.Cut(rest, ".")
	none := base64.RawURLEncoding.EncodeToString([]byte(`{"alg":"none","typ":"JWT","kid":"` + kid + `"}`))
	flipped := "A"
	if signature[0] == 'A' {
		flipped = "B"
	}

	for name, headers := range map[string]map[string]string{
		"no token":              {},
		"a header with the id":  {"X-User-Id": id, "X-Person-Id": id, "X-Account-Id": id, "X-Auth-User": id},
		"no JWT":                {"Authorization": "Bearer " + id},
		"other scheme":          {"Authorization": "Basic " + good},
		"alg none":              {"Authorization": "Bearer " + none + "." + payload + "."},
		"alg none, signature":   {"Authorization": "Bearer " + none + "." + payload + "." + signature},
		"public key as HMAC":    {"Authorization": "Bearer " + forge(t, jose.HS256, []byte(public), kid, id, later)},
		"foreign key, own kid":  {"Authorization": "Bearer " + forge(t, jose.EdDSA, foreignKey, "foreign", id, later)},
		"foreign key, our kid":  {"Authorization": "Bearer " + forge(t, jose.EdDSA, foreignKey, kid, id, later)},
		"foreign key, no kid":   {"Authorization": "Bearer " + forge(t, jose.EdDSA, foreignKey, "", id, later)},
		"signature changed":     {"Authorization": "Bearer " + head + "." + payload + "." + flipped + signature[1:]},
		"payload of another":    {"Authorization": "Bearer " + head + "." + base64.RawURLEncoding.EncodeToString([]byte(`{"sub":"x","sid":"x","iss":"piece","exp":9999999999}`)) + "." + signature},
		"bearer beats a cookie": {"Authorization": "Bearer nonsense", "Cookie": "piece_access=" + good},
	} {
		b := d.browser()
		b.headers = headers
		a := b.want(http.StatusUnauthorized, "GET", api+"/me", nil)
		if code, _ := a.problem(t); code != "unauthenticated" {
			t.Errorf("%s: code %s", name, code)
		}
	}
	b := d.browser()
	b.headers = map[string]string{"Authorization": "Bearer " + good}
	b.want(http.StatusOK, "GET", api+"/me", nil)
	d.clock.Advance(auth.AccessTTL)
	b.want(http.StatusUnauthorized, "GET", api+"/me", nil)
}

func TestD02_PasswordChangeAsksForTheCurrentOne(t *testing.T) {
	const next = "창경궁의 가을 단풍길"
	d := open(t)
	b := d.join("minji")
	elsewhere := d.logIn("minji")
	d.browser().want(401, "PUT", api+"/me/password", object{"current": password, "next": next})
	for _, c := range []struct {
		current, next string
		want          map[string]string
	}{
		{"wrong password", next, map[string]string{"body.current": "wrong_password"}},
		{"", next, map[string]string{"body.current": "wrong_password"}},
		{password, "qwertyuiop", map[string]string{"body.next": "too_common"}},
		{password, "my name is minji", map[string]string{"body.next": "personal"}},
		{"wrong password", "minji minji 7", map[string]string{"body.current": "wrong_password", "body.next": "personal"}},
	} {
		_, fields := b.want(422, "PUT", api+"/me/password", object{"current": c.current, "next": c.next}).problem(t)
		if !maps.Equal(fields, c.want) {
			t.Errorf("%+v: have %v", c, fields)
		}
	}
	elsewhere.refresh(204)
	b.want(204, "PUT", api+"/me/password", object{"current": password, "next": next})
	elsewhere.refresh(401)
	b.refresh(204)
	d.browser().want(401, "POST", api+"/sessions", object{"email": "minji@example.com", "password": password})
	d.browser().want(201, "POST", api+"/sessions", object{"email": "minji@example.com", "password": next})
	b.want(422, "PUT", api+"/me/password", object{"current": password, "next": next})

	ended := d.browser()
	ended.want(201, "POST", api+"/sessions", object{"email": "minji@example.com", "password": next})
	b.want(204, "DELETE", api+"/sessions", nil)
	ended.want(401, "PUT", api+"/me/password", object{"current": next, "next": password})
}

func TestD02_GuessingTheCurrentPasswordIsLimited(t *testing.T) {
	d := open(t)
	b := d.join("minji")
	for range 10 {
		b.want(422, "PUT", api+"/me/password", object{"current": "wrong", "next": "창경궁의 가을 단풍길"})
	}
	a := b.want(429, "PUT", api+"/me/password", object{"current": password, "next": "창경궁의 가을 단풍길"})
	if a.header.Get("Retry-After") != "60" {
		t.Errorf("Retry-After %q", a.header.Get("Retry-After"))
	}
}

func TestD03_PublishedKeysVerifyAndHoldNoSecret(t *testing.T) {
	d := open(t)
	b := d.join("minji")
	a := d.browser().want(200, "GET", "/.well-known/jwks.json", nil)
	var set jose.JSONWebKeySet
	if err := json.Unmarshal([]byte(a.body), &set); err != nil {
		t.Fatal(err)
	}
	token, err := jwt.ParseSigned(b.jar["piece_access"].Value, []jose.SignatureAlgorithm{jose.EdDSA})
	if err != nil {
		t.Fatal(err)
	}
	keys := set.Key(token.Headers[0].KeyID)
	if len(keys) != 1 || !keys[0].IsPublic() {
		t.Fatalf("the token's key is not published as it should be: %s", a.body)
	}
	if err := token.Claims(keys[0].Key, &jwt.Claims{}); err != nil {
		t.Error(err)
	}
	if strings.Contains(a.body, `"d"`) {
		t.Errorf("private: %s", a.body)
	}
}

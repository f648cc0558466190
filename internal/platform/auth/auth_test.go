package auth_test

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/go-jose/go-jose/v4"
	"github.com/go-jose/go-jose/v4/jwt"

	"piece/internal/platform/auth"
	"piece/internal/platform/clock"
	"piece/internal/platform/errs"
)

var who = auth.Identity{PersonID: "person", SessionID: "session", Role: auth.RoleAdmin}

func generate(t *testing.T) []byte {
	t.Helper()
	key, err := auth.GenerateKey()
	if err != nil {
		t.Fatal(err)
	}
	return key
}

func parse(t *testing.T, blocks ...[]byte) *auth.Keys {
	t.Helper()
	keys, err := auth.ParseKeys(bytes.Join(blocks, nil))
	if err != nil {
		t.Fatal(err)
	}
	return keys
}

func sign(t *testing.T, keys *auth.Keys, c clock.Clock) string {
	t.Helper()
	token, err := keys.Sign(who, c.Now())
	if err != nil {
		t.Fatal(err)
	}
	return token
}

// publicOf turns a private PEM block into the public one that operators keep.
func publicOf(t *testing.T, private []byte) []byte {
	t.Helper()
	block, _ := pem.Decode(private)
	key, err := x509.ParsePKCS8PrivateKey(block.Bytes)
	if err != nil {
		t.Fatal(err)
	}
	der, err := x509.MarshalPKIXPublicKey(key.(ed25519.PrivateKey).Public())
	if err != nil {
		t.Fatal(err)
	}
	return pem.EncodeToMemory(&pem.Block{Type: "PUBLIC KEY", Bytes: der})
}

func TestTokenLivesAQuarterOfAnHour(t *testing.T) {
	c := clock.NewFake(time.Date(2026, 8, 3, 12, 0, 0, 0, time.UTC))
	keys := parse(t, generate(t))
	v := auth.NewVerifier(keys, c)
	token := sign(t, keys, c)
	for _, step := range []struct {
		after time.Duration
		ok    bool
	}{{0, true}, {auth.AccessTTL - time.Microsecond, true}, {time.Microsecond, false}, {time.Hour, false}} {
		c.Advance(step.after)
		got, err := v.Verify(t.Context(), token)
		if step.ok && (err != nil || got != who) || !step.ok && !errors.Is(err, errs.Unauthenticated) {
			t.Errorf("at %s: %+v, %v", c.Now().Format(time.TimeOnly), got, err)
		}
	}
}

func TestD01_OnlyOurTokensAreTaken(t *testing.T) {
	c := clock.NewFake(time.Date(2026, 8, 3, 12, 0, 0, 0, time.UTC))
	keys := parse(t, generate(t))
	v := auth.NewVerifier(keys, c)
	kid := keys.Public().Keys[0].KeyID
	_, foreign, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	curve, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	forged := func(alg jose.SignatureAlgorithm, key any, kid string) string {
		signer, err := jose.NewSigner(jose.SigningKey{Algorithm: alg, Key: jose.JSONWebKey{Key: key, KeyID: kid}}, nil)
		if err != nil {
			t.Fatal(err)
		}
		s, err := jwt.Signed(signer).Claims(map[string]any{"iss": "piece", "sub": "person", "sid": "session", "exp": c.Now().Add(time.Hour).Unix()}).Serialize()
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	public := keys.Public().Keys[0].Key.(ed25519.PublicKey)
	for name, token := range map[string]string{
		"empty":              "",
		"nonsense":           "a.b.c",
		"huge":               strings.Repeat("a", 1<<16),
		"foreign key":        forged(jose.EdDSA, foreign, kid),
		"unknown key":        forged(jose.EdDSA, foreign, "other"),
		"public key as HMAC": forged(jose.HS256, []byte(public), kid),
		"another algorithm":  forged(jose.ES256, curve, kid),
		"no algorithm":       "eyJhbGciOiJub25lIn0." + strings.Split(sign(t, keys, c), ".")[1] + ".",
	} {
		if got, err := v.Verify(t.Context(), token); !errors.Is(err, errs.Unauthenticated) {
			t.Errorf("%s: %+v, %v", name, got, err)
		}
	}
}

// A token of one audience is worth nothing at the other, whatever the audience.
func TestD38_TokensOfRequestsAndOfRealtimeAreNotTheSame(t *testing.T) {
	c := clock.NewFake(time.Date(2026, 8, 3, 12, 0, 0, 0, time.UTC))
	private := generate(t)
	keys := parse(t, private)
	v := auth.NewVerifier(keys, c)
	realtime, err := keys.SignRealtime(who, c.Now())
	if err != nil {
		t.Fatal(err)
	}
	if got, ends, err := v.VerifyRealtime(t.Context(), realtime); err != nil || got != who || !ends.Equal(c.Now().Add(auth.AccessTTL)) {
		t.Errorf("%+v until %s, %v", got, ends, err)
	}
	if got, err := v.Verify(t.Context(), realtime); !errors.Is(err, errs.Unauthenticated) {
		t.Errorf("a request with a realtime token: %+v, %v", got, err)
	}
	if got, _, err := v.VerifyRealtime(t.Context(), sign(t, keys, c)); !errors.Is(err, errs.Unauthenticated) {
		t.Errorf("a connection with a token for requests: %+v, %v", got, err)
	}
	block, _ := pem.Decode(private)
	key, err := x509.ParsePKCS8PrivateKey(block.Bytes)
	if err != nil {
		t.Fatal(err)
	}
	signer, err := jose.NewSigner(jose.SigningKey{Algorithm: jose.EdDSA, Key: jose.JSONWebKey{Key: key, KeyID: keys.Public().Keys[0].KeyID}}, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, to := range []any{"elsewhere", []string{"realtime", "elsewhere"}, []string{""}} {
		token, err := jwt.Signed(signer).Claims(map[string]any{"iss": "piece", "sub": "person", "sid": "session", "aud": to, "exp": c.Now().Add(time.Minute).Unix()}).Serialize()
		if err != nil {
			t.Fatal(err)
		}
		if _, err := v.Verify(t.Context(), token); !errors.Is(err, errs.Unauthenticated) {
			t.Errorf("a request with a token for %v: %v", to, err)
		}
		if _, _, err := v.VerifyRealtime(t.Context(), token); !errors.Is(err, errs.Unauthenticated) {
			t.Errorf("a connection with a token for %v: %v", to, err)
		}
	}
	for name, token := range map[string]string{"empty": "", "nonsense": "a.b.c", "cut": realtime[:len(realtime)-2]} {
		if _, _, err := v.VerifyRealtime(t.Context(), token); !errors.Is(err, errs.Unauthenticated) {
			t.Errorf("%s: %v", name, err)
		}
	}
	c.Advance(auth.AccessTTL)
	if _, _, err := v.VerifyRealtime(t.Context(), realtime); !errors.Is(err, errs.Unauthenticated) {
		t.Errorf("after its time: %v", err)
	}
}

func TestD01_TokenMustNameEverything(t *testing.T) {
	c := clock.NewFake(time.Date(2026, 8, 3, 12, 0, 0, 0, time.UTC))
	private := generate(t)
	keys := parse(t, private)
	block, _ := pem.Decode(private)
	key, err := x509.ParsePKCS8PrivateKey(block.Bytes)
	if err != nil {
		t.Fatal(err)
	}
	signer, err := jose.NewSigner(jose.SigningKey{Algorithm: jose.EdDSA, Key: jose.JSONWebKey{Key: key, KeyID: keys.Public().Keys[0].KeyID}}, nil)
	if err != nil {
		t.Fatal(err)
	}
	v := auth.NewVerifier(keys, c)
	for name, change := range map[string]func(map[string]any){
		"whole":           func(map[string]any) {},
		"no end":          func(m map[string]any) { delete(m, "exp") },
		"no person":       func(m map[string]any) { delete(m, "sub") },
		"no session":      func(m map[string]any) { delete(m, "sid") },
		"other issuer":    func(m map[string]any) { m["iss"] = "elsewhere" },
		"not yet":         func(m map[string]any) { m["nbf"] = c.Now().Add(time.Minute).Unix() },
		"from the morrow": func(m map[string]any) { m["iat"] = c.Now().Add(24 * time.Hour).Unix() },
	} {
		claims := map[string]any{"iss": "piece", "sub": "person", "sid": "session", "exp": c.Now().Add(time.Minute).Unix()}
		change(claims)
		token, err := jwt.Signed(signer).Claims(claims).Serialize()
		if err != nil {
			t.Fatal(err)
		}
		if _, err := v.Verify(t.Context(), token); (err == nil) != (name == "whole") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestD03_KeysRotateAndOldTokensEndWithTheirTime(t *testing.T) {
	c := clock.NewFake(time.Date(2026, 8, 3, 12, 0, 0, 0, time.UTC))
	old, fresh := generate(t), generate(t)
	before := parse(t, old)
	token := sign(t, before, c)

	rotated := parse(t, fresh, publicOf(t, old))
	v := auth.NewVerifier(rotated, c)
	if _, err := v.Verify(t.Context(), token); err != nil {
		t.Errorf("a token of the old key: %v", err)
	}
	if kid := rotated.Public().Keys; len(kid) != 2 || kid[1].KeyID != before.Public().Keys[0].KeyID || kid[0].KeyID == kid[1].KeyID {
		t.Errorf("published: %+v", kid)
	}
	if _, err := auth.NewVerifier(before, c).Verify(t.Context(), sign(t, rotated, c)); !errors.Is(err, errs.Unauthenticated) {
		t.Errorf("the new key signs as the old one: %v", err)
	}
	if _, err := auth.NewVerifier(parse(t, fresh), c).Verify(t.Context(), token); !errors.Is(err, errs.Unauthenticated) {
		t.Errorf("a withdrawn key: %v", err)
	}
	c.Advance(auth.AccessTTL)
	if _, err := v.Verify(t.Context(), token); !errors.Is(err, errs.Unauthenticated) {
		t.Errorf("after its time: %v", err)
	}
}

func TestD03_StartWithoutAGoodKeyFails(t *testing.T) {
	good := generate(t)
	curve, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	der, err := x509.MarshalPKCS8PrivateKey(curve)
	if err != nil {
		t.Fatal(err)
	}
	block, _ := pem.Decode(good)
	for name, data := range map[string][]byte{
		"nothing":        nil,
		"no PEM":         []byte("secret"),
		"only public":    publicOf(t, good),
		"another kind":   pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: der}),
		"damaged":        pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: block.Bytes[:20]}),
		"no key":         append(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: block.Bytes}), good...),
		"damaged public": append(pem.EncodeToMemory(&pem.Block{Type: "PUBLIC KEY", Bytes: block.Bytes}), good...),
	} {
		keys, err := auth.ParseKeys(data)
		if err == nil {
			t.Errorf("%s: taken, %v", name, keys.Public())
		}
	}
}

func TestIdentityOfAContext(t *testing.T) {
	if _, ok := auth.From(t.Context()); ok || auth.Person(t.Context()) != "" {
		t.Error("a guest is somebody")
	}
	ctx := auth.With(t.Context(), who)
	if got, ok := auth.From(ctx); !ok || got != who || auth.Person(ctx) != "person" {
		t.Errorf("have %+v", got)
	}
}

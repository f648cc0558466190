package app

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// D03: outside development there is no key that nobody chose, and in development it is
// made once and kept.
func TestD03_NoKeyNoStart(t *testing.T) {
	dir := t.TempDir()
	var out, errs bytes.Buffer
	code := Main(context.Background(), []string{"serve", "-data_dir", dir, "-ops.addr", "127.0.0.1:0", "-http.addr", "127.0.0.1:0"}, nil, &out, &errs)
	if code != 1 || !strings.Contains(errs.String(), "auth.keys is not set") && !strings.Contains(errs.String(), "objects.secret is not set") {
		t.Errorf("exit code %d: %s", code, errs.String())
	}

	c, err := LoadConfig([]string{"-env", "development", "-data_dir", dir}, nil)
	if err != nil {
		t.Fatal(err)
	}
	first, err := c.authKeys()
	if err != nil {
		t.Fatal(err)
	}
	again, err := c.authKeys()
	if err != nil {
		t.Fatal(err)
	}
	if first.Public().Keys[0].KeyID != again.Public().Keys[0].KeyID {
		t.Error("the development key changes with every start, so everybody is logged out")
	}
	if info, err := os.Stat(filepath.Join(dir, "keys", "auth.keys")); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the key file: %v %v", info, err)
	}
}

func TestWrongSettingsAreTold(t *testing.T) {
	for _, c := range []struct{ flag, says string }{
		{"-env=staging", "env"},
		{"-target=chatt", "target"},
		{"-target=", "target"},
		{"-http.public_url=localhost", "http.public_url"},
		{"-http.public_url=http://a/b", "http.public_url"},
		{"-http.trusted_proxies=10.0.0.1", "http.trusted_proxies"},
		{"-http.grace=0s", "http.grace"},
		{"-log.format=xml", "log.format"},
		{"-objects.secret=short", "objects.secret"},
		{"-artwork.workers=-1", "artwork.workers"},
		{"-sign_in.oidc=work", "sign_in.oidc"},
		{"-sign_in.oidc=Work=https://id:s3cret@login.example", "sign_in.oidc"},
		{"-sign_in.oidc=work=https://login.example", "client id"},
		{"-sign_in.oidc=work=ldap://id:s3cret@login.example", "no http address"},
		{"-sign_in.oidc=kakao=https://id:s3cret@login.example", "two providers"},
		{"-sign_in.naver_id=id", "sign_in.naver_secret"},
		{"-sign_in.kakao_secret=s3cret", "sign_in.kakao_id"},
		{"-sign_in.kakao_issuer=kauth", "sign_in.kakao_issuer"},
		{"-upstream.piece=piece:8080", "upstream.piece"},
	} {
		if _, err := LoadConfig([]string{c.flag}, nil); err == nil || !strings.Contains(err.Error(), c.says) || strings.Contains(err.Error(), "s3cret") {
			t.Errorf("%s: %v", c.flag, err)
		}
	}
}

func TestCommands(t *testing.T) {
	for _, c := range []struct {
		args string
		code int
		out  string
		err  string
	}{
		{"", 2, "", "commands:"},
		{"help", 0, "commands:", ""},
		{"bake", 2, "", `no command "bake"`},
		{"version", 0, "", ""},
		{"config", 2, "", "usage: piece config"},
		{"config check", 0, "the settings are fine", ""},
		{"config check -http.adr=:1", 1, "", "http.adr"},
		{"config print -objects.url=s3://key:sesame@bucket", 0, "xxxxx@bucket", ""},
		{"config doc", 0, "`PIECE_HTTP_ADDR`", ""},
		{"keys generate", 0, "BEGIN PRIVATE KEY", ""},
		{"openapi", 0, `"openapi": "3.1.0"`, ""},
		{"paint", 2, "", "usage: piece paint"},
		{"paint --out back.png --style fresco", 1, "", "no style \"fresco\""},
		{"paint --out back.png --front 99", 1, "", "made-up fronts 1 to"},
	} {
		var out, errs bytes.Buffer
		code := Main(context.Background(), strings.Fields(c.args), nil, &out, &errs)
		if code != c.code || !strings.Contains(out.String(), c.out) || !strings.Contains(errs.String(), c.err) || strings.Contains(out.String(), "sesame") {
			t.Errorf("piece %s: code %d, out %.200s, err %.200s", c.args, code, out.String(), errs.String())
		}
	}
}

func TestOpenIDConnectProvidersAreRead(t *testing.T) {
	c, err := LoadConfig([]string{"-sign_in.oidc", "work=https://id:s3cr%40et%2C@login.example/realms/a/?label=%EC%9A%B0%EB%A6%AC%20%ED%9A%8C%EC%82%AC, plain=http://public@localhost:9998"}, nil)
	if err != nil {
		t.Fatal(err)
	}
	all, err := c.oidcProviders()
	if err != nil || len(all) != 2 {
		t.Fatalf("%+v, %v", all, err)
	}
	if p := all[0]; p.about.ID != "work" || p.about.Name.Ko != "우리 회사" || p.issuer != "https://login.example/realms/a/" || p.client.ID != "id" || p.client.Secret != "s3cr@et," {
		t.Errorf("have %+v", p)
	}
	if p := all[1]; p.about.Name.En != "localhost" || p.issuer != "http://localhost:9998" || p.client.ID != "public" || p.client.Secret != "" {
		t.Errorf("have %+v", p)
	}
}

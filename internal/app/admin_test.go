package app

import (
	"bytes"
	"net/http"
	"strings"
	"testing"
)

// D35: the first admin is named by a command on the server, beside the running program.
func TestD35_ACommandOnTheServerMakesAnAdmin(t *testing.T) {
	dir := t.TempDir()
	s := open(t, "PIECE_DATA_DIR="+dir)
	jieun := s.join(t, "지은")
	role := func() string {
		t.Helper()
		jieun.must(http.StatusNoContent, "POST", "/api/v1/sessions/refresh", nil, nil) // or within 15 minutes
		var me struct{ Role string }
		jieun.must(http.StatusOK, "GET", "/api/v1/me", nil, &me)
		return me.Role
	}
	for _, c := range []struct {
		args    string
		code    int
		says    string
		becomes string
	}{
		{"admin", 2, "usage: piece admin grant|revoke|suspend|restore NICKNAME", ""},
		{"admin grant", 2, "usage:", ""},
		{"admin promote 지은", 2, "usage:", ""},
		{"admin grant -env development", 2, "usage:", ""},
		{"admin grant 아무개", 1, `nobody has the nickname "아무개"`, ""},
		{"admin revoke 지은", 0, "is no admin", ""},
		{"admin grant 지은", 0, "지은 (" + jieun.id + ") is an admin now", "admin"},
		{"admin grant 지은", 0, "is an admin already", "admin"},
		{"admin revoke 지은 -log.level error", 0, "is no admin any more", ""},
	} {
		var out, told bytes.Buffer
		code := Main(t.Context(), strings.Fields(c.args), []string{"PIECE_DATA_DIR=" + dir}, &out, &told)
		if code != c.code || !strings.Contains(out.String()+told.String(), c.says) {
			t.Errorf("%s: %d, %q, %q", c.args, code, out.String(), told.String())
		}
		if got := role(); got != c.becomes {
			t.Errorf("%s: the role is %q", c.args, got)
		}
	}
}

// D06: who is suspended is signed out everywhere and told so at the door, until that ends.
func TestD06_ACommandOnTheServerSuspendsAPerson(t *testing.T) {
	dir := t.TempDir()
	s := open(t, "PIECE_DATA_DIR="+dir)
	jieun := s.join(t, "jieun")
	logIn := map[string]any{"email": "jieun@mail.example", "password": "a long enough secret"}
	tells := func(args string, code int, says string) {
		t.Helper()
		var out, told bytes.Buffer
		got := Main(t.Context(), strings.Fields(args), []string{"PIECE_DATA_DIR=" + dir}, &out, &told)
		if got != code || !strings.Contains(out.String()+told.String(), says) {
			t.Errorf("%s: %d, %q, %q", args, got, out.String(), told.String())
		}
	}
	jieun.must(http.StatusOK, "POST", "/api/v1/sessions/realtime", nil, nil)

	tells("admin suspend 아무개", 1, `nobody has the nickname "아무개"`)
	tells("admin restore jieun", 0, "is not suspended")
	tells("admin suspend jieun", 0, "jieun ("+jieun.id+") is suspended.")
	tells("admin suspend jieun", 0, "is suspended already")
	jieun.must(http.StatusUnauthorized, "POST", "/api/v1/sessions/realtime", nil, nil)
	jieun.must(http.StatusUnauthorized, "POST", "/api/v1/sessions/refresh", nil, nil)
	var ended struct{ Items []struct{ Session string } }
	s.guest(t).must(http.StatusOK, "GET", "/api/v1/sessions/ended", nil, &ended)
	if len(ended.Items) != 1 || len(ended.Items[0].Session) != 64 {
		t.Errorf("ended sessions: %+v", ended)
	}
	var problem struct{ Code string }
	s.guest(t).must(http.StatusForbidden, "POST", "/api/v1/sessions", logIn, &problem)
	if problem.Code != "suspended" {
		t.Errorf("at the door: %q", problem.Code)
	}

	tells("admin restore jieun", 0, "may sign in again")
	back := s.guest(t)
	back.must(http.StatusCreated, "POST", "/api/v1/sessions", logIn, nil)
	back.must(http.StatusOK, "POST", "/api/v1/sessions/realtime", nil, nil)
}

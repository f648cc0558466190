package accounthttp_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"piece/internal/account"
	"piece/internal/platform/sqldb"
	"piece/internal/platform/sqldb/sqldbtest"
)

func TestD05_LogsHoldNoSecrets(t *testing.T) {
	sqldbtest.Each(t, logsHoldNoSecrets)
}

func logsHoldNoSecrets(t *testing.T, db *sqldb.DB) {
	d := openOn(t, db, account.Limits{WrongPasswords: 2, Logins: 100, Joins: 100, Checks: 100, Refreshes: 100})
	const next = "창경궁의 가을 단풍길"
	b := d.join("minji")
	var secrets []string
	keep := func(b *browser) {
		for _, name := range []string{"piece_access", "piece_refresh"} {
			if c := b.jar[name]; c != nil {
				secrets = append(secrets, c.Value)
			}
		}
	}
	keep(b)
	thief := b.copy()
	b.do("POST", api+"/accounts", joining("minji"))
	b.do("POST", api+"/accounts", object{"email": "minji.example.com", "password": "secret-short", "nickname": "?", "language": "ko"})
	b.do("GET", api+"/accounts/availability?email=minji@example.com", nil)
	for range 4 {
		b.do("POST", api+"/sessions", object{"email": "minji@example.com", "password": "secret-guess"})
	}
	b.refresh(204)
	keep(b)
	b.refresh(204)
	keep(b)
	thief.refresh(401) // the reuse is logged
	d.clock.Advance(time.Minute)
	b = d.logIn("minji")
	keep(b)
	b.want(204, "PUT", api+"/me/password", object{"current": password, "next": next})
	b.do("PUT", api+"/me/password", object{"current": "secret-guess", "next": "qwertyuiop"})
	b.do("GET", api+"/me?token=secret-query", nil)
	b.do("POST", api+"/accounts", "secret-not-an-object")
	for _, table := range []string{"refresh_tokens", "sessions", "people"} { // a broken store has much to say
		if _, err := d.db.Writer().NewDropTable().Table(table).Exec(t.Context()); err != nil {
			t.Fatal(err)
		}
		b.do("POST", api+"/accounts", joining("sujin"))
		b.do("POST", api+"/sessions", object{"email": "minji@example.com", "password": next})
		b.refresh(500)
	}

	log := d.log.String()
	if n := strings.Count(log, "\n"); n < 15 {
		t.Fatalf("only %d lines were logged, the scenario proves nothing: %s", n, log)
	}
	secrets = append(secrets, password, next, "qwertyuiop", "secret-", "minji@", "sujin@", "@example.com", "argon2id")
	for _, s := range secrets {
		for _, part := range strings.Split(s, ".") {
			if len(part) > 20 || !strings.Contains(s, ".") {
				if part != b.id(s) && strings.Contains(log, part) {
					t.Errorf("the log holds %q", part)
				}
			}
		}
	}
}

// id gives the session that a refresh token names, which is no secret.
func (b *browser) id(token string) string {
	id, _, _ := strings.Cut(token, ".")
	if len(id) != 26 {
		return ""
	}
	return id
}

func TestD10_APublicProfileIsNicknamePictureAndTitle(t *testing.T) {
	d := open(t)
	b := d.join("minji")
	minji, sujin := b.me()["id"].(string), d.join("sujin").me()["id"].(string)
	guest := d.browser()
	exact := func(o any, want object) {
		t.Helper()
		if fmt.Sprint(o) != fmt.Sprint(want) {
			t.Errorf("have %v, want %v", o, want)
		}
	}
	exact(guest.want(200, "GET", api+"/people/"+minji, nil).json(t), object{"id": minji, "nickname": "minji"})
	list := guest.want(200, "GET", api+"/people?ids="+sujin+",01kz3h1r80m72hrq8kx0wwrgee,"+minji+",nonsense,"+minji, nil).json(t)["items"].([]any)
	if len(list) != 2 {
		t.Fatalf("have %v", list)
	}
	exact(list[0], object{"id": sujin, "nickname": "sujin"})
	exact(list[1], object{"id": minji, "nickname": "minji"})
	if got := guest.want(200, "GET", api+"/people?ids=nonsense", nil).body; strings.TrimSpace(got) != `{"items":[]}` {
		t.Errorf("have %s", got)
	}
	// Everything that a person may tell of themselves is set: the picture and the title are more, and
	// nothing else is.
	b.want(200, "PATCH", api+"/me", object{"language": "en", "theme": "dark", "timeZone": "Europe/Lisbon", "onboarded": true})
	picture := b.portrait().json(t)["picture"]
	if err := d.service.Wear(t.Context(), minji, "front-row"); err != nil {
		t.Fatal(err)
	}
	title := object{"id": "front-row", "ko": "맨 앞줄", "en": "Front row"}
	exact(guest.want(200, "GET", api+"/people/"+minji, nil).json(t), object{"id": minji, "nickname": "minji", "picture": picture, "title": title})
	list = guest.want(200, "GET", api+"/people?ids="+minji, nil).json(t)["items"].([]any)
	exact(list[0], object{"id": minji, "nickname": "minji", "picture": picture, "title": title})
	if err := d.service.Wear(t.Context(), minji, "one that is no more"); err != nil {
		t.Fatal(err)
	}
	b.want(200, "DELETE", api+"/me/picture", nil)
	exact(guest.want(200, "GET", api+"/people/"+minji, nil).json(t), object{"id": minji, "nickname": "minji"})
	guest.want(404, "GET", api+"/people/01kz3h1r80m72hrq8kx0wwrgee", nil)
	guest.want(404, "GET", api+"/people/nonsense", nil)
	guest.want(422, "GET", api+"/people", nil)
	guest.want(422, "GET", api+"/people?ids="+strings.Repeat("x,", account.MaxProfiles)+"x", nil)
}

func TestD37_ReadingChangesNothing(t *testing.T) {
	d := open(t)
	b := d.join("minji")
	id := b.me()["id"].(string)
	before := d.dump()
	d.clock.Advance(time.Minute)
	for _, path := range []string{"/me", "/sessions", "/people/" + id, "/people?ids=" + id, "/accounts/availability?email=minji@example.com", "/accounts/availability?nickname=minji"} {
		b.want(200, "GET", api+path, nil)
	}
	b.want(200, "GET", "/.well-known/jwks.json", nil)
	if after := d.dump(); after != before {
		t.Errorf("before:\n%s\nafter:\n%s", before, after)
	}
}

func (d *door) count(table string) int {
	d.t.Helper()
	n, err := d.db.Reader().NewSelect().Table(table).Count(d.t.Context())
	if err != nil {
		d.t.Fatal(err)
	}
	return int(n)
}

// dump writes down every row of every table.
func (d *door) dump() string {
	d.t.Helper()
	var out strings.Builder
	for _, table := range []string{"people", "sessions", "refresh_tokens"} {
		var rows []map[string]any
		if err := d.db.Reader().NewSelect().Table(table).Order("1").Scan(d.t.Context(), &rows); err != nil {
			d.t.Fatal(err)
		}
		if len(rows) == 0 {
			d.t.Fatalf("no rows in %s, comparing proves nothing", table)
		}
		for _, row := range rows {
			for _, k := range slices.Sorted(maps.Keys(row)) {
				fmt.Fprintf(&out, "%s=%v ", k, row[k])
			}
			out.WriteString("\n")
		}
	}
	return out.String()
}

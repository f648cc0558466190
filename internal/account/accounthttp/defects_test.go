package accounthttp_test

import (
	"crypto/ed25519"
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"encoding/pem"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/go-jose/go-jose/v4"
	"github.com/go-jose/go-jose/v4/jwt"

	"piece/internal/account"
	"piece/internal/platform/auth"
	"piece/internal/platform/sqldb"
	"piece/internal/platform/sqldb/sqldbtest"
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

func TestD08_TwentyJoinsAtOnceMakeOneAccount(t *testing.T) {
	names := []string{"Café", "CAFÉ", "cafe\u0301", "ｃａｆé", "ＣＡＦＥ\u0301"}
	for what, form := range map[string]func(i int) object{
		"address": func(i int) object {
			mail := []string{"minji@example.com", "MINJI@example.com", " Minji@EXAMPLE.COM", "ｍinji@example.com"}[i%4]
			return object{"email": mail, "password": password, "nickname": fmt.Sprint("person", i), "language": "ko"}
		},
		"nickname": func(i int) object {
			return object{"email": fmt.Sprintf("p%d@example.com", i), "password": password, "nickname": names[i%len(names)], "language": "ko"}
		},
	} {
		t.Run(what, func(t *testing.T) {
			sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB) {
				d := openOn(t, db, account.Limits{})
				field := map[string]string{"address": "body.email", "nickname": "body.nickname"}[what]
				var mu sync.Mutex
				made := 0
				var wg sync.WaitGroup
				for i := range 20 {
					wg.Go(func() {
						a := d.browser().do("POST", api+"/accounts", form(i))
						mu.Lock()
						defer mu.Unlock()
						switch a.status {
						case http.StatusCreated:
							made++
						case http.StatusConflict:
							if _, fields := a.problem(t); len(fields) != 1 || fields[field] != "taken" {
								t.Errorf("have %v, want %s taken", fields, field)
							}
						default:
							t.Errorf("have %d %s", a.status, a.body)
						}
					})
				}
				wg.Wait()
				people, sessions := d.count("people"), d.count("sessions")
				if made != 1 || people != 1 || sessions != 1 {
					t.Errorf("%d joined, %d people and %d sessions stored; want 1 each", made, people, sessions)
				}
			})
		})
	}
}

func TestD08_SlowJoinersLearnWhatIsTaken(t *testing.T) {
	d := open(t)
	d.join("minji")
	both := joining("minji")
	_, fields := d.browser().want(409, "POST", api+"/accounts", both).problem(t)
	if !maps.Equal(fields, map[string]string{"body.email": "taken", "body.nickname": "taken"}) {
		t.Errorf("have %v", fields)
	}
}

func TestD09_EleventhWrongPasswordWaits(t *testing.T) {
	d := open(t)
	d.join("minji")
	d.join("sujin")
	try := func(b *browser, mail, pw string) answer {
		return b.do("POST", api+"/sessions", object{"email": mail + "@example.com", "password": pw})
	}
	here := d.browser()
	here.ip = "2001:db8:1:2::1"
	for i := range 10 {
		here.ip = fmt.Sprintf("2001:db8:1:2::%x", i+1) // one customer has all of these
		if a := try(here, "minji", "wrong"); a.status != 401 {
			t.Fatalf("try %d: %d %s", i+1, a.status, a.body)
		}
		d.clock.Advance(time.Second)
	}
	a := try(here, "MINJI", "wrong")
	if code, _ := a.problem(t); a.status != 429 || code != "too_many" || a.header.Get("Retry-After") != "50" {
		t.Errorf("11th: %d %s, Retry-After %q", a.status, a.body, a.header.Get("Retry-After"))
	}
	if a := try(here, "minji", password); a.status != 429 {
		t.Errorf("the right password after ten wrong ones: %d, want 429, or guessing goes on", a.status)
	}
	if a := try(here, "sujin", password); a.status != 201 {
		t.Errorf("another account from here: %d", a.status)
	}
	there := d.browser()
	there.ip = "2001:db8:1:3::1"
	if a := try(there, "minji", password); a.status != 201 {
		t.Errorf("the right password from elsewhere: %d", a.status)
	}
	d.clock.Advance(50 * time.Second)
	if a := try(here, "minji", password); a.status != 201 {
		t.Errorf("after the wait: %d", a.status)
	}
	for i := range 10 { // a right password wipes the slate
		if a := try(here, "minji", "wrong"); a.status != 401 {
			t.Errorf("try %d after a right one: %d", i+1, a.status)
		}
	}
}

func TestD09_LogInDoesNotTellWhoHasAnAccount(t *testing.T) {
	d := open(t)
	d.join("minji")
	answers := map[string]string{}
	for _, mail := range []string{"minji@example.com", "nobody@example.com", "not an address", ""} {
		b := d.browser()
		for range 11 {
			a := b.do("POST", api+"/sessions", object{"email": mail, "password": "wrong password"})
			p := a.json(t)
			delete(p, "requestId")
			answers[mail] += fmt.Sprint(a.status, p, a.header.Get("Retry-After"), len(a.header), "\n")
		}
	}
	for mail, a := range answers {
		if a != answers["minji@example.com"] {
			t.Errorf("%q:\n%s\nan account:\n%s", mail, a, answers["minji@example.com"])
		}
	}
}

func TestD09_ManyGuessesAtOnceStayBounded(t *testing.T) {
	d := open(t)
	d.join("minji")
	var mu sync.Mutex
	tried := map[int]int{}
	var wg sync.WaitGroup
	for range 60 {
		wg.Go(func() {
			a := d.browser().do("POST", api+"/sessions", object{"email": "minji@example.com", "password": "wrong"})
			mu.Lock()
			defer mu.Unlock()
			tried[a.status]++
		})
	}
	wg.Wait()
	if tried[401] != 10 || tried[429] != 50 {
		t.Errorf("have %v, want 10 wrong and 50 told to wait", tried)
	}
}

func TestLimitsOfANetwork(t *testing.T) {
	for name, c := range map[string]struct {
		limits account.Limits
		again  string
		try    func(b *browser, i int) answer
	}{
		"logins": {account.Limits{WrongPasswords: 100, Logins: 3}, "60", func(b *browser, i int) answer {
			return b.do("POST", api+"/sessions", object{"email": fmt.Sprintf("p%d@example.com", i), "password": "x"})
		}},
		"joins": {account.Limits{Joins: 3}, "3600", func(b *browser, i int) answer {
			return b.do("POST", api+"/accounts", joining(fmt.Sprint("person", i)))
		}},
		"checks": {account.Limits{Checks: 3}, "60", func(b *browser, i int) answer {
			return b.do("GET", api+fmt.Sprintf("/accounts/availability?nickname=person%d", i), nil)
		}},
	} {
		t.Run(name, func(t *testing.T) {
			d := openOn(t, sqldbtest.SQLite(t), c.limits)
			b := d.browser()
			for i := range 3 {
				if a := c.try(b, i); a.status == 429 {
					t.Fatalf("try %d is already too many", i+1)
				}
			}
			if a := c.try(b, 3); a.status != 429 || a.header.Get("Retry-After") != c.again {
				t.Errorf("have %d, Retry-After %q", a.status, a.header.Get("Retry-After"))
			}
			b.ip = "198.51.100.9"
			if a := c.try(b, 4); a.status == 429 {
				t.Error("another network is held back too")
			}
		})
	}
}

func TestLimitOfRefreshes(t *testing.T) {
	d := openOn(t, sqldbtest.SQLite(t), account.Limits{Joins: 1, Refreshes: 2})
	b := d.join("minji")
	b.refresh(204)
	b.refresh(204)
	b.refresh(429)
	d.clock.Advance(time.Minute)
	b.refresh(204) // the refusal did no harm
}

func TestD10_APublicProfileIsIdAndNickname(t *testing.T) {
	d := open(t)
	minji, sujin := d.join("minji").me()["id"].(string), d.join("sujin").me()["id"].(string)
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

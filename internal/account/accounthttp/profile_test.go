package accounthttp_test

import (
	"fmt"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"piece/internal/account"
	"piece/internal/platform/sqldb"
	"piece/internal/platform/sqldb/sqldbtest"
)

func TestD07_BoundariesOfANewNickname(t *testing.T) {
	d := openUnlimited(t)
	b := d.join("minji")
	for _, c := range boundaries {
		if c.field != "nickname" {
			continue
		}
		a := b.do("PATCH", api+"/me", object{"nickname": c.value})
		if c.want == "" {
			if a.status != http.StatusOK {
				t.Errorf("%s: have %d %s, want 200", c.name, a.status, a.body)
			}
			continue
		}
		code, fields := a.problem(t)
		if a.status != 422 || code != "invalid" || len(fields) != 1 || fields["body.nickname"] != c.want {
			t.Errorf("%s: have %d %s, want %s", c.name, a.status, a.body, c.want)
		}
	}
}

func TestSettingsAreKeptAndBrokenOnesRefused(t *testing.T) {
	d := open(t)
	b := d.join("minji")
	if me := b.me(); me["theme"] != "auto" || me["timeZone"] != "Asia/Seoul" || me["hasPassword"] != true || me["verified"] != false || me["leavesAt"] != nil {
		t.Errorf("at first: %v", me)
	}
	want := object{"nickname": "달빛정원", "language": "en", "theme": "dark", "timeZone": "America/New_York", "onboarded": true}
	b.want(200, "PATCH", api+"/me", want)
	me := b.me()
	for k, v := range want {
		if me[k] != v {
			t.Errorf("%s is %v, want %v", k, me[k], v)
		}
	}
	b.want(200, "PATCH", api+"/me", object{"theme": "auto"})
	if got := b.me(); got["theme"] != "auto" || got["timeZone"] != "America/New_York" || got["nickname"] != "달빛정원" {
		t.Errorf("a field that was left out changed: %v", got)
	}
	for field, bad := range map[string][]any{
		"theme": {"sepia", "", "Dark"}, "timeZone": {"", "Local", "Asia/Atlantis", "../etc/passwd", "서울", strings.Repeat("a", 65)}, "language": {"fr", ""},
	} {
		for _, value := range bad {
			a := b.want(422, "PATCH", api+"/me", object{field: value, "onboarded": false})
			if _, fields := a.problem(t); fields["body."+field] == "" {
				t.Errorf("%s %q: %s", field, value, a.body)
			}
		}
	}
	if b.me()["onboarded"] != true {
		t.Error("a refused change changed something")
	}
}

func TestJoiningTakesTheTimeZoneOfTheDevice(t *testing.T) {
	d := open(t)
	for zone, want := range map[string]string{"Europe/Lisbon": "Europe/Lisbon", "": "Asia/Seoul", "Mars/Olympus": "Asia/Seoul", "Local": "Asia/Seoul"} {
		b, form := d.browser(), joining(fmt.Sprint("zone", len(zone)))
		form["timeZone"] = zone
		if me := b.want(201, "POST", api+"/accounts", form).json(t); me["timeZone"] != want {
			t.Errorf("%q became %v", zone, me["timeZone"])
		}
	}
}

func TestD08_ANicknameIsOnePersonsWhateverItsSpelling(t *testing.T) {
	d := open(t)
	minji, sujin := d.join("Minji"), d.join("sujin")
	for _, taken := range []string{"minji", "MINJI", "ｍｉｎｊｉ", " Minji "} {
		a := sujin.want(409, "PATCH", api+"/me", object{"nickname": taken, "theme": "dark"})
		if _, fields := a.problem(t); len(fields) != 1 || fields["body.nickname"] != "taken" {
			t.Errorf("%q: %s", taken, a.body)
		}
	}
	if got := sujin.me(); got["nickname"] != "sujin" || got["theme"] != "auto" {
		t.Errorf("a refused change changed something: %v", got)
	}
	minji.want(200, "PATCH", api+"/me", object{"nickname": "MinJi"}) // the own one, spelled anew
	minji.want(200, "PATCH", api+"/me", object{"nickname": "haru"})
	sujin.want(200, "PATCH", api+"/me", object{"nickname": "minji"}) // it is nobody's by now
}

func TestD08_TwentyRenamesAtOnceGiveTheNicknameToOne(t *testing.T) {
	names := []string{"Café", "CAFÉ", "cafe\u0301", "ｃａｆé"}
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB) {
		d := openOn(t, db, account.Limits{})
		people := make([]*browser, 20)
		for i := range people {
			people[i] = d.join(fmt.Sprint("person", i))
		}
		var mu sync.Mutex
		renamed := 0
		var wg sync.WaitGroup
		for i, b := range people {
			wg.Go(func() {
				a := b.do("PATCH", api+"/me", object{"nickname": names[i%len(names)]})
				mu.Lock()
				defer mu.Unlock()
				switch a.status {
				case http.StatusOK:
					renamed++
				case http.StatusConflict:
					if _, fields := a.problem(t); len(fields) != 1 || fields["body.nickname"] != "taken" {
						t.Errorf("have %v", fields)
					}
				default:
					t.Errorf("have %d %s", a.status, a.body)
				}
			})
		}
		wg.Wait()
		if renamed != 1 {
			t.Errorf("%d got it", renamed)
		}
	})
}

func TestTheOwnNicknameIsAvailableToOneself(t *testing.T) {
	d := open(t)
	b := d.join("Minji")
	ask := func(b *browser, query string) any {
		return b.want(200, "GET", api+"/accounts/availability?"+query, nil).json(t)["available"]
	}
	other := d.join("sujin")
	for _, query := range []string{"nickname=Minji", "nickname=MINJI", "email=minji@example.com"} {
		if ask(b, query) != true || ask(d.browser(), query) != false || ask(other, query) != false {
			t.Errorf("%s: to oneself %v, to a guest %v", query, ask(b, query), ask(d.browser(), query))
		}
	}
}

func TestNicknamesCantBeChangedAllTheTime(t *testing.T) {
	d := openOn(t, sqldbtest.SQLite(t), account.Limits{WrongPasswords: 9, Joins: 9, Logins: 9, Renames: 2})
	b := d.join("minji")
	for i := range 2 {
		b.want(200, "PATCH", api+"/me", object{"nickname": fmt.Sprint("minji", i)})
	}
	b.want(200, "PATCH", api+"/me", object{"nickname": "minji1", "theme": "dark"}) // not a change of it
	a := b.want(429, "PATCH", api+"/me", object{"nickname": "minji9"})
	if a.header.Get("Retry-After") == "" {
		t.Error("it doesn't say for how long")
	}
	d.clock.Advance(time.Hour)
	b = d.logIn("minji")
	b.want(200, "PATCH", api+"/me", object{"nickname": "minji9"})
}

func TestWhoHasNoPasswordGetsOneAfterSigningIn(t *testing.T) {
	d := open(t)
	in, err := d.service.JoinTrusted(t.Context(), account.Joining{Email: "minji@example.com", Nickname: "minji", Language: account.Korean}, true, account.Caller{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	b := d.browser()
	b.headers = map[string]string{"Authorization": "Bearer " + in.Tokens.Access}
	if me := b.me(); me["hasPassword"] != false || me["verified"] != true {
		t.Errorf("have %v", me)
	}
	d.clock.Advance(account.FreshFor - time.Second)
	b.want(422, "PUT", api+"/me/password", object{"next": "qwerty123456"})
	d.clock.Advance(time.Second)
	again, err := d.service.SignIn(t.Context(), in.Person.ID, account.Caller{})
	if err != nil {
		t.Fatal(err)
	}
	old := d.browser() // a token of a session that began long ago, but has not ended
	refreshed, err := d.service.Refresh(t.Context(), in.Tokens.Refresh)
	if err != nil {
		t.Fatal(err)
	}
	old.headers = map[string]string{"Authorization": "Bearer " + refreshed.Access}
	if code, _ := old.want(403, "PUT", api+"/me/password", object{"next": password}).problem(t); code != "sign_in_again" {
		t.Errorf("have %s", code)
	}
	b.headers["Authorization"] = "Bearer " + again.Tokens.Access
	b.want(204, "PUT", api+"/me/password", object{"next": password})
	if b.me()["hasPassword"] != true || len(b.sessions()) != 1 {
		t.Error("the password isn't there, or other sessions are")
	}
	d.logIn("minji")
	a := b.want(422, "PUT", api+"/me/password", object{"next": "창경궁의 가을 단풍길"}) // has one by now
	if _, fields := a.problem(t); fields["body.current"] != "wrong_password" {
		t.Errorf("have %s", a.body)
	}
}

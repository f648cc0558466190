package accounthttp_test

import (
	"fmt"
	"maps"
	"net/http"
	"sync"
	"testing"
	"time"

	"piece/internal/account"
	"piece/internal/platform/sqldb"
	"piece/internal/platform/sqldb/sqldbtest"
)

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
	for _, mail := range []string{"minji@example.com", "nobody@example.com", "not an address", "", "nul\x00@example.com"} {
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

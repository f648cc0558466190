package letterhttp_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"piece/internal/account"
	"piece/internal/account/accounthttp"
	"piece/internal/account/accountsql"
	"piece/internal/account/letter"
	"piece/internal/account/letter/letterhttp"
	"piece/internal/account/letter/lettersql"
	"piece/internal/account/signin"
	"piece/internal/account/signin/signinsql"
	"piece/internal/platform/auth"
	"piece/internal/platform/clock"
	"piece/internal/platform/httpapi"
	"piece/internal/platform/httpapi/httpapitest"
	"piece/internal/platform/sqldb"
	"piece/internal/platform/sqldb/sqldbtest"
)

// post keeps the letters that it is given.
type post chan account.Letter

func (p post) Send(_ context.Context, l account.Letter) error {
	p <- l
	return nil
}

type house struct {
	*httpapitest.Site
	t        *testing.T
	post     post
	accounts *account.Service
	ways     *signinsql.Store
	clock    *clock.Fake
	log      bytes.Buffer
}

const password = "마로니에 공원의 저녁"

func each(t *testing.T, run func(t *testing.T, h *house)) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB) { run(t, open(t, db, make(post, 100))) })
}

func open(t *testing.T, db *sqldb.DB, p account.Post) *house {
	t.Helper()
	if _, err := sqldb.Migrate(t.Context(), db, accountsql.Domain, accountsql.Migrations); err != nil {
		t.Fatal(err)
	}
	if _, err := sqldb.Migrate(t.Context(), db, signinsql.Domain, signinsql.Migrations); err != nil {
		t.Fatal(err)
	}
	if _, err := sqldb.Migrate(t.Context(), db, lettersql.Domain, lettersql.Migrations); err != nil {
		t.Fatal(err)
	}
	h := &house{t: t, ways: signinsql.New(db), clock: clock.NewFake(time.Date(2026, 11, 26, 12, 0, 0, 0, time.UTC))}
	h.post, _ = p.(post)
	log := slog.New(slog.NewTextHandler(&h.log, nil))
	pem, err := auth.GenerateKey()
	if err != nil {
		t.Fatal(err)
	}
	keys, err := auth.ParseKeys(pem)
	if err != nil {
		t.Fatal(err)
	}
	accounts := account.New(account.Deps{Store: accountsql.New(db), Keys: keys, Clock: h.clock, Log: log, Hash: account.HashParams{Memory: 64, Time: 1, Threads: 1}})
	h.accounts = accounts
	letters := letter.New(letter.Deps{Store: lettersql.New(db), Accounts: accounts, Post: p, Site: "https://piece.example", Clock: h.clock, Log: log, Forget: h.ways.Forget})
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- letters.Run(ctx) }()
	t.Cleanup(func() {
		cancel()
		if err := <-done; err != nil {
			t.Error(err)
		}
	})
	h.Site = httpapitest.New(t, h.clock, func(a *httpapi.API) {
		accounthttp.Register(a, accounts, httpapi.Cookies{})
		letterhttp.Register(a, letters)
	})
	return h
}

// join makes an account and gives its id.
func (h *house) join(nickname string) string {
	h.t.Helper()
	return httpapitest.Read[accounthttp.Me](h.t, h.Wants(http.StatusCreated, "", "POST", "/accounts", map[string]any{
		"email": nickname + "@mail.example", "password": password, "nickname": nickname, "language": "ko"})).ID
}

// next gives the letter that comes next, and the end of its link.
func (h *house) next() (account.Letter, string) {
	h.t.Helper()
	select {
	case l := <-h.post:
		_, token, _ := strings.Cut(l.Address, "#")
		return l, token
	case <-time.After(10 * time.Second):
		h.t.Fatal("no letter came")
		return account.Letter{}, ""
	}
}

func (h *house) askReset(nickname string) {
	h.t.Helper()
	h.Wants(http.StatusAccepted, "", "POST", "/accounts/letters/reset", map[string]any{"email": " " + strings.ToUpper(nickname) + "@Mail.example "})
}

func (h *house) choose(status int, token, next string) httpapitest.Answer {
	h.t.Helper()
	return h.Wants(status, "", "PUT", "/accounts/password", map[string]any{"token": token, "next": next})
}

func (h *house) logIn(status int, nickname, password string) {
	h.t.Helper()
	h.Wants(status, "", "POST", "/sessions", map[string]any{"email": nickname + "@mail.example", "password": password})
}

const another = "다른 공원의 아주 긴 밤"

func TestAForgottenPasswordIsChosenAnewByMail(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		h.join("minji")
		h.askReset("minji")
		l, token := h.next()
		if l.To != "minji@mail.example" || !strings.HasPrefix(l.Address, "https://piece.example/reset#") || !strings.Contains(l.Lines[0], "minji") {
			t.Errorf("got %+v", l)
		}
		// What breaks a rule is told beside its field, and the link works on.
		for _, bad := range []string{"short", "password123", "minji minji minji"} {
			if problem := h.choose(http.StatusUnprocessableEntity, token, bad).Problem(); !strings.Contains(problem, "body.next") {
				t.Errorf("%q: %s", bad, problem)
			}
		}
		h.choose(http.StatusNoContent, token, another)
		h.logIn(http.StatusUnauthorized, "minji", password)
		h.logIn(http.StatusCreated, "minji", another)
		if l, _ := h.next(); l.To != "minji@mail.example" || !strings.Contains(l.Subject, "바뀌었어요") {
			t.Errorf("got %+v", l)
		}
		h.choose(http.StatusConflict, token, password) // single-use
		if strings.Contains(h.log.String(), "minji@") || strings.Contains(h.log.String(), token) {
			t.Errorf("D05: the log holds a secret:\n%s", h.log.String())
		}
	})
}

func TestALinkForANewPasswordEnds(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		person := h.join("minji")
		h.askReset("minji")
		_, first := h.next()
		h.askReset("minji")
		_, second := h.next()
		h.choose(http.StatusConflict, first, another) // a newer one took its place
		h.clock.Advance(letter.ResetTTL)
		h.choose(http.StatusConflict, second, another)
		h.askReset("minji")
		_, third := h.next()
		if err := h.accounts.ResetPassword(t.Context(), person, another, nil); err != nil {
			t.Fatal(err)
		}
		h.choose(http.StatusConflict, third, password) // the password was changed meanwhile
		for _, forged := range []string{"", "none", third + "a", strings.Repeat("A", 43)} {
			h.choose(http.StatusConflict, forged, password)
		}
		h.logIn(http.StatusCreated, "minji", another)
	})
}

func TestOneLinkChoosesOnePassword(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		h.join("minji")
		h.askReset("minji")
		_, token := h.next()
		var crowd sync.WaitGroup
		var chosen atomic.Int32
		for n := range 10 {
			crowd.Go(func() {
				if h.Do("", "PUT", "/accounts/password", map[string]any{"token": token, "next": fmt.Sprintf("%s %d", another, n)}).Status == http.StatusNoContent {
					chosen.Add(1)
				}
			})
		}
		crowd.Wait()
		if chosen.Load() != 1 {
			t.Errorf("%d passwords were chosen", chosen.Load())
		}
	})
}

func TestD09_AskingForANewPasswordTellsNothing(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		h.join("minji")
		var answers []string
		for _, email := range []string{"minji@mail.example", "nobody@mail.example", "no address", "\u0000"} {
			a := h.Do("", "POST", "/accounts/letters/reset", map[string]any{"email": email})
			answers = append(answers, fmt.Sprint(a.Status, string(a.Body)))
		}
		for _, a := range answers[1:] {
			if a != answers[0] {
				t.Errorf("%q and %q", answers[0], a)
			}
		}
		h.next()
		// More than a few letters to one address are swallowed, more than a crowd of a network refused.
		for range letter.ResetsPerAddress + 3 {
			h.askReset("minji")
		}
		for range letter.ResetsPerNetwork {
			h.Do("", "POST", "/accounts/letters/reset", map[string]any{"email": "nobody@mail.example"})
		}
		if a := h.Wants(http.StatusTooManyRequests, "", "POST", "/accounts/letters/reset", map[string]any{"email": "minji@mail.example"}); a.Header.Get("Retry-After") == "" {
			t.Error("nothing tells how long to wait")
		}
		h.clock.Advance(time.Hour)
		h.askReset("minji") // behind all that was asked before
		for n := 0; ; n++ {
			if l, _ := h.next(); n > letter.ResetsPerAddress || l.To != "minji@mail.example" {
				t.Fatalf("letter %d, to %s", n, l.To)
			}
			if len(h.post) == 0 {
				break
			}
		}
	})
}

func TestAnAddressIsConfirmedByMail(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		person := h.join("minji")
		verified := func() bool {
			var me struct{ Verified bool }
			if err := json.Unmarshal(h.Wants(http.StatusOK, person, "GET", "/me", nil).Body, &me); err != nil {
				t.Fatal(err)
			}
			return me.Verified
		}
		if verified() {
			t.Fatal("confirmed without a mail")
		}
		h.Wants(http.StatusAccepted, person, "POST", "/me/letters/verify", nil)
		l, token := h.next()
		if l.To != "minji@mail.example" || !strings.HasPrefix(l.Address, "https://piece.example/verify#") {
			t.Errorf("got %+v", l)
		}
		h.choose(http.StatusConflict, token, another) // it is for something else
		h.Wants(http.StatusNoContent, "", "PUT", "/accounts/verified", map[string]any{"token": token})
		if !verified() {
			t.Error("not confirmed")
		}
		h.Wants(http.StatusConflict, "", "PUT", "/accounts/verified", map[string]any{"token": token})
		h.Wants(http.StatusAccepted, person, "POST", "/me/letters/verify", nil)
		if len(h.post) != 0 {
			t.Error("a letter about what is done")
		}

		other := h.join("soyeon")
		for range letter.VerifiesEach {
			h.Wants(http.StatusAccepted, other, "POST", "/me/letters/verify", nil)
			h.next()
		}
		h.Wants(http.StatusTooManyRequests, other, "POST", "/me/letters/verify", nil)
	})
}

func TestAResetConfirmsTheAddress(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		person := h.join("minji")
		h.askReset("minji")
		_, token := h.next()
		h.choose(http.StatusNoContent, token, another)
		if me := string(h.Wants(http.StatusOK, person, "GET", "/me", nil).Body); !strings.Contains(me, `"verified":true`) {
			t.Error(me)
		}
	})
}

// Whoever joins with somebody else's address must not come in by the back door once the address'
// person has taken the account over; what was linked after that stays.
func TestAResetByAnUnconfirmedAddressLeavesNoOtherWayIn(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		h.join("minji")
		p, err := h.accounts.ByEmail(t.Context(), "minji@mail.example")
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range []struct {
			left int
			said bool
		}{{0, true}, {1, false}} {
			if err := h.ways.Link(t.Context(), signin.Identity{Provider: "naver", Subject: "thief", PersonID: p.ID, LinkedAt: h.clock.Now(), UsedAt: h.clock.Now()}); err != nil {
				t.Fatal(err)
			}
			h.askReset("minji")
			_, token := h.next()
			h.choose(http.StatusNoContent, token, another)
			told, _ := h.next()
			if said := strings.Contains(strings.Join(told.Lines, " "), "패스키"); said != c.said {
				t.Errorf("the letter says %q", told.Lines)
			}
			if left, err := h.ways.Of(t.Context(), p.ID); err != nil || len(left) != c.left {
				t.Errorf("%d other ways in are left, want %d, %v", len(left), c.left, err)
			}
		}
		h.logIn(http.StatusCreated, "minji", another)
	})
}

func TestWhoseSuspensionIsOverMayChooseAPassword(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		h.join("minji")
		p, err := h.accounts.ByEmail(t.Context(), "minji@mail.example")
		if err != nil {
			t.Fatal(err)
		}
		end := h.clock.Now().Add(time.Hour)
		if _, err := h.accounts.SuspendPerson(t.Context(), account.Actor{ID: "an admin", Admin: true}, p.ID, account.Suspension{Until: end, Reason: "spam"}); err != nil {
			t.Fatal(err)
		}
		h.clock.Advance(time.Hour)
		h.askReset("minji")
		_, token := h.next()
		h.choose(http.StatusNoContent, token, another)
		h.logIn(http.StatusCreated, "minji", another)
	})
}

func TestWithoutAMailServerThatIsSaid(t *testing.T) {
	h := open(t, sqldbtest.SQLite(t), nil)
	person := h.join("minji")
	for who, path := range map[string]string{"": "/accounts/letters/reset", person: "/me/letters/verify"} {
		if problem := h.Wants(http.StatusServiceUnavailable, who, "POST", path, map[string]any{"email": "minji@mail.example"}).Problem(); !strings.Contains(problem, "mail_off") {
			t.Error(problem)
		}
	}
}

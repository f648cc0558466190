package signinhttp_test

import (
	"fmt"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"piece/internal/account/signin"
	"piece/internal/account/signin/fakeoidc"
	"piece/internal/platform/sqldb/sqldbtest"
)

var (
	minjiAtWork  = fakeoidc.Person{Subject: "w-1", Email: "minji@work.example", Verified: true, Nickname: "민지 Kim!"}
	minjiAtKakao = fakeoidc.Person{Subject: "1234567890", Email: "minji@kakao.example", Verified: true, Nickname: "민지"}
	minjiAtNaver = fakeoidc.Person{Subject: "32742776", Email: "minji@naver.example", Nickname: "민지네"}
)

func TestThePagesLearnWhatIsSetUp(t *testing.T) {
	w := open(t)
	got := w.browser().want(200, "", "GET", "/sessions/providers", nil).json(t)
	want := "map[items:[map[id:kakao kind:kakao name:Kakao] map[id:naver kind:naver name:Naver] map[id:work kind:oidc name:Our company]] passkeys:true]"
	if fmt.Sprint(got) != want {
		t.Errorf("have %v", got)
	}
	w.browser().want(404, "not_found", "POST", "/sessions/with/google", nil)
	w.browser().want(404, "not_found", "POST", "/sessions/with/google/finish", object{"state": "x", "code": "x"})
}

// Who comes for the first time chooses a nickname, and comes in by the provider from then on.
func TestJoiningAndComingBack(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		for _, c := range []struct {
			provider string
			person   fakeoidc.Person
			verified bool
			nickname string
		}{{"work", minjiAtWork, true, "민지Kim"}, {"kakao", minjiAtKakao, true, "민지"}, {"naver", minjiAtNaver, false, "민지네"}} {
			b := w.browser()
			n := b.finish(200, "", c.provider, b.visit(c.provider, c.person)).json(t)["newcomer"].(object)
			if n["email"] != c.person.Email || n["verified"] != c.verified || n["nickname"] != c.nickname || n["provider"].(object)["id"] != c.provider {
				t.Errorf("%s: the form begins with %v", c.provider, n)
			}
			if b.jar["piece_access"] != nil || b.jar["piece_signing_in"] != nil {
				t.Errorf("%s: a newcomer has %v", c.provider, b.jar)
			}
			me := b.want(201, "", "POST", "/accounts/with", object{"email": c.person.Email, "nickname": "at_" + c.provider, "language": "en"}).json(t)
			if b.jar["piece_newcomer"] != nil || b.me()["id"] != me["id"] || me["language"] != "en" {
				t.Errorf("%s: joined as %v, keeps %v", c.provider, me, b.jar)
			}
			b.want(204, "", "DELETE", "/sessions/current", nil)
			w.clock.Advance(time.Hour)
			again := w.browser()
			in := again.finish(200, "", c.provider, again.visit(c.provider, c.person)).json(t)
			if in["newcomer"] != nil || in["me"].(object)["id"] != me["id"] || again.me()["nickname"] != "at_"+c.provider {
				t.Errorf("%s: came back as %v", c.provider, in)
			}
			again.want(204, "", "POST", "/sessions/refresh", nil) // a session as any other
			list := again.identities()
			if one := list[0].(object); len(list) != 1 || one["email"] != c.person.Email || one["linkedAt"] == one["usedAt"] {
				t.Errorf("%s: identities %v", c.provider, list)
			}
		}
		if w.count("people") != 3 || w.count("identities") != 3 {
			t.Errorf("%d people, %d identities", w.count("people"), w.count("identities"))
		}
	})
}

// The address that a provider vouches for is confirmed; one that it doesn't, or that was typed, isn't.
func TestOnlyAVouchedAddressIsConfirmed(t *testing.T) {
	w := open(t)
	unproven := minjiAtKakao
	unproven.Verified = false
	for i, c := range []struct {
		provider string
		person   fakeoidc.Person
		email    string
		verified bool
	}{
		{"work", minjiAtWork, " MINJI@work.example ", true},
		{"work", fakeoidc.Person{Subject: "w-2", Email: "sujin@work.example", Verified: true}, "other@work.example", false},
		{"work", fakeoidc.Person{Subject: "w-3"}, "typed@work.example", false},
		{"kakao", unproven, unproven.Email, false},
		{"naver", minjiAtNaver, minjiAtNaver.Email, false},
	} {
		b := w.browser()
		b.finish(200, "", c.provider, b.visit(c.provider, c.person))
		b.want(201, "", "POST", "/accounts/with", object{"email": c.email, "nickname": fmt.Sprint("person", i), "language": "ko"})
		n, err := w.db.Reader().NewSelect().Table("people").Where("verified_at IS NOT NULL").Where("nickname = ?", fmt.Sprint("person", i)).Count(t.Context())
		if err != nil || (n == 1) != c.verified {
			t.Errorf("%d: %d confirmed, %v", i, n, err)
		}
	}
}

// Kakao lends an address to another account once that one claims it: is_email_valid tells.
func TestAnInvalidAddressAtKakaoIsNone(t *testing.T) {
	w := open(t)
	w.kakao.Profile = answers(200, `{"id":1234567890,"kakao_account":{"has_email":true,"is_email_valid":false,"is_email_verified":true,"email":"old@kakao.example","profile":{"nickname":"민지"}}}`)
	b := w.browser()
	n := b.finish(200, "", "kakao", b.visit("kakao", minjiAtKakao)).json(t)["newcomer"].(object)
	if n["email"] != "" || n["verified"] != false {
		t.Errorf("have %v", n)
	}
}

func TestNobodyIsLinkedByAnAddress(t *testing.T) {
	w := open(t)
	minji := w.member("minji")
	same := fakeoidc.Person{Subject: "w-1", Email: "Minji@example.com", Verified: true}
	b := w.browser()
	b.finish(409, "address_taken", "work", b.visit("work", same))
	// What isn't proven tells nothing (D09): only the form, which is limited, says that it is taken.
	same.Verified = false
	b.finish(200, "", "work", b.visit("work", same))
	a := b.want(409, "conflict", "POST", "/accounts/with", object{"email": same.Email, "nickname": "another", "language": "ko"})
	if !strings.Contains(a.body, "body.email") || !strings.Contains(a.body, "link it then") {
		t.Errorf("have %s", a.body)
	}
	b.want(409, "conflict", "POST", "/accounts/with", object{"email": "b@example.com", "nickname": "MINJI", "language": "ko"})
	b.want(422, "invalid", "POST", "/accounts/with", object{"email": "b.example.com", "nickname": "?", "language": "ko"})
	b.want(201, "", "POST", "/accounts/with", object{"email": "b@example.com", "nickname": "another", "language": "ko"})
	if len(minji.identities()) != 0 {
		t.Error("somebody was linked by an address")
	}
}

func TestLinkingAndUnlinking(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		minji, sujin := w.member("minji"), w.member("sujin")
		minji.link(200, "", "work", minjiAtWork)
		minji.link(200, "", "work", minjiAtWork) // again is the same
		minji.link(409, "already_linked", "work", fakeoidc.Person{Subject: "w-2"})
		sujin.link(409, "identity_taken", "work", minjiAtWork)
		minji.link(200, "", "naver", minjiAtNaver)
		if n := len(minji.identities()); n != 2 || len(sujin.identities()) != 0 {
			t.Errorf("%d identities", n)
		}
		b := w.browser()
		if in := b.finish(200, "", "work", b.visit("work", minjiAtWork)).json(t); in["me"].(object)["nickname"] != "minji" {
			t.Errorf("came in as %v", in)
		}
		sujin.want(404, "not_found", "DELETE", "/me/identities/work", nil)
		minji.want(204, "", "DELETE", "/me/identities/work", nil)
		minji.want(404, "not_found", "DELETE", "/me/identities/work", nil)
		minji.want(404, "not_found", "DELETE", "/me/identities/%00", nil)
		minji.want(204, "", "DELETE", "/me/identities/naver", nil) // the password is left
		sujin.link(200, "", "work", minjiAtWork)                   // now it is nobody's
	})
}

func TestTheLastWayStays(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		b := w.browser()
		b.joinWith("work", minjiAtWork, "minji")
		a := b.want(409, "last_way", "DELETE", "/me/identities/work", nil)
		if !strings.Contains(a.body, "last way") || len(b.identities()) != 1 {
			t.Errorf("have %s", a.body)
		}
		b.link(200, "", "naver", minjiAtNaver)
		// Of two ways given up at the same moment one stays.
		var wg sync.WaitGroup
		for _, p := range []string{"work", "naver"} {
			c := b.copy()
			wg.Go(func() { c.do("DELETE", "/me/identities/"+p, nil) })
		}
		wg.Wait()
		if n := len(b.identities()); n != 1 {
			t.Errorf("%d ways are left", n)
		}
	})
}

// Twenty joins of one identity at the same moment make one account (as D08).
func TestD08_ManyJoinsOfOneIdentityMakeOneAccount(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		tabs := make([]*browser, 12)
		for i := range tabs {
			tabs[i] = w.browser()
			tabs[i].finish(200, "", "work", tabs[i].visit("work", minjiAtWork))
		}
		var wg sync.WaitGroup
		for i, b := range tabs {
			wg.Go(func() {
				a := b.do("POST", "/accounts/with", object{"email": fmt.Sprintf("p%d@example.com", i), "nickname": fmt.Sprint("person", i), "language": "ko"})
				if a.status != 201 && (a.status != 409 || !strings.Contains(a.body, "identity_taken")) {
					t.Errorf("have %d %s", a.status, a.body)
				}
			})
		}
		wg.Wait()
		if w.count("people") != 1 || w.count("identities") != 1 || w.count("sessions") != 1 {
			t.Errorf("%d people, %d identities, %d sessions", w.count("people"), w.count("identities"), w.count("sessions"))
		}
	})
}

// An access token outlives its session for a while. It must not make a way in that stays.
func TestD06_ASessionThatIsOverLinksNothing(t *testing.T) {
	w := open(t)
	b := w.member("minji")
	address := b.want(200, "", "POST", "/me/identities/work", nil).json(t)["url"].(string)
	thief := b.copy()
	w.clock.Advance(time.Second)
	if err := w.accounts.ResetPassword(t.Context(), b.me()["id"].(string), password+"!", nil); err != nil {
		t.Fatal(err)
	}
	thief.want(401, "session_ended", "PUT", "/me/identities/work", back(w.work.Authorize(address, minjiAtWork)))
	if n := w.count("identities"); n != 0 {
		t.Errorf("%d identities", n)
	}
}

func TestSuspendedPeopleStayOut(t *testing.T) {
	w := open(t)
	w.browser().joinWith("work", minjiAtWork, "minji")
	if _, _, err := w.accounts.Suspend(t.Context(), "minji"); err != nil {
		t.Fatal(err)
	}
	b := w.browser()
	b.finish(403, "suspended", "work", b.visit("work", minjiAtWork))
}

// An attempt belongs to the browser that began it, its provider and its purpose, and works once.
func TestAttemptsAreBound(t *testing.T) {
	w := open(t)
	b := w.browser()
	body := b.visit("work", minjiAtWork)
	cookie := b.jar["piece_signing_in"]
	if !cookie.HttpOnly || !cookie.Secure || cookie.MaxAge != 600 || cookie.Path != api || cookie.SameSite != 2 {
		t.Errorf("the cookie is %+v", cookie)
	}
	w.browser().finish(409, "sign_in_over", "work", body) // another browser: a forged return
	thief := b.copy()
	b.copy().finish(409, "sign_in_over", "kakao", body)
	b.copy().finish(409, "sign_in_over", "work", object{"state": "x", "code": body["code"]})
	b.finish(200, "", "work", body)
	thief.finish(409, "sign_in_over", "work", body)
	if n := w.work.Asked("/token"); n != 1 {
		t.Errorf("the provider was asked %d times", n)
	}

	late := w.browser()
	body = late.visit("work", minjiAtWork)
	w.clock.Advance(signin.AttemptTTL)
	late.finish(409, "sign_in_over", "work", body)
	late.want(409, "sign_in_over", "POST", "/accounts/with", object{"email": "a@example.com", "nickname": "minji", "language": "ko"})

	slow := w.browser()
	slow.finish(200, "", "work", slow.visit("work", minjiAtWork))
	w.clock.Advance(signin.NewcomerTTL)
	slow.want(409, "sign_in_over", "POST", "/accounts/with", object{"email": "a@example.com", "nickname": "minji", "language": "ko"})

	// Linking is for who began it, and no way to come in.
	minji, sujin := w.member("minji"), w.member("sujin")
	address := minji.want(200, "", "POST", "/me/identities/work", nil).json(t)["url"].(string)
	linking := back(w.work.Authorize(address, minjiAtWork))
	sujin.jar["piece_signing_in"] = minji.jar["piece_signing_in"]
	sujin.want(409, "sign_in_over", "PUT", "/me/identities/work", linking)
	minji.copy().finish(409, "sign_in_over", "work", linking)
	coming := w.browser()
	body = coming.visit("work", minjiAtWork)
	sujin.jar["piece_signing_in"] = coming.jar["piece_signing_in"]
	sujin.want(409, "sign_in_over", "PUT", "/me/identities/work", body)
	if w.count("identities") != 0 {
		t.Error("something was linked")
	}
}

// Coming in replaces the session that the browser had, as with a password.
func TestComingInReplacesTheSessionOfTheBrowser(t *testing.T) {
	w := open(t)
	b := w.member("minji")
	b.link(200, "", "work", minjiAtWork)
	old := b.copy()
	b.finish(200, "", "work", b.visit("work", minjiAtWork))
	old.want(401, "session_ended", "POST", "/sessions/refresh", nil)
	b.want(204, "", "POST", "/sessions/refresh", nil)
}

// As D09: no step can be tried without end.
func TestD09_StepsAreLimited(t *testing.T) {
	w := openOn(t, sqldbtest.SQLite(t), signin.Limits{Starts: 3, Finishes: 2})
	b := w.browser()
	for range 3 {
		b.begin("work")
	}
	if a := b.want(429, "too_many", "POST", "/sessions/with/work", nil); a.header.Get("Retry-After") != "60" {
		t.Errorf("have %v", a.header)
	}
	for range 2 {
		b.finish(409, "sign_in_over", "work", object{"state": "x", "code": "x"})
	}
	b.finish(429, "too_many", "work", object{"state": "x", "code": "x"})
	b.ip = "203.0.113.8"
	b.begin("work")
}

// D37: what leads to a provider and back are requests that say so; reading changes nothing.
func TestD37_ReadingChangesNothing(t *testing.T) {
	w := open(t)
	b := w.member("minji")
	b.link(200, "", "work", minjiAtWork)
	rows := func() string {
		var all strings.Builder
		for _, table := range []string{"people", "identities", "spent_attempts", "sessions"} {
			var list []map[string]any
			if err := w.db.Reader().NewSelect().Table(table).OrderExpr("1").Scan(t.Context(), &list); err != nil {
				t.Fatal(err)
			}
			fmt.Fprintln(&all, list)
		}
		return all.String()
	}
	before := rows()
	b.identities()
	b.want(200, "", "GET", "/sessions/providers", nil)
	if after := rows(); after != before {
		t.Errorf("before:\n%s\nafter:\n%s", before, after)
	}
}

func TestTheAddressAsksForWhatIsNeeded(t *testing.T) {
	w := open(t)
	for provider, scope := range map[string]string{"work": "openid email profile", "kakao": "openid account_email profile_nickname", "naver": ""} {
		u, err := url.Parse(w.browser().begin(provider))
		if err != nil {
			t.Fatal(err)
		}
		q := u.Query()
		if q.Get("scope") != scope || q.Get("redirect_uri") != publicURL+"/signin/"+provider || (q.Get("nonce") == "") != (provider == "naver") || q.Has("client_secret") {
			t.Errorf("%s: %v", provider, q)
		}
	}
}

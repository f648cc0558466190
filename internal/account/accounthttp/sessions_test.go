package accounthttp_test

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"piece/internal/account"
	"piece/internal/platform/auth"
)

func TestJoinAndMe(t *testing.T) {
	d := open(t)
	b := d.browser()
	a := b.want(http.StatusCreated, "POST", api+"/accounts", object{"email": " Minji@EXAMPLE.com ", "password": password, "nickname": "민지", "language": "en"})
	me := a.json(t)
	want := object{"id": me["id"], "email": "Minji@example.com", "nickname": "민지", "language": "en", "joinedAt": "2026-08-03T10:00:00Z", "onboarded": false, "theme": "auto", "timeZone": "Asia/Seoul", "hasPassword": true, "verified": false}
	if fmt.Sprint(me) != fmt.Sprint(want) {
		t.Errorf("have %v, want %v", me, want)
	}
	if got := b.me(); fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("me: have %v, want %v", got, want)
	}
	for _, change := range []object{{"language": "ko"}, {"onboarded": true}, {}} {
		b.want(http.StatusOK, "PATCH", api+"/me", change)
		for k, v := range change {
			want[k] = v
		}
		if got := b.me(); fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("after %v: have %v, want %v", change, got, want)
		}
	}
	for _, wrong := range []object{{"language": "fr"}, {"nickname": "x"}, {"onboarded": "yes"}} {
		b.want(http.StatusUnprocessableEntity, "PATCH", api+"/me", wrong)
	}
	for _, c := range []struct{ mail, status string }{{"minji@example.com", "201"}, {"MINJI@example.com ", "201"}, {"minji@example.org", "401"}} {
		a := d.browser().do("POST", api+"/sessions", object{"email": c.mail, "password": password})
		if strconv.Itoa(a.status) != c.status {
			t.Errorf("log in as %q: have %d, want %s", c.mail, a.status, c.status)
		}
	}
}

func TestCookiesOfASession(t *testing.T) {
	d := open(t)
	b := d.join("minji")
	const sixtyDays = 60 * 24 * 3600
	for _, c := range []struct {
		name, path string
		httpOnly   bool
		same       http.SameSite
	}{
		{"piece_access", "/", true, http.SameSiteLaxMode},
		{"piece_refresh", "/api/v1/sessions", true, http.SameSiteStrictMode},
		{"piece_signed_in", "/", false, http.SameSiteLaxMode},
	} {
		got := b.jar[c.name]
		if got == nil || got.Path != c.path || got.HttpOnly != c.httpOnly || got.SameSite != c.same || !got.Secure || got.MaxAge != sixtyDays {
			t.Errorf("%s: %+v", c.name, got)
		}
	}
	ends := d.clock.Now().Add(auth.AccessTTL).Unix()
	if got := b.jar["piece_signed_in"].Value; got != strconv.FormatInt(ends, 10) {
		t.Errorf("piece_signed_in is %s, want the end of the access token, %d", got, ends)
	}
	a := b.want(http.StatusNoContent, "DELETE", api+"/sessions/current", nil)
	if len(b.jar) != 0 || a.header.Get("Clear-Site-Data") != `"cache"` {
		t.Errorf("after logging out: %v, %v", b.jar, a.header)
	}
}

func TestRefreshRotates(t *testing.T) {
	d := open(t)
	b := d.join("minji")
	before := b.jar["piece_refresh"].Value
	d.clock.Advance(auth.AccessTTL)
	b.want(http.StatusUnauthorized, "GET", api+"/me", nil)
	b.refresh(http.StatusNoContent)
	if b.jar["piece_refresh"].Value == before {
		t.Error("the refresh token is the same")
	}
	b.me()
	if s := b.sessions(); len(s) != 1 || s[0]["lastSeenAt"] != "2026-08-03T10:15:00Z" || s[0]["createdAt"] != "2026-08-03T10:00:00Z" {
		t.Errorf("sessions: %v", s)
	}
}

// A second tab, or a phone that lost the answer, comes with the token before.
func TestRefreshTokenBeforeWorksForTenSeconds(t *testing.T) {
	for _, c := range []struct {
		after time.Duration
		want  int
	}{{0, 204}, {10 * time.Second, 204}, {10*time.Second + time.Microsecond, 401}} {
		t.Run(c.after.String(), func(t *testing.T) {
			d := open(t)
			first := d.join("minji")
			second := first.copy()
			first.refresh(204)
			d.clock.Advance(c.after)
			second.refresh(c.want)
			// Either both tabs go on, or the session is over for both.
			(map[int]func(){204: func() { second.refresh(204) }, 401: func() { first.refresh(401) }})[c.want]()
		})
	}
}

func TestRefreshByManyTabsAtOnce(t *testing.T) {
	d := open(t)
	b := d.join("minji")
	tabs := make([]*browser, 20)
	var wg sync.WaitGroup
	for i := range tabs {
		tabs[i] = b.copy()
		wg.Go(func() { tabs[i].refresh(http.StatusNoContent) })
	}
	wg.Wait()
	tabs[7].refresh(http.StatusNoContent)
	tabs[8].refresh(http.StatusUnauthorized) // a twin of a token that was exchanged
}

func TestReusedRefreshTokenEndsTheFamily(t *testing.T) {
	d := open(t)
	b := d.join("minji")
	elsewhere := d.logIn("minji")
	thief := b.copy()
	b.refresh(204)
	b.refresh(204)
	a := thief.refresh(401)
	if code, _ := a.problem(t); code != "session_ended" {
		t.Errorf("code %s", code)
	}
	if len(thief.jar) != 0 {
		t.Errorf("cookies stay: %v", thief.jar)
	}
	b.refresh(401)
	elsewhere.refresh(204)
	if log := d.log.String(); strings.Count(log, "used again") != 1 || !strings.Contains(log, `"level":"WARN"`) {
		t.Errorf("want one warning, have %s", log)
	}
}

func TestRefreshRefusesWhatIsNoToken(t *testing.T) {
	d := open(t)
	b := d.join("minji")
	good := b.jar["piece_refresh"].Value
	id, secret, _ := strings.Cut(good, ".")
	for _, bad := range []string{"", ".", "x", id, secret, id + ".", id + "." + secret[1:], strings.ToUpper(id) + "." + secret, good + "A", strings.Repeat("x", 3000)} {
		other := b.copy()
		other.jar["piece_refresh"] = &http.Cookie{Name: "piece_refresh", Value: bad, Path: "/"}
		if code, _ := other.refresh(401).problem(t); code != "session_ended" {
			t.Errorf("%q: code %s", bad, code)
		}
	}
	b.refresh(204)
}

func TestSessionEndsAfterSixtyIdleDaysAndAYear(t *testing.T) {
	d := open(t)
	idle, busy := d.join("minji"), d.join("sujin")
	begin := d.clock.Now()
	d.clock.Advance(account.SessionIdle - time.Second)
	busy.refresh(204)
	d.clock.Advance(time.Second)
	idle.refresh(401)
	for left := account.SessionMax; left > 30*24*time.Hour; {
		d.clock.Advance(30 * 24 * time.Hour)
		busy.refresh(204)
		left = begin.Add(account.SessionMax).Sub(d.clock.Now())
		if age := time.Duration(busy.jar["piece_refresh"].MaxAge) * time.Second; age != min(left, account.SessionIdle) {
			t.Errorf("%s before the end the cookie lives %s", left, age)
		}
	}
	d.clock.Set(begin.Add(account.SessionMax))
	busy.refresh(401)
}

func TestLogInAgainReplacesTheSessionOfTheBrowser(t *testing.T) {
	d := open(t)
	b := d.join("minji")
	old := b.copy()
	b.want(http.StatusCreated, "POST", api+"/sessions", object{"email": "minji@example.com", "password": password})
	if n := len(b.sessions()); n != 1 {
		t.Errorf("%d sessions, want 1", n)
	}
	old.refresh(401)
	b.refresh(204)
}

func TestDevices(t *testing.T) {
	d := open(t)
	phone := d.join("minji")
	d.clock.Advance(time.Minute)
	desk := d.browser()
	desk.agent = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36"
	desk.want(http.StatusCreated, "POST", api+"/sessions", object{"email": "minji@example.com", "password": password})
	other := d.join("sujin")

	list := desk.sessions()
	if len(list) != 2 || list[0]["device"] != "Chrome · Windows" || list[0]["current"] != true || list[1]["device"] != "Safari · iPhone" || list[1]["current"] != false {
		t.Fatalf("sessions: %v", list)
	}
	id := list[1]["id"].(string)
	other.want(http.StatusNotFound, "DELETE", api+"/sessions/"+id, nil)
	desk.want(http.StatusNotFound, "DELETE", api+"/sessions/nonsense", nil)
	phone.refresh(204)
	desk.want(http.StatusNoContent, "DELETE", api+"/sessions/"+id, nil)
	desk.want(http.StatusNotFound, "DELETE", api+"/sessions/"+id, nil)
	phone.refresh(401)
	desk.refresh(204)
	desk.want(http.StatusNoContent, "DELETE", api+"/sessions/"+list[0]["id"].(string), nil)
	if len(desk.jar) != 0 {
		t.Errorf("ended itself, but keeps %v", desk.jar)
	}
}

// Logging out works for whatever is left of a session.
func TestLogOutWithEitherToken(t *testing.T) {
	d := open(t)
	for name, drop := range map[string]string{"access": "piece_refresh", "refresh": "piece_access"} {
		b := d.join("with" + name)
		thief := b.copy()
		delete(b.jar, drop)
		b.want(http.StatusNoContent, "DELETE", api+"/sessions/current", nil)
		thief.refresh(401)
	}
	d.browser().want(http.StatusNoContent, "DELETE", api+"/sessions/current", nil)
}

func TestD06_EndedSessionsCannotBeRenewed(t *testing.T) {
	for name, end := range map[string]func(d *door, b *browser){
		"log out":    func(_ *door, b *browser) { b.want(204, "DELETE", api+"/sessions/current", nil) },
		"everywhere": func(d *door, _ *browser) { d.logIn("minji").want(204, "DELETE", api+"/sessions", nil) },
		"new password": func(d *door, _ *browser) {
			d.logIn("minji").want(204, "PUT", api+"/me/password", object{"current": password, "next": "창경궁의 가을 단풍길"})
		},
		"suspension": func(d *door, b *browser) { d.suspend("minji") },
	} {
		t.Run(name, func(t *testing.T) {
			d := open(t)
			b := d.join("minji")
			kept := b.copy()
			end(d, b)
			if code, _ := kept.refresh(401).problem(t); code != "session_ended" {
				t.Errorf("code %s", code)
			}
			kept = b.copy() // the refusal has dropped the cookies
			d.clock.Advance(auth.AccessTTL)
			kept.want(401, "GET", api+"/me", nil)
		})
	}
}

func TestD06_SuspendedPersonCannotLogIn(t *testing.T) {
	d := open(t)
	d.join("minji")
	d.suspend("minji")
	a := d.browser().want(403, "POST", api+"/sessions", object{"email": "minji@example.com", "password": password})
	if code, _ := a.problem(t); code != "suspended" {
		t.Errorf("code %s", code)
	}
	// Only who knows the password learns of it.
	d.browser().want(401, "POST", api+"/sessions", object{"email": "minji@example.com", "password": password + "!"})
}

func (d *door) suspend(nickname string) {
	d.t.Helper()
	_, err := d.db.Writer().NewUpdate().Table("people").Set("suspended_at = ?", d.clock.Now().UnixMicro()).Where("nickname = ?", nickname).Exec(d.t.Context())
	if err != nil {
		d.t.Fatal(err)
	}
}

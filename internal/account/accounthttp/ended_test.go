package accounthttp_test

import (
	"encoding/json"
	"net/http"
	"slices"
	"strconv"
	"testing"
	"time"

	"piece/internal/account"
	"piece/internal/platform/auth"
)

// realtime asks for a token for the realtime connection.
func (b *browser) realtime() (token string, endsAt time.Time) {
	b.t.Helper()
	var got struct {
		Token  string
		EndsAt time.Time
	}
	if err := json.Unmarshal([]byte(b.want(http.StatusOK, "POST", api+"/sessions/realtime", nil).body), &got); err != nil {
		b.t.Fatal(err)
	}
	return got.Token, got.EndsAt
}

// session is the id of the browser's session.
func (b *browser) session() string {
	b.t.Helper()
	for _, s := range b.sessions() {
		if s["current"] == true {
			return s["id"].(string)
		}
	}
	b.t.Fatal("not signed in")
	return ""
}

// ended gives the hashes of the sessions that were ended after a number, and the last number.
func (d *door) ended(after int64) (hashes []string, last int64) {
	d.t.Helper()
	var got struct {
		Items []struct {
			Seq     int64
			Session string
		}
	}
	a := d.browser().want(http.StatusOK, "GET", api+"/sessions/ended?after="+strconv.FormatInt(after, 10), nil)
	if err := json.Unmarshal([]byte(a.body), &got); err != nil {
		d.t.Fatal(err)
	}
	last = after
	for _, e := range got.Items {
		hashes, last = append(hashes, e.Session), e.Seq
	}
	return hashes, last
}

func TestD38_ATokenForTheRealtimeConnectionIsForNothingElse(t *testing.T) {
	d := open(t)
	minji := d.join("minji")
	id, session := minji.me()["id"], minji.session()
	token, ends := minji.realtime()
	v := auth.NewVerifier(d.keys, d.clock)
	got, until, err := v.VerifyRealtime(t.Context(), token)
	if err != nil || got.PersonID != id || got.SessionID != session || !until.Equal(ends) || !ends.Equal(d.clock.Now().Add(auth.AccessTTL)) {
		t.Errorf("%+v until %s, told %s, %v", got, until, ends, err)
	}
	if _, _, err := v.VerifyRealtime(t.Context(), minji.jar["piece_access"].Value); err == nil {
		t.Error("the token of requests opens a connection")
	}
	other := d.browser()
	other.headers = map[string]string{"Authorization": "Bearer " + token}
	other.want(http.StatusUnauthorized, "GET", api+"/me", nil)
	other.want(http.StatusUnauthorized, "POST", api+"/sessions/realtime", nil)
	d.browser().want(http.StatusUnauthorized, "POST", api+"/sessions/realtime", nil)
}

// D06: as soon as a session is ended it gets no more tokens for connections, whatever its access
// token says, and everybody who holds one finds it in the list.
func TestD06_AnEndedSessionIsListedAndGetsNoConnection(t *testing.T) {
	d := open(t)
	var last int64
	for way, end := range map[string]func(b *browser){
		"logged out": func(b *browser) {
			b.want(http.StatusNoContent, "DELETE", api+"/sessions/current", nil)
		},
		"logged out everywhere": func(b *browser) {
			b.want(http.StatusNoContent, "DELETE", api+"/sessions", nil)
		},
		"from another device": func(b *browser) {
			d.logIn(b.me()["nickname"].(string)).want(http.StatusNoContent, "DELETE", api+"/sessions/"+b.session(), nil)
		},
		"password changed on another device": func(b *browser) {
			d.logIn(b.me()["nickname"].(string)).want(http.StatusNoContent, "PUT", api+"/me/password", object{"current": password, "next": "한여름 밤의 마로니에"})
		},
		"logged in anew": func(b *browser) {
			b.copy().want(http.StatusCreated, "POST", api+"/sessions", object{"email": b.me()["email"], "password": password})
		},
		"token used again": func(b *browser) {
			thief := b.copy()
			b.refresh(http.StatusNoContent)
			d.clock.Advance(account.RefreshGrace + time.Second)
			thief.refresh(http.StatusUnauthorized)
		},
		"suspended": func(b *browser) {
			if _, changed, err := d.service.Suspend(t.Context(), b.me()["nickname"].(string)); err != nil || !changed {
				t.Errorf("suspended: %v, %v", changed, err)
			}
		},
	} {
		b := d.join("p" + strconv.Itoa(int(last)))
		session := b.session()
		b.realtime()
		before := b.copy()
		nudges := d.nudges.Load()
		end(b)
		before.want(http.StatusOK, "GET", api+"/me", nil) // for a quarter of an hour
		if code, _ := before.want(http.StatusUnauthorized, "POST", api+"/sessions/realtime", nil).problem(t); code != "session_ended" {
			t.Errorf("%s: a connection is refused with %q", way, code)
		}
		var hashes []string
		if hashes, last = d.ended(last); !slices.Equal(hashes, []string{auth.SessionHash(session)}) {
			t.Errorf("%s: listed %v", way, hashes)
		}
		if d.nudges.Load() == nudges {
			t.Errorf("%s: nobody was told", way)
		}
	}
	d.clock.Advance(account.EndedKept + time.Second)
	if err := d.service.Sweep(t.Context()); err != nil {
		t.Fatal(err)
	}
	if hashes, _ := d.ended(0); len(hashes) != 0 {
		t.Errorf("after an hour: %v", hashes)
	}
}

func TestTheListOfEndedSessionsIsReadInStretches(t *testing.T) {
	d := open(t)
	for i := range 3 {
		d.join("person"+strconv.Itoa(i)).want(http.StatusNoContent, "DELETE", api+"/sessions/current", nil)
	}
	for after := range int64(4) {
		if some, err := d.service.Ended(t.Context(), after, 2); err != nil || len(some) != min(2, 3-int(after)) || len(some) > 0 && some[0].Seq != after+1 {
			t.Errorf("after %d: %v, %v", after, some, err)
		}
	}
	for query, status := range map[string]int{"?limit=500": 200, "?limit=501": 422, "?limit=0": 422, "?after=-1": 422, "?after=x": 422} {
		d.browser().want(status, "GET", api+"/sessions/ended"+query, nil)
	}
}

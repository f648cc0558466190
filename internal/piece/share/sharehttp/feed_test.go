package sharehttp_test

import (
	"bytes"
	"net/http"
	"strings"
	"testing"
	"time"

	ical "github.com/emersion/go-ical"

	"piece/internal/piece/share/sharehttp"
	"piece/internal/platform/httpapi"
	"piece/internal/platform/httpapi/httpapitest"
)

// feed makes a feed and gives it with the path of its file.
func (h *house) feed(owner, zone string) (f sharehttp.Feed, calendar string) {
	h.t.Helper()
	f = httpapitest.Read[sharehttp.Feed](h.t, h.Wants(http.StatusCreated, owner, "POST", "/feed", sharehttp.NewFeed{TimeZone: zone}))
	calendar, ok := strings.CutPrefix(f.URL, site+httpapi.Prefix)
	if !ok || !strings.HasSuffix(calendar, ".ics") {
		h.t.Fatalf("the feed is %s", f.URL)
	}
	return f, calendar
}

// parse reads a calendar with another library than the one that wrote it.
func parse(t *testing.T, file []byte) (*ical.Calendar, map[string]ical.Event) {
	t.Helper()
	c, err := ical.NewDecoder(bytes.NewReader(file)).Decode()
	if err != nil {
		t.Fatalf("%v in\n%s", err, file)
	}
	events := map[string]ical.Event{}
	for _, e := range c.Events() {
		uid := text(t, e.Props, "UID")
		if _, twice := events[uid]; twice {
			t.Errorf("%s comes twice", uid)
		}
		events[uid] = e
	}
	return c, events
}

func text(t *testing.T, p ical.Props, name string) string {
	t.Helper()
	s, err := p.Text(name)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return s
}

func TestACalendarIsReadByOtherPrograms(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		owner := newID()
		timed := h.make(owner) // 19:30 in Seoul
		whole := h.make(owner, "time", nil, "day", "2026-02-28", "seat", "", "venue", "", "halfStars", 10, "kind", "movie")
		newYork := h.make(owner, "day", "2026-03-08", "time", "02:30") // an hour that New York leaves out
		h.make(newID(), "visibility", "public")                        // somebody else's
		_, calendar := h.feed(owner, "Asia/Seoul")
		a := h.Wants(http.StatusOK, "", "GET", calendar, nil)
		if kind := a.Header.Get("Content-Type"); kind != "text/calendar; charset=utf-8" {
			t.Errorf("Content-Type %s", kind)
		}
		c, events := parse(t, a.Body)
		for name, want := range map[string]string{"VERSION": "2.0", "METHOD": "PUBLISH", "CALSCALE": "GREGORIAN", "X-WR-CALNAME": "PIECE 조각", "X-PUBLISHED-TTL": "PT6H"} {
			if got := text(t, c.Props, name); got != want {
				t.Errorf("%s is %q", name, got)
			}
		}
		if d, err := c.Props.Get("REFRESH-INTERVAL").Duration(); err != nil || d != 6*time.Hour {
			t.Errorf("REFRESH-INTERVAL %v, %v", d, err)
		}
		if len(events) != 3 || text(t, c.Props, "PRODID") == "" {
			t.Fatalf("%d events", len(events))
		}

		e := events[timed.ID+"@piece"]
		for name, want := range map[string]string{
			"SUMMARY": timed.Title, "LOCATION": "블루스퀘어", "TRANSP": "TRANSPARENT",
			"DESCRIPTION": "★★★★½\n마지막 앙코르에서 눈물이 왈칵 😭\nSeat 1층 C열 14번",
		} {
			if got := text(t, e.Props, name); got != want {
				t.Errorf("%s is %q", name, got)
			}
		}
		if u, err := e.Props.URI("URL"); err != nil || u.String() != site+"/pieces/"+timed.ID {
			t.Errorf("URL %v, %v", u, err)
		}
		for name, want := range map[string]string{"DTSTART": "20260803T103000Z", "DTEND": "20260803T123000Z", "SEQUENCE": "0"} {
			if got := e.Props.Get(name).Value; got != want {
				t.Errorf("%s is %s", name, got)
			}
		}
		for _, name := range []string{"DTSTAMP", "CREATED", "LAST-MODIFIED"} {
			if at, err := e.Props.DateTime(name, time.UTC); err != nil || at.Format(time.DateOnly) != "2026-08-03" {
				t.Errorf("%s is %v, %v", name, at, err)
			}
		}
		if len(e.Children) != 0 {
			t.Errorf("an event has alarms: %+v", e.Children)
		}

		e = events[whole.ID+"@piece"]
		for name, want := range map[string]string{"DTSTART": "20260228", "DTEND": "20260301"} {
			if p := e.Props.Get(name); p.Value != want || p.ValueType() != ical.ValueDate {
				t.Errorf("%s is %s of %s", name, p.Value, p.ValueType())
			}
		}
		if e.Props.Get("LOCATION") != nil || text(t, e.Props, "DESCRIPTION") != "★★★★★\n"+whole.Review {
			t.Errorf("without venue and seat: %+v", e.Props)
		}

		_, calendar = h.feed(owner, "America/New_York")
		_, events = parse(t, h.Wants(http.StatusOK, "", "GET", calendar, nil).Body)
		if at := events[timed.ID+"@piece"].Props.Get("DTSTART").Value; at != "20260803T233000Z" {
			t.Errorf("19:30 in New York is %s", at)
		}
		if at := events[newYork.ID+"@piece"].Props.Get("DTSTART").Value; at != "20260308T063000Z" && at != "20260308T073000Z" {
			t.Errorf("an hour that is left out is %s", at)
		}
	})
}

// D25: texts are escaped and folded so that nothing of them is read as a line of its own.
func TestD25_HostileTextsStayTexts(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		owner := newID()
		_, calendar := h.feed(owner, "Asia/Seoul")
		titles := []string{
			`<img src=x onerror=alert(1)>`, `a;b,c\n d\\e"f'g:h`, "END:VEVENT", `\`, `;`, "\\;\\,",
			strings.Repeat("가나다 ", 24) + "끝", strings.Repeat("👨‍👩‍👧‍👦", 40), strings.Repeat("x", 100), "한 줄\u2028두 줄",
		}
		want := map[string]string{}
		for _, title := range titles {
			p := h.make(owner, "title", title, "venue", title)
			want[p.ID+"@piece"] = p.Title
		}
		file := h.Wants(http.StatusOK, "", "GET", calendar, nil).Body
		for _, line := range strings.Split(strings.TrimSuffix(string(file), "\r\n"), "\r\n") {
			if len(line) > 75 || strings.ContainsAny(line, "\r\n") {
				t.Errorf("a line of %d bytes: %q", len(line), line)
			}
		}
		_, events := parse(t, file)
		if len(events) != len(want) {
			t.Fatalf("%d events for %d pieces", len(events), len(want))
		}
		for uid, title := range want {
			if got := text(t, events[uid].Props, "SUMMARY"); got != title {
				t.Errorf("title %q became %q", title, got)
			}
			if got := text(t, events[uid].Props, "LOCATION"); got != title {
				t.Errorf("venue %q became %q", title, got)
			}
		}
	})
}

func TestACalendarFollowsItsPiecesAndIsSentOnce(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		owner := newID()
		p := h.make(owner)
		_, calendar := h.feed(owner, "Asia/Seoul")
		a := h.Wants(http.StatusOK, "", "GET", calendar, nil)
		tag := a.Header.Get("ETag")
		if tag == "" || a.Header.Get("Cache-Control") != "private, no-cache" || a.Header.Get("X-Robots-Tag") != "noindex" {
			t.Errorf("headers %v", a.Header)
		}
		h.clock.Advance(time.Hour)
		if again := h.Wants(http.StatusNotModified, "", "GET", calendar, nil, "If-None-Match", tag); len(again.Body) != 0 {
			t.Error("the calendar comes again")
		}
		h.Wants(http.StatusOK, owner, "PATCH", "/pieces/"+p.ID, map[string]any{"visibility": "public"})
		changed := h.Wants(http.StatusOK, "", "GET", calendar, nil, "If-None-Match", tag)
		_, events := parse(t, changed.Body)
		e := events[p.ID+"@piece"]
		at, err := e.Props.DateTime("LAST-MODIFIED", time.UTC)
		if err != nil || at.Hour() != 13 || e.Props.Get("SEQUENCE").Value != "1" {
			t.Errorf("after a change: %v, %v, %s", at, err, e.Props.Get("SEQUENCE").Value)
		}
		h.Wants(http.StatusNoContent, owner, "DELETE", "/pieces/"+p.ID, nil)
		if _, events := parse(t, h.Wants(http.StatusOK, "", "GET", calendar, nil).Body); len(events) != 0 {
			t.Errorf("a deleted piece is in the calendar: %v", events)
		}
	})
}

// D24: the address of a calendar is its owner's secret and ends when it is replaced or removed.
func TestD24_TheSecretOfACalendarEnds(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		owner := newID()
		none := httpapitest.Read[sharehttp.Feed](t, h.Wants(http.StatusOK, owner, "GET", "/feed", nil))
		if none != (sharehttp.Feed{}) {
			t.Errorf("no feed: %+v", none)
		}
		first, before := h.feed(owner, "Asia/Seoul")
		second, after := h.feed(owner, "Europe/Lisbon")
		if first.URL == second.URL {
			t.Error("the same secret again")
		}
		h.Wants(http.StatusNotFound, "", "GET", before, nil)
		h.Wants(http.StatusOK, "", "GET", after, nil)
		got := httpapitest.Read[sharehttp.Feed](t, h.Wants(http.StatusOK, owner, "GET", "/feed", nil))
		if got.URL != second.URL || got.TimeZone != "Europe/Lisbon" {
			t.Errorf("the feed %+v", got)
		}
		if other := httpapitest.Read[sharehttp.Feed](t, h.Wants(http.StatusOK, newID(), "GET", "/feed", nil)); other != (sharehttp.Feed{}) {
			t.Errorf("somebody else's feed %+v", other)
		}
		for range 2 {
			h.Wants(http.StatusNoContent, owner, "DELETE", "/feed", nil)
		}
		for _, path := range []string{after, strings.TrimSuffix(after, ".ics"), "/feeds/.ics", "/feeds/" + strings.Repeat("A", 24) + ".ics"} {
			h.Wants(http.StatusNotFound, "", "GET", path, nil)
		}
		for _, zone := range []string{"", "Nowhere", "Local"} {
			h.Wants(http.StatusUnprocessableEntity, owner, "POST", "/feed", sharehttp.NewFeed{TimeZone: zone})
		}
		h.Wants(http.StatusUnauthorized, "", "POST", "/feed", sharehttp.NewFeed{TimeZone: "UTC"})
		h.Wants(http.StatusUnauthorized, "", "GET", "/feed", nil)
	})
}

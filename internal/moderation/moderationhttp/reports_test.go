package moderationhttp_test

import (
	"context"
	"net/http"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"piece/internal/moderation"
	"piece/internal/moderation/moderationhttp"
	"piece/internal/moderation/moderationsql"
	"piece/internal/platform/clock"
	"piece/internal/platform/errs"
	"piece/internal/platform/httpapi"
	"piece/internal/platform/httpapi/httpapitest"
	"piece/internal/platform/id"
	"piece/internal/platform/sqldb"
	"piece/internal/platform/sqldb/sqldbtest"
)

// sight shows each person what the test says.
type sight struct {
	mu   sync.Mutex
	seen map[string]moderation.Seen // by person and id, or room; guarded by mu
}

func (s *sight) See(_ context.Context, person string, t moderation.Target) (moderation.Seen, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	seen, ok := s.seen[person+t.ID+t.Room]
	if !ok {
		return moderation.Seen{}, errs.NotFound
	}
	return seen, nil
}

func (s *sight) show(person, thing string, seen moderation.Seen) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.seen[person+thing] = seen
}

type names struct{}

func (names) Profiles(_ context.Context, ids []string) (map[string]moderation.Profile, error) {
	m := map[string]moderation.Profile{}
	for _, one := range ids {
		if one != gone {
			m[one] = moderation.Profile{ID: one, Nickname: "관객" + one[len(one)-4:]}
		}
	}
	return m, nil
}

type house struct {
	*httpapitest.Site
	t     *testing.T
	clock *clock.Fake
	sight *sight

	service *moderation.Service
}

// ticking moves on whenever it is asked, so that what is made later has a later id.
type ticking struct{ *clock.Fake }

func (c ticking) Now() time.Time {
	c.Advance(time.Millisecond)
	return c.Fake.Now()
}

func newID() string { return id.New(clock.System{}) }

var gone = newID()

func each(t *testing.T, run func(t *testing.T, h *house)) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB) {
		if _, err := sqldb.Migrate(t.Context(), db, moderationsql.Domain, moderationsql.Migrations); err != nil {
			t.Fatal(err)
		}
		h := &house{t: t, clock: clock.NewFake(time.Date(2026, 11, 26, 12, 0, 0, 0, time.UTC)), sight: &sight{seen: map[string]moderation.Seen{}}}
		s := moderation.New(moderation.Deps{Store: moderationsql.New(db), Sight: h.sight, Profiles: names{}, Clock: ticking{h.clock}})
		h.service = s
		h.Site = httpapitest.New(t, h.clock, func(a *httpapi.API) { moderationhttp.Register(a, s) })
		run(t, h)
	})
}

func message(room string, seq int) map[string]any {
	return map[string]any{"target": map[string]any{"kind": "message", "room": room, "seq": seq}, "reason": "hateful", "text": "  너무해요 \n"}
}

func thing(kind, id string) map[string]any {
	return map[string]any{"target": map[string]any{"kind": kind, "id": id}, "reason": "spam"}
}

func (h *house) admin(status int, method, path string, body any) httpapitest.Answer {
	h.t.Helper()
	return h.Wants(status, httpapitest.Admin, method, path, body)
}

func (h *house) list(query string) moderationhttp.ReportList {
	h.t.Helper()
	return httpapitest.Read[moderationhttp.ReportList](h.t, h.admin(http.StatusOK, "GET", "/reports"+query, nil))
}

func TestD49_AReportIsOneForItsReporterAndTarget(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		a, b, room := newID(), newID(), newID()
		for _, p := range []string{a, b} {
			h.sight.show(p, room, moderation.Seen{PersonID: gone, Text: "나쁜 말 || 가려진 말 ||\n둘째 줄", Pictures: 2, At: h.clock.Now()})
		}
		var crowd sync.WaitGroup
		var made, again atomic.Int64
		var first sync.Map
		for range 20 {
			crowd.Go(func() {
				switch answer := h.Do(a, "POST", "/reports", message(room, 7)); answer.Status {
				case http.StatusCreated:
					made.Add(1)
					first.Store(httpapitest.Read[moderationhttp.Report](t, answer).ID, true)
				case http.StatusOK:
					again.Add(1)
					first.Store(httpapitest.Read[moderationhttp.Report](t, answer).ID, true)
				default:
					t.Errorf("%d %s", answer.Status, answer.Body)
				}
			})
		}
		crowd.Wait()
		ids := 0
		first.Range(func(any, any) bool { ids++; return true })
		if made.Load() != 1 || again.Load() != 19 || ids != 1 {
			t.Errorf("%d made, %d again, %d reports", made.Load(), again.Load(), ids)
		}
		h.Wants(http.StatusCreated, b, "POST", "/reports", message(room, 7)) // somebody else's
		h.Wants(http.StatusCreated, a, "POST", "/reports", message(room, 8)) // something else
		list := h.list("")
		if len(list.Items) != 2 {
			t.Fatalf("%d cases", len(list.Items))
		}
		got := list.Items[1]
		if got.Seen.At == nil || got.FirstAt.After(got.LatestAt) {
			t.Errorf("seen at %v, reported from %v to %v", got.Seen.At, got.FirstAt, got.LatestAt)
		}
		if got.Count != 2 || len(got.Reasons) != 1 || got.Reasons[0] != (moderationhttp.ReasonCount{Reason: "hateful", Count: 2}) || got.State != "open" {
			t.Errorf("the case is %+v", got)
		}
		if got.Target != (moderationhttp.ReportTarget{Kind: "message", Room: room, Seq: 7}) || got.Seen.Text != "나쁜 말 || 가려진 말 ||\n둘째 줄" || got.Seen.Pictures != 2 || *got.Seen.Person != (moderationhttp.ReportPerson{ID: gone}) {
			t.Errorf("got %+v", got)
		}
		detail := httpapitest.Read[moderationhttp.ReportDetail](t, h.admin(http.StatusOK, "GET", "/reports/"+got.ID, nil))
		if len(detail.Reports) != 2 || detail.Reports[1].Reporter != (moderationhttp.ReportPerson{ID: a, Nickname: "관객" + a[len(a)-4:]}) || detail.Reports[1].Text != "너무해요" {
			t.Errorf("its reports are %+v", detail.Reports)
		}
		if detail.Against != (moderationhttp.ReportsAgainst{Reports: 3, Things: 2}) {
			t.Errorf("against its author: %+v", detail.Against)
		}
	})
}

func TestD49_WhatWasReportedIsReadByTheServer(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		a, piece := newID(), newID()
		// What a reporter can't see is not there for a report either.
		if answer := h.Do(a, "POST", "/reports", thing("piece", piece)); answer.Status != http.StatusNotFound {
			t.Errorf("%d %s", answer.Status, answer.Body)
		}
		h.sight.show(a, piece, moderation.Seen{PersonID: newID(), Title: "파도의 노래", Text: "첫 한 줄"})
		h.Wants(http.StatusCreated, a, "POST", "/reports", thing("piece", piece))
		h.sight.show(a, piece, moderation.Seen{Title: "파도의 노래", Text: "고친 한 줄"})
		h.Wants(http.StatusOK, a, "POST", "/reports", thing("piece", piece))
		if got := h.list("").Items; len(got) != 1 || got[0].Seen.Text != "첫 한 줄" || got[0].Seen.Title != "파도의 노래" {
			t.Errorf("got %+v", got)
		}
		for name, value := range map[string]any{"seen": map[string]any{"text": "erfunden"}, "reporterId": newID(), "createdAt": "2026-01-01T00:00:00Z"} {
			body := thing("piece", piece)
			body[name] = value
			h.Wants(http.StatusUnprocessableEntity, a, "POST", "/reports", body)
		}
	})
}

func TestOnlyAdminsSeeAndCloseReports(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		a, cake := newID(), newID()
		h.sight.show(a, cake, moderation.Seen{Title: "파도의 노래"})
		r := httpapitest.Read[moderationhttp.Report](t, h.Wants(http.StatusCreated, a, "POST", "/reports", thing("cake", cake)))
		closed := map[string]any{"state": "closed", "note": " 살펴봤어요 "}
		for _, path := range []string{"/reports", "/reports?state=closed", "/reports/" + r.ID, "/audit"} {
			h.Wants(http.StatusForbidden, a, "GET", path, nil)
			h.Wants(http.StatusUnauthorized, "", "GET", path, nil)
		}
		h.Wants(http.StatusForbidden, a, "PATCH", "/reports/"+r.ID, closed)
		h.Wants(http.StatusUnauthorized, "", "PATCH", "/reports/"+r.ID, closed)
		h.admin(http.StatusNotFound, "PATCH", "/reports/"+newID(), closed)
		h.admin(http.StatusNotFound, "PATCH", "/reports/nonsense", closed)
		h.admin(http.StatusUnprocessableEntity, "PATCH", "/reports/"+r.ID, map[string]any{"state": "open"})
		var times []time.Time
		for range 2 {
			got := httpapitest.Read[moderationhttp.ReportDetail](t, h.admin(http.StatusOK, "PATCH", "/reports/"+r.ID, closed)).Reports[0]
			if got.State != "closed" || got.ClosedAt == nil || got.Note != "살펴봤어요" || got.ClosedBy.ID != httpapitest.Admin {
				t.Fatalf("got %+v", got)
			}
			times = append(times, *got.ClosedAt)
		}
		if !times[0].Equal(times[1]) {
			t.Errorf("closed at %v", times)
		}
		if open, done := h.list("").Items, h.list("?state=closed").Items; len(open) != 0 || len(done) != 1 || done[0].ID != r.ID {
			t.Errorf("open %+v, closed %+v", open, done)
		}
		// What happens again may be reported again.
		h.Wants(http.StatusCreated, a, "POST", "/reports", thing("cake", cake))
	})
}

func TestReportsAreListedByPages(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		var want []string
		for range 7 {
			a, person := newID(), newID()
			h.sight.show(a, person, moderation.Seen{PersonID: person, Title: "닉네임"})
			want = append([]string{httpapitest.Read[moderationhttp.Report](t, h.Wants(http.StatusCreated, a, "POST", "/reports", thing("person", person))).ID}, want...)
		}
		var got []string
		for cursor := ""; ; {
			list := h.list("?limit=3&cursor=" + cursor)
			for _, r := range list.Items {
				got = append(got, r.ID)
			}
			if cursor = list.Next; cursor == "" {
				break
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("got %v, want %v", got, want)
		}
		h.admin(http.StatusUnprocessableEntity, "GET", "/reports?cursor=x", nil)
	})
}

func TestWhatIsNoReportIsRefused(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		a := newID()
		report := func(target map[string]any, reason, text string) map[string]any {
			return map[string]any{"target": target, "reason": reason, "text": text}
		}
		cake := map[string]any{"kind": "cake", "id": newID()}
		for _, c := range []struct {
			body  map[string]any
			place string
		}{
			{report(map[string]any{"kind": "room", "id": newID()}, "spam", ""), "body.target.kind"},
			{report(map[string]any{"kind": "cake"}, "spam", ""), "body.target.id"},
			{report(map[string]any{"kind": "cake", "id": "../x"}, "spam", ""), "body.target.id"},
			{report(map[string]any{"kind": "message", "id": newID()}, "spam", ""), "body.target.room"},
			{report(map[string]any{"kind": "message", "room": newID()}, "spam", ""), "body.target.seq"},
			{report(map[string]any{"kind": "message", "room": newID(), "seq": -1}, "spam", ""), "body.target.seq"},
			{report(cake, "boring", ""), "body.reason"},
			{report(cake, "other", strings.Repeat("가", moderation.TextRule.Max+1)), "body.text"},
			{report(cake, "other", "\x00"), "body.text"},
		} {
			if answer := h.Do(a, "POST", "/reports", c.body); answer.Status != http.StatusUnprocessableEntity || !strings.Contains(answer.Problem(), c.place) {
				t.Errorf("%v: %d %s", c.body, answer.Status, answer.Problem())
			}
		}
		h.Wants(http.StatusNotFound, a, "POST", "/reports", report(cake, "other", strings.Repeat("👩‍👩‍👧", moderation.TextRule.Max)))
		for range moderation.ReportsPerHour {
			h.Do(a, "POST", "/reports", thing("person", newID()))
		}
		answer := h.Wants(http.StatusTooManyRequests, a, "POST", "/reports", thing("person", newID()))
		if answer.Header.Get("Retry-After") == "" {
			t.Error("nothing tells how long to wait")
		}
	})
}

func TestD11_WhoIsGoneIsTakenOutOfReports(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		a, b, mona, room, piece, cake := newID(), newID(), newID(), newID(), newID(), newID()
		around := []moderation.Said{{Seq: 6, PersonID: mona, Text: "앞의 말"}, {Seq: 8, PersonID: a, Text: "뒤의 말"}}
		for _, p := range []string{a, mona} {
			h.sight.show(p, room, moderation.Seen{PersonID: b, Text: "나쁜 말", Around: around})
			h.sight.show(p, cake, moderation.Seen{Title: "파도의 노래"})
		}
		h.sight.show(a, piece, moderation.Seen{PersonID: mona, Title: "모나의 조각"})
		h.sight.show(a, mona, moderation.Seen{PersonID: mona, Title: "모나"})
		h.Wants(http.StatusCreated, mona, "POST", "/reports", message(room, 7))
		h.Wants(http.StatusCreated, a, "POST", "/reports", message(room, 7))
		h.Wants(http.StatusCreated, a, "POST", "/reports", thing("piece", piece))
		h.Wants(http.StatusCreated, a, "POST", "/reports", thing("person", mona))
		h.Wants(http.StatusCreated, mona, "POST", "/reports", thing("cake", cake))
		for range 2 {
			if err := h.service.Purge(t.Context(), mona); err != nil {
				t.Fatal(err)
			}
		}
		list := h.list("")
		if len(list.Items) != 3 { // all but that of the person
			t.Fatalf("%d cases are left: %+v", len(list.Items), list.Items)
		}
		for _, one := range list.Items {
			answer := h.admin(http.StatusOK, "GET", "/reports/"+one.ID, nil)
			told := string(answer.Body)
			if strings.Contains(told, mona) || strings.Contains(told, "모나") {
				t.Errorf("a case names who is gone: %s", told)
			}
			if one.Target.Kind == "message" && (one.Count != 2 || !strings.Contains(told, "나쁜 말")) {
				t.Errorf("the case of the message is %+v: %s", one, told)
			}
			h.admin(http.StatusOK, "PATCH", "/reports/"+one.ID, map[string]any{"state": "closed"})
		}
		h.Wants(http.StatusCreated, a, "POST", "/reports", message(room, 7)) // the old one is closed
	})
}

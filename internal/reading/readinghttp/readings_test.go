package readinghttp_test

import (
	"bytes"
	"context"
	"errors"
	"image/jpeg"
	"net/http"
	"strings"
	"testing"
	"time"

	"piece/internal/platform/errs"
	"piece/internal/platform/sqldb"
	"piece/internal/platform/sqldb/sqldbtest"
	"piece/internal/reading"
)

func asTrouble(err error, target **reading.Trouble) bool { return errors.As(err, target) }

func TestATicketIsRead(t *testing.T) {
	h := open(t)
	person := h.id()
	photo := h.photo(person)
	first := h.ask(person, photo)
	if first.State != "asked" || first.PhotoID != photo || first.Suggestions == nil || len(first.Suggestions) != 0 {
		t.Errorf("asked: %+v", first)
	}
	h.read()
	done := h.get(person, first.ID)
	if done.State != "done" || told(done) != "title=레베카 | date=2026-11-21 | time=19:30 | price=28000?" || done.Failure != nil {
		t.Errorf("done: %+v", done)
	}
	if date := done.Suggestions[1]; date.Label != "2026.11.21(토) 19시 30분" || date.Confidence != 0.9 {
		t.Errorf("the date is %+v", date)
	}
	if again := h.ask(person, photo); again.ID != done.ID || again.State != "done" {
		t.Errorf("asked again: %+v", again)
	}
	if n := h.ledger.times(first.ID); n != 1 {
		t.Errorf("the model was asked %d times", n)
	}
}

func TestThePictureLeavesReducedAndBare(t *testing.T) {
	h := open(t)
	person := h.id()
	h.ask(person, h.photo(person))
	if !bytes.Contains(h.photos.jpeg, []byte(place)) {
		t.Fatal("the photo has no metadata")
	}
	h.read()
	sent := h.ledger.last
	size, err := jpeg.DecodeConfig(bytes.NewReader(sent.Picture))
	must(t, err)
	if size.Width != reading.MaxSide || size.Height != reading.MaxSide/2 || bytes.Contains(sent.Picture, []byte(place)) || bytes.Contains(sent.Picture, []byte{0xff, 0xfe}) {
		t.Errorf("sent %d x %d, %d bytes", size.Width, size.Height, len(sent.Picture))
	}
	if sent.Person != person || sent.Instructions != reading.Instructions || sent.SchemaName != "ticket" || string(sent.Schema) != reading.Schema {
		t.Errorf("sent %+v", sent)
	}
}

func TestTheOperatorsInstructionsTakeThePlaceOfOurs(t *testing.T) {
	h := open(t, func(d *reading.Deps) { d.Instructions = "Read it." })
	person := h.id()
	h.ask(person, h.photo(person))
	h.read()
	if got := h.ledger.last.Instructions; got != "Read it." {
		t.Errorf("told %q", got)
	}
}

func TestWhyAPersonCanNotHaveItRead(t *testing.T) {
	h := open(t)
	person := h.id()
	photo := h.photo(person)
	first := h.ask(person, photo)
	h.ledger.refuses = errs.Define(errs.KindTooMany, "ai_quota", errs.Text{Ko: "다 썼어요.", En: "Used up."}).After(time.Hour)
	if a := h.Wants(http.StatusTooManyRequests, person, "POST", "/readings", order(h.photo(person))); a.Problem() != "ai_quota" || a.Header.Get("Retry-After") != "3600" {
		t.Errorf("answered %s, %v", a.Body, a.Header)
	}
	if again := h.ask(person, photo); again.ID != first.ID {
		t.Error("the reading that there is can't be asked for any more")
	}
	h.ledger.refuses = errs.Define(errs.KindForbidden, "ai_consent", errs.Text{Ko: "동의가 필요해요.", En: "Agree first."})
	if a := h.Wants(http.StatusForbidden, person, "POST", "/readings", order(h.photo(person))); a.Problem() != "ai_consent" {
		t.Errorf("answered %s", a.Body)
	}
}

func TestD28_FewReadingsWaitAtOnce(t *testing.T) {
	h := open(t)
	h.Wants(http.StatusUnauthorized, "", "POST", "/readings", order(h.id()))
	person, other := h.id(), h.id()
	for range reading.MaxUnsettled {
		h.ask(person, h.photo(person))
	}
	if a := h.Wants(http.StatusTooManyRequests, person, "POST", "/readings", order(h.photo(person))); a.Problem() != "readings_waiting" || a.Header.Get("Retry-After") == "" {
		t.Errorf("answered %s", a.Body)
	}
	h.ask(other, h.photo(other))
	h.read()
	h.ask(person, h.photo(person))
}

func TestOrdersOutOfTheirRule(t *testing.T) {
	h := open(t)
	person, other := h.id(), h.id()
	for name, c := range map[string]struct {
		body map[string]any
		want string
	}{
		"D29 somebody else's photo": {order(h.photo(other)), "invalid body.photoId:not_found"},
		"D29 no photo of ours":      {order(h.id()), "invalid body.photoId:not_found"},
		"D29 a key":                 {order("../../etc/passwd"), "invalid body.photoId:not_found"},
		"D27 an address":            {map[string]any{"photoId": h.photo(person), "url": "http://10.0.0.1/"}, "invalid body.url:unknown"},
	} {
		if a := h.Wants(http.StatusUnprocessableEntity, person, "POST", "/readings", c.body); a.Problem() != c.want {
			t.Errorf("%s: %s", name, a.Problem())
		}
	}
}

func TestD12_AReadingIsItsOwnersOnly(t *testing.T) {
	h := open(t)
	person, other := h.id(), h.id()
	r := h.ask(person, h.photo(person))
	h.read()
	for _, method := range []string{"GET", "DELETE"} {
		theirs := h.Wants(http.StatusNotFound, other, method, "/readings/"+r.ID, nil)
		none := h.Wants(http.StatusNotFound, other, method, "/readings/"+h.id(), nil)
		if theirs.Problem() != none.Problem() {
			t.Errorf("%s and %s", theirs.Body, none.Body)
		}
		h.Wants(http.StatusUnauthorized, "", method, "/readings/"+r.ID, nil)
	}
	h.Wants(http.StatusNotFound, person, "GET", "/readings/nonsense", nil)
	h.Wants(http.StatusNoContent, person, "DELETE", "/readings/"+r.ID, nil)
	h.Wants(http.StatusNotFound, person, "GET", "/readings/"+r.ID, nil)
}

func TestD18_AReadingGoesWithItsPhoto(t *testing.T) {
	h := open(t)
	person := h.id()
	photo := h.photo(person)
	r := h.ask(person, photo)
	h.read()
	must(t, h.readings.DeleteByPhoto(t.Context(), person, photo))
	h.Wants(http.StatusNotFound, person, "GET", "/readings/"+r.ID, nil)
	// dropped before its turn came
	gone := h.photo(person)
	r = h.ask(person, gone)
	h.photos.set(person, gone, false)
	h.read()
	h.Wants(http.StatusNotFound, person, "GET", "/readings/"+r.ID, nil)
	if n := h.ledger.times(r.ID); n != 0 {
		t.Errorf("a photo that is gone was sent %d times", n)
	}
}

func TestD11_NothingIsLeftOfWhoIsGone(t *testing.T) {
	h := open(t)
	person, other := h.id(), h.id()
	mine, theirs := h.ask(person, h.photo(person)), h.ask(other, h.photo(other))
	h.read()
	must(t, h.readings.Purge(t.Context(), person))
	must(t, h.readings.Purge(t.Context(), person))
	h.Wants(http.StatusNotFound, person, "GET", "/readings/"+mine.ID, nil)
	h.get(other, theirs.ID)
	h.clock.Advance(reading.Kept + time.Second)
	must(t, h.readings.Tidy(t.Context()))
	h.Wants(http.StatusNotFound, other, "GET", "/readings/"+theirs.ID, nil)
}

// What a model may answer, and what the person sees of it.
func TestWhatComesOfAnswers(t *testing.T) {
	answers := func(text string) func(context.Context, reading.Request) ([]byte, error) {
		return func(context.Context, reading.Request) ([]byte, error) { return []byte(text), nil }
	}
	fails := func(err error) func(context.Context, reading.Request) ([]byte, error) {
		return func(context.Context, reading.Request) ([]byte, error) { return nil, err }
	}
	trouble := func(why reading.FailureCode) func(context.Context, reading.Request) ([]byte, error) {
		return fails(&reading.Trouble{Why: why, Err: errors.New("no")})
	}
	for name, c := range map[string]struct {
		model          func(context.Context, reading.Request) ([]byte, error)
		state, failure string
	}{
		"a ticket":          {answers(ticket), "done", ""},
		"no ticket":         {answers(`{"is_ticket": false}`), "done", ""},
		"nothing":           {answers(``), "failed", "broken"},
		"nonsense":          {answers(`{"a": `), "failed", "broken"},
		"words":             {answers(`I'm sorry.`), "failed", "broken"},
		"an instruction":    {answers(`{"is_ticket": true, "title": {"text": "Ignore the above", "confidence": 1}}`), "done", ""},
		"an invented date":  {answers(`{"is_ticket": true, "date": {"text": "2026.02.30", "confidence": 1}}`), "done", ""},
		"a refusal":         {trouble(reading.FailedRefused), "failed", "refused"},
		"a lost answer":     {trouble(reading.FailedLost), "failed", "lost"},
		"a bad setting":     {trouble(reading.FailedSetup), "failed", "setup"},
		"no money":          {trouble(reading.FailedBudget), "failed", "budget"},
		"no quota":          {trouble(reading.FailedQuota), "failed", "quota"},
		"no consent":        {trouble(reading.FailedConsent), "failed", "consent"},
		"busy for long":     {fails(&reading.Trouble{Why: reading.FailedUnavailable, Again: true, RetryAfter: time.Hour, Err: errors.New("busy")}), "failed", "unavailable"},
		"a defect":          {fails(errors.New("boom")), "failed", "internal"},
		"a model that dies": {func(context.Context, reading.Request) ([]byte, error) { panic("boom") }, "failed", "internal"},
	} {
		h := open(t)
		h.ledger.model = c.model
		person := h.id()
		r := h.ask(person, h.photo(person))
		h.read()
		got := h.get(person, r.ID)
		if got.State != c.state || (got.Failure == nil) != (c.failure == "") {
			t.Errorf("%s: %+v %+v", name, got, got.Failure)
			continue
		}
		if c.failure == "" {
			continue
		}
		if got.Failure.Code != c.failure || got.Failure.Message == "" {
			t.Errorf("%s: %+v", name, got.Failure)
		}
		ko := h.Do(person, "GET", "/readings/"+r.ID, nil, "Accept-Language", "ko")
		if !strings.Contains(string(ko.Body), "요.") {
			t.Errorf("%s in Korean: %s", name, ko.Body)
		}
		h.ledger.model = nil
		if next := h.ask(person, got.PhotoID); next.ID == r.ID {
			t.Errorf("%s: can't be tried again", name)
		}
	}
}

func TestABusyModelIsAskedAgainLater(t *testing.T) {
	h := open(t)
	busy := &reading.Trouble{Why: reading.FailedUnavailable, Again: true, RetryAfter: 20 * time.Second, Err: errors.New("429")}
	h.ledger.model = func(context.Context, reading.Request) ([]byte, error) { return nil, busy }
	person := h.id()
	r := h.ask(person, h.photo(person))
	h.read()
	if got := h.get(person, r.ID); got.State != "asked" {
		t.Fatalf("the reading is %s", got.State)
	}
	h.clock.Advance(19 * time.Second)
	if worked, err := h.readings.ReadNext(t.Context()); worked || err != nil {
		t.Errorf("asked too early: %t, %v", worked, err)
	}
	h.clock.Advance(time.Second)
	h.ledger.model = nil
	h.read()
	if got := h.get(person, r.ID); got.State != "done" {
		t.Errorf("the reading is %s", got.State)
	}

	h.ledger.model = func(context.Context, reading.Request) ([]byte, error) { return nil, busy }
	r = h.ask(person, h.photo(person))
	for range reading.MaxAttempts {
		h.read()
		h.clock.Advance(time.Minute)
	}
	if got := h.get(person, r.ID); got.State != "failed" || got.Failure.Code != "unavailable" {
		t.Errorf("the reading is %s", got.State)
	}
}

func TestAHeldQuestionIsAnsweredAtOnce(t *testing.T) {
	h := open(t)
	person := h.id()
	r := h.ask(person, h.photo(person))
	answer := make(chan string)
	go func() { answer <- string(h.Do(person, "GET", "/readings/"+r.ID+"?wait=10", nil).Body) }()
	h.read()
	if got := <-answer; strings.Contains(got, `"asked"`) {
		t.Errorf("answered %s", got)
	}
	h.ledger.model = func(ctx context.Context, _ reading.Request) ([]byte, error) { <-ctx.Done(); return nil, ctx.Err() }
	waits := h.ask(person, h.photo(person))
	h.readings.EndWaits()
	if got := h.Do(person, "GET", "/readings/"+waits.ID+"?wait=10", nil); got.Status != http.StatusOK {
		t.Errorf("answered %s", got.Body)
	}
}

// Whoever is cut short in the middle doesn't pay twice.
func TestAReadingThatWasSentIsNotSentAgain(t *testing.T) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB) {
		h := openOn(t, db)
		person := h.id()
		inside := make(chan struct{})
		h.ledger.model = func(ctx context.Context, _ reading.Request) ([]byte, error) {
			close(inside)
			<-ctx.Done()
			return nil, &reading.Trouble{Why: reading.FailedLost, Err: ctx.Err()}
		}
		r := h.ask(person, h.photo(person))
		ctx, stop := context.WithCancel(t.Context())
		ended := make(chan error)
		go func() { ended <- h.readings.Run(ctx) }()
		<-inside
		stop() // the process stops in the middle
		must(t, <-ended)
		if got := h.get(person, r.ID); got.State != "asked" {
			t.Fatalf("the reading is %s", got.State)
		}
		deps := h.deps
		deps.Metrics = nil
		if worked, err := reading.New(deps).ReadNext(t.Context()); !worked || err != nil {
			t.Fatal(worked, err)
		}
		if got := h.get(person, r.ID); got.State != "failed" || got.Failure.Code != "lost" || h.ledger.times(r.ID) != 1 {
			t.Errorf("the reading is %s, sent %d times", got.State, h.ledger.times(r.ID))
		}
	})
}

// What is paid may still arrive while the process stops.
func TestAnAnswerOnItsWayIsTakenInWhileTheProcessStops(t *testing.T) {
	h := open(t, func(d *reading.Deps) { d.Drain = time.Hour })
	person := h.id()
	inside, answer := make(chan struct{}), make(chan struct{})
	h.ledger.model = func(ctx context.Context, _ reading.Request) ([]byte, error) {
		close(inside)
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-answer:
			return []byte(ticket), nil
		}
	}
	r := h.ask(person, h.photo(person))
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error)
	go func() { ended <- h.readings.Run(ctx) }()
	<-inside
	stop()
	close(answer)
	must(t, <-ended)
	if got := h.get(person, r.ID); got.State != "done" {
		t.Errorf("the reading is %+v", got)
	}
}

func TestACrashAfterTheAnswerLosesNothing(t *testing.T) {
	h := open(t)
	person := h.id()
	r := h.ask(person, h.photo(person))
	now := h.clock.Now()
	job, err := h.deps.Store.Begin(t.Context(), now, now.Add(30*time.Second), now)
	must(t, err)
	_, err = h.ledger.Read(t.Context(), reading.Request{Ref: job.ID}) // answered, and then the process dies
	must(t, err)
	h.clock.Advance(31 * time.Second)
	must(t, h.readings.Tidy(t.Context()))
	h.read()
	if got := h.get(person, r.ID); got.State != "done" || len(got.Suggestions) != 4 || h.ledger.times(r.ID) != 1 {
		t.Errorf("the reading is %+v, sent %d times", got, h.ledger.times(r.ID))
	}
}

func TestWhatIsCanceledIsNotWaitedFor(t *testing.T) {
	h := open(t)
	person := h.id()
	inside := make(chan struct{})
	h.ledger.model = func(ctx context.Context, _ reading.Request) ([]byte, error) {
		close(inside)
		<-ctx.Done() // only the cancelling ends it
		if !errors.Is(context.Cause(ctx), reading.ErrCalledOff) {
			t.Errorf("it ended because of %v", context.Cause(ctx))
		}
		return nil, ctx.Err()
	}
	r := h.ask(person, h.photo(person))
	ended := make(chan error)
	go func() {
		_, err := h.readings.ReadNext(context.Background())
		ended <- err
	}()
	<-inside
	h.Wants(http.StatusNoContent, person, "DELETE", "/readings/"+r.ID, nil)
	must(t, <-ended)
	h.Wants(http.StatusNotFound, person, "GET", "/readings/"+r.ID, nil)
}

// D28: whoever counts is told of an answer that can't be understood before it counts.
func TestD28_AnAnswerIsCheckedBeforeItCounts(t *testing.T) {
	h := open(t)
	person := h.id()
	h.ask(person, h.photo(person))
	h.read()
	for answer, useless := range map[string]bool{ticket: false, `{"error": "no image"}`: true, "yes": true} {
		if err := h.ledger.last.Check([]byte(answer)); (err != nil) != useless {
			t.Errorf("%s: %v", answer, err)
		}
	}
}

func TestReadingsAreCounted(t *testing.T) {
	h := open(t)
	person := h.id()
	h.ask(person, h.photo(person))
	h.read()
	families, err := h.metrics.Gather()
	must(t, err)
	counted := map[string]float64{}
	for _, f := range families {
		for _, m := range f.Metric {
			counted[f.GetName()] += m.GetCounter().GetValue()
		}
	}
	if counted["piece_reading_attempts_total"] != 1 || counted["piece_reading_suggestions_total"] != 4 {
		t.Errorf("counted %v", counted)
	}
}

package genai_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"piece/internal/genai"
	"piece/internal/genai/genaitest"
)

// Nothing of a person is sent before that person agreed to the provider of now.
func TestNothingIsSentBeforeAPersonAgreed(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		if err := w.Agree(t.Context(), w.person, "Somebody else"); !errors.Is(err, genai.ErrProvider) {
			t.Errorf("agreed to another one: %v", err)
		}
		refusals := func(why string) {
			t.Helper()
			if got := w.paint(w.call(genai.Paint)); got != genai.NoConsent {
				t.Errorf("%s: %q", why, got)
			}
			if err := w.MayAsk(t.Context(), w.person, genai.Paint); !errors.Is(err, genai.ErrConsent) {
				t.Errorf("%s: may ask: %v", why, err)
			}
			if s, err := w.State(t.Context(), w.person); err != nil || s.Agreed || !s.AgreedAt.IsZero() {
				t.Errorf("%s: the state is %+v, %v", why, s, err)
			}
		}
		if err := w.Disagree(t.Context(), w.person); err != nil {
			t.Fatal(err)
		}
		refusals("taken back")
		if err := w.Agree(t.Context(), w.person, "OpenAI"); err != nil {
			t.Fatal(err)
		}
		w.restart(func(d *genai.Deps) { d.Name = "우리 서버" })
		refusals("another provider now")
		if n := w.server.Paid(); n != 0 {
			t.Errorf("%d requests", n)
		}
		w.restart(func(d *genai.Deps) { d.Name = "OpenAI" })
		if got := w.paint(w.call(genai.Paint)); got != "" {
			t.Errorf("agreed: %q", got)
		}
	})
}

func TestWithoutAProviderThereIsNoAI(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.restart(func(d *genai.Deps) { d.Eyes, d.Brush, d.Name = nil, nil, "" })
		if s, err := w.State(t.Context(), w.person); err != nil || s != (genai.State{}) || w.About().On() {
			t.Errorf("the state is %+v, %v", s, err)
		}
		if got := w.paint(w.call(genai.Paint)); got != genai.Off {
			t.Errorf("painting: %q", got)
		}
		for _, err := range []error{w.MayAsk(t.Context(), w.person, genai.Read), w.Agree(t.Context(), w.person, "")} {
			if !errors.Is(err, genai.ErrOff) {
				t.Errorf("got %v", err)
			}
		}
	})
}

func TestAProviderThatIsDownIsSaidToBe(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		paused := func(want genai.Pause) {
			t.Helper()
			if s, err := w.State(t.Context(), w.person); err != nil || s.Paused != want {
				t.Errorf("paused is %q, %v, want %q", s.Paused, err, want)
			}
		}
		w.server.BreakAll(genaitest.Generations, genaitest.Unauthorized)
		for range 3 {
			paused(genai.NotPaused)
			w.paint(w.call(genai.Paint))
		}
		paused(genai.PausedDown)
		if n := strings.Count(w.log.String(), "not set up"); n != 1 || strings.Contains(w.log.String(), "sk-test") {
			t.Errorf("told %d times: %s", n, w.log.String())
		}
		w.clock.Advance(3 * time.Minute)
		paused(genai.NotPaused)
		w.paint(w.call(genai.Paint))
		paused(genai.PausedDown)
		w.server.BreakAll(genaitest.Generations, nil)
		w.paint(w.call(genai.Paint))
		paused(genai.NotPaused)
	})
}

func TestHowLongAPaintingUsuallyTakes(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		seconds := func(want int) {
			t.Helper()
			if s, err := w.State(t.Context(), w.person); err != nil || s.Seconds != want {
				t.Errorf("%d seconds, %v, want %d", s.Seconds, err, want)
			}
		}
		seconds(30)
		for i, took := range []time.Duration{8, 20, 9} {
			w.server.Break(genaitest.Generations, w.after(took*time.Second, genaitest.Painted(genaitest.Picture())))
			if got := w.paint(w.call(genai.Paint)); got != "" {
				t.Fatalf("%d: %q", i, got)
			}
		}
		seconds(9)
		w.server.Break(genaitest.Chat, w.after(3*time.Second, genaitest.Says("Blue.")))
		if _, err := w.Describe(t.Context(), w.call(genai.Describe), look); err != nil {
			t.Fatal(err)
		}
		seconds(12)
	})
}

func TestCallsAreMeasured(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.server.Break(genaitest.Generations, genaitest.Moderated)
		w.paint(w.call(genai.Paint))
		w.paint(w.call(genai.Paint))
		if err := w.Disagree(t.Context(), w.person); err != nil {
			t.Fatal(err)
		}
		w.paint(w.call(genai.Paint))
		for series, want := range map[string]float64{
			`piece_ai_calls_total answered paint`: 1, `piece_ai_calls_total consent paint`: 1, `piece_ai_calls_total refused paint`: 1,
			`piece_ai_cost_usd_total answered paint`: .05, `piece_ai_cost_usd_total refused paint`: .05,
			`piece_ai_tokens_total in answered paint`: 50, `piece_ai_tokens_total out answered paint`: 1000, `piece_ai_pictures_total answered paint`: 1,
			`piece_ai_call_seconds answered paint`: 1,
		} {
			if got := w.measured()[series]; got != want {
				t.Errorf("%s is %v, want %v of %v", series, got, want, w.measured())
			}
		}
	})
}

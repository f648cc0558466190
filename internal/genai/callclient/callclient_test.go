package callclient_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"piece/internal/genai"
	"piece/internal/genai/callclient"
)

// ask makes a request of a server and tells what became of it.
func ask(ctx context.Context, t *testing.T, h http.HandlerFunc) (*callclient.Trip, *genai.Error) {
	t.Helper()
	s := httptest.NewServer(h)
	defer s.Close()
	ctx, trip := callclient.Watch(ctx)
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, s.URL, strings.NewReader("order"))
	if err != nil {
		t.Fatal(err)
	}
	if res, err := callclient.New("PIECE/test").Do(r); err == nil {
		_ = res.Body.Close() // it was taken in whole
	}
	return trip, trip.Unanswered(ctx)
}

func TestAnAnswerWithoutEndIsNotTakenIn(t *testing.T) {
	_, failed := ask(t.Context(), t, func(w http.ResponseWriter, r *http.Request) {
		for part := make([]byte, 1<<20); r.Context().Err() == nil; {
			if _, err := w.Write(part); err != nil {
				return
			}
		}
	})
	if failed == nil || failed.Outcome != genai.Broken {
		t.Errorf("got %v", failed)
	}
}

// D28: a request that broke is never sent again, not even by the transport.
func TestD28_ARequestIsSentOnce(t *testing.T) {
	var asked atomic.Int32
	_, failed := ask(t.Context(), t, func(http.ResponseWriter, *http.Request) {
		asked.Add(1)
		panic(http.ErrAbortHandler)
	})
	if failed == nil || failed.Outcome != genai.Lost || asked.Load() != 1 {
		t.Errorf("asked %d times, got %v", asked.Load(), failed)
	}
}

func TestRedirectsAreNotFollowed(t *testing.T) {
	var asked atomic.Int32
	trip, failed := ask(t.Context(), t, func(w http.ResponseWriter, r *http.Request) {
		asked.Add(1)
		http.Redirect(w, r, "/elsewhere", http.StatusTemporaryRedirect)
	})
	if failed != nil || asked.Load() != 1 || trip.Refused(time.Now()).Outcome != genai.Setup {
		t.Errorf("asked %d times, got %v and %+v", asked.Load(), failed, trip)
	}
}

// How long a server wants to be left alone is believed within a day.
func TestRetryAfter(t *testing.T) {
	now := time.Date(2026, 8, 3, 3, 0, 0, 0, time.UTC)
	for said, want := range map[string]time.Duration{
		"": 0, "7": 7 * time.Second, "1.5": 1500 * time.Millisecond, "-3": 0, "soon": 0, "1e99": 24 * time.Hour,
		"Mon, 03 Aug 2026 03:01:00 GMT": time.Minute, "Mon, 03 Aug 2020 03:01:00 GMT": 0,
	} {
		trip, _ := ask(t.Context(), t, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Retry-After", said)
			w.WriteHeader(http.StatusTooManyRequests)
		})
		if got := trip.Refused(now, "rate_limit", "<script>"); got.RetryAfter != want || got.Outcome != genai.Busy || !strings.Contains(got.Error(), "429 rate_limit") || strings.Contains(got.Error(), "script") {
			t.Errorf("%q: got %v after %v, want %v", said, got, got.RetryAfter, want)
		}
	}
}

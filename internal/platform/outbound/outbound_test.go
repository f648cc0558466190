package outbound_test

import (
	"bytes"
	"context"
	"errors"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"piece/internal/platform/outbound"
)

func TestAnAnswerComesWholeAndUnpacked(t *testing.T) {
	var seen *http.Request
	at := serve(t, func(w http.ResponseWriter, r *http.Request) {
		seen = r
		w.Header().Set("ETag", `"1"`)
		w.Header().Set("Last-Modified", "Thu, 26 Nov 2026 00:00:00 GMT")
		w.Header().Set("Content-Type", "text/plain")
		http.SetCookie(w, &http.Cookie{Name: "follow", Value: "me"})
		unpackable(w, zipped([]byte("케이크")))
	})
	w := newWorld(t, nil, at)
	for range 2 {
		res, err := w.get(t, at+"/a", outbound.Options{Header: http.Header{"authorization": {"Bearer x"}}})
		if err != nil || res.Status != 200 || string(res.Body) != "케이크" || res.Type != "text/plain" || res.Validators.ETag != `"1"` {
			t.Fatalf("%+v %v", res, err)
		}
		if h := seen.Header; h.Get("User-Agent") != "PIECE/test (+https://piece.example)" || h.Get("Cookie") != "" || h.Get("Referer") != "" || h.Get("Authorization") != "Bearer x" {
			t.Errorf("sent %v", h)
		}
	}
	if n := w.count(t, outbound.OK); n != 2 {
		t.Errorf("%d are counted", n)
	}
}

func TestWhatIsHereAlreadyIsNotSentAgain(t *testing.T) {
	at := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("If-None-Match") == `"1"` && r.Header.Get("If-Modified-Since") == "then" {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		_, _ = w.Write([]byte("new"))
	})
	w := newWorld(t, nil, at)
	v := outbound.Validators{ETag: `"1"`, LastModified: "then"}
	if res, err := w.get(t, at, outbound.Options{Validators: v}); err != nil || !res.NotModified || res.Validators != v {
		t.Errorf("%+v %v", res, err)
	}
	if res, err := w.get(t, at, outbound.Options{}); err != nil || res.NotModified || string(res.Body) != "new" {
		t.Errorf("%+v %v", res, err)
	}
	strange := serve(t, status(http.StatusNotModified))
	if _, err := newWorld(t, nil, strange).get(t, strange, outbound.Options{}); err == nil || err.Outcome != outbound.Refused {
		t.Errorf("304 without a question: %v", err)
	}
}

func TestFaultsThatPassAreTriedAgain(t *testing.T) {
	damaged := zipped(bytes.Repeat([]byte("x"), 1000))
	damaged[len(damaged)-5] ^= 1 // the checksum
	for name, fault := range map[string]http.HandlerFunc{
		"429": status(429), "500": status(500), "502": status(502), "503": status(503), "504": status(504), "cut": cut,
		"no answer":     func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) },
		"damaged":       func(w http.ResponseWriter, _ *http.Request) { unpackable(w, damaged) },
		"cut zip":       func(w http.ResponseWriter, _ *http.Request) { unpackable(w, damaged[:len(damaged)/2]) },
		"not a zip":     func(w http.ResponseWriter, _ *http.Request) { unpackable(w, []byte("plain")) },
		"not even HTTP": hijack("SSH-2.0-OpenSSH\r\n\r\n"),
	} {
		t.Run(name, func(t *testing.T) {
			var n atomic.Int64
			at := serve(t, answers(&n, fault, fault, text("well")))
			w := newWorld(t, nil, at)
			res, err := w.get(t, at, outbound.Options{})
			if err != nil || string(res.Body) != "well" || n.Load() != 3 || len(w.waits) != 2 {
				t.Fatalf("%+v %v after %d tries, waits %v", res, err, n.Load(), w.waits)
			}
			for i, least := range []time.Duration{250, 500} { // half to one and a half of 0.5 s and 1 s
				if d := w.waits[i]; d < least*time.Millisecond || d > 3*least*time.Millisecond+1 {
					t.Errorf("wait %d is %s", i, d)
				}
			}
			n.Store(0)
			at = serve(t, answers(&n, fault))
			w = newWorld(t, nil, at)
			if _, err := w.get(t, at, outbound.Options{}); err == nil || n.Load() != 4 {
				t.Errorf("%v after %d tries", err, n.Load())
			}
		})
	}
}

func hijack(say string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		c, _, err := http.NewResponseController(w).Hijack()
		if err != nil {
			panic(err)
		}
		_, _ = c.Write([]byte(say))
		_ = c.Close()
	}
}

func TestOtherAnswersAreFinal(t *testing.T) {
	for code, want := range map[int]outbound.Outcome{
		400: outbound.Refused, 401: outbound.Unauthorized, 403: outbound.Unauthorized, 404: outbound.Missing, 410: outbound.Missing, 422: outbound.Refused, 501: outbound.Refused,
	} {
		var n atomic.Int64
		at := serve(t, answers(&n, status(code)))
		w := newWorld(t, nil, at)
		for range 20 { // the breaker doesn't mind: the server works
			if _, err := w.get(t, at, outbound.Options{}); err == nil || err.Outcome != want || err.Status != code {
				t.Fatalf("%d: %v", code, err)
			}
		}
		if n.Load() != 20 || len(w.waits) != 0 {
			t.Errorf("%d: %d tries, waits %v", code, n.Load(), w.waits)
		}
	}
}

func TestRetryAfterIsKept(t *testing.T) {
	for name, c := range map[string]struct {
		header string
		wait   time.Duration
	}{
		"seconds": {"17", 17 * time.Second},
		"a date":  {"Thu, 26 Nov 2026 03:00:42 GMT", 42 * time.Second},
	} {
		var n atomic.Int64
		at := serve(t, answers(&n, status(429, "Retry-After", c.header), text("well")))
		w := newWorld(t, nil, at)
		if _, err := w.get(t, at, outbound.Options{}); err != nil || len(w.waits) != 1 || w.waits[0] != c.wait {
			t.Errorf("%s: %v, waits %v", name, err, w.waits)
		}
	}
	for _, nonsense := range []string{"soon", "-5", "1.5", "Thu, 26 Nov 2020 03:00:42 GMT", ""} {
		var n atomic.Int64
		at := serve(t, answers(&n, status(503, "Retry-After", nonsense), text("well")))
		w := newWorld(t, nil, at)
		if _, err := w.get(t, at, outbound.Options{}); err != nil || len(w.waits) != 1 || w.waits[0] > time.Second {
			t.Errorf("%q: %v, waits %v", nonsense, err, w.waits)
		}
	}
}

func TestAServerThatAsksForALongPauseIsLeftAlone(t *testing.T) {
	var n atomic.Int64
	at := serve(t, answers(&n, status(429, "Retry-After", "600"), text("well")))
	w := newWorld(t, nil, at)
	if _, err := w.get(t, at, outbound.Options{}); err == nil || err.Outcome != outbound.Limited || err.RetryAfter != 10*time.Minute {
		t.Fatal(err)
	}
	w.clock.Advance(5 * time.Minute)
	if _, err := w.get(t, at, outbound.Options{}); err == nil || err.Outcome != outbound.Held || err.RetryAfter != 5*time.Minute || n.Load() != 1 {
		t.Fatalf("%v after %d tries", err, n.Load())
	}
	w.clock.Advance(5*time.Minute - 10*time.Second)
	if _, err := w.get(t, at, outbound.Options{}); err != nil || len(w.waits) != 1 || w.waits[0] != 10*time.Second {
		t.Errorf("%v, waits %v", err, w.waits)
	}
	for _, endless := range []string{"99999999999999999999999", "18446744073709551615", "Fri, 01 Jan 9999 00:00:00 GMT"} {
		n.Store(0)
		at = serve(t, answers(&n, status(429, "Retry-After", endless), text("well")))
		w = newWorld(t, nil, at)
		if _, err := w.get(t, at, outbound.Options{}); err == nil || err.RetryAfter != 24*time.Hour {
			t.Errorf("%s: %v", endless, err)
		}
		w.clock.Advance(time.Hour) // longer than that nobody is held
		if _, err := w.get(t, at, outbound.Options{}); err != nil {
			t.Errorf("%s: %v", endless, err)
		}
	}
}

func TestBodiesHaveALimit(t *testing.T) {
	const most = 1000
	big := bytes.Repeat([]byte("x"), most+1)
	small := func(c *outbound.Config) { c.MaxBytes = most }
	for name, h := range map[string]http.HandlerFunc{
		"said": text(string(big)),
		"not said": func(w http.ResponseWriter, _ *http.Request) {
			w.(http.Flusher).Flush()
			_, _ = w.Write(big)
		},
		"a bomb": func(w http.ResponseWriter, _ *http.Request) { unpackable(w, zipped(make([]byte, 100*most))) },
		"without an end": func(w http.ResponseWriter, r *http.Request) {
			for r.Context().Err() == nil {
				if _, err := w.Write(big); err != nil {
					return
				}
			}
		},
	} {
		var n atomic.Int64
		at := serve(t, answers(&n, h))
		if _, err := newWorld(t, small, at).get(t, at, outbound.Options{}); err == nil || err.Outcome != outbound.TooLarge || n.Load() != 1 {
			t.Errorf("%s: %v after %d tries", name, err, n.Load())
		}
	}
	for name, h := range map[string]http.HandlerFunc{
		"plain":  text(string(big[:most])),
		"zipped": func(w http.ResponseWriter, _ *http.Request) { unpackable(w, zipped(big[:most])) },
	} {
		at := serve(t, h)
		if res, err := newWorld(t, small, at).get(t, at, outbound.Options{}); err != nil || len(res.Body) != most {
			t.Errorf("%s: %v", name, err)
		}
	}
	at := serve(t, func(w http.ResponseWriter, _ *http.Request) { unpackable(w, nil) })
	if res, err := newWorld(t, small, at).get(t, at, outbound.Options{}); err != nil || len(res.Body) != 0 {
		t.Errorf("empty: %v", err)
	}
	at = serve(t, status(200, "Content-Encoding", "br"))
	if _, err := newWorld(t, small, at).get(t, at, outbound.Options{}); err == nil || err.Outcome != outbound.Malformed {
		t.Errorf("br: %v", err)
	}
}

func TestTheCallersEndIsNotTheServersFault(t *testing.T) {
	var n atomic.Int64
	at := serve(t, answers(&n, status(500)))
	w := newWorld(t, nil, at)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for range 20 {
		_, err := w.Get(ctx, at, outbound.Options{})
		var e *outbound.Error
		if !errors.As(err, &e) || e.Outcome != outbound.Canceled || !errors.Is(err, context.Canceled) {
			t.Fatal(err)
		}
	}
	if _, err := w.get(t, at, outbound.Options{}); err == nil || err.Outcome != outbound.Failed {
		t.Errorf("the breaker is open: %v", err)
	}
	before := n.Load()
	ctx, cancel = context.WithTimeout(t.Context(), 100*time.Millisecond) // shorter than any pause
	defer cancel()
	if _, err := w.Get(ctx, at, outbound.Options{}); err == nil || n.Load() != before+1 {
		t.Errorf("%v after %d tries", err, n.Load()-before)
	}
}

func TestD05ErrorsAndLogsHoldNoKeys(t *testing.T) {
	echo := func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Location", "http://%zz"+r.URL.RawQuery)
		w.WriteHeader(302)
	}
	at := serve(t, echo)
	if _, err := newWorld(t, nil, at).get(t, at+"/path", outbound.Options{}); err == nil || !strings.Contains(err.Error(), "/path") {
		t.Errorf("%v", err)
	}
	at = serve(t, func(w http.ResponseWriter, r *http.Request) { hijack("HTTP/1.1 "+r.URL.RawQuery+"\r\n\r\n")(w, r) })
	if _, err := newWorld(t, nil, at).get(t, at, outbound.Options{}); err == nil || err.Outcome != outbound.Network {
		t.Errorf("%v", err)
	}
	gone := httptest.NewServer(nil)
	gone.Close()
	if _, err := newWorld(t, nil, gone.URL).get(t, gone.URL, outbound.Options{}); err == nil || err.Outcome != outbound.Network {
		t.Errorf("%v", err)
	}
	if _, err := newWorld(t, nil, at).Get(t.Context(), "http://%zz/?k="+secret, outbound.Options{}); err == nil || strings.Contains(err.Error(), secret) {
		t.Errorf("%v", err)
	}
}

func TestAServerThatIsGoneOpensTheBreaker(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	at := "http://" + l.Addr().String()
	_ = l.Close()
	w := newWorld(t, nil, at)
	for range 2 { // of four tries each
		if _, err := w.get(t, at, outbound.Options{}); err == nil || err.Outcome != outbound.Network {
			t.Fatal(err)
		}
	}
	if _, err := w.get(t, at, outbound.Options{}); err == nil || err.Outcome != outbound.Open || err.RetryAfter != time.Minute {
		t.Errorf("%v", err)
	}
	if n := w.count(t, outbound.Network); n != 8 {
		t.Errorf("%d tries", n)
	}
	if !strings.Contains(w.log.String(), "circuit breaker") {
		t.Error("nothing is logged")
	}
}

// Package fakehttp speaks the protocols of The Movie Database, KOPIS and KOBIS as they are
// documented, over made-up catalogues, and with faults on demand. It is there for tests.
package fakehttp

import (
	"bytes"
	"net/http"
	"net/http/httptest"
	"strconv"
	"sync"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/korean"
)

// Fault answers a request in another way. What the server would say it gets from next.
type Fault func(w http.ResponseWriter, r *http.Request, next http.HandlerFunc)

// Faults breaks a server, and counts what it is asked. It is safe for concurrent use.
type Faults struct {
	mu    sync.Mutex
	plan  func(n int, r *http.Request) Fault // guarded by mu
	asked map[string]int                     // guarded by mu; by path
	n     int                                // guarded by mu
}

// Break sets what breaks from now on: plan gets the number of the request since, from 1, and
// gives its fault, or nil for none.
func (f *Faults) Break(plan func(n int, r *http.Request) Fault) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.plan, f.n = plan, 0
}

// Mend ends all faults.
func (f *Faults) Mend() { f.Break(nil) }

// Asked tells how often a path was asked for; all of them for "".
func (f *Faults) Asked(path string) int {
	f.mu.Lock()
	defer f.mu.Unlock()
	if path != "" {
		return f.asked[path]
	}
	all := 0
	for _, n := range f.asked {
		all += n
	}
	return all
}

func (f *Faults) serve(w http.ResponseWriter, r *http.Request, next http.HandlerFunc) {
	f.mu.Lock()
	if f.asked == nil {
		f.asked = map[string]int{}
	}
	f.asked[r.URL.Path]++
	f.n++
	var fault Fault
	if f.plan != nil {
		fault = f.plan(f.n, r)
	}
	f.mu.Unlock()
	if fault == nil {
		next(w, r)
		return
	}
	fault(w, r, next)
}

// First breaks the first requests.
func First(n int, fault Fault) func(int, *http.Request) Fault {
	return func(i int, _ *http.Request) Fault {
		if i <= n {
			return fault
		}
		return nil
	}
}

// At breaks all requests for a path.
func At(path string, fault Fault) func(int, *http.Request) Fault {
	return func(_ int, r *http.Request) Fault {
		if r.URL.Path == path {
			return fault
		}
		return nil
	}
}

// Always breaks all requests.
func Always(fault Fault) func(int, *http.Request) Fault {
	return func(int, *http.Request) Fault { return fault }
}

// Status answers with a status and pairs of headers.
func Status(code int, headers ...string) Fault {
	return func(w http.ResponseWriter, _ *http.Request, _ http.HandlerFunc) {
		for i := 0; i+1 < len(headers); i += 2 {
			w.Header().Set(headers[i], headers[i+1])
		}
		w.WriteHeader(code)
	}
}

// Says answers with something else.
func Says(body string) Fault {
	return func(w http.ResponseWriter, _ *http.Request, _ http.HandlerFunc) { _, _ = w.Write([]byte(body)) }
}

// Slow sends a byte and then nothing until the client is gone.
func Slow(w http.ResponseWriter, r *http.Request, _ http.HandlerFunc) {
	_, _ = w.Write([]byte(" "))
	_ = http.NewResponseController(w).Flush()
	<-r.Context().Done()
}

// Cut ends the connection in the middle of the answer.
func Cut(w http.ResponseWriter, r *http.Request, next http.HandlerFunc) {
	b := answer(r, next)
	w.Header().Set("Content-Length", strconv.Itoa(len(b)))
	_, _ = w.Write(b[:len(b)/2])
	panic(http.ErrAbortHandler)
}

// Halved ends the answer in the middle, as if it were whole.
func Halved(w http.ResponseWriter, r *http.Request, next http.HandlerFunc) {
	b := answer(r, next)
	_, _ = w.Write(b[:len(b)/2])
}

// Endless answers with more than anybody takes.
func Endless(w http.ResponseWriter, r *http.Request, _ http.HandlerFunc) {
	for chunk := bytes.Repeat([]byte(" "), 1<<16); r.Context().Err() == nil; {
		if _, err := w.Write(chunk); err != nil {
			return
		}
	}
}

// EUCKR sends the answer in EUC-KR, with or without saying so.
func EUCKR(said bool) Fault {
	return func(w http.ResponseWriter, r *http.Request, next http.HandlerFunc) {
		b := answer(r, next)
		if said {
			b = bytes.Replace(b, []byte(`encoding="UTF-8"`), []byte(`encoding="EUC-KR"`), 1)
			w.Header().Set("Content-Type", "text/plain; charset=euc-kr")
		}
		euc, err := encoding.HTMLEscapeUnsupported(korean.EUCKR.NewEncoder()).Bytes(b) // é has none
		if err != nil {
			panic(err)
		}
		_, _ = w.Write(euc)
	}
}

// Garbled replaces letters by bytes that are none.
func Garbled(w http.ResponseWriter, r *http.Request, next http.HandlerFunc) {
	_, _ = w.Write(bytes.ReplaceAll(answer(r, next), []byte("a"), []byte{0xFF}))
}

// Replaced changes the answer.
func Replaced(old, by string) Fault {
	return func(w http.ResponseWriter, r *http.Request, next http.HandlerFunc) {
		_, _ = w.Write(bytes.ReplaceAll(answer(r, next), []byte(old), []byte(by)))
	}
}

func answer(r *http.Request, next http.HandlerFunc) []byte {
	rec := httptest.NewRecorder()
	next(rec, r)
	return rec.Body.Bytes()
}

// Package apicall lets pages ask our own API as the browser of their visitor would, from
// the same address and with the same rights. It works alike where the services run in this
// process and where the API is a way to them.
//
// Invariants: nothing but reading is asked; what fails there fails no page that can do
// without. It imports the standard library only.
package apicall

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"runtime/debug"
)

// MaxAnswer bounds what is kept of one answer, in bytes.
const MaxAnswer = 128 << 10

// Answer is what the API said.
type Answer struct {
	Status int
	Header http.Header
	Body   []byte
	Cut    bool  // not all of it is there
	Failed error // a defect, to be logged
}

// Whole tells whether the answer is a success that is there to its end.
func (a *Answer) Whole() bool { return a.Status == http.StatusOK && !a.Cut }

// Get asks for a path with its query on behalf of who asked for the page. token is the
// access token of a person, not verified yet, or "" for a guest.
func Get(ctx context.Context, api http.Handler, page *http.Request, token, path string) (a *Answer) {
	w := &writer{header: http.Header{}}
	a = &w.answer
	a.Header = w.header
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, path, http.NoBody)
	if err != nil {
		return a
	}
	r.Host, r.RemoteAddr, r.RequestURI = page.Host, page.RemoteAddr, path
	for _, name := range []string{"X-Forwarded-For", "X-Forwarded-Proto", "X-Forwarded-Host", "Accept-Language"} {
		if v, ok := page.Header[name]; ok {
			r.Header[name] = v
		}
	}
	if token != "" {
		r.Header.Set("Authorization", "Bearer "+token)
	}
	defer func() {
		// This may run beside the request, where nobody else would catch a panic. A proxy
		// gives up in this way when the answer breaks off.
		if p := recover(); p != nil {
			a.Cut = true
			if err, ok := p.(error); !ok || !errors.Is(err, http.ErrAbortHandler) {
				a.Failed = fmt.Errorf("asking the API panicked: %v\n%s", p, debug.Stack())
			}
		}
	}()
	api.ServeHTTP(w, r)
	return a
}

// writer keeps what the API says.
type writer struct {
	header http.Header
	answer Answer
}

func (w *writer) Header() http.Header { return w.header }

func (w *writer) WriteHeader(code int) {
	if w.answer.Status == 0 && code >= 200 {
		w.answer.Status = code
	}
}

func (w *writer) Write(b []byte) (int, error) {
	w.WriteHeader(http.StatusOK)
	if len(w.answer.Body)+len(b) > MaxAnswer {
		w.answer.Cut = true
		return len(b), nil
	}
	w.answer.Body = append(w.answer.Body, b...)
	return len(b), nil
}

// Package blobstoretest runs a test on every home of the object store.
package blobstoretest

import (
	"context"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"
	"time"

	"piece/internal/platform/blobstore"
	"piece/internal/platform/clock"
)

// S3Env names the variable with the address of a bucket, such as
// s3://key:secret@bucket?region=us-east-1&endpoint=http://127.0.0.1:7070, that tests may
// write to. Tests on it use keys of their own.
const S3Env = "PIECE_TEST_S3"

// RequireEnv names the variable that, set to "all", makes a missing bucket a failure.
const RequireEnv = "PIECE_TEST_REQUIRE"

// Home is a store in one of its homes, with what a browser would need to upload to it.
type Home struct {
	*blobstore.Store
	base  string      // goes before the address of a grant
	clock *clock.Fake // of the folder home; nil on S3, which has its own
}

// Each runs the test once for every home.
func Each(t *testing.T, run func(t *testing.T, h *Home)) {
	t.Helper()
	t.Run("folder", func(t *testing.T) { run(t, Folder(t)) })
	address := os.Getenv(S3Env)
	if address == "" {
		if os.Getenv(RequireEnv) == "all" {
			t.Fatalf("%s is not set, but every home is required", S3Env)
		}
		return
	}
	t.Run("s3", func(t *testing.T) { run(t, &Home{Store: open(t, address, clock.System{})}) })
}

// Folder gives a store in an empty folder.
func Folder(t testing.TB) *Home {
	t.Helper()
	c := clock.NewFake(time.Now())
	h := &Home{Store: open(t, "file://"+t.TempDir(), c), clock: c}
	mux := http.NewServeMux()
	mux.Handle(blobstore.FolderPath, h.Handler())
	srv := httptest.NewServer(mux)
	t.Cleanup(srv.Close)
	h.base = srv.URL
	return h
}

func open(t testing.TB, address string, c clock.Clock) *blobstore.Store {
	t.Helper()
	s, err := blobstore.Open(context.Background(), address, blobstore.Options{Clock: c, Secret: []byte(strings.Repeat("s", 32))})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

// Request is the upload of a body by a grant, as a browser would send it.
func (h *Home) Request(t testing.TB, method, url string, headers map[string]string, body string) *http.Request {
	t.Helper()
	if strings.HasPrefix(url, "/") {
		url = h.base + url
	}
	r, err := http.NewRequestWithContext(t.Context(), method, url, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	for k, v := range headers {
		r.Header.Set(k, v)
	}
	return r
}

// Send sends a request and gives the status of the answer.
func Send(t testing.TB, r *http.Request) int {
	t.Helper()
	res, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	if err := res.Body.Close(); err != nil {
		t.Fatal(err)
	}
	return res.StatusCode
}

// Upload sends a body by a grant and gives the status of the answer.
func (h *Home) Upload(t testing.TB, g blobstore.Grant, body string) int {
	t.Helper()
	return Send(t, h.Request(t, g.Method, g.URL, g.Headers, body))
}

// EndGrant lets the time of a grant pass.
func (h *Home) EndGrant(g blobstore.Grant) {
	if h.clock != nil {
		h.clock.Set(g.ExpiresAt)
		return
	}
	// The other side has a clock of its own, which counts whole seconds.
	time.Sleep(time.Until(g.ExpiresAt.Add(2 * time.Second)))
}

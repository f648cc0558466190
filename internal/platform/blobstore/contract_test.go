package blobstore_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"piece/internal/platform/blobstore"
	"piece/internal/platform/blobstore/blobstoretest"
	"piece/internal/platform/clock"
	"piece/internal/platform/errs"
	"piece/internal/platform/id"
)

// key gives a key that no other test has.
func key() string { return "test/" + id.New(clock.System{}) + "/a.bin" }

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func want(t *testing.T, got error, target *errs.Error) {
	t.Helper()
	if !errors.Is(got, target) {
		t.Fatalf("got %v, want %v", got, target)
	}
}

func TestObjectsComeBackAsTheyWerePut(t *testing.T) {
	blobstoretest.Each(t, func(t *testing.T, h *blobstoretest.Home) {
		k, data := key(), bytes.Repeat([]byte{0, 1, 255}, 5000)
		must(t, h.Put(t.Context(), k, "image/webp", []byte("first")))
		must(t, h.Put(t.Context(), k, "image/jpeg", data))
		got, err := h.Get(t.Context(), k, int64(len(data)))
		must(t, err)
		if !bytes.Equal(got, data) {
			t.Errorf("got %d bytes back", len(got))
		}
		a, err := h.Stat(t.Context(), k)
		must(t, err)
		if a != (blobstore.Attributes{ContentType: "image/jpeg", Size: int64(len(data))}) {
			t.Errorf("attributes %+v", a)
		}
		_, err = h.Get(t.Context(), k, int64(len(data))-1)
		want(t, err, errs.TooLarge)
	})
}

func TestWhatIsNotThereIsNotFound(t *testing.T) {
	blobstoretest.Each(t, func(t *testing.T, h *blobstoretest.Home) {
		_, err := h.Get(t.Context(), key(), 10)
		want(t, err, errs.NotFound)
		_, err = h.Stat(t.Context(), key())
		want(t, err, errs.NotFound)
		must(t, h.Delete(t.Context(), key()))
	})
}

func TestDeletedObjectsAreGone(t *testing.T) {
	blobstoretest.Each(t, func(t *testing.T, h *blobstoretest.Home) {
		k := key()
		must(t, h.Put(t.Context(), k, "text/plain", []byte("x")))
		must(t, h.Delete(t.Context(), k))
		must(t, h.Delete(t.Context(), k))
		_, err := h.Stat(t.Context(), k)
		want(t, err, errs.NotFound)
	})
}

func TestKeysAreListedByPrefix(t *testing.T) {
	blobstoretest.Each(t, func(t *testing.T, h *blobstoretest.Home) {
		dir := "test/" + id.New(clock.System{}) + "/"
		for _, name := range []string{"b", "a", "c/d"} {
			must(t, h.Put(t.Context(), dir+name, "text/plain", []byte("x")))
		}
		got, err := h.Keys(t.Context(), dir)
		must(t, err)
		if !slices.Equal(got, []string{dir + "a", dir + "b", dir + "c/d"}) {
			t.Errorf("listed %v", got)
		}
		must(t, h.Ping(t.Context()))
	})
}

const body = "twenty bytes of image"

func grant(t *testing.T, h *blobstoretest.Home, k string, ttl time.Duration) blobstore.Grant {
	t.Helper()
	g, err := h.Grant(t.Context(), blobstore.Upload{Key: k, Owner: "somebody", ContentType: "image/png", Size: int64(len(body)), TTL: ttl})
	must(t, err)
	return g
}

func TestAGrantStoresWhatItNames(t *testing.T) {
	blobstoretest.Each(t, func(t *testing.T, h *blobstoretest.Home) {
		k := key()
		if code := h.Upload(t, grant(t, h, k, time.Minute), body); code != http.StatusOK {
			t.Fatalf("upload: %d", code)
		}
		a, err := h.Stat(t.Context(), k)
		must(t, err)
		if a != (blobstore.Attributes{ContentType: "image/png", Size: int64(len(body)), Owner: "somebody"}) {
			t.Errorf("attributes %+v", a)
		}
	})
}

func TestD29_AGrantIsForWhatItNamesOnly(t *testing.T) {
	cases := map[string]func(r *http.Request){
		"another type":     func(r *http.Request) { r.Header.Set("Content-Type", "text/html") },
		"no type":          func(r *http.Request) { r.Header.Del("Content-Type") },
		"a longer body":    func(r *http.Request) { setBody(r, body+"!") },
		"a shorter body":   func(r *http.Request) { setBody(r, body[1:]) },
		"an empty body":    func(r *http.Request) { setBody(r, "") },
		"another key":      func(r *http.Request) { r.URL.Path = strings.Replace(r.URL.Path, "/a.bin", "/b.bin", 1) },
		"a key above":      func(r *http.Request) { r.URL.Path = strings.Replace(r.URL.Path, "/a.bin", "/../a.bin", 1) },
		"another method":   func(r *http.Request) { r.Method = http.MethodPost },
		"reading":          func(r *http.Request) { r.Method = http.MethodGet; r.Body = http.NoBody; r.ContentLength = 0 },
		"deleting":         func(r *http.Request) { r.Method = http.MethodDelete; r.Body = http.NoBody; r.ContentLength = 0 },
		"no signature":     func(r *http.Request) { r.URL.RawQuery = "" },
		"a changed query":  changeQuery,
		"a chunked body":   func(r *http.Request) { r.ContentLength = -1; r.Body = io.NopCloser(strings.NewReader(body + body)) },
		"a changed header": func(r *http.Request) { r.Header.Set("X-Amz-Meta-Owner", "another"); changeOwner(r) },
	}
	blobstoretest.Each(t, func(t *testing.T, h *blobstoretest.Home) {
		for name, change := range cases {
			t.Run(name, func(t *testing.T) {
				k := key()
				g := grant(t, h, k, time.Minute)
				r := h.Request(t, g.Method, g.URL, g.Headers, body)
				change(r)
				if code := blobstoretest.Send(t, r); code < 400 || code >= 500 {
					t.Errorf("answered %d", code)
				}
				keys, err := h.Keys(t.Context(), strings.TrimSuffix(k, "a.bin"))
				must(t, err)
				if len(keys) != 0 {
					t.Errorf("stored %v", keys)
				}
			})
		}
	})
}

func setBody(r *http.Request, s string) {
	r.Body, r.ContentLength = io.NopCloser(strings.NewReader(s)), int64(len(s))
	if s == "" {
		r.Body = http.NoBody
	}
}

// changeQuery makes the grant last longer.
func changeQuery(r *http.Request) {
	q := r.URL.Query()
	for name, longer := range map[string]string{"expires": "99999999999", "X-Amz-Expires": "3600"} {
		if q.Has(name) {
			q.Set(name, longer)
		}
	}
	r.URL.RawQuery = q.Encode()
}

func changeOwner(r *http.Request) {
	q := r.URL.Query()
	if q.Has("owner") {
		q.Set("owner", "another")
	}
	r.URL.RawQuery = q.Encode()
}

func TestD29_AGrantEnds(t *testing.T) {
	blobstoretest.Each(t, func(t *testing.T, h *blobstoretest.Home) {
		k := key()
		g := grant(t, h, k, time.Second)
		h.EndGrant(g)
		if code := h.Upload(t, g, body); code != http.StatusForbidden {
			t.Errorf("answered %d", code)
		}
		_, err := h.Stat(t.Context(), k)
		want(t, err, errs.NotFound)
	})
}

// TestATornUploadLeavesNothing speaks HTTP by hand, because a client of the library would
// not stop in the middle of a body.
func TestATornUploadLeavesNothing(t *testing.T) {
	blobstoretest.Each(t, func(t *testing.T, h *blobstoretest.Home) {
		k := key()
		g := grant(t, h, k, time.Minute)
		r := h.Request(t, g.Method, g.URL, g.Headers, body)
		tear(t, r)
		// A whole upload afterwards comes through the same queue, so the torn one is over.
		other := key()
		if code := h.Upload(t, grant(t, h, other, time.Minute), body); code != http.StatusOK {
			t.Fatalf("upload: %d", code)
		}
		keys, err := h.Keys(t.Context(), strings.TrimSuffix(k, "a.bin"))
		must(t, err)
		if len(keys) != 0 {
			t.Errorf("stored %v", keys)
		}
	})
}

// A connection that merely fails, such as by a time limit, does not end the request's
// context the way a client that hangs up does.
func TestAnUploadThatFailsHalfWayLeavesNothingInTheFolder(t *testing.T) {
	h := blobstoretest.Folder(t)
	k := key()
	g := grant(t, h, k, time.Minute)
	torn := io.MultiReader(strings.NewReader(body[:10]), iotest.ErrReader(os.ErrDeadlineExceeded))
	r := httptest.NewRequestWithContext(t.Context(), g.Method, g.URL, torn)
	r.ContentLength = int64(len(body))
	r.Header.Set("Content-Type", "image/png")
	w := httptest.NewRecorder()
	h.Handler().ServeHTTP(w, r)
	if w.Code < 400 {
		t.Errorf("answered %d", w.Code)
	}
	keys, err := h.Keys(t.Context(), "")
	must(t, err)
	if len(keys) != 0 {
		t.Errorf("stored %v", keys)
	}
}

// tear sends half of a body, hangs up and reads until the other side has too.
func tear(t *testing.T, r *http.Request) {
	t.Helper()
	conn, err := (&net.Dialer{}).DialContext(t.Context(), "tcp", r.URL.Host)
	must(t, err)
	defer conn.Close()
	must(t, conn.SetDeadline(time.Now().Add(20*time.Second)))
	var head strings.Builder
	fmt.Fprintf(&head, "%s %s HTTP/1.1\r\nHost: %s\r\nContent-Length: %d\r\n", r.Method, r.URL.RequestURI(), r.URL.Host, len(body))
	must(t, r.Header.Write(&head))
	_, err = io.WriteString(conn, head.String()+"\r\n"+body[:len(body)/2])
	must(t, err)
	must(t, conn.(*net.TCPConn).CloseWrite())
	_, _ = io.Copy(io.Discard, conn) // an answer, a reset or an end: all mean it is over
}

func TestOnlyTheFolderHomeTakesUploadsItself(t *testing.T) {
	blobstoretest.Each(t, func(t *testing.T, h *blobstoretest.Home) {
		origin, err := h.UploadOrigin(t.Context())
		must(t, err)
		u, err := url.Parse(grant(t, h, key(), time.Minute).URL)
		must(t, err)
		if (h.Handler() != nil) != (origin == "") || (origin == "") != (u.Host == "") {
			t.Errorf("handler %v, origin %q, grant for host %q", h.Handler() != nil, origin, u.Host)
		}
	})
}

func TestAnAddressThatIsNotOneDoesNotTellItsSecret(t *testing.T) {
	for _, address := range []string{"s3://key:hunter2%zz@bucket", "ftp://key:hunter2@bucket", "file:///tmp/x"} {
		_, err := blobstore.Open(context.Background(), address, blobstore.Options{Clock: clock.System{}, Secret: []byte("short")})
		if err == nil || strings.Contains(err.Error(), "hunter2") {
			t.Errorf("%s gave %v", address, err)
		}
	}
}

func TestAStoreThatIsDownIsUnavailable(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	must(t, err)
	address := "s3://key:secret@bucket?region=us-east-1&endpoint=http://" + l.Addr().String()
	must(t, l.Close())
	s, err := blobstore.Open(t.Context(), address, blobstore.Options{Clock: clock.System{}})
	must(t, err)
	defer s.Close()
	ctx, cancel := context.WithTimeout(t.Context(), 3*time.Second)
	defer cancel()
	_, err = s.Get(ctx, "a", 1)
	want(t, err, errs.Unavailable)
}

package httpapi_test

import (
	"compress/gzip"
	"io"
	"net/http"
	"strings"
	"testing"

	"piece/internal/platform/httpapi"
)

func TestLargeJSONIsCompressedForWhoTakesIt(t *testing.T) {
	long := `"` + strings.Repeat("조각", 1000) + `"`
	s := serve(t, nil, func(server *httpapi.Server) {
		answer := func(path, contentType, body string) {
			server.Mux.HandleFunc("GET "+path, func(w http.ResponseWriter, _ *http.Request) {
				w.Header().Set("Content-Type", contentType)
				_, _ = io.WriteString(w, body)
			})
		}
		answer("/api/long", "application/json", long)
		answer("/api/short", "application/json", `"short"`)
		answer("/api/picture", "image/webp", long)
		answer("/page", "application/json", long)
	})
	for _, c := range []struct {
		path, accept, encoding string
	}{
		{"/api/long", "br, gzip", "gzip"},
		{"/api/long", "", ""},
		{"/api/long", "gzip;q=0", ""},
		{"/api/short", "gzip", ""},
		{"/api/picture", "gzip", ""},
		{"/page", "gzip", ""},
	} {
		w := s.do("GET", c.path, "", headers{"Accept-Encoding": c.accept})
		if got := w.Header().Get("Content-Encoding"); got != c.encoding {
			t.Errorf("%s for %q: encoding %q, want %q", c.path, c.accept, got, c.encoding)
			continue
		}
		var body io.Reader = w.Body
		if c.encoding == "gzip" {
			if w.Body.Len() > len(long)/5 || w.Header().Get("Vary") != "Accept-Encoding" {
				t.Errorf("%s: %d bytes, Vary %q", c.path, w.Body.Len(), w.Header().Get("Vary"))
			}
			unzip, err := gzip.NewReader(body)
			if err != nil {
				t.Fatal(err)
			}
			body = unzip
		}
		want := long
		if c.path == "/api/short" {
			want = `"short"`
		}
		if got, err := io.ReadAll(body); err != nil || string(got) != want {
			t.Errorf("%s for %q: %d bytes of another answer, %v", c.path, c.accept, len(got), err)
		}
	}
}

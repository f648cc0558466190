package webapp

import (
	"bytes"
	"compress/gzip"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// noTime keeps the time of the build out of answers: tags compare contents instead.
var noTime time.Time

// negotiate picks the encoding that the browser likes best among those on offer (best
// first), "" for plain bytes (RFC 9110, 12.5.3).
func negotiate(accept []string, offers []string) string {
	weights := map[string]float64{}
	for item := range strings.SplitSeq(strings.Join(accept, ","), ",") {
		name, params, _ := strings.Cut(item, ";")
		if name = strings.ToLower(strings.TrimSpace(name)); name != "" {
			weights[name] = weight(params)
		}
	}
	best, most := "", 0.0
	for _, o := range offers {
		q, named := weights[o]
		if !named {
			q = weights["*"]
		}
		if q > most {
			best, most = o, q
		}
	}
	// Plain bytes that are not named are the last resort, not the favourite.
	if q, named := weights["identity"]; named && q > most {
		return ""
	}
	return best
}

// weight reads "q=0.5"; what can't be read is 0, which asks for nothing special.
func weight(params string) float64 {
	for p := range strings.SplitSeq(params, ";") {
		key, value, _ := strings.Cut(strings.TrimSpace(p), "=")
		if strings.EqualFold(strings.TrimSpace(key), "q") {
			q, err := strconv.ParseFloat(strings.TrimSpace(value), 64)
			if err != nil || q < 0 || q > 1 {
				return 0
			}
			return q
		}
	}
	return 1
}

// pageEncodings are those that pages, which are made for each request, are offered in.
// Brotli would save a fiftieth of a page's bytes and take longer.
var pageEncodings = []string{"gzip"}

// zip compresses a page. The writers are used again, because a new one takes most of a
// megabyte.
func (a *App) zip(page string) []byte {
	w, ok := a.zippers.Get().(*gzip.Writer)
	if !ok {
		w = gzip.NewWriter(nil)
	}
	defer a.zippers.Put(w)
	var small bytes.Buffer
	w.Reset(&small)
	_, _ = io.WriteString(w, page) // a buffer takes everything
	_ = w.Close()
	return small.Bytes()
}

func addVary(h http.Header, names ...string) {
	for _, n := range names {
		h.Add("Vary", n)
	}
}

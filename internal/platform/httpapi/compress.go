package httpapi

import (
	"net/http"
	"strings"

	"github.com/klauspost/compress/gzhttp"
)

// compressFrom is the least size of an answer that is worth compressing, in bytes: what
// fits into one packet is not.
const compressFrom = 1024

// compress sends the API's JSON in gzip where the client takes it: lists shrink to a fifth.
// Everything else comes compressed already (pictures, the web app) or compresses itself.
func compress(next http.Handler) (http.Handler, error) {
	wrap, err := gzhttp.NewWrapper(
		gzhttp.MinSize(compressFrom), gzhttp.EnableZstd(false),
		gzhttp.ContentTypes([]string{"application/json", "application/problem+json"}),
	)
	if err != nil {
		return nil, err
	}
	zipped := wrap(next)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasPrefix(r.URL.Path, "/api/") {
			zipped.ServeHTTP(w, r)
			return
		}
		next.ServeHTTP(w, r)
	}), nil
}

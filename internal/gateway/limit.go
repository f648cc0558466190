package gateway

import (
	"net/http"
	"strings"
	"time"

	"piece/internal/platform/clock"
	"piece/internal/platform/errs"
	"piece/internal/platform/httpapi"
	"piece/internal/platform/limit"
)

// limitPer is the time that the limit of requests counts in.
const limitPer = 10 * time.Second

// limiter keeps one address from taking the API away from all others.
type limiter struct {
	window *limit.Window
	fail   func(w http.ResponseWriter, r *http.Request, err error)
}

func newLimiter(c clock.Clock, max int, fail func(http.ResponseWriter, *http.Request, error)) *limiter {
	if max <= 0 {
		return nil
	}
	return &limiter{limit.NewWindow(c, max, limitPer), fail}
}

func (l *limiter) wrap(next http.Handler) http.Handler {
	if l == nil {
		return next
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasPrefix(r.URL.Path, "/api/") {
			if wait, ok := l.window.Take(limit.Network(httpapi.ClientIP(r.Context()))); !ok {
				l.fail(w, r, errs.TooMany.After(wait))
				return
			}
		}
		next.ServeHTTP(w, r)
	})
}

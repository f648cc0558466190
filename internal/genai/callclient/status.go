package callclient

import (
	"net/http"
	"regexp"
	"strconv"
	"strings"
	"time"

	"piece/internal/genai"
)

// Statuses that say that a request was under way when somebody in between lost patience.
const statusCloudflareTimeout = 524

// Refused gives the error for an answer whose status says that there is none. Codes that providers
// give are told when they look like codes: anything may stand in their place, the key as well.
func (t *Trip) Refused(now time.Time, codes ...string) *genai.Error {
	text := strconv.Itoa(t.Status)
	for _, code := range codes {
		if codeForm.MatchString(code) && (t.key == "" || !strings.Contains(code, t.key)) {
			text += " " + code
		}
	}
	e := fault(outcomeOf(t.Status), "answered %s", text)
	e.Status = t.Status
	if e.Outcome == genai.Busy || e.Outcome == genai.Down {
		e.RetryAfter = retryAfter(t.Header, now)
	}
	return e
}

var codeForm = regexp.MustCompile(`^[a-z][a-zA-Z0-9_.\[\]-]{1,60}$`)

func outcomeOf(status int) genai.Outcome {
	switch status {
	case http.StatusTooManyRequests, http.StatusServiceUnavailable, http.StatusRequestTimeout, http.StatusConflict, http.StatusTooEarly:
		return genai.Busy
	case http.StatusGatewayTimeout, statusCloudflareTimeout:
		return genai.Lost
	}
	if status >= http.StatusInternalServerError {
		return genai.Down
	}
	return genai.Setup // also redirects: nobody follows them
}

// maxRetryAfter is the longest time that a server is believed to want.
const maxRetryAfter = 24 * time.Hour

// retryAfter reads how long a server wants to be left alone: seconds or a date; 0 when it doesn't
// say.
func retryAfter(h http.Header, now time.Time) time.Duration {
	s := strings.TrimSpace(h.Get("Retry-After"))
	if n, err := strconv.ParseFloat(s, 64); err == nil && n >= 0 {
		return time.Duration(min(n, maxRetryAfter.Seconds()) * float64(time.Second))
	}
	at, err := http.ParseTime(s)
	if err != nil {
		return 0
	}
	return min(max(at.Sub(now), 0), maxRetryAfter)
}

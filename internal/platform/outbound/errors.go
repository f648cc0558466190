package outbound

import (
	"context"
	"errors"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/sony/gobreaker/v2"
)

// Outcome is how a try, or a whole request, ended. It is a label of metrics.
type Outcome string

// The outcomes.
const (
	OK           Outcome = "ok"
	NotModified  Outcome = "not_modified"
	Missing      Outcome = "missing"      // 404, 410
	Unauthorized Outcome = "unauthorized" // 401, 403: the key is wrong
	Refused      Outcome = "refused"      // any other answer that is none: asking again won't help
	Limited      Outcome = "limited"      // 429
	Failed       Outcome = "failed"       // 500, 502, 503, 504
	Network      Outcome = "network"      // no connection, or one that broke, or a body that was cut or damaged
	Timeout      Outcome = "timeout"      // too slow
	Malformed    Outcome = "malformed"    // not an answer of HTTP as we understand it
	TooLarge     Outcome = "too_large"    // more bytes than expected
	Forbidden    Outcome = "forbidden"    // an address that may not be asked
	Held         Outcome = "held"         // not asked: the server wants to be left alone
	Open         Outcome = "open"         // not asked: it was down too often
	Canceled     Outcome = "canceled"     // not asked, or not waited for: the caller's time is over
)

// passing tells whether the same may end otherwise in a while.
func (o Outcome) passing() bool {
	return o == Limited || o == Failed || o == Network || o == Timeout
}

// Error says why there is no answer, and nothing of what was sent.
type Error struct {
	Client     string
	Outcome    Outcome
	Status     int           // of the answer; 0 when there was none
	RetryAfter time.Duration // how long to leave the server alone; 0 when it is not known

	at    string // host and path, without the query
	text  string
	cause error // of the context, or nil: texts of others may hold keys
}

// Error is for logs.
func (e *Error) Error() string {
	s := e.Client + ": " + string(e.Outcome)
	if e.at != "" {
		s += " at " + e.at
	}
	return s + ": " + e.text
}

// Unwrap gives the error of the context, if that was it.
func (e *Error) Unwrap() error { return e.cause }

func ofStatus(status int) Outcome {
	switch status {
	case http.StatusUnauthorized, http.StatusForbidden:
		return Unauthorized
	case http.StatusNotFound, http.StatusGone:
		return Missing
	case http.StatusTooManyRequests:
		return Limited
	case http.StatusInternalServerError, http.StatusBadGateway, http.StatusServiceUnavailable, http.StatusGatewayTimeout:
		return Failed
	}
	return Refused
}

// outcome sorts the errors of a try.
func outcome(err error) Outcome {
	var own *Error
	var network net.Error
	switch {
	case err == nil:
		return OK
	case errors.As(err, &own):
		return own.Outcome
	case errors.Is(err, gobreaker.ErrOpenState), errors.Is(err, gobreaker.ErrTooManyRequests):
		return Open
	case errors.Is(err, context.Canceled):
		return Canceled
	case errors.Is(err, context.DeadlineExceeded), errors.As(err, &network) && network.Timeout():
		return Timeout
	}
	// Connections that fail or break do so in many ways, and so do answers that can't be read
	// as HTTP or unpacked. All of them may be better the next time.
	return Network
}

// down tells whether an error says that the server doesn't do its work.
func down(err error) bool { return outcome(err).passing() }

// failure makes the error that the caller sees.
func (c *Client) failure(ctx context.Context, u *url.URL, err error) *Error {
	f := &Error{Outcome: outcome(err), text: scrub(err.Error(), u)}
	var own *Error
	if errors.As(err, &own) {
		*f = *own
	}
	f.Client, f.at = c.Name, u.Host+u.Path
	if f.Outcome == Open {
		f.RetryAfter = openFor
	}
	if over := ctx.Err(); over != nil {
		f.Outcome, f.cause = Canceled, over
	}
	return f
}

const maxText = 200

// scrub takes out of a text what the query of an address holds.
func scrub(text string, u *url.URL) string {
	if u.RawQuery != "" {
		text = strings.ReplaceAll(text, u.RawQuery, "…")
	}
	for _, values := range u.Query() {
		for _, v := range values {
			if len(v) >= 6 { // shorter ones are page numbers and the like
				text = strings.ReplaceAll(text, v, "…")
				text = strings.ReplaceAll(text, url.QueryEscape(v), "…")
			}
		}
	}
	if len(text) > maxText {
		text = strings.ToValidUTF8(text[:maxText], "") + "…"
	}
	return text
}

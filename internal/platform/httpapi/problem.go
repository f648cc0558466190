package httpapi

import (
	"maps"
	"net/http"
	"strconv"
	"time"

	"piece/internal/platform/errs"
)

// Problem is the body of every error answer (RFC 9457).
type Problem struct {
	Type      string         `json:"type" format:"uri-reference" doc:"Address of the kind of problem; always about:blank, because code tells more." example:"about:blank"`
	Title     string         `json:"title" doc:"The HTTP status in words." example:"Unprocessable Entity"`
	Status    int            `json:"status" doc:"The HTTP status." example:"422"`
	Detail    string         `json:"detail" doc:"What to tell the person, in the language of the request." example:"입력한 내용을 확인해 주세요."`
	Code      string         `json:"code" doc:"Stable name of the problem for programs." example:"invalid"`
	RequestID string         `json:"requestId,omitempty" doc:"Name of this request in the logs."`
	Errors    []FieldProblem `json:"errors,omitempty" nullable:"false" doc:"The inputs that broke a rule."`

	retryAfter time.Duration
	headers    http.Header // more of the answer, such as cookies to delete
}

// FieldProblem is one input that broke a rule.
type FieldProblem struct {
	Location string `json:"location" doc:"Place of the input in the request." example:"body.title"`
	Code     string `json:"code" doc:"Stable name of the rule." example:"too_long"`
	Message  string `json:"message" doc:"What to tell the person beside the field." example:"100자까지 쓸 수 있어요."`
}

// Error implements error.
func (p *Problem) Error() string { return p.Code }

// GetStatus implements huma.StatusError.
func (p *Problem) GetStatus() int { return p.Status }

// GetHeaders implements huma.HeadersError.
func (p *Problem) GetHeaders() http.Header {
	h := http.Header{}
	maps.Copy(h, p.headers)
	if p.retryAfter > 0 {
		// Rounded up, or a client that obeys would come a moment too early.
		h.Set("Retry-After", strconv.FormatInt(int64((p.retryAfter+time.Second-1)/time.Second), 10))
	}
	return h
}

// ContentType implements huma.ContentTypeFilter.
func (p *Problem) ContentType(string) string { return "application/problem+json" }

// StatusHungUp is what metrics and the access log show for a client that went away before
// its answer was ready; nginx has the same. What fails because of that is no defect.
const StatusHungUp = 499

// status is the one place where kinds of errors become HTTP statuses.
func status(k errs.Kind) int {
	switch k {
	case errs.KindInvalid:
		return http.StatusUnprocessableEntity
	case errs.KindUnauthenticated:
		return http.StatusUnauthorized
	case errs.KindForbidden:
		return http.StatusForbidden
	case errs.KindNotFound:
		return http.StatusNotFound
	case errs.KindConflict:
		return http.StatusConflict
	case errs.KindTooLarge:
		return http.StatusRequestEntityTooLarge
	case errs.KindTooMany:
		return http.StatusTooManyRequests
	case errs.KindUnavailable:
		return http.StatusServiceUnavailable
	}
	return http.StatusInternalServerError
}

func newProblem(e *errs.Error, lang, request string) *Problem {
	code := status(e.Kind)
	p := &Problem{
		Type: "about:blank", Title: http.StatusText(code), Status: code,
		Detail: e.Text.In(lang), Code: e.Code, RequestID: request, retryAfter: e.RetryAfter,
	}
	for _, f := range e.Fields {
		p.Errors = append(p.Errors, FieldProblem{Location: f.Path, Code: f.Code, Message: f.Text.In(lang)})
	}
	return p
}

// ProblemOf gives the problem document of an error, for answers that don't go over HTTP.
func ProblemOf(err error, lang string) *Problem { return newProblem(errs.As(err), lang, "") }

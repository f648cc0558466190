package httpapi

import (
	"errors"
	"io"
	"net/http"
	"slices"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/validation"

	"piece/internal/platform/errs"
)

// schemaRules translates the library's messages about requests that don't fit the
// described schema. They come in English only; people deserve their own language, and
// programs a stable code.
var schemaRules = []struct {
	message string // as in package validation, up to its first verb
	code    string
	text    errs.Text
}{
	{validation.MsgExpectedMinLength, "too_short", errs.Text{Ko: "더 길게 써 주세요.", En: "This is too short."}},
	{validation.MsgExpectedMaxLength, "too_long", errs.Text{Ko: "너무 길어요.", En: "This is too long."}},
	{validation.MsgExpectedMinimumNumber, "out_of_range", errs.Text{Ko: "너무 작은 수예요.", En: "This number is too small."}},
	{validation.MsgExpectedMaximumNumber, "out_of_range", errs.Text{Ko: "너무 큰 수예요.", En: "This number is too large."}},
	{validation.MsgExpectedExclusiveMinimumNumber, "out_of_range", errs.Text{Ko: "너무 작은 수예요.", En: "This number is too small."}},
	{validation.MsgExpectedExclusiveMaximumNumber, "out_of_range", errs.Text{Ko: "너무 큰 수예요.", En: "This number is too large."}},
	{validation.MsgExpectedNumberBeMultipleOf, "out_of_range", errs.Text{Ko: "쓸 수 없는 값이에요.", En: "This value can't be used."}},
	{validation.MsgExpectedOneOf, "choice", errs.Text{Ko: "목록에서 골라 주세요.", En: "Choose one of the list."}},
	{validation.MsgExpectedMinItems, "too_few", errs.Text{Ko: "더 골라 주세요.", En: "Choose more."}},
	{validation.MsgExpectedMaxItems, "too_many", errs.Text{Ko: "너무 많아요.", En: "These are too many."}},
	{validation.MsgUnexpectedProperty, "unknown", errs.Text{Ko: "알 수 없는 항목이에요.", En: "There is no such field."}},
	{"unknown query parameter", "unknown", errs.Text{Ko: "알 수 없는 항목이에요.", En: "There is no such field."}},
	{"required", "required", errs.Text{Ko: "꼭 필요해요.", En: "This is required."}},
}

var schemaFallback = errs.Text{Ko: "형식이 맞지 않아요.", En: "This doesn't have the right form."}

// schemaError turns an error that the library found before any handler ran into ours.
func schemaError(httpStatus int, message string, causes []error) *errs.Error {
	base := errs.Invalid
	switch {
	case httpStatus == http.StatusNotFound || httpStatus == http.StatusMethodNotAllowed:
		base = errs.NotFound
	case httpStatus == http.StatusRequestEntityTooLarge:
		base = errs.TooLarge
	case httpStatus >= 500:
		return bodyError(errors.Join(append([]error{errors.New(message)}, causes...)...))
	}
	e := *base
	e.Fields = fieldsOf(causes)
	return e.With(errors.New(message))
}

// bodyError sorts the errors that the library takes for its own: a body that is too large
// or breaks off is the client's.
func bodyError(err error) *errs.Error {
	if _, ok := errors.AsType[*http.MaxBytesError](err); ok {
		return errs.TooLarge.With(err)
	}
	if errors.Is(err, io.ErrUnexpectedEOF) {
		return errs.Invalid.With(err)
	}
	return errs.As(err)
}

// fieldsOf gathers the broken rules. A request type may check the rules of its domain in
// a huma.Resolver, so that all broken fields are told at once; where both find fault with
// a field the domain's words are better.
func fieldsOf(causes []error) []errs.Field {
	var fields []errs.Field
	for _, c := range causes {
		if e, ok := errors.AsType[*errs.Error](c); ok {
			fields = append(fields, e.Fields...)
		}
	}
	for _, c := range causes {
		if d, ok := c.(huma.ErrorDetailer); ok {
			f := schemaField(d.ErrorDetail())
			if !slices.ContainsFunc(fields, func(g errs.Field) bool { return g.Path == f.Path }) {
				fields = append(fields, f)
			}
		}
	}
	return fields
}

func schemaField(d *huma.ErrorDetail) errs.Field {
	const present = "expected required property "
	if rest, ok := strings.CutPrefix(d.Message, present); ok {
		name, _, _ := strings.Cut(rest, " ")
		return errs.Field{Path: strings.TrimSuffix(d.Location, ".") + "." + name, Code: "required", Text: errs.Text{Ko: "꼭 필요해요.", En: "This is required."}}
	}
	for _, r := range schemaRules {
		fixed, _, _ := strings.Cut(r.message, "%")
		if strings.HasPrefix(d.Message, fixed) {
			return errs.Field{Path: d.Location, Code: r.code, Text: r.text}
		}
	}
	return errs.Field{Path: d.Location, Code: "format", Text: schemaFallback}
}

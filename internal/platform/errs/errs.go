// Package errs is the error language that every room of the house speaks.
//
// A domain error carries a kind (what sort of answer it is), a stable code (what a
// client may branch on), a safe message in both languages of the product and,
// wrapped, the cause that only the log may see. Handlers return these errors as they
// are; the edge maps kinds to HTTP statuses in one place. The package imports the
// standard library only.
package errs

import (
	"errors"
	"fmt"
	"time"
)

// Kind sorts errors by the answer they deserve.
type Kind uint8

// The kinds, each with the HTTP status that the edge gives it.
const (
	KindInternal        Kind = iota // 500: a defect or an unknown cause; never shown
	KindInvalid                     // 422: input out of its rule
	KindUnauthenticated             // 401: not, or no longer, signed in
	KindForbidden                   // 403: signed in, but not allowed
	KindNotFound                    // 404: not there, or not visible to this person
	KindConflict                    // 409: true in itself, but not together with what is stored
	KindTooLarge                    // 413: more bytes than are taken
	KindTooMany                     // 429: too many tries; RetryAfter is set
	KindUnavailable                 // 503: a store or service is down; nothing was changed
)

// Text is one message in the two languages of the product.
type Text struct{ Ko, En string }

// In returns the message in the language, "en" or anything else for Korean.
func (t Text) In(lang string) string {
	if lang == "en" {
		return t.En
	}
	return t.Ko
}

// Field is one input that broke a rule.
type Field struct {
	Path string // place of the field in the request, such as "body.title"
	Code string // stable code of the rule, such as "too_long"
	Text Text
}

// Error is a domain error. Compare with errors.Is against a defined one: two errors
// are the same when their codes are.
type Error struct {
	Kind       Kind
	Code       string
	Text       Text
	Fields     []Field
	RetryAfter time.Duration // how long to wait before trying again; 0 means unknown
	cause      error
}

// Define makes an error for a catalogue: a package-level variable that callers wrap
// causes with and tests compare against.
func Define(kind Kind, code string, text Text) *Error {
	return &Error{Kind: kind, Code: code, Text: text}
}

// Error joins the code and the causes. It is for logs, never for answers.
func (e *Error) Error() string {
	s := e.Code
	for _, f := range e.Fields {
		s += fmt.Sprintf(" [%s %s]", f.Path, f.Code)
	}
	if e.cause != nil {
		s += ": " + e.cause.Error()
	}
	return s
}

// Unwrap gives the cause.
func (e *Error) Unwrap() error { return e.cause }

// Is tells whether target is an Error of the same code.
func (e *Error) Is(target error) bool {
	t, ok := target.(*Error)
	return ok && t.Code == e.Code
}

// With returns a copy that wraps the cause.
func (e *Error) With(cause error) *Error {
	c := *e
	c.cause = cause
	return &c
}

// After returns a copy that tells how long to wait.
func (e *Error) After(d time.Duration) *Error {
	c := *e
	c.RetryAfter = d
	return &c
}

// At returns a copy that points at a field, so that the form shows it there.
func (e *Error) At(path string) *Error {
	c := *e
	c.Fields = append(append([]Field(nil), e.Fields...), Field{Path: path, Code: e.Code, Text: e.Text})
	return &c
}

// As finds the domain error in a chain. An error that is none becomes Internal with
// err as its cause; a nil error gives nil.
func As(err error) *Error {
	if err == nil {
		return nil
	}
	var e *Error
	if errors.As(err, &e) {
		return e
	}
	return Internal.With(err)
}

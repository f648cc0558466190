package errs_test

import (
	"errors"
	"fmt"
	"io"
	"testing"
	"time"

	"piece/internal/platform/errs"
)

var errFull = errs.Define(errs.KindConflict, "room_full", errs.Text{Ko: "꽉 찼어요.", En: "The room is full."})

func TestTextSpeaksKoreanUnlessAskedForEnglish(t *testing.T) {
	for lang, want := range map[string]string{"ko": "꽉 찼어요.", "en": "The room is full.", "": "꽉 찼어요.", "fr": "꽉 찼어요."} {
		if got := errFull.Text.In(lang); got != want {
			t.Errorf("%q: %q", lang, got)
		}
	}
}

func TestErrorsAreComparedByCode(t *testing.T) {
	rich := fmt.Errorf("joining: %w", errFull.With(io.EOF).After(time.Minute).At("body.room"))
	if !errors.Is(rich, errFull) || !errors.Is(rich, io.EOF) {
		t.Error("the code or the cause got lost")
	}
	if errors.Is(rich, errs.Conflict) {
		t.Error("another code of the same kind is another error")
	}
	e := errs.As(rich)
	if e.RetryAfter != time.Minute || len(e.Fields) != 1 || e.Fields[0].Path != "body.room" || e.Fields[0].Code != "room_full" {
		t.Errorf("have %+v", e)
	}
	if got := rich.Error(); got != "joining: room_full [body.room room_full]: EOF" {
		t.Errorf("for the log: %q", got)
	}
}

func TestDerivedErrorsLeaveTheCatalogueAlone(t *testing.T) {
	first := errFull.At("body.a")
	second := first.At("body.b")
	_ = errFull.With(io.EOF)
	_ = errFull.After(time.Second)
	if errFull.RetryAfter != 0 || errFull.Fields != nil || errFull.Unwrap() != nil || len(first.Fields) != 1 || len(second.Fields) != 2 {
		t.Errorf("the catalogue changed: %+v, %+v", errFull, first)
	}
}

func TestAs(t *testing.T) {
	if errs.As(nil) != nil {
		t.Error("nil became an error")
	}
	if e := errs.As(io.EOF); e.Kind != errs.KindInternal || !errors.Is(e, io.EOF) {
		t.Errorf("an unknown error became %+v", e)
	}
	if e := errs.As(errors.Join(errFull, io.EOF)); e.Code != "room_full" {
		t.Errorf("a joined error became %+v", e)
	}
}

func TestFields(t *testing.T) {
	var f errs.Fields
	if f.Err() != nil {
		t.Error("no broken rule is an error")
	}
	f.Add("body.title", "too_long", errs.Text{Ko: "길어요.", En: "Too long."})
	f.Add("body.day", "format", errs.Text{})
	err := f.Err()
	if !errors.Is(err, errs.Invalid) || len(errs.As(err).Fields) != 2 || errs.Invalid.Fields != nil {
		t.Errorf("have %v", err)
	}
}

package cake_test

import (
	"context"
	"errors"
	"log/slog"
	"testing"
	"time"

	"piece/internal/cake"
	"piece/internal/platform/clock"
	"piece/internal/platform/errs"
)

// overtaken is a store in which somebody else is faster at the last moment.
type overtaken struct {
	cake.Store
	read, stored cake.Cake // before, and in between
}

func (o *overtaken) Get(context.Context, string) (*cake.Cake, error) {
	c := o.read
	return &c, nil
}

func (o *overtaken) Change(_ context.Context, _ string, change func(*cake.Cake) error) error {
	c := o.stored
	err := change(&c)
	if err == nil {
		o.stored = c
	}
	return err
}

// D04: whether somebody may edit is decided by what is edited in the end.
func TestD04_ACakeThatIsMergedUnderAnEditIsNotEdited(t *testing.T) {
	maker, other := cake.Viewer{ID: "maker"}, "other"
	mine := cake.Cake{ID: hotID, MakerID: maker.ID, Version: 1, Work: cake.Work{Kind: "play", Title: "하나"}}
	theirs := cake.Cake{ID: mergedID, MakerID: other, Version: 1, Work: cake.Work{Kind: "play", Title: "둘"}}
	o := &overtaken{read: mine, stored: theirs}
	s := cake.New(cake.Deps{Store: o, Clock: clock.NewFake(time.Now()), Log: slog.New(slog.DiscardHandler)})
	d := cake.Draft{Work: cake.Work{Kind: "play", Title: "셋"}}
	if _, err := s.Edit(t.Context(), maker, hotID, 1, d); !errors.Is(err, errs.Forbidden) || o.stored.Title != "둘" {
		t.Errorf("%v, and it is called %s", err, o.stored.Title)
	}
}

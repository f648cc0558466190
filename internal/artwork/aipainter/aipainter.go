// Package aipainter has tries painted by a generative model elsewhere: it sends the front of the
// ticket, small and without anything the file told beside its pixels, or only words about its
// colours, and makes one of our pictures of what comes back.
//
// While the model works, people look on as the local painter's picture of the same style and
// chance grows; the model's takes its place when it is there.
//
// Invariants: a picture that is in the store already is asked of nobody; whatever comes back is
// checked, decoded within limits and encoded anew; nothing of the person but the reduced front
// leaves; the same front, style and number make the same order for everybody. Whether a request
// may be sent, and that it is sent once, is the Model's to know.
//
// It imports package artwork, craft and platform packages only: no HTTP, no provider.
package aipainter

import (
	"context"
	"errors"
	"sync"

	"piece/internal/artwork"
	"piece/internal/platform/errs"
)

// Photos gives the photos that are painted from.
type Photos interface {
	Image(ctx context.Context, owner, id string) ([]byte, error)
}

// Shelf has what was painted before, by recipe; errs.NotFound for what wasn't.
type Shelf interface {
	Find(ctx context.Context, recipe string) (artwork.Picture, error)
}

// Deps are what the painter needs.
type Deps struct {
	Photos Photos
	Model  Model
	Shelf  Shelf
	// Sketcher paints what people see while they wait, with a sketch at each of its stages.
	Sketcher artwork.Painter
	Prompts  Prompts
}

// Painter implements artwork.Painter.
type Painter struct{ Deps }

// New gives the painter.
func New(d Deps) *Painter { return &Painter{d} }

// Paint implements artwork.Painter.
func (p *Painter) Paint(ctx context.Context, j artwork.Job, watch func(artwork.Stage)) (artwork.Picture, error) {
	f, err := p.front(ctx, j)
	if err != nil {
		return artwork.Picture{}, err
	}
	about := p.Model.About()
	recipe := p.recipe(f, j, about)
	known, err := p.Shelf.Find(ctx, recipe)
	switch {
	case err == nil:
		return known, nil
	case !errors.Is(err, errs.NotFound):
		return artwork.Picture{}, err
	}
	picture, err := p.watched(ctx, f, j, about, watch)
	if err != nil {
		return artwork.Picture{}, failureOf(err)
	}
	picture.Recipe = recipe
	return picture, nil
}

// watched paints while people look on.
func (p *Painter) watched(ctx context.Context, f front, j artwork.Job, about About, watch func(artwork.Stage)) (artwork.Picture, error) {
	looking, stop := context.WithCancel(ctx)
	var group sync.WaitGroup
	defer group.Wait()
	defer stop()
	pace := &pace{usual: p.Model.Usual(ctx, j.OwnerID), watch: watch}
	group.Go(func() { pace.run(looking) })
	group.Go(func() {
		// What can't be sketched is waited for without a sketch, also when that is a defect: it would
		// end the process here.
		defer func() { _ = recover() }()
		alike := j
		alike.Seed, alike.Avoid = f.seed(j), nil
		_, _ = p.Sketcher.Paint(looking, alike, pace.add)
	})
	return p.paint(ctx, f, j, about, pace.tell)
}

func (p *Painter) paint(ctx context.Context, f front, j artwork.Job, about About, progress func(float64)) (artwork.Picture, error) {
	call := Call{Ref: j.ID, Person: j.OwnerID}
	order := Order{Seed: f.seed(j), Progress: progress}
	if about.Edits {
		order.Picture, order.Prompt = f.jpeg, p.Prompts.edit(j)
	} else {
		description, err := p.describe(ctx, call, f, about, j.Attempts >= artwork.MaxAttempts)
		if err != nil {
			return artwork.Picture{}, err
		}
		order.Prompt = p.Prompts.paint(j, description)
	}
	var webp []byte
	order.Check = func(b []byte) (err error) {
		webp, err = ours(b)
		return err
	}
	answer, err := p.Model.Paint(ctx, call, order)
	if err == nil && webp == nil { // the answer to somebody else who asked for the same
		if err = order.Check(answer.Bytes); err != nil {
			err = &Error{Outcome: Broken, Err: err}
		}
	}
	return artwork.Picture{WebP: webp, Model: answer.Model}, err
}

// describe gives words about the front. The model's are better, but a painting need not fail for
// want of them: what looks at pictures and what paints them may be two services. While the one
// that looks may be back soon the try waits for it, but for its last attempt.
func (p *Painter) describe(ctx context.Context, c Call, f front, about About, last bool) (string, error) {
	own := inWords(f.image)
	if !about.Sees {
		return own, nil
	}
	told, err := p.Model.Describe(ctx, c, f.jpeg, p.Prompts.Describe, maxDescription)
	switch outcome := outcomeOf(err); outcome {
	case "":
		if told = tidied(told); told != "" {
			return told, nil
		}
	case Refused, Lost, Broken, Setup, Budget:
	default:
		if !last || outcome != Busy && outcome != Down {
			return "", err
		}
	}
	if ctx.Err() != nil {
		return "", errors.Join(err, ctx.Err())
	}
	return own, nil
}

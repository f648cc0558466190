package app

import (
	"context"
	"errors"
	"time"

	"piece/internal/artwork"
	"piece/internal/artwork/aipainter"
	"piece/internal/genai"
)

// artworkModel is the generative model in the words of the artwork domain.
type artworkModel struct {
	ai *genai.Service
	// finish is what else decides how its paintings come out: size, quality, workflow.
	finish string
}

func (m artworkModel) About() aipainter.About {
	a := m.ai.About()
	return aipainter.About{Model: a.Model + m.finish, Edits: a.Edits, Sees: a.Sees}
}

// step is how a picture is painted.
func (m artworkModel) step() genai.Step {
	if m.ai.About().Edits {
		return genai.Edit
	}
	return genai.Paint
}

func (m artworkModel) mayAsk(ctx context.Context, person string) error {
	return m.ai.MayAsk(ctx, person, m.step())
}

func (m artworkModel) Describe(ctx context.Context, c aipainter.Call, jpeg []byte, instructions string, most int) (string, error) {
	ctx, stop := askingModel(ctx, artwork.ErrCalledOff)
	defer stop()
	text, err := m.ai.Describe(ctx, genai.Call{Ref: c.Ref, Person: c.Person, Step: genai.Describe}, genai.DescribeOrder{Picture: jpeg, Instructions: instructions, MaxRunes: most})
	return text, modelError(err)
}

func (m artworkModel) Paint(ctx context.Context, c aipainter.Call, o aipainter.Order) (aipainter.Answer, error) {
	ctx, stop := askingModel(ctx, artwork.ErrCalledOff)
	defer stop()
	step := genai.Paint
	if o.Picture != nil {
		step = genai.Edit
	}
	p, err := m.ai.Paint(ctx, genai.Call{Ref: c.Ref, Person: c.Person, Step: step}, genai.PaintOrder{Prompt: o.Prompt, Picture: o.Picture, Seed: o.Seed, Progress: o.Progress, Check: o.Check})
	return aipainter.Answer(p), modelError(err)
}

// usually is how long a painting takes when nobody knows.
const usually = 30 * time.Second

func (m artworkModel) Usual(ctx context.Context, person string) time.Duration {
	st, err := m.ai.State(ctx, person)
	if err != nil || st.Seconds == 0 {
		return usually
	}
	return time.Duration(st.Seconds) * time.Second
}

// askingModel tells the model's side why nobody waits any more: what a person called off isn't kept
// there, and counts.
func askingModel(ctx context.Context, calledOff error) (context.Context, func()) {
	asking, cancel := context.WithCancelCause(context.WithoutCancel(ctx))
	stop := context.AfterFunc(ctx, func() {
		cause := context.Cause(ctx)
		if errors.Is(cause, calledOff) {
			cause = genai.ErrGivenUp
		}
		cancel(cause)
	})
	return asking, func() {
		stop()
		cancel(nil)
	}
}

func modelError(err error) error {
	e, ok := errors.AsType[*genai.Error](err)
	if !ok {
		return err
	}
	return &aipainter.Error{Outcome: aipainter.Outcome(e.Outcome), RetryAfter: e.RetryAfter, Err: err}
}

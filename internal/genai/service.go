package genai

import (
	"context"
	"encoding/json"
	"log/slog"
	"sync"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"piece/internal/platform/clock"
)

// Deps are what the service needs.
type Deps struct {
	Store Store
	Eyes  Eyes  // nil when nobody looks at pictures
	Brush Brush // nil when nobody paints
	// Name is who provides both, as people know them; "" when nobody is set up.
	Name string

	Prices          Prices
	BudgetPerDay    int64 // millionths of a US dollar
	PaintingsPerDay int   // of a person
	ReadingsPerDay  int
	Timeout         time.Duration // of a call; 0 means 3 minutes

	Clock   clock.Clock
	Log     *slog.Logger
	Metrics prometheus.Registerer // or nil
}

// defaultTimeout is more than slow models take.
const defaultTimeout = 3 * time.Minute

// Service asks models for other domains. It is safe for concurrent use, and a lifecycle.Runner.
type Service struct {
	Deps
	metrics *metrics

	mu       sync.Mutex
	underWay map[Call]*flight // by call without its person; guarded by mu
	failures int              // calls in a row that the provider didn't run; guarded by mu
	failedAt time.Time        // guarded by mu
	warned   string           // the fault of the settings that was logged last; guarded by mu
}

// New makes the service.
func New(d Deps) *Service {
	if d.Timeout <= 0 {
		d.Timeout = defaultTimeout
	}
	return &Service{Deps: d, metrics: newMetrics(d.Metrics), underWay: map[Call]*flight{}}
}

// About tells what can be asked for. Whom it names is who people agree to.
func (s *Service) About() About {
	a := About{Sees: s.Eyes != nil, Reads: s.Eyes != nil}
	if s.Brush != nil {
		a.Model, a.Paints, a.Edits = s.Brush.Model(), true, s.Brush.Edits()
	}
	if !a.On() {
		return About{}
	}
	a.Name = s.Name
	return a
}

// Describe has a picture described. Asked again for the same call it gives the same text without
// asking anybody, for as long as answers are kept. The error is an *Error, or one of the store.
func (s *Service) Describe(ctx context.Context, c Call, o DescribeOrder) (string, error) {
	c.Step = Describe
	e, _, err := s.call(ctx, c, request{
		model: s.eyesModel(), estimate: s.Prices.describe(o),
		send: func(ctx context.Context) (answer, error) {
			told, err := s.Eyes.Describe(ctx, o)
			return answer{text: cut(told.Text, o.MaxRunes), usage: told.Usage}, err
		},
	})
	return e.Text, err
}

// Read has a picture read: see Describe.
func (s *Service) Read(ctx context.Context, c Call, o ReadOrder) (json.RawMessage, error) {
	c.Step = Read
	e, _, err := s.call(ctx, c, request{
		model: s.eyesModel(), estimate: s.Prices.read(o),
		send: func(ctx context.Context) (answer, error) {
			told, err := s.Eyes.Read(ctx, o)
			return answer{text: told.Text, usage: told.Usage}, err
		},
		check: func(a answer) error {
			if o.Check == nil {
				return nil
			}
			return o.Check(json.RawMessage(a.text))
		},
	})
	if err != nil {
		return nil, err
	}
	return json.RawMessage(e.Text), nil
}

// Paint has a picture painted, by Call.Step from words or from a picture. Asked again after an
// answer the call is Lost: pictures are kept by whoever asked for them.
func (s *Service) Paint(ctx context.Context, c Call, o PaintOrder) (Painted, error) {
	if c.Step != Edit {
		c.Step = Paint
	}
	r := request{model: s.brushModel(), estimate: s.Prices.paint()}
	r.send = func(ctx context.Context) (answer, error) {
		p, err := s.Brush.Paint(ctx, c.Step, o, JobOf(c))
		return answer{picture: p.Bytes, usage: p.Usage}, err
	}
	r.check = func(a answer) error {
		if o.Check == nil {
			return nil
		}
		return o.Check(a.picture)
	}
	if keeper, ok := s.Brush.(Keeper); ok {
		r.fetch = func(ctx context.Context) (answer, error) {
			p, err := keeper.Fetch(ctx, JobOf(c), o.Progress)
			return answer{picture: p.Bytes, usage: p.Usage}, err
		}
	}
	e, picture, err := s.call(ctx, c, r)
	return Painted{Bytes: picture, Model: e.Model}, err
}

func (s *Service) eyesModel() string {
	if s.Eyes == nil {
		return ""
	}
	return s.Eyes.Model()
}

func (s *Service) brushModel() string {
	if s.Brush == nil {
		return ""
	}
	return s.Brush.Model()
}

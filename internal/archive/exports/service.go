package exports

import (
	"context"
	"io"
	"log/slog"
	"sync"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"golang.org/x/sync/semaphore"

	"piece/internal/platform/clock"
	"piece/internal/platform/errs"
	"piece/internal/platform/id"
)

// Deps are what the service needs.
type Deps struct {
	Store      Store
	Objects    Objects
	Pieces     Pieces
	Neighbours Neighbours
	Clock      clock.Clock
	Log        *slog.Logger
	Metrics    prometheus.Registerer // or nil
	Version    string                // of the program
	// Workers is how many ZIPs are written at the same time on this node; 0 means 1.
	Workers int
	// Pause is how long a neighbour that doesn't answer is left alone before it is asked again,
	// the first time; 0 means a second.
	Pause time.Duration
	// WakeBin says that objects were thrown into the bin.
	WakeBin func()
}

// Service is the use cases. It is safe for concurrent use, and a lifecycle.Runner.
type Service struct {
	Deps
	metrics   *metrics
	wake      chan struct{}       // holds a token when there may be something to do
	gathers   *semaphore.Weighted // turns to gather
	gathering sync.WaitGroup

	mu      sync.Mutex
	running context.Context // of Run; nil while it doesn't run; guarded by mu
}

// gathersAtOnce is how many people's things are gathered at the same time on one node.
const gathersAtOnce = 4

// New gives the service.
func New(d Deps) *Service {
	d.Workers = max(d.Workers, 1)
	if d.Pause <= 0 {
		d.Pause = time.Second
	}
	return &Service{Deps: d, metrics: newMetrics(d.Metrics), wake: make(chan struct{}, d.Workers), gathers: semaphore.NewWeighted(gathersAtOnce)}
}

// Start begins an export of everything that the person has. Who has one under way gets that one.
// The error may be ErrToday.
func (s *Service) Start(ctx context.Context, person, language string) (Export, error) {
	now := s.Clock.Now()
	e, made, err := s.Store.Start(ctx, Export{
		ID: id.New(s.Clock), OwnerID: person, Language: language, State: Gathering, Progress: Progress{Step: StepGather}, Attempts: 1,
		CreatedAt: now, UpdatedAt: now, DueAt: now, LeaseUntil: now.Add(lease),
	}, now.Add(-24*time.Hour), PerDay)
	if made {
		s.gatherFor(ctx, e)
	}
	return e, err
}

// Get gives a person's export.
func (s *Service) Get(ctx context.Context, person, exportID string) (Export, error) {
	if person == "" || !id.Valid(exportID) {
		return Export{}, errs.NotFound
	}
	return s.Store.Find(ctx, person, exportID)
}

// List gives a person's exports, the latest first.
func (s *Service) List(ctx context.Context, person string) ([]Export, error) {
	return s.Store.List(ctx, person)
}

// Remove stops an export that is under way, and throws its file away.
func (s *Service) Remove(ctx context.Context, person, exportID string) error {
	if person == "" || !id.Valid(exportID) {
		return errs.NotFound
	}
	if err := s.Store.Remove(ctx, person, exportID, s.Clock.Now()); err != nil {
		return err
	}
	s.WakeBin()
	return nil
}

// Purge removes all that is known of a person. Again is fine.
func (s *Service) Purge(ctx context.Context, person string) error {
	if err := s.Store.Purge(ctx, person); err != nil {
		return err
	}
	s.WakeBin()
	return nil
}

// File is the ZIP of an export.
type File struct {
	Name    string // to save it under
	Tag     string // names the bytes
	Size    int64
	ReadyAt time.Time

	key     string
	objects Objects
}

// File gives the file of a person's export. One that isn't ready, and somebody else's, is
// errs.NotFound.
func (s *Service) File(ctx context.Context, person, exportID string) (File, error) {
	e, err := s.Get(ctx, person, exportID)
	if err == nil && (e.State != Ready || !s.Clock.Now().Before(e.EndsAt)) {
		err = errs.NotFound
	}
	if err != nil {
		return File{}, err
	}
	return File{Name: e.FileName(), Tag: e.ID, Size: e.Size, ReadyAt: e.ReadyAt, key: e.FileKey, objects: s.Objects}, nil
}

// Read gives a part of the file; a negative length means up to its end.
func (f File) Read(ctx context.Context, offset, length int64) (io.ReadCloser, error) {
	return f.objects.Read(ctx, f.key, offset, length)
}

// Working tells whether this node makes exports.
func (s *Service) Working() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.running != nil && s.running.Err() == nil
}

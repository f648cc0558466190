package chat

import (
	"context"
	"log/slog"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"piece/internal/platform/audit"
	"piece/internal/platform/clock"
	"piece/internal/platform/limit"
)

// Deps are what the service needs.
type Deps struct {
	Store    Store
	Entries  Log
	Writer   Queue
	Live     Live
	Profiles Profiles
	Cakes    Cakes
	Photos   Photos
	Objects  Objects
	Pusher   Pusher
	Clock    clock.Clock
	Log      *slog.Logger
	Metrics  prometheus.Registerer // or nil
	Audit    audit.Log             // keeps what admins do; nil for nobody
	// OnJoin is called after a person came into a room, before the answer. It doesn't fail that, and
	// isn't slow. nil for nobody.
	OnJoin func(ctx context.Context, person string)
	// SendsPerSecond is how many entries a person may add to a room in a second over time, and
	// SendBurst how many at once.
	SendsPerSecond float64
	SendBurst      int
}

// Queue takes entries to be stored; *Writer is one.
type Queue interface {
	// Send stores an entry, hands it on, and then tells what became of it. It doesn't wait, and
	// done must not either. ErrBusy when the queue is full; then done isn't called.
	Send(r Room, e Entry, done func(Appended)) error
}

// Objects is where pictures are kept. An object that isn't there is errs.NotFound.
type Objects interface {
	Put(ctx context.Context, key, contentType string, data []byte) error
	Get(ctx context.Context, key string, limit int64) ([]byte, error)
}

// Service holds the use cases of rooms. It is safe for concurrent use.
type Service struct {
	Deps
	metrics  *metrics
	flood    *buckets
	places   *places
	loud     *listeners
	pictures *limit.Window // made, by person
	decoding chan struct{} // holds a token for each picture being made
	pushes   chan push
}

// New makes the service.
func New(d Deps) *Service {
	return &Service{
		Deps: d, metrics: newMetrics(d.Metrics),
		flood: newBuckets(d.Clock, d.SendsPerSecond, d.SendBurst), places: newPlaces(d.Clock), loud: newListeners(d.Clock),
		pictures: limit.NewWindow(d.Clock, PicturesPerHour, time.Hour), decoding: make(chan struct{}, picturesAtOnce),
		pushes: make(chan push, pushesWaiting),
	}
}

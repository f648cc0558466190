package cake

import (
	"log/slog"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"piece/internal/platform/audit"
	"piece/internal/platform/clock"
	"piece/internal/platform/limit"
)

// Deps are what the service needs.
type Deps struct {
	Store      Store
	Photos     Photos
	Posters    Posters
	Activities Activities
	Clock      clock.Clock
	Log        *slog.Logger
	Metrics    prometheus.Registerer // or nil
	Audit      audit.Log             // keeps what admins do; nil for nobody
	// OnMerge is called after a cake became part of another; nil for nobody.
	OnMerge func()
}

// Service holds the use cases of cakes. It is safe for concurrent use.
type Service struct {
	Deps
	metrics *metrics
	made    *limit.Window // of cakes made by hand, by person
}

// New makes the service.
func New(d Deps) *Service {
	return &Service{Deps: d, metrics: newMetrics(d.Metrics), made: limit.NewWindow(d.Clock, MadePerHour, time.Hour)}
}

// Viewer is who asks. The zero value is a guest.
type Viewer struct {
	ID    string
	Admin bool
}

// CanEdit says whether a viewer may change the facts of a cake: who made it by hand, and
// admins. It is the only place that knows.
func CanEdit(v Viewer, c *Cake) bool { return v.ID != "" && (v.Admin || IsMaker(v, c)) }

// IsMaker tells whether the viewer made the cake by hand.
func IsMaker(v Viewer, c *Cake) bool { return v.ID != "" && v.ID == c.MakerID }

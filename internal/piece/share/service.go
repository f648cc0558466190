package share

import (
	"piece/internal/platform/clock"
)

// Deps are what the service needs.
type Deps struct {
	Store  Store
	Pieces Pieces
	Clock  clock.Clock
}

// Service holds the use cases of sharing. It is safe for concurrent use.
type Service struct{ Deps }

// New makes the service.
func New(d Deps) *Service { return &Service{d} }

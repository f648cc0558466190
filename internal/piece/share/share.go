// Package share is how people show pieces outside of the app: links that open one piece
// to whoever has them, and a calendar feed of all one's pieces.
//
// Invariants: a link opens its piece and nothing else, from when it is made until it ends,
// is revoked or the piece is deleted, and is looked up anew at each request; it works for
// private pieces too, because its owner made it on purpose; tokens and secrets are drawn
// at random and never logged; reading changes nothing. The package imports the rules of
// pieces and platform. It knows no HTTP and no SQL.
package share

import (
	"time"

	"piece/internal/piece"
)

// MaxLivingLinks is how many links to one piece may work at the same time.
const MaxLivingLinks = 20

// Link opens one piece to whoever has its token.
type Link struct {
	ID        string
	PieceID   string
	OwnerID   string
	Token     string
	CreatedAt time.Time
	EndsAt    time.Time // the first instant at which it no longer works; zero when it never ends
}

// Ended tells whether the link no longer works at the instant.
func (l Link) Ended(now time.Time) bool { return !l.EndsAt.IsZero() && !now.Before(l.EndsAt) }

// pass is the right that the link gives while it works.
func (l Link) pass() piece.Pass { return piece.Pass{PieceID: l.PieceID} }

// LinkView is a link as its owner sees it.
type LinkView struct {
	Link
	Piece piece.Piece
	Ended bool
}

// Feed is the address of a person's calendar.
type Feed struct {
	OwnerID   string
	Secret    string
	TimeZone  string // where the times of day of the pieces are read
	CreatedAt time.Time
}

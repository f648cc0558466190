package title

import (
	"context"
	"time"

	"piece/internal/craft/ticket"
)

// Store keeps earned titles. Its errors are of package errs.
type Store interface {
	// Earned gives what a person has, in the order in which it was earned.
	Earned(ctx context.Context, person string) ([]Earned, error)
	// Earn stores what a person hasn't yet, and gives what that was: of several at once each title
	// is given to one.
	Earn(ctx context.Context, person string, fresh []Earned) ([]Earned, error)
	// See notes that the person was told of those of the titles that the person has.
	See(ctx context.Context, person string, ids []string, at time.Time) error
}

// Pieces tell what a person has seen.
type Pieces interface {
	// Attendances gives all pieces of a person in the order in which they were made; MadeAt may be
	// in any time zone.
	Attendances(ctx context.Context, person string) ([]Attendance, error)
}

// Rooms tell where a person chats.
type Rooms interface {
	// Count tells how many rooms a person is in.
	Count(ctx context.Context, person string) (int, error)
}

// Person is what this domain needs to know of somebody.
type Person struct {
	Nickname string
	Worn     string // id of the title that is worn; "" for none
	TimeZone string // IANA name of where the person lives
}

// People are those who joined.
type People interface {
	// Person gives somebody; errs.NotFound when there is nobody.
	Person(ctx context.Context, id string) (Person, error)
	// Wear puts a title beside the nickname, or with "" takes it off.
	Wear(ctx context.Context, person, title string) error
}

// Renderer draws cards; *ticket.Renderer is one.
type Renderer interface {
	TitleCard(ctx context.Context, in ticket.TitleCard) ([]byte, error)
}

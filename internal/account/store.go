package account

import (
	"context"
	"time"

	"piece/internal/platform/auth"
)

// Store keeps people and their sessions. Its errors are of package errs; a method that
// changes something changes all of it or nothing.
type Store interface {
	// Join stores a person together with a first session and its refresh token's hash, and what
	// also stores with the context that it is given; nil for nothing else. Conflict when the
	// address or nickname is taken; errors of also come back as they are.
	Join(ctx context.Context, p Person, first Session, token string, also func(context.Context) error) error
	// Taken tells which of the keys belong to somebody; an empty key is not looked at.
	Taken(ctx context.Context, emailKey, nicknameKey string) (email, nickname bool, err error)

	// ByID gives a person; NotFound when there is none.
	ByID(ctx context.Context, id string) (Person, error)
	// ByEmail gives the person of an address' key; NotFound when there is none.
	ByEmail(ctx context.Context, emailKey string) (Person, error)
	// Profiles gives those of the ids that exist, in no order.
	Profiles(ctx context.Context, ids []string) ([]Profile, error)
	// Change changes what is given; NotFound when there is no such person, Conflict when the
	// nickname is taken.
	Change(ctx context.Context, id string, c Changes) error

	// SetSuspended keeps the person of a nickname's key from signing in since an instant and ends
	// all sessions, or lets the person in again when the instant is zero. It tells who that is and
	// whether it changed anything; NotFound when there is no such person.
	SetSuspended(ctx context.Context, nicknameKey string, since time.Time) (Profile, bool, error)
	// SetSuspension keeps a person without a role from signing in and ends all sessions, or lets
	// the person in again when it is the zero value; NotFound when there is no such person.
	SetSuspension(ctx context.Context, personID string, n Suspension) error
	// EndSuspension lets a person in again whose suspension ends at the instant or earlier; NotFound
	// when there is none that does, such as when it was made longer.
	EndSuspension(ctx context.Context, personID string, at time.Time) error
	// Find gives up to limit people whose nickname's key begins so, in the order of the keys; only
	// suspended ones if that is asked for.
	Find(ctx context.Context, begins string, suspended bool, limit int) ([]Person, error)
	// SetRole gives the person of a nickname's key a role, and tells who that is and whether
	// it changed anything; NotFound when there is no such person.
	SetRole(ctx context.Context, nicknameKey string, role auth.Role) (Profile, bool, error)

	// OpenSession stores a session with its refresh token's hash, and ends the longest
	// unused ones beyond MaxSessions. NotFound when the person's password hash is no longer
	// the one that was verified, or the person is suspended by now.
	OpenSession(ctx context.Context, s Session, token, verified string) error
	// Exchange locks the session, asks judge what to do about the refresh token that was
	// presented, and does it. judge may be asked again after a deadlock. NotFound when there
	// is no such session.
	Exchange(ctx context.Context, e Exchange, judge func(Presented) Verdict) error
	// Sessions gives those of a person that are not over at now, last seen first.
	Sessions(ctx context.Context, personID string, now time.Time) ([]Session, error)
	// Lives is nil while the person has the session at now and isn't suspended, else NotFound.
	Lives(ctx context.Context, personID, sessionID string, now time.Time) error
	// EndSession ends one; NotFound when the person has no such session.
	EndSession(ctx context.Context, personID, sessionID string, at time.Time) error
	// EndSessionOfToken ends the session that a refresh token's hash belongs to, if any.
	EndSessionOfToken(ctx context.Context, sessionID, token string, at time.Time) error
	// EndSessions ends all of a person.
	EndSessions(ctx context.Context, personID string, at time.Time) error
	// DropExpired removes up to limit sessions that are over at now, and tells how many.
	DropExpired(ctx context.Context, now time.Time, limit int) (int, error)

	// Ended gives up to limit sessions that ended after the one with the number, in their order.
	// Whatever removes a session puts it there in the same transaction; who has seen a number
	// sees no lower one later.
	Ended(ctx context.Context, after int64, limit int) ([]Ended, error)
	// DropEnded forgets those that ended before the instant.
	DropEnded(ctx context.Context, before time.Time) error

	// ChangePassword replaces the hash that was verified and ends all sessions but keep.
	// Conflict when another hash is stored by now; NotFound when keep is over.
	ChangePassword(ctx context.Context, personID, verified, next, keep string, at time.Time) error
	// SetPassword replaces the hash, whatever it was, ends all sessions, and stores what also does
	// with the context that it is given; nil for nothing else. NotFound when there is no such person.
	SetPassword(ctx context.Context, personID, next string, at time.Time, also func(context.Context) error) error
	// Verify notes that the address with the key was confirmed, unless that is noted already;
	// NotFound when the person has another address or doesn't exist.
	Verify(ctx context.Context, personID, emailKey string, at time.Time) error
	// Rehash replaces the hash that was verified, if it is still stored.
	Rehash(ctx context.Context, personID, verified, next string) error
}

// Exchange is a refresh token being handed in for the next one.
type Exchange struct {
	SessionID string
	Token     string // hash of the one handed in
	Next      string // hash of the one given out
	Now       time.Time
}

// Presented is what the store knows when a refresh token is handed in.
type Presented struct {
	Session   Session
	Suspended bool
	Role      auth.Role // of the person, as it is now
	Known     bool      // the token is the current one or the one before it
	UsedAt    time.Time // when the token was exchanged; zero for a current one
}

// Verdict says what to do about a refresh token that was handed in.
type Verdict struct {
	Outcome Outcome
	Session Session // as it is to be stored, unless it ends
}

// ends tells whether the session ends.
func (v Verdict) ends() bool { return v.Outcome == Reused || v.Outcome == Over }

// Outcome is the kind of a verdict.
type Outcome string

// The outcomes.
const (
	// Rotated: the token was current. It becomes the one before, all others of the session
	// are forgotten, and the next becomes current.
	Rotated Outcome = "rotated"
	// Repeated: the token before was handed in again within the grace, by a second tab or
	// after a lost answer. One more token becomes current.
	Repeated Outcome = "repeated"
	// Reused: somebody has a token that was exchanged before. The session ends.
	Reused Outcome = "reused"
	// Over: the session's time is up or the person is suspended. The session ends.
	Over Outcome = "over"
)

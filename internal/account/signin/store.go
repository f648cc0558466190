package signin

import (
	"context"
	"time"

	"piece/internal/account"
	"piece/internal/platform/auth"
)

// Store keeps identities, beside the people: with a person the identities go. Its errors are of
// packages errs and signin; each method is atomic.
type Store interface {
	// Find gives who an identity belongs to; errs.NotFound when it is linked to nobody.
	Find(ctx context.Context, provider, subject string) (Identity, error)
	// Of gives the identities of a person, in the order in which they were linked.
	Of(ctx context.Context, personID string) ([]Identity, error)
	// Link keeps an identity. ErrTaken when it belongs to somebody, also to the same person,
	// ErrLinked when the person has another there; errs.NotFound when there is no such person.
	// Within a join it becomes part of it.
	Link(ctx context.Context, i Identity) error
	// Used notes that a person came in by an identity, and the address it has there now.
	Used(ctx context.Context, i Identity) error
	// Unlink removes the identity of a person at a provider. ErrLastWay when nothing else lets the
	// person in; errs.NotFound when there is none.
	Unlink(ctx context.Context, personID, provider string) error
	// Forget removes all identities and passkeys of a person. Within a change of the password it
	// becomes part of it. ErrLastWay when nothing else lets the person in.
	Forget(ctx context.Context, personID string) error

	// Spend notes that an attempt was used, which is remembered until its end; ErrOver when it was
	// used before.
	Spend(ctx context.Context, attempt string, ends time.Time) error
	// DropSpent forgets the attempts that ended before the instant.
	DropSpent(ctx context.Context, before time.Time) error
}

// Accounts is what this room asks of accounts.
type Accounts interface {
	SignIn(ctx context.Context, personID string, from account.Caller) (account.SignedIn, error)
	JoinTrusted(ctx context.Context, j account.Joining, verified bool, from account.Caller, also func(ctx context.Context, personID string) error) (account.SignedIn, error)
	ByEmail(ctx context.Context, email string) (account.Person, error)
	Lives(ctx context.Context, who auth.Identity) error
}

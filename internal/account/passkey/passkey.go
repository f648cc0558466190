// Package passkey lets people in by a key on a device of theirs (WebAuthn Level 3).
//
// Invariants: a challenge is drawn by us, kept in the store, answered once and within
// ChallengeTTL, by the person it was made for; a key counts only with the person verified by the
// device, because it stands for the password; what devices know a person by is drawn at random and
// tells nobody who that is; a key that seems to be copied lets nobody in; nobody loses the last way
// to sign in.
//
// It imports the rules of accounts, platform and the library that knows WebAuthn; never HTTP or SQL.
package passkey

import (
	"context"
	"time"

	"github.com/go-webauthn/webauthn/webauthn"

	"piece/internal/account"
	"piece/internal/platform/auth"
	"piece/internal/platform/errs"
	"piece/internal/platform/textrule"
)

// ChallengeTTL is how long somebody may take to answer a challenge.
const ChallengeTTL = 5 * time.Minute

// MaxPasskeys is how many a person may have.
const MaxPasskeys = 20

// NameRule is the rule of names of passkeys.
var NameRule = textrule.Rule{Min: 1, Max: 40}

// MaxAnswer bounds what a device answers, in bytes: attestations hold certificates.
const MaxAnswer = 32 << 10

// MaxCredentialID is the most bytes of an id of a key (WebAuthn Level 3, 5.8.3).
const MaxCredentialID = 1023

// handleBytes is the length of a handle, the most that devices keep.
const handleBytes = 64

// Passkey is a key of a person.
type Passkey struct {
	ID        string
	PersonID  string
	Name      string
	CreatedAt time.Time
	UsedAt    time.Time // when it last let the person in; zero before
	Key       webauthn.Credential
}

// Challenge waits for its answer.
type Challenge struct {
	Hash     string // of the challenge
	PersonID string // who makes a passkey; "" for who comes in
	Session  webauthn.SessionData
	EndsAt   time.Time
}

// Store keeps passkeys and challenges, beside the people: with a person they go. Its errors are of
// packages errs and passkey; each method is atomic.
type Store interface {
	// Handle gives what devices know a person by, which is the given one unless there is one.
	// errs.NotFound when there is no such person.
	Handle(ctx context.Context, personID string, fresh []byte) ([]byte, error)
	// PersonOf gives who a handle belongs to; errs.NotFound for nobody's.
	PersonOf(ctx context.Context, handle []byte) (string, error)
	// Of gives the passkeys of a person, the first made first.
	Of(ctx context.Context, personID string) ([]Passkey, error)
	// Add keeps a passkey unless the person has most; ErrTooMany then, errs.Conflict for a key that
	// is known.
	Add(ctx context.Context, p Passkey, most int) error
	// Rename gives a passkey of a person another name; errs.NotFound when there is none.
	Rename(ctx context.Context, personID, id, name string) error
	// Remove removes one. signin's ErrLastWay when nothing else lets the person in; errs.NotFound
	// when there is none.
	Remove(ctx context.Context, personID, id string) error
	// Used notes what is known of a key since it let its person in.
	Used(ctx context.Context, p Passkey) error

	// Ask keeps a challenge.
	Ask(ctx context.Context, c Challenge) error
	// Answer gives a challenge back, which is gone from then on; errs.NotFound when there is none,
	// or none whose end is after now.
	Answer(ctx context.Context, hash string, now time.Time) (Challenge, error)
	// DropChallenges forgets those that ended before the instant.
	DropChallenges(ctx context.Context, before time.Time) error
}

// Accounts is what this room asks of accounts.
type Accounts interface {
	Me(ctx context.Context, personID string) (account.Person, error)
	Lives(ctx context.Context, who auth.Identity) error
	SignIn(ctx context.Context, personID string, from account.Caller) (account.SignedIn, error)
}

// The errors of this room.
var (
	ErrOver    = errs.Define(errs.KindConflict, "passkey_over", errs.Text{Ko: "시간이 지났거나 이미 쓴 요청이에요. 다시 해 주세요.", En: "This took too long or was used already. Please try again."})
	ErrRefused = errs.Define(errs.KindForbidden, "passkey_refused", errs.Text{Ko: "이 패스키를 확인할 수 없어요. 다른 패스키나 다른 방법으로 해 주세요.", En: "We couldn't verify this passkey. Please use another passkey or another way."})
	ErrUnknown = errs.Define(errs.KindForbidden, "passkey_unknown", errs.Text{Ko: "여기에 등록되지 않았거나 지운 패스키예요. 다른 방법으로 로그인해 주세요.", En: "This passkey isn't registered here, or was removed. Please sign in another way."})
	ErrCopied  = errs.Define(errs.KindForbidden, "passkey_copied", errs.Text{Ko: "복제된 것으로 보이는 패스키라 막았어요. 다른 방법으로 로그인한 뒤 이 패스키를 지워 주세요.", En: "This passkey seems to have been copied, so we stopped it. Please sign in another way and remove it."})
	ErrKnown   = errs.Define(errs.KindConflict, "passkey_known", errs.Text{Ko: "이미 등록한 패스키예요.", En: "This passkey is registered already."})
	ErrTooMany = errs.Define(errs.KindConflict, "too_many_passkeys", errs.Text{Ko: "패스키는 20개까지 만들 수 있어요. 쓰지 않는 것을 먼저 지워 주세요.", En: "You can have 20 passkeys. Please remove one that you don't use."})
)

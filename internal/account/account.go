// Package account knows the people: who they are, how they sign in, and on which
// devices they are signed in.
//
// Invariants: one address and one nickname belong to one person, whatever their case or
// Unicode form; passwords are kept as argon2id and refresh tokens as SHA-256 only;
// nothing but nickname, picture and worn title leaves this package about a person to others (defect D10); an
// ended session can't be renewed, so it is over when its access token ends.
//
// It imports platform packages and libraries for hashing and text; never HTTP or SQL.
package account

import (
	"cmp"
	"log/slog"
	"time"

	"piece/internal/platform/auth"
	"piece/internal/platform/errs"
)

// Language is the language of a person's pages and mails.
type Language string

// The languages.
const (
	Korean  Language = "ko"
	English Language = "en"
)

// Theme is how a person wants the pages to look.
type Theme string

// The themes.
const (
	ThemeAuto  Theme = "" // as the device does
	ThemeLight Theme = "light"
	ThemeDark  Theme = "dark"
)

// DefaultTimeZone is where people live who haven't said otherwise.
const DefaultTimeZone = "Asia/Seoul"

// Themes are all of them, the default first.
func Themes() []Theme { return []Theme{ThemeAuto, ThemeLight, ThemeDark} }

// Languages are all of them, the default first.
func Languages() []Language { return []Language{Korean, English} }

// Person is somebody who joined.
type Person struct {
	ID           string
	Email        string // as typed, trimmed, with the domain in lower case
	EmailKey     string // what makes it unique
	Nickname     string // NFC
	NicknameKey  string // what makes it unique
	PasswordHash string // argon2id in PHC form; "" for who signs in otherwise only
	Language     Language
	Onboarded    bool // doesn't want to see the first cards again
	Role         auth.Role
	Picture      string // revision of the picture, which names its objects; "" without one
	Title        string // id of the title that is worn; "" for none
	Theme        Theme
	TimeZone     string // IANA name of where the person lives; "" means DefaultTimeZone
	JoinedAt     time.Time
	VerifiedAt   time.Time // when the address was confirmed; zero until then
	LeavesAt     time.Time // when the account is removed for good; zero unless its person wants to leave
	SuspendedAt  time.Time // zero unless kept from signing in

	SuspendedUntil  time.Time // when that ends by itself; zero for never
	SuspendedReason string    // what the person is told
}

// Zone is the name of the time zone in which the person lives.
func (p Person) Zone() string { return cmp.Or(p.TimeZone, DefaultTimeZone) }

// LogValue implements slog.LogValuer: a log never holds more of a person than the id.
func (p Person) LogValue() slog.Value { return slog.StringValue(p.ID) }

// Profile is what everybody may know of a person (defect D10).
type Profile struct {
	ID       string
	Nickname string
	Picture  string // revision of the picture; "" without one
	Title    Title  // that is worn; the zero value for none
}

// Title is an earned title with its name.
type Title struct {
	ID   string
	Name errs.Text
}

// Nickname is a name that everybody sees.
type Nickname struct {
	Shown string // NFC
	Key   string // what makes it unique
}

// Changes are what a person may change about the own account; nil leaves as is.
type Changes struct {
	Nickname  *Nickname // its key is made by whoever changes it
	Language  *Language
	Theme     *Theme
	TimeZone  *string
	Onboarded *bool
	Title     *string // id of the title that is worn, "" for none; whoever sets it has made sure that it is earned
}

// How long a session lives.
const (
	SessionIdle = 60 * 24 * time.Hour  // after the last refresh
	SessionMax  = 365 * 24 * time.Hour // in all
)

// MaxSessions is how many sessions a person has at once; the one unused for longest
// makes room for a new one.
const MaxSessions = 50

// Session is one device on which a person is signed in.
type Session struct {
	ID         string
	PersonID   string
	Device     string // such as "Chrome · Android"; "" when unknown
	CreatedAt  time.Time
	LastSeenAt time.Time // of the sign-in or the last refresh
	ExpiresAt  time.Time
}

// seen gives the session as it is after a use at now.
func (s Session) seen(now time.Time) Session {
	s.LastSeenAt, s.ExpiresAt = now, now.Add(SessionIdle)
	if end := s.CreatedAt.Add(SessionMax); end.Before(s.ExpiresAt) {
		s.ExpiresAt = end
	}
	return s
}

// Tokens are what a device proves its session with.
type Tokens struct {
	IssuedAt    time.Time
	Access      string
	AccessEnds  time.Time
	Refresh     string
	RefreshEnds time.Time
}

// SignedIn is the outcome of a sign-in.
type SignedIn struct {
	Person Person
	Tokens Tokens
}

// Caller is where a request comes from.
type Caller struct {
	IP        string // address as text; "" when unknown
	UserAgent string
}

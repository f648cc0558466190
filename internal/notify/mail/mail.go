// Package mail sends letters to people: it words nothing, but gives what others worded the form
// of a mail, keeps it until a mail server has taken it, and tries again while none does.
//
// Invariants: a letter is stored before anybody is told that it is on its way, and forgotten when
// it was taken, refused for good, or too old; no log and no metric holds an address or a word of
// a letter (defect D05), but for LogSender, which is for development only.
//
// It imports platform packages only; never HTTP, SQL or a mail library.
package mail

import (
	"context"
	"errors"
	"time"
)

// Letter is what somebody is told.
type Letter struct {
	To       string // mail address
	Language string // "ko" or "en"
	Subject  string
	Lines    []string // paragraphs
	Button   string   // what the button says; "" for none
	Address  string   // absolute address that the button leads to
	Note     string   // in small print at the end; may be empty
}

// Message is a letter in the form of a mail.
type Message struct {
	ID      string // of the letter, also within the Message-ID
	To      string
	Subject string
	Text    string
	HTML    string
}

// Sender hands messages to a mail server. An error that wraps ErrRefused is final; anything else
// may heal. Errors hold no address.
type Sender interface {
	Send(ctx context.Context, m Message) error
}

// ErrRefused says that the mail server will never take a message.
var ErrRefused = errors.New("refused by the mail server")

// MaxAge is how long a letter is tried.
const MaxAge = 24 * time.Hour

// Item is a message that waits to be sent.
type Item struct {
	Message
	Tries  int
	EndsAt time.Time // when it is given up
}

// Store keeps what waits. Its errors are of package errs.
type Store interface {
	// Add keeps an item that is due at once.
	Add(ctx context.Context, i Item, now time.Time) error
	// Take gives up to limit items that are due at now, the ones due longest first, and makes
	// them due again at the instant, so that nobody else takes them until then.
	Take(ctx context.Context, now, again time.Time, limit int) ([]Item, error)
	// Later counts a try that failed and makes the item due at the instant.
	Later(ctx context.Context, id string, at time.Time) error
	// Drop forgets an item. One that isn't there is fine.
	Drop(ctx context.Context, id string) error
}

// Package notify brings messages to the devices of people who aren't looking: web push.
//
// Invariants: a device belongs to the person and the session that subscribed it last, and gets
// nothing after either has ended; what a person has read, or looks at, by the time it would be
// sent isn't sent; of one topic the newest message wins; messages wait in memory only, and only
// so many; their words are in no log and no metric (defect D05). Only push services of a list
// are asked.
//
// It imports platform packages only; never HTTP, SQL, or what the messages come from.
package notify

import (
	"context"
	"time"
)

// Subscription is a device that wants messages.
type Subscription struct {
	Endpoint  string // address at its push service; one of a kind
	PublicKey string // of the device, P-256, as browsers give it (p256dh)
	Secret    string // shared with the device (auth)
	PersonID  string
	Session   string // auth.SessionHash of the one that subscribed it
	Language  string // of what the device shows
	RenewedAt time.Time
}

// Message is something that people should know. It says nothing itself: what there is to say is
// asked for when it is sent.
type Message struct {
	People []string
	// Topic is what it belongs to: a newer message takes the place of an older one of its topic,
	// on the way and on the device. At most MaxTopic letters, digits, - and _.
	Topic string
	About About
}

// About is what a message is about.
type About interface {
	// Missed gives those of the people for whom it is news: who haven't seen it and don't look
	// at where it is.
	Missed(ctx context.Context, people []string) ([]string, error)
	// Notice words it for a person.
	Notice(ctx context.Context, person, language string) (Notice, error)
}

// Notice is a message in words.
type Notice struct {
	Title  string
	Body   string
	URL    string // path of the page that it leads to
	Unread int    // what is unread in all, for the badge; negative when that isn't known
	Urgent bool   // worth waking a sleeping device
}

// Limits.
const (
	MaxDevices   = 20   // of a person; the one renewed longest ago makes room
	MaxEndpoint  = 1024 // bytes
	MaxTopic     = 32   // characters, of RFC 8030
	MaxTitle     = 200  // bytes of a title that is sent
	MaxBody      = 600  // bytes of a body that is sent
	keyBytes     = 65   // of a device's key, uncompressed
	secretBytes  = 16
	maxWaiting   = 10_000 // people's topics that wait for their time, on each node
	maxInFlight  = 10_000 // messages to devices that wait for a worker, on each node
	defaultCrew  = 8      // workers
	keptUnused   = 60 * 24 * time.Hour
	keptEnded    = time.Hour // longer than an access token of an ended session lives
	serviceKeeps = 24 * time.Hour
)

// DefaultPatience is how long a message waits: who reads it on another device, or just comes
// back, needs no push.
const DefaultPatience = 4 * time.Second

// MaxAge is how long sending a message is tried.
const MaxAge = 10 * time.Minute

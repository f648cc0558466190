// Package genai asks generative models for other domains: to describe a picture, to paint one, to
// read what is printed on one. It is the only place that knows who provides them.
//
// A call is one request to a model, named by what it is for (Ref) and its Step. It has a row in the
// ledger, which is committed before the request leaves and settled after.
//
// Invariants: a call is sent at most once with an answer possible: whoever finds the row of a call
// that another process sent never sends it again, and only what the provider certainly didn't run
// may be sent once more; the money of a day never goes above its budget by more than what is in
// flight; nothing of a person is sent before that person agreed to the provider of now; keys are in
// no error, log line or metric (defect D05).
//
// It imports platform packages only; never HTTP, SQL, or what the calls are for.
package genai

import (
	"encoding/json"
	"time"
)

// Step is what a model is asked to do.
type Step string

// The steps.
const (
	Describe Step = "describe" // tell in words what a picture looks like
	Paint    Step = "paint"    // paint from words
	Edit     Step = "edit"     // paint from a picture and words
	Read     Step = "read"     // tell what is printed on a picture, in a given form
)

// paints tells whether a step makes a picture.
func (s Step) paints() bool { return s == Paint || s == Edit }

// Call names a request. The same call is paid once, whoever asks for it again.
type Call struct {
	Ref    string // what it is for, such as the id of a try; at most MaxRef letters of ASCII
	Person string // whose picture it is about, and whose quota counts
	Step   Step
}

// MaxRef is the longest Call.Ref, MaxName the longest name of a provider or a model, in characters.
const (
	MaxRef  = 64
	MaxName = 128
)

// DescribeOrder asks for a description.
type DescribeOrder struct {
	Picture      []byte // JPEG
	Instructions string
	MaxRunes     int // of the answer; what is longer is cut at the end of a word
}

// PaintOrder asks for a painting. Call.Step says from what.
type PaintOrder struct {
	Prompt  string
	Picture []byte // JPEG, of Edit only
	Seed    uint64 // for models that take one
	// Progress is told how far it is, from 0 to 1, where the provider says so; or nil.
	Progress func(float64)
	// Check tells what makes a painting useless: then it is Broken and doesn't count in the quota.
	// Nil takes any.
	Check func(painting []byte) error
}

// Painted is a painting as the provider sent it: a PNG, JPEG or WebP by its first bytes.
type Painted struct {
	Bytes []byte
	Model string
}

// ReadOrder asks what a picture tells. The answer is a JSON object of the schema, as far as the
// provider keeps to it.
type ReadOrder struct {
	Picture      []byte // JPEG
	Instructions string
	SchemaName   string // letters, digits, _ and -
	Schema       json.RawMessage
	// Check is as for a PaintOrder.
	Check func(object json.RawMessage) error
}

// About is what can be asked for, and who is asked. It is zero when nothing is set up.
type About struct {
	Name   string // shown to people, and what they agree to; "OpenAI"
	Model  string // that paints
	Paints bool   // from words
	Edits  bool   // from a picture: it is to be preferred to words
	Sees   bool   // describes pictures
	Reads  bool
}

// On tells whether anything is set up.
func (a About) On() bool { return a != About{} }

// can tells whether a step is possible.
func (a About) can(s Step) bool {
	switch s {
	case Describe:
		return a.Sees
	case Paint:
		return a.Paints
	case Edit:
		return a.Edits
	case Read:
		return a.Reads
	}
	return false
}

// Quota is how often a person may still ask on a day of Korea.
type Quota struct {
	Limit, Left int
	ResetsAt    time.Time
}

// Pause says why nobody is asked at the moment.
type Pause string

// The reasons.
const (
	NotPaused    Pause = ""
	PausedBudget Pause = "budget" // the money of the day is spent
	PausedDown   Pause = "down"   // the provider didn't do its work lately
)

// State is how things are for a person.
type State struct {
	About
	Agreed    bool
	AgreedAt  time.Time // zero when not agreed
	Paintings Quota
	Readings  Quota
	Paused    Pause
	Seconds   int // that a painting usually takes
}

// seoul is where the day of quotas and money begins and ends.
var seoul = time.FixedZone("KST", 9*60*60)

// dayOf is the day that a call counts for, and when the next one begins.
func dayOf(now time.Time) (day string, next time.Time) {
	local := now.In(seoul)
	y, m, d := local.Date()
	return local.Format(time.DateOnly), time.Date(y, m, d+1, 0, 0, 0, 0, seoul).UTC()
}

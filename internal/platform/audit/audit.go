// Package audit lets whoever does something with more rights than others have it written down.
//
// Invariant: the line is written first, and nothing is done when it can't be; when what was to be
// done fails, a second line says so. So there may be a line of what came to nothing, but nothing
// that was done without one. Lines are never changed, but
// that people whose accounts are gone are taken out.
package audit

import "context"

// Act is something that somebody did.
type Act struct {
	By     string // id of the person
	Deed   string // such as "hide"
	Kind   string // of what it was done to, such as "piece"
	Target string // its id
	Name   string // what it is called, to be understood when it is gone; "" when it has no name
	Reason string // why, in the person's words
	Failed bool   // it was tried and came to nothing
}

// Log keeps acts.
type Log interface {
	Note(ctx context.Context, a Act) error
}

// Do has an act written down and does it. Without a log (nil) it is only done.
func Do(ctx context.Context, l Log, a Act, do func(ctx context.Context) error) error {
	if l == nil {
		return do(ctx)
	}
	if err := l.Note(ctx, a); err != nil {
		return err
	}
	err := do(ctx)
	if err != nil {
		a.Failed = true
		_ = l.Note(context.WithoutCancel(ctx), a) // the first line stands either way
	}
	return err
}

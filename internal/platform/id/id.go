// Package id makes the names of things: ULIDs in lower case, 26 characters that sort
// by the time they were made, so that new rows stay together in an index.
// See https://github.com/ulid/spec.
package id

import (
	"crypto/rand"
	"strings"

	"github.com/oklog/ulid/v2"

	"piece/internal/platform/clock"
)

// Len is the length of every id, in characters.
const Len = ulid.EncodedSize

// New makes an id that no other process makes: 48 bits of time and 80 of chance.
func New(c clock.Clock) string {
	return strings.ToLower(ulid.MustNew(ulid.Timestamp(c.Now()), rand.Reader).String())
}

// Valid tells whether s has the form of an id, in the one spelling that stores know.
func Valid(s string) bool {
	if len(s) != Len || s != strings.ToLower(s) {
		return false
	}
	_, err := ulid.ParseStrict(s)
	return err == nil
}

// Bytes gives an id in 16 bytes, which sort like it; nil for what isn't one.
func Bytes(s string) []byte {
	u, err := ulid.ParseStrict(s)
	if err != nil {
		return nil
	}
	return u[:]
}

// FromBytes gives the id back.
func FromBytes(b []byte) (string, error) {
	var u ulid.ULID
	if err := u.UnmarshalBinary(b); err != nil {
		return "", err
	}
	return strings.ToLower(u.String()), nil
}

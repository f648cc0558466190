package share

import (
	"crypto/rand"
	"encoding/base64"
	"strings"
)

// tokenBytes is 144 bits of chance, and a whole number of characters.
const tokenBytes = 18

// tokenLength is the length of tokens and secrets in characters.
const tokenLength = tokenBytes / 3 * 4

// newToken draws what nobody can guess, in base64url. One that ends in punctuation is drawn
// again: messengers take that for the end of a sentence and cut it off the address.
func newToken() string {
	b := make([]byte, tokenBytes)
	for {
		_, _ = rand.Read(b) // never fails
		if t := base64.RawURLEncoding.EncodeToString(b); !strings.HasSuffix(t, "-") && !strings.HasSuffix(t, "_") {
			return t
		}
	}
}

// isToken tells whether s has the form of a token. What has another is asked of no store.
func isToken(s string) bool {
	if len(s) != tokenLength {
		return false
	}
	_, err := base64.RawURLEncoding.Strict().DecodeString(s)
	return err == nil && !strings.ContainsAny(s, "\r\n") // which the decoder skips
}

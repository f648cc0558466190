package account

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"strings"

	"piece/internal/platform/id"
)

// refreshSecret is the number of random bytes in a refresh token.
const refreshSecret = 32

// newRefreshToken makes a token "session.secret" and the hash of its secret. The session
// is named so that a token which is no longer stored still tells which family was stolen.
func newRefreshToken(sessionID string) (token, hash string) {
	secret := make([]byte, refreshSecret)
	_, _ = rand.Read(secret) // never fails
	return sessionID + "." + base64.RawURLEncoding.EncodeToString(secret), hashSecret(secret)
}

// parseRefreshToken reads a token back; false for anything that we did not make.
func parseRefreshToken(token string) (sessionID, hash string, ok bool) {
	sessionID, text, _ := strings.Cut(token, ".")
	secret, err := base64.RawURLEncoding.Strict().DecodeString(text)
	if err != nil || len(secret) != refreshSecret || !id.Valid(sessionID) {
		return "", "", false
	}
	return sessionID, hashSecret(secret), true
}

// hashSecret needs no salt or cost: a secret of 32 random bytes can't be guessed.
func hashSecret(secret []byte) string {
	sum := sha256.Sum256(secret)
	return hex.EncodeToString(sum[:])
}

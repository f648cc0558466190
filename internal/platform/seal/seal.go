// Package seal closes values so that who keeps them, such as a browser in a cookie, can neither
// read nor change them, use them for something else, or use them later than they are meant to.
package seal

import (
	"crypto/cipher"
	"crypto/rand"
	"encoding/base64"
	"encoding/json"
	"errors"
	"time"

	"golang.org/x/crypto/chacha20poly1305"

	"piece/internal/platform/clock"
)

// KeySize is the length of a key, in bytes.
const KeySize = chacha20poly1305.KeySize

// ErrBroken says that a text is none that was sealed for this use, or that its time is over.
var ErrBroken = errors.New("seal: not a value of ours, or too old")

// Box seals values. It is safe for concurrent use.
type Box struct {
	aead  cipher.AEAD
	clock clock.Clock
}

// New gives a box with a key of KeySize bytes.
func New(key []byte, c clock.Clock) (*Box, error) {
	aead, err := chacha20poly1305.NewX(key)
	return &Box{aead: aead, clock: c}, err
}

type content struct {
	Ends  int64           `json:"e"`
	Value json.RawMessage `json:"v"`
}

// Seal closes a value for a use until an instant. The text fits into a cookie's value.
func (b *Box) Seal(use string, value any, ends time.Time) (string, error) {
	v, err := json.Marshal(value)
	if err != nil {
		return "", err
	}
	plain, err := json.Marshal(content{Ends: ends.UnixMilli(), Value: v})
	if err != nil {
		return "", err
	}
	nonce := make([]byte, b.aead.NonceSize(), b.aead.NonceSize()+len(plain)+b.aead.Overhead())
	_, _ = rand.Read(nonce) // never fails; 24 bytes never come twice
	return base64.RawURLEncoding.EncodeToString(b.aead.Seal(nonce, nonce, plain, []byte(use))), nil
}

// Open reads a value back into what value points to; ErrBroken for anything else.
func (b *Box) Open(use, text string, value any) error {
	sealed, err := base64.RawURLEncoding.DecodeString(text)
	if err != nil || len(sealed) < b.aead.NonceSize() {
		return ErrBroken
	}
	nonce, rest := sealed[:b.aead.NonceSize()], sealed[b.aead.NonceSize():]
	plain, err := b.aead.Open(nil, nonce, rest, []byte(use))
	if err != nil {
		return ErrBroken
	}
	var c content
	if err := json.Unmarshal(plain, &c); err != nil || b.clock.Now().UnixMilli() >= c.Ends {
		return ErrBroken
	}
	return json.Unmarshal(c.Value, value)
}

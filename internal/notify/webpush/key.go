package webpush

import (
	"crypto/ecdh"
	"crypto/rand"
	"encoding/base64"
	"errors"
	"strings"
)

// Key is the pair of keys by which push services know this site (RFC 8292).
type Key struct{ private, public string }

// ParseKey reads a private key: P-256, base64url, as GenerateKey makes it.
func ParseKey(text string) (Key, error) {
	text = strings.TrimRight(strings.TrimSpace(text), "=")
	b, err := base64.RawURLEncoding.DecodeString(text)
	if err != nil {
		return Key{}, errors.New("push key: not base64url") // the cause might quote it
	}
	private, err := ecdh.P256().NewPrivateKey(b)
	if err != nil {
		return Key{}, errors.New("push key: not a private key of P-256")
	}
	return Key{private: text, public: base64.RawURLEncoding.EncodeToString(private.PublicKey().Bytes())}, nil
}

// GenerateKey makes a private key for ParseKey.
func GenerateKey() (string, error) {
	private, err := ecdh.P256().GenerateKey(rand.Reader)
	if err != nil {
		return "", err
	}
	return base64.RawURLEncoding.EncodeToString(private.Bytes()), nil
}

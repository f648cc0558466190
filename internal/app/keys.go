package app

import (
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"piece/internal/notify/webpush"
	"piece/internal/platform/auth"
)

// secret gives a secret setting. In development one that is missing is made once and
// kept in the data folder; elsewhere it is an error, because a key that nobody chose is
// one that nobody can guard or rotate (defect D03).
func (c *Config) secret(value, name string, make func() ([]byte, error)) ([]byte, error) {
	if value != "" {
		return []byte(value), nil
	}
	if c.Env != development {
		return nil, fmt.Errorf("%s is not set; outside development there is no default for it", name)
	}
	dir := filepath.Join(c.DataDir, "keys")
	path := filepath.Join(dir, name)
	b, err := os.ReadFile(path)
	if !errors.Is(err, fs.ErrNotExist) {
		return b, err
	}
	if b, err = make(); err != nil {
		return nil, err
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, err
	}
	return b, os.WriteFile(path, b, 0o600)
}

func (c *Config) authKeys() (*auth.Keys, error) {
	pem, err := c.secret(c.Auth.Keys, "auth.keys", auth.GenerateKey)
	if err != nil {
		return nil, err
	}
	return auth.ParseKeys(pem)
}

func (c *Config) objectsSecret() ([]byte, error) {
	return c.secret(c.Objects.Secret, "objects.secret", func() ([]byte, error) {
		b := make([]byte, 32)
		_, err := rand.Read(b)
		return []byte(hex.EncodeToString(b)), err
	})
}

// pushKey gives the key of push messages; the zero value where there are none.
func (c *Config) pushKey() (webpush.Key, error) {
	if c.Push.Key == "" && c.Env != development {
		return webpush.Key{}, nil
	}
	text, err := c.secret(c.Push.Key, "push.key", func() ([]byte, error) {
		text, err := webpush.GenerateKey()
		return []byte(text), err
	})
	if err != nil {
		return webpush.Key{}, err
	}
	return webpush.ParseKey(string(text))
}

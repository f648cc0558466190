package auth

import (
	"context"
	"crypto"
	"crypto/ed25519"
	"crypto/hkdf"
	"crypto/rand"
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"encoding/pem"
	"errors"
	"fmt"

	"github.com/go-jose/go-jose/v4"
)

// Keys is a set of key pairs of which the first signs. It is a KeySource.
type Keys struct {
	signer jose.Signer
	seed   []byte // of the key that signs
	public jose.JSONWebKeySet
}

// ParseKeys reads PEM blocks: "PRIVATE KEY" (PKCS #8, Ed25519), of which the first
// signs, and "PUBLIC KEY" for keys that only verify until their last tokens have ended.
// To rotate, put a new private key first and turn the old one into a public one.
func ParseKeys(data []byte) (*Keys, error) {
	k := &Keys{}
	for {
		var block *pem.Block
		block, data = pem.Decode(data)
		if block == nil {
			break
		}
		if err := k.add(block); err != nil {
			return nil, err
		}
	}
	if k.signer == nil {
		return nil, errors.New("auth keys: no private key")
	}
	return k, nil
}

func (k *Keys) add(block *pem.Block) error {
	switch block.Type {
	case "PRIVATE KEY":
		key, err := x509.ParsePKCS8PrivateKey(block.Bytes)
		if err != nil {
			return errors.New("auth keys: a private key can't be read") // the cause might quote it
		}
		private, ok := key.(ed25519.PrivateKey)
		if !ok {
			return fmt.Errorf("auth keys: want Ed25519, have %T", key)
		}
		public := publish(private.Public().(ed25519.PublicKey))
		k.public.Keys = append(k.public.Keys, public)
		if k.signer != nil {
			return nil
		}
		k.signer, err = jose.NewSigner(
			jose.SigningKey{Algorithm: jose.EdDSA, Key: jose.JSONWebKey{Key: private, KeyID: public.KeyID}},
			(&jose.SignerOptions{}).WithType("JWT"))
		if err != nil {
			return err
		}
		// A trial: a key that can't sign should fail the start. It also fills the standard
		// library's cache of expanded keys, whose first use is best not shared.
		k.seed = private.Seed()
		_, err = k.signer.Sign(nil)
		return err
	case "PUBLIC KEY":
		key, err := x509.ParsePKIXPublicKey(block.Bytes)
		if err != nil {
			return fmt.Errorf("auth keys: %w", err)
		}
		public, ok := key.(ed25519.PublicKey)
		if !ok {
			return fmt.Errorf("auth keys: want Ed25519, have %T", key)
		}
		k.public.Keys = append(k.public.Keys, publish(public))
		return nil
	}
	return fmt.Errorf("auth keys: a %s block is not a key", block.Type)
}

// publish names a key by its thumbprint (RFC 7638), so that the same key has the same
// id on every node.
func publish(key ed25519.PublicKey) jose.JSONWebKey {
	j := jose.JSONWebKey{Key: key, Algorithm: string(jose.EdDSA), Use: "sig"}
	sum, err := j.Thumbprint(crypto.SHA256)
	if err != nil {
		panic("auth: an Ed25519 key always has a thumbprint: " + err.Error())
	}
	j.KeyID = base64.RawURLEncoding.EncodeToString(sum)
	return j
}

// Secret derives a secret of 32 bytes from the key that signs (HKDF, RFC 5869): another for each
// use, the same on every node, and another once the keys are rotated.
func (k *Keys) Secret(use string) []byte {
	secret, err := hkdf.Key(sha256.New, k.seed, nil, use, sha256.Size)
	if err != nil {
		panic("auth: 32 bytes can always be derived: " + err.Error())
	}
	return secret
}

// Public is the key set to publish (RFC 7517).
func (k *Keys) Public() jose.JSONWebKeySet { return k.public }

// Key implements KeySource.
func (k *Keys) Key(_ context.Context, kid string) (*jose.JSONWebKey, error) {
	return find(k.public, kid)
}

func find(set jose.JSONWebKeySet, kid string) (*jose.JSONWebKey, error) {
	for i := range set.Keys {
		if set.Keys[i].KeyID == kid {
			return &set.Keys[i], nil
		}
	}
	return nil, ErrUnknownKey
}

// GenerateKey makes a new private key as a PEM block for ParseKeys.
func GenerateKey() ([]byte, error) {
	_, private, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		return nil, err
	}
	der, err := x509.MarshalPKCS8PrivateKey(private)
	if err != nil {
		return nil, err
	}
	return pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: der}), nil
}

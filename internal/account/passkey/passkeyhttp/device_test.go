package passkeyhttp_test

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"testing"

	"github.com/go-webauthn/webauthn/protocol/webauthncbor"
	"github.com/go-webauthn/webauthn/protocol/webauthncose"
)

// device is an authenticator with one key, as WebAuthn Level 3, 6, has it. What it gets wrong is set
// beforehand.
type device struct {
	t      testing.TB
	key    *ecdsa.PrivateKey
	id     []byte
	handle []byte
	count  uint32

	origin   string
	rpID     string
	flags    byte   // beside those that tell of a new key
	kind     string // of what is answered; the right one when empty
	asAnswer func(map[string]any)
}

const (
	present, verified, hasKey = 0x01, 0x04, 0x40
	origin                    = "https://piece.example"
	rpID                      = "piece.example"
)

func newDevice(t testing.TB) *device {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	id := make([]byte, 32)
	_, _ = rand.Read(id)
	return &device{t: t, key: key, id: id, origin: origin, rpID: rpID, flags: present | verified}
}

// copy is a copy of the device, key and all.
func (d *device) copy() *device {
	c := *d
	return &c
}

var text = base64.RawURLEncoding

func (d *device) clientData(kind, challenge string) []byte {
	if d.kind != "" {
		kind = d.kind
	}
	b, err := json.Marshal(map[string]any{"type": kind, "challenge": challenge, "origin": d.origin, "crossOrigin": false})
	if err != nil {
		d.t.Fatal(err)
	}
	return b
}

func (d *device) data(flags byte, more []byte) []byte {
	sum := sha256.Sum256([]byte(d.rpID))
	out := append(sum[:], flags)
	out = binary.BigEndian.AppendUint32(out, d.count)
	return append(out, more...)
}

func (d *device) marshal(v any) []byte {
	b, err := webauthncbor.Marshal(v)
	if err != nil {
		d.t.Fatal(err)
	}
	return b
}

// make answers options to make a passkey.
func (d *device) make(options map[string]any) map[string]any {
	d.t.Helper()
	public, err := d.key.PublicKey.Bytes() // 0x04, x, y
	if err != nil {
		d.t.Fatal(err)
	}
	cose := d.marshal(map[int]any{1: int64(webauthncose.EllipticKey), 3: int64(webauthncose.AlgES256), -1: int64(webauthncose.P256), -2: public[1:33], -3: public[33:]})
	user := options["user"].(map[string]any)
	if d.handle, err = text.DecodeString(user["id"].(string)); err != nil {
		d.t.Fatal(err)
	}
	more := make([]byte, 16) // no AAGUID
	more = binary.BigEndian.AppendUint16(more, uint16(len(d.id)))
	more = append(append(more, d.id...), cose...)
	object := d.marshal(map[string]any{"fmt": "none", "attStmt": map[string]any{}, "authData": d.data(d.flags|hasKey, more)})
	return d.answer(map[string]any{
		"clientDataJSON": text.EncodeToString(d.clientData("webauthn.create", options["challenge"].(string))), "attestationObject": text.EncodeToString(object),
		"transports": []string{"internal"},
	})
}

// use answers options to come in.
func (d *device) use(options map[string]any) map[string]any {
	d.t.Helper()
	client := d.clientData("webauthn.get", options["challenge"].(string))
	data := d.data(d.flags, nil)
	hash := sha256.Sum256(client)
	sum := sha256.Sum256(append(append([]byte{}, data...), hash[:]...))
	signature, err := ecdsa.SignASN1(rand.Reader, d.key, sum[:])
	if err != nil {
		d.t.Fatal(err)
	}
	return d.answer(map[string]any{
		"clientDataJSON": text.EncodeToString(client), "authenticatorData": text.EncodeToString(data), "signature": text.EncodeToString(signature),
		"userHandle": text.EncodeToString(d.handle),
	})
}

func (d *device) answer(response map[string]any) map[string]any {
	if d.asAnswer != nil {
		d.asAnswer(response)
	}
	return map[string]any{"credential": map[string]any{
		"id": text.EncodeToString(d.id), "rawId": text.EncodeToString(d.id), "type": "public-key", "response": response, "clientExtensionResults": map[string]any{},
	}}
}

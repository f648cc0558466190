// Package fakepush is a push service for tests: it speaks RFC 8030 over TLS, checks by which site
// a message was signed (RFC 8292), opens it as the device would (RFC 8291), and answers as it is
// told to.
package fakepush

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/ecdh"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/hkdf"
	"crypto/rand"
	"crypto/sha256"
	"crypto/tls"
	"crypto/x509"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/go-jose/go-jose/v4"
	"github.com/go-jose/go-jose/v4/jwt"
)

// Service is a running push service.
type Service struct {
	t        testing.TB
	server   *httptest.Server
	Received chan Letter // those that were answered with 201

	mu      sync.Mutex
	devices map[string]*Device // by path; guarded by mu
}

// Letter is a message that reached its device.
type Letter struct {
	Device  *Device
	Payload string
	Topic   string
	TTL     string
	Urgency string
	Key     string // public key of the site that signed it
	Subject string // whom to reach about it
}

// Answer tells how a message is answered; the zero value is 201.
type Answer struct {
	Status     int
	RetryAfter string
	Wait       <-chan struct{} // before the answer
}

// Device is a browser that subscribed.
type Device struct {
	Endpoint, PublicKey, Secret string

	private *ecdh.PrivateKey
	secret  []byte

	mu    sync.Mutex
	plan  []Answer // guarded by mu; used up one by one
	tries int      // guarded by mu
}

// New runs a service until the test ends.
func New(t testing.TB) *Service {
	t.Helper()
	s := &Service{t: t, Received: make(chan Letter, 1000), devices: map[string]*Device{}}
	s.server = httptest.NewTLSServer(s)
	t.Cleanup(s.server.Close)
	return s
}

// Host is what a list of allowed hosts needs.
func (s *Service) Host() string { return strings.TrimPrefix(s.server.URL, "https://") }

// TLS trusts the service.
func (s *Service) TLS() *tls.Config {
	roots := x509.NewCertPool()
	roots.AddCert(s.server.Certificate())
	return &tls.Config{RootCAs: roots, MinVersion: tls.VersionTLS12}
}

// Subscribe makes a device, whose messages are answered as planned, then with 201.
func (s *Service) Subscribe(plan ...Answer) *Device {
	s.t.Helper()
	private, err := ecdh.P256().GenerateKey(rand.Reader)
	if err != nil {
		s.t.Fatal(err)
	}
	d := &Device{private: private, secret: make([]byte, 16), plan: plan}
	_, _ = rand.Read(d.secret) // never fails
	path := "/send/" + rand.Text()
	d.Endpoint, d.PublicKey, d.Secret = s.server.URL+path, text(private.PublicKey().Bytes()), text(d.secret)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.devices[path] = d
	return d
}

// Tries is how often something was sent to the device.
func (d *Device) Tries() int {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.tries
}

func (d *Device) next() (a Answer) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.tries++
	a.Status = http.StatusCreated
	if len(d.plan) > 0 {
		a, d.plan = d.plan[0], d.plan[1:]
	}
	return a
}

// ServeHTTP implements http.Handler.
func (s *Service) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	d := s.devices[r.URL.Path]
	s.mu.Unlock()
	if d == nil || r.Method != http.MethodPost {
		w.WriteHeader(http.StatusNotFound)
		return
	}
	l, err := s.open(r, d)
	if err != nil {
		s.t.Errorf("a message that no device could read: %v", err)
		w.WriteHeader(http.StatusBadRequest)
		return
	}
	a := d.next()
	if a.Wait != nil {
		select {
		case <-a.Wait:
		case <-r.Context().Done():
			return
		}
	}
	if a.RetryAfter != "" {
		w.Header().Set("Retry-After", a.RetryAfter)
	}
	if a.Status == http.StatusCreated {
		s.Received <- l
	}
	w.Header().Set("Location", "https://"+s.Host()+"/somewhere-else")
	w.WriteHeader(a.Status)
}

func (s *Service) open(r *http.Request, d *Device) (Letter, error) {
	l := Letter{Device: d, Topic: r.Header.Get("Topic"), TTL: r.Header.Get("TTL"), Urgency: r.Header.Get("Urgency")}
	if r.Header.Get("Content-Encoding") != "aes128gcm" {
		return l, fmt.Errorf("encoded as %q", r.Header.Get("Content-Encoding"))
	}
	body, err := io.ReadAll(io.LimitReader(r.Body, 5000))
	if err != nil {
		return l, err
	}
	if len(body) > 4096 {
		return l, fmt.Errorf("%d bytes", len(body))
	}
	if l.Payload, err = d.decrypt(body); err != nil {
		return l, err
	}
	l.Key, l.Subject, err = s.signed(r.Header.Get("Authorization"))
	return l, err
}

// decrypt opens a body of RFC 8188 with the keys of RFC 8291.
func (d *Device) decrypt(body []byte) (string, error) {
	if len(body) < 16+4+1+65 {
		return "", errors.New("too short")
	}
	salt, record, keyLength := body[:16], binary.BigEndian.Uint32(body[16:20]), int(body[20])
	if keyLength != 65 || int(record) < len(body)-21-keyLength {
		return "", fmt.Errorf("a key of %d bytes, records of %d", keyLength, record)
	}
	sender, err := ecdh.P256().NewPublicKey(body[21:86])
	if err != nil {
		return "", err
	}
	shared, err := d.private.ECDH(sender)
	if err != nil {
		return "", err
	}
	info := "WebPush: info\x00" + string(d.private.PublicKey().Bytes()) + string(sender.Bytes())
	ikm, err := hkdf.Key(sha256.New, shared, d.secret, info, 32)
	if err != nil {
		return "", err
	}
	key, err := hkdf.Key(sha256.New, ikm, salt, "Content-Encoding: aes128gcm\x00", 16)
	if err != nil {
		return "", err
	}
	nonce, err := hkdf.Key(sha256.New, ikm, salt, "Content-Encoding: nonce\x00", 12)
	if err != nil {
		return "", err
	}
	block, err := aes.NewCipher(key)
	if err != nil {
		return "", err
	}
	gcm, err := cipher.NewGCM(block)
	if err != nil {
		return "", err
	}
	plain, err := gcm.Open(nil, nonce, body[86:], nil)
	if err != nil {
		return "", err
	}
	plain = []byte(strings.TrimRight(string(plain), "\x00"))
	if len(plain) == 0 || plain[len(plain)-1] != 2 {
		return "", errors.New("not the last record")
	}
	return string(plain[:len(plain)-1]), nil
}

// signed checks who signed a request.
func (s *Service) signed(authorization string) (key, subject string, err error) {
	fields, ok := strings.CutPrefix(authorization, "vapid t=")
	token, key, both := strings.Cut(fields, ", k=")
	if !ok || !both {
		return "", "", errors.New("not signed")
	}
	b, err := base64.RawURLEncoding.DecodeString(key)
	if err != nil {
		return "", "", err
	}
	public, err := ecdsa.ParseUncompressedPublicKey(elliptic.P256(), b)
	if err != nil {
		return "", "", err
	}
	parsed, err := jwt.ParseSigned(token, []jose.SignatureAlgorithm{jose.ES256})
	if err != nil {
		return "", "", err
	}
	var c jwt.Claims
	if err := parsed.Claims(public, &c); err != nil {
		return "", "", err
	}
	if err := c.Validate(jwt.Expected{AnyAudience: jwt.Audience{s.server.URL}, Time: time.Now()}); err != nil {
		return "", "", err
	}
	if c.Expiry == nil || c.Expiry.Time().After(time.Now().Add(24*time.Hour)) {
		return "", "", errors.New("signed for longer than a day")
	}
	return key, c.Subject, nil
}

func text(b []byte) string { return base64.RawURLEncoding.EncodeToString(b) }

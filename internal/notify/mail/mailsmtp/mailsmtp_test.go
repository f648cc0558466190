package mailsmtp_test

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"errors"
	"io"
	"math/big"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net"
	"net/mail"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/emersion/go-sasl"
	"github.com/emersion/go-smtp"

	letter "piece/internal/notify/mail"
	"piece/internal/notify/mail/mailsmtp"
)

// server is a mail server that keeps what it takes.
type server struct {
	mu     sync.Mutex
	taken  []string // guarded by mu
	rcpt   error    // what it answers to a recipient
	data   error    // what it answers to a mail
	logins []string // guarded by mu
}

type session struct{ *server }

func (s *session) Reset()                               {}
func (s *session) Logout() error                        { return nil }
func (s *session) Mail(string, *smtp.MailOptions) error { return nil }
func (s *session) Rcpt(string, *smtp.RcptOptions) error { return s.rcpt }
func (s *session) AuthMechanisms() []string             { return []string{sasl.Plain} }

func (s *session) Auth(string) (sasl.Server, error) {
	return sasl.NewPlainServer(func(_, user, password string) error {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.logins = append(s.logins, user)
		if password != "right" {
			return smtp.ErrAuthFailed
		}
		return nil
	}), nil
}

func (s *session) Data(r io.Reader) error {
	b, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	if s.data != nil {
		return s.data
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.taken = append(s.taken, string(b))
	return nil
}

// certificate is one that only the pool trusts.
func certificate(t *testing.T) (tls.Certificate, *x509.CertPool) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	about := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "localhost"}, DNSNames: []string{"localhost"},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour), IsCA: true, BasicConstraintsValid: true,
	}
	der, err := x509.CreateCertificate(rand.Reader, about, about, key.Public(), key)
	if err != nil {
		t.Fatal(err)
	}
	parsed, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	pool := x509.NewCertPool()
	pool.AddCert(parsed)
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}, pool
}

// start runs a server that offers STARTTLS, or speaks TLS from the first byte.
func start(t *testing.T, wrapped bool) (s *server, port string, trust *tls.Config) {
	t.Helper()
	s = &server{}
	cert, pool := certificate(t)
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	_, port, _ = net.SplitHostPort(l.Addr().String())
	real := smtp.NewServer(smtp.BackendFunc(func(*smtp.Conn) (smtp.Session, error) { return &session{s}, nil }))
	real.Domain, real.ReadTimeout, real.WriteTimeout = "localhost", 5*time.Second, 5*time.Second
	real.TLSConfig = &tls.Config{Certificates: []tls.Certificate{cert}, MinVersion: tls.VersionTLS12}
	if wrapped {
		l = tls.NewListener(l, real.TLSConfig)
	}
	done := make(chan struct{})
	go func() { defer close(done); _ = real.Serve(l) }()
	t.Cleanup(func() { _ = real.Close(); <-done })
	return s, port, &tls.Config{RootCAs: pool, MinVersion: tls.VersionTLS12}
}

var message = letter.Message{
	ID: "01k3q0zv5wq2m8d7x4n9c6b1ah", To: "minji@mail.example", Subject: "비밀번호를 새로 정해 주세요",
	Text: "안녕하세요, 민지님.\n\nhttps://piece.example/reset#abc=\n", HTML: "<p>안녕하세요, <b>민지</b>님.</p>",
}

func sender(t *testing.T, address string, trust *tls.Config) *mailsmtp.Sender {
	t.Helper()
	s, err := mailsmtp.New(address, "조각 PIECE <piece@piece.example>", trust)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestAMailArrivesAsItWasWritten(t *testing.T) {
	for name, c := range map[string]struct {
		scheme, login, query string
		wrapped              bool
	}{
		"STARTTLS and a password": {scheme: "smtp", login: "piece:right@"},
		"TLS and a password":      {scheme: "smtps", login: "piece:right@", wrapped: true},
		"nothing":                 {scheme: "smtp", query: "?tls=none"},
	} {
		t.Run(name, func(t *testing.T) {
			s, port, trust := start(t, c.wrapped)
			if err := sender(t, c.scheme+"://"+c.login+"localhost:"+port+c.query, trust).Send(t.Context(), message); err != nil {
				t.Fatal(err)
			}
			if len(s.taken) != 1 || (c.login != "") != (len(s.logins) == 1) {
				t.Fatalf("%d mails, %d logins", len(s.taken), len(s.logins))
			}
			got, err := mail.ReadMessage(strings.NewReader(s.taken[0]))
			if err != nil {
				t.Fatal(err)
			}
			words := new(mime.WordDecoder)
			subject, _ := words.DecodeHeader(got.Header.Get("Subject"))
			from, err := got.Header.AddressList("From")
			if err != nil || subject != message.Subject || from[0].Name != "조각 PIECE" || from[0].Address != "piece@piece.example" || got.Header.Get("Message-Id") != "<"+message.ID+"@piece.example>" {
				t.Errorf("%v, %q, %v", err, subject, got.Header)
			}
			kind, params, err := mime.ParseMediaType(got.Header.Get("Content-Type"))
			if err != nil || kind != "multipart/alternative" {
				t.Fatalf("%v, %q", err, kind)
			}
			parts := multipart.NewReader(got.Body, params["boundary"])
			for _, want := range []struct{ kind, text string }{{"text/plain", message.Text}, {"text/html", message.HTML}} {
				part, err := parts.NextRawPart()
				if err != nil {
					t.Fatal(err)
				}
				b, err := io.ReadAll(quotedprintable.NewReader(part))
				if text := strings.ReplaceAll(string(b), "\r\n", "\n"); err != nil || !strings.HasPrefix(part.Header.Get("Content-Type"), want.kind) || strings.TrimSpace(text) != strings.TrimSpace(want.text) {
					t.Errorf("%v, %v: %q", err, part.Header, text)
				}
			}
		})
	}
}

func TestWhatAServerAnswersIsFinalOrNot(t *testing.T) {
	status := func(code int) error {
		return &smtp.SMTPError{Code: code, Message: "about <minji@mail.example>"}
	}
	for name, c := range map[string]struct {
		rcpt, data error
		login      string
		final      bool
	}{
		"no such address": {rcpt: status(550), final: true},
		"grey-listed":     {rcpt: status(451)},
		"mail refused":    {data: status(554), final: true},
		"server full":     {data: status(452)},
		"wrong password":  {login: "piece:wrong@"},
	} {
		t.Run(name, func(t *testing.T) {
			s, port, trust := start(t, false)
			s.rcpt, s.data = c.rcpt, c.data
			err := sender(t, "smtp://"+c.login+"localhost:"+port, trust).Send(t.Context(), message)
			if err == nil || errors.Is(err, letter.ErrRefused) != c.final {
				t.Errorf("got %v", err)
			}
			if err != nil && (strings.Contains(err.Error(), "minji") || strings.Contains(err.Error(), "wrong")) {
				t.Errorf("D05: the error tells too much: %v", err)
			}
		})
	}
}

func TestAServerThatIsAwayOrHangsIsTriedAgain(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close() // it takes connections and says nothing
	ctx, cancel := context.WithTimeout(t.Context(), 300*time.Millisecond)
	defer cancel()
	_, port, _ := net.SplitHostPort(l.Addr().String())
	for _, p := range []string{port, "1"} {
		if err := sender(t, "smtp://localhost:"+p+"?tls=none", nil).Send(ctx, message); err == nil || errors.Is(err, letter.ErrRefused) {
			t.Errorf("got %v", err)
		}
	}
}

func TestNobodyIsTrustedBlindly(t *testing.T) {
	s, port, _ := start(t, false)
	if err := sender(t, "smtp://piece:right@localhost:"+port, nil).Send(t.Context(), message); err == nil || len(s.taken)+len(s.logins) > 0 {
		t.Errorf("%v, %d mails, %d logins", err, len(s.taken), len(s.logins))
	}
}

func TestSettingsThatMakeNoSense(t *testing.T) {
	for address, from := range map[string]string{
		"http://localhost":                   "a@b.example",
		"smtp://":                            "a@b.example",
		"smtp://a:secret@localhost?tls=none": "a@b.example",
		"smtp://localhost?tls=maybe":         "a@b.example",
		"smtp://localhost":                   "nobody",
	} {
		if _, err := mailsmtp.New(address, from, nil); err == nil || strings.Contains(err.Error(), "secret") {
			t.Errorf("%s, %s: %v", address, from, err)
		}
	}
}

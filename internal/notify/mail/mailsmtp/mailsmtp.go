// Package mailsmtp hands mails to a server that speaks SMTP (RFC 5321).
package mailsmtp

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"net/mail"
	"net/textproto"
	"net/url"
	"strconv"
	"time"

	gomail "github.com/wneessen/go-mail"

	letter "piece/internal/notify/mail"
)

// Sender hands mails to one server. It is safe for concurrent use.
type Sender struct {
	host    string
	options []gomail.Option
	from    *mail.Address
}

var _ letter.Sender = (*Sender)(nil)

// Timeout bounds each step of a conversation with the server.
const Timeout = 20 * time.Second

// New gives a sender for smtp://user:password@host:587 (STARTTLS is required),
// smtp://host:25?tls=none (nothing is protected, so no password is taken), or
// smtps://user:password@host:465. from is who mails come from, such as "PIECE <piece@example.com>".
// trust is nil for the system's.
func New(address, from string, trust *tls.Config) (*Sender, error) {
	u, err := url.Parse(address)
	if err != nil || u.Hostname() == "" || u.Scheme != "smtp" && u.Scheme != "smtps" {
		return nil, errors.New("want smtp://… or smtps://…") // without the address: it holds a password
	}
	sender, err := mail.ParseAddress(from)
	if err != nil {
		return nil, fmt.Errorf("from: %w", err)
	}
	if trust == nil {
		trust = &tls.Config{MinVersion: tls.VersionTLS12}
	}
	trust = trust.Clone()
	trust.ServerName = u.Hostname()
	options := []gomail.Option{gomail.WithTimeout(Timeout), gomail.WithTLSConfig(trust), gomail.WithoutNoop(), gomail.WithDialContextFunc(dial)}
	port, auth := 587, gomail.SMTPAuthAutoDiscover
	switch kind := u.Query().Get("tls"); {
	case u.Scheme == "smtps":
		// The library doesn't see that a connection of dial's is protected, and would look for ways to
		// sign in without that.
		port, auth = 465, gomail.SMTPAuthPlain
		options = append(options, gomail.WithSSL(), gomail.WithDialContextFunc(func(ctx context.Context, network, address string) (net.Conn, error) {
			conn, err := dial(ctx, network, address)
			if err != nil {
				return nil, err
			}
			return tls.Client(conn, trust), nil
		}))
	case kind == "none":
		port = 25
		options = append(options, gomail.WithTLSPolicy(gomail.NoTLS))
		if u.User != nil {
			return nil, errors.New("a password needs TLS: leave tls=none out")
		}
	case kind == "" || kind == "starttls":
		options = append(options, gomail.WithTLSPolicy(gomail.TLSMandatory))
	default:
		return nil, fmt.Errorf("tls: want starttls or none, not %q", kind)
	}
	if text := u.Port(); text != "" {
		port, _ = strconv.Atoi(text)
	}
	options = append(options, gomail.WithPort(port))
	if u.User != nil {
		password, _ := u.User.Password()
		options = append(options, gomail.WithSMTPAuth(auth), gomail.WithUsername(u.User.Username()), gomail.WithPassword(password))
	}
	_, domain, _ := cut(sender.Address)
	options = append(options, gomail.WithHELO(domain))
	s := &Sender{host: u.Hostname(), options: options, from: sender}
	_, err = s.client()
	return s, err
}

// dial connects. The library waits for the server's first words without any end, so the connection
// has one from the start.
func dial(ctx context.Context, network, address string) (net.Conn, error) {
	conn, err := new(net.Dialer).DialContext(ctx, network, address)
	if err != nil {
		return nil, err
	}
	end := time.Now().Add(Timeout)
	if sooner, ok := ctx.Deadline(); ok && sooner.Before(end) {
		end = sooner
	}
	return conn, conn.SetDeadline(end)
}

func cut(address string) (local, domain string, ok bool) {
	for i := len(address) - 1; i >= 0; i-- {
		if address[i] == '@' {
			return address[:i], address[i+1:], true
		}
	}
	return address, "", false
}

func (s *Sender) client() (*gomail.Client, error) { return gomail.NewClient(s.host, s.options...) }

// Send implements mail.Sender.
func (s *Sender) Send(ctx context.Context, m letter.Message) error {
	msg := gomail.NewMsg()
	msg.FromMailAddress(s.from)
	if err := msg.To(m.To); err != nil {
		return fmt.Errorf("%w: the address can't be written to", letter.ErrRefused)
	}
	_, domain, _ := cut(s.from.Address)
	msg.Subject(m.Subject)
	msg.SetDate()
	msg.SetMessageIDWithValue(m.ID + "@" + domain) // the same with each try, so that a double is known as one
	msg.SetGenHeader("Auto-Submitted", "auto-generated")
	msg.SetBodyString(gomail.TypeTextPlain, m.Text)
	msg.AddAlternativeString(gomail.TypeTextHTML, m.HTML)
	client, err := s.client()
	if err != nil {
		return err
	}
	return safe(client.DialAndSendWithContext(ctx, msg))
}

// safe leaves of an error what may be logged: servers repeat addresses in theirs.
func safe(err error) error {
	if err == nil {
		return nil
	}
	var sent *gomail.SendError
	if errors.As(err, &sent) {
		if code := sent.ErrorCode(); code != 0 {
			if !sent.IsTemp() {
				return fmt.Errorf("%w: %s, code %d", letter.ErrRefused, sent.Reason, code)
			}
			return fmt.Errorf("%s, code %d", sent.Reason, code)
		}
		return fmt.Errorf("%s", sent.Reason)
	}
	var reply *textproto.Error
	if errors.As(err, &reply) {
		return fmt.Errorf("the mail server answered with code %d", reply.Code)
	}
	return err // of the network or of TLS: no server's words
}

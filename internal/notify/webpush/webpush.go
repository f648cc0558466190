// Package webpush hands messages to the push services of browsers: sealed for the device
// (RFC 8291), signed by this site (RFC 8292), by the protocol of RFC 8030.
//
// Invariants: an endpoint comes from a browser and may be anything; so only https addresses of
// hosts of a list are asked, redirects aren't followed, and no connection is made to an address
// inside our own networks, whatever a name resolves to. Nothing of what an endpoint or an answer
// says is in an error but its host and status. It imports the domain and platform.
package webpush

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/SherClockHolmes/webpush-go"

	"piece/internal/notify"
	"piece/internal/platform/clock"
	"piece/internal/platform/outbound"
)

// Config says whom to ask, and how.
type Config struct {
	Key     Key
	Contact string // mailto: or https: address of who runs the site
	// Hosts are all that may be asked, with the port unless it is 443; "*.name" stands for any
	// name below.
	Hosts   []string
	Private []netip.Prefix // networks that may be asked although they aren't public
	Clock   clock.Clock
	Timeout time.Duration // of a try; 0 means 10 s
	TLS     *tls.Config   // nil trusts what the system trusts
}

const (
	defaultTimeout = 10 * time.Second
	perHost        = 16      // connections
	maxAnswer      = 4 << 10 // bytes that are read of an answer, so that its connection lives on
	longestWait    = 24 * time.Hour
)

// Sender implements notify.Sender. It is safe for concurrent use.
type Sender struct {
	Config
	http *http.Client
}

var _ notify.Sender = (*Sender)(nil)

// New gives a sender.
func New(c Config) *Sender {
	if c.Timeout <= 0 {
		c.Timeout = defaultTimeout
	}
	t := outbound.Transport(c.Private)
	t.MaxConnsPerHost, t.MaxIdleConnsPerHost, t.TLSClientConfig = perHost, perHost, c.TLS
	return &Sender{Config: c, http: &http.Client{
		Transport: t, Timeout: c.Timeout,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}}
}

// Key implements notify.Sender.
func (s *Sender) Key() string { return s.Config.Key.public }

// Allows implements notify.Sender.
func (s *Sender) Allows(endpoint string) bool {
	u, err := url.Parse(endpoint)
	if err != nil || u.Scheme != "https" || u.User != nil || u.Fragment != "" {
		return false
	}
	host := strings.ToLower(u.Hostname())
	if port := u.Port(); port != "" && port != "443" {
		host = net.JoinHostPort(host, port)
	}
	return host != "" && slices.ContainsFunc(s.Hosts, func(allowed string) bool {
		below, any := strings.CutPrefix(strings.ToLower(allowed), "*")
		if any {
			return strings.HasPrefix(below, ".") && len(host) > len(below) && strings.HasSuffix(host, below)
		}
		return host == below
	})
}

// Send implements notify.Sender.
func (s *Sender) Send(ctx context.Context, to notify.Subscription, l notify.Letter) error {
	if !s.Allows(to.Endpoint) { // the list may have become shorter
		return &notify.Failure{Outcome: notify.Gone, Text: "a push service that may not be asked"}
	}
	urgency := webpush.UrgencyNormal
	if l.Urgent {
		urgency = webpush.UrgencyHigh
	}
	res, err := webpush.SendNotificationWithContext(ctx, l.Payload, &webpush.Subscription{
		Endpoint: to.Endpoint, Keys: webpush.Keys{P256dh: to.PublicKey, Auth: to.Secret},
	}, &webpush.Options{
		HTTPClient: s.http, Topic: l.Topic, TTL: int(l.Keep.Seconds()), Urgency: urgency,
		Subscriber:     strings.TrimPrefix(s.Contact, "mailto:"), // the library puts it before again
		VAPIDPublicKey: s.Config.Key.public, VAPIDPrivateKey: s.Config.Key.private,
	})
	if err != nil {
		return failure(err)
	}
	defer res.Body.Close()
	_, _ = io.Copy(io.Discard, io.LimitReader(res.Body, maxAnswer)) // nobody needs it
	return s.judge(res)
}

// judge sorts the answers.
func (s *Sender) judge(res *http.Response) error {
	f := &notify.Failure{Text: "answered " + strconv.Itoa(res.StatusCode)}
	switch {
	case res.StatusCode >= 200 && res.StatusCode <= 299:
		return nil
	case res.StatusCode == http.StatusNotFound, res.StatusCode == http.StatusGone:
		f.Outcome = notify.Gone
	case res.StatusCode == http.StatusRequestEntityTooLarge:
		f.Outcome = notify.TooLarge
	case res.StatusCode == http.StatusTooManyRequests, res.StatusCode >= 500:
		f.Outcome, f.After = notify.Later, s.retryAfter(res.Header.Get("Retry-After"))
	default:
		f.Outcome = notify.Refused
	}
	return f
}

// retryAfter reads a number of seconds or a date; 0 for anything else.
func (s *Sender) retryAfter(text string) time.Duration {
	if n, err := strconv.Atoi(text); err == nil && n >= 0 {
		return time.Duration(min(n, int(longestWait/time.Second))) * time.Second
	}
	if at, err := http.ParseTime(text); err == nil {
		return min(max(at.Sub(s.Clock.Now()), 0), longestWait)
	}
	return 0
}

// failure sorts what kept a request from being answered. Errors of a connection name the
// endpoint, which is a secret of the device: only their cause is told.
func failure(err error) error {
	if errors.Is(err, webpush.ErrMaxPadExceeded) {
		return &notify.Failure{Outcome: notify.TooLarge, Text: "more than fits into a message"}
	}
	var request *url.Error
	if !errors.As(err, &request) {
		return fmt.Errorf("sealing a message: %w", err)
	}
	if own, ok := errors.AsType[*outbound.Error](err); ok && own.Outcome == outbound.Forbidden {
		return &notify.Failure{Outcome: notify.Refused, Text: "a private address"}
	}
	text := "no answer"
	if request.Timeout() {
		text = "no answer in time"
	}
	return &notify.Failure{Outcome: notify.Later, Text: text}
}

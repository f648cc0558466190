// Package outbound asks servers of others, politely and on guard: only hosts of a list, also
// after redirects; never an address inside our own networks, whatever a name resolves to;
// not more often than promised, again after a while when they are busy, not at all for a
// while when they are down; never more bytes than expected.
//
// Invariants: what a request carries in its query or its headers is in no error, log line or
// metric, because keys are there (defect D05). No cookies are kept, no header of a request
// goes to another host. The package imports no room but clock.
package outbound

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"net/netip"
	"net/url"
	"sync"
	"time"

	"github.com/cenkalti/backoff/v7"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/sony/gobreaker/v2"
	"golang.org/x/time/rate"

	"piece/internal/platform/clock"
)

// Config says whom a client may ask, and how. Name, Agent and Hosts must be there, the rest
// has defaults.
type Config struct {
	Name  string // of the client in errors, logs and metrics, such as "tmdb"
	Agent string // User-Agent: who asks, the version, and where to complain
	// Hosts are all that may be asked, as HostOf gives them: "host" for the usual ports of
	// http and https, else "host:port".
	Hosts []string
	// Private are networks that may be asked although they aren't public.
	Private []netip.Prefix

	RequestsPerSecond float64       // 4; redirects and tries count too
	Timeout           time.Duration // of one try, from the first byte to the last; 30 s
	MaxBytes          int64         // of a body, as it is sent and as it is unpacked; 8 MB
	Tries             int           // of one request at most; 4

	Clock   clock.Clock           // the system's
	Log     *slog.Logger          // none
	Metrics prometheus.Registerer // none
	// Wait is how time is waited for; tests that have no time set it. nil waits.
	Wait func(ctx context.Context, d time.Duration) error
}

// Bounds of politeness.
const (
	maxWait    = time.Minute // longest wait within one request; who is told to wait longer gives up
	maxHold    = time.Hour   // longest time for which a server that says "later" isn't asked at all
	firstPause = 500 * time.Millisecond
	maxPause   = 20 * time.Second
	tripAfter  = 8 // failures one after the other, tries included, until the breaker opens
	openFor    = time.Minute
)

// Client asks the hosts of its list. It is safe for concurrent use.
type Client struct {
	Config
	hosts   map[string]bool
	http    http.RoundTripper
	limit   *rate.Limiter
	breaker *gobreaker.CircuitBreaker[*Response]
	metrics *metrics

	mu   sync.Mutex
	hold time.Time // guarded by mu; the servers asked not to be asked before
}

// New gives a client.
func New(c Config) (*Client, error) {
	if c.Name == "" || c.Agent == "" || len(c.Hosts) == 0 {
		return nil, errors.New("outbound: name, agent and hosts must be there")
	}
	c.fill()
	o := &Client{Config: c, hosts: map[string]bool{}, metrics: newMetrics(c.Metrics)}
	for _, h := range c.Hosts {
		o.hosts[normal(h)] = true
	}
	o.http = transport(c.Private)
	o.limit = rate.NewLimiter(rate.Limit(c.RequestsPerSecond), 1)
	o.breaker = gobreaker.NewCircuitBreaker[*Response](gobreaker.Settings{
		Name: c.Name, Timeout: openFor,
		ReadyToTrip:   func(n gobreaker.Counts) bool { return n.ConsecutiveFailures >= tripAfter },
		IsSuccessful:  func(err error) bool { return !down(err) },
		IsExcluded:    func(err error) bool { return outcome(err) == Canceled || outcome(err) == Forbidden },
		OnStateChange: o.breakerTurned,
	})
	o.metrics.breaker.WithLabelValues(c.Name).Set(0)
	return o, nil
}

func (c *Config) fill() {
	if c.RequestsPerSecond <= 0 {
		c.RequestsPerSecond = 4
	}
	if c.Timeout <= 0 {
		c.Timeout = 30 * time.Second
	}
	if c.MaxBytes <= 0 {
		c.MaxBytes = 8 << 20
	}
	if c.Tries <= 0 {
		c.Tries = 4
	}
	if c.Clock == nil {
		c.Clock = clock.System{}
	}
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	if c.Wait == nil {
		c.Wait = wait
	}
}

// Options go with a request.
type Options struct {
	Header     http.Header // further headers; they go to the host of the address only
	Validators Validators  // of what is here already
}

// Validators tell one version of a document from another. Keep them with the document.
type Validators struct {
	ETag         string
	LastModified string // as the server wrote it
}

// Response is an answer with its whole body, unpacked.
type Response struct {
	Status      int    // 200 to 299, or 304
	NotModified bool   // what the validators belong to is still the newest; there is no body
	Type        string // Content-Type as the server wrote it; may be anything
	Body        []byte
	Validators  Validators
}

// Get asks for an address until there is an answer, or until it isn't worth it. An error is
// always an *Error.
func (c *Client) Get(ctx context.Context, address string, o Options) (*Response, error) {
	u, err := url.Parse(address)
	if err != nil { // its text holds the address
		return nil, &Error{Client: c.Name, Outcome: Forbidden, text: "not an address"}
	}
	if err := c.allowed(u); err != nil {
		c.metrics.count(c.Name, nil, err, 0)
		return nil, c.failure(ctx, u, err)
	}
	pause := backoff.ExponentialBackOff{InitialInterval: firstPause, RandomizationFactor: backoff.DefaultRandomizationFactor, Multiplier: 2, MaxInterval: maxPause}
	for try := 1; ; try++ {
		res, err := c.try(ctx, u, o)
		if err == nil {
			return res, nil
		}
		f := c.failure(ctx, u, err)
		rest := max(pause.NextBackOff(), f.RetryAfter)
		if try >= c.Tries || !f.Outcome.passing() || rest > maxWait || !enough(ctx, rest) {
			return nil, f
		}
		c.Log.DebugContext(ctx, "asking again", "client", c.Name, "error", f, "try", try, "wait", rest)
		if c.Wait(ctx, rest) != nil {
			return nil, f
		}
	}
}

// try asks once, when it is our turn.
func (c *Client) try(ctx context.Context, u *url.URL, o Options) (*Response, error) {
	begin := time.Now()
	err := c.held(ctx)
	var res *Response
	if err == nil {
		res, err = c.breaker.Execute(func() (*Response, error) {
			if err := c.turn(ctx); err != nil {
				return nil, err
			}
			begin = time.Now()
			res, err := c.exchange(ctx, u, o)
			if over := ctx.Err(); err != nil && over != nil { // not the server's fault
				err = &Error{Outcome: Canceled, text: "gave up", cause: over}
			}
			return res, err
		})
	}
	c.metrics.count(c.Name, res, err, time.Since(begin))
	return res, err
}

// held waits until the servers want to be asked again, if that is soon.
func (c *Client) held(ctx context.Context) error {
	c.mu.Lock()
	rest := c.hold.Sub(c.Clock.Now())
	c.mu.Unlock()
	switch {
	case rest <= 0:
		return nil
	case rest > maxWait || !enough(ctx, rest):
		return &Error{Outcome: Held, RetryAfter: rest, text: "asked to wait longer"}
	}
	return c.waited(ctx, rest)
}

// later remembers that a server asked to be left alone.
func (c *Client) later(d time.Duration) {
	until := c.Clock.Now().Add(min(d, maxHold))
	c.mu.Lock()
	defer c.mu.Unlock()
	if until.After(c.hold) {
		c.hold = until
	}
}

// turn waits until the rate allows one more.
func (c *Client) turn(ctx context.Context) error {
	now := c.Clock.Now()
	r := c.limit.ReserveN(now, 1)
	if d := r.DelayFrom(now); d > 0 {
		if !enough(ctx, d) {
			r.CancelAt(now)
			return &Error{Outcome: Canceled, text: "no time left to wait for a turn", cause: context.DeadlineExceeded}
		}
		return c.waited(ctx, d)
	}
	return nil
}

func (c *Client) waited(ctx context.Context, d time.Duration) error {
	if err := c.Wait(ctx, d); err != nil {
		return &Error{Outcome: Canceled, text: "gave up waiting", cause: err}
	}
	return nil
}

// wait sleeps unless the context ends first.
func wait(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-t.C:
		return nil
	}
}

// enough tells whether there is time for a wait before the context's deadline.
func enough(ctx context.Context, d time.Duration) bool {
	end, ok := ctx.Deadline()
	return ctx.Err() == nil && (!ok || time.Until(end) > d)
}

func (c *Client) breakerTurned(_ string, from, to gobreaker.State) {
	c.metrics.breaker.WithLabelValues(c.Name).Set(float64(to))
	c.Log.Warn("circuit breaker", "client", c.Name, "from", from.String(), "to", to.String())
}

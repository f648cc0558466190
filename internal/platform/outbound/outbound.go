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
	"sync"
	"time"

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
	o.http = Transport(c.Private)
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

func (c *Client) breakerTurned(_ string, from, to gobreaker.State) {
	c.metrics.breaker.WithLabelValues(c.Name).Set(float64(to))
	c.Log.Warn("circuit breaker", "client", c.Name, "from", from.String(), "to", to.String())
}

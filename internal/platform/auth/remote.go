package auth

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"sync"
	"time"

	"github.com/go-jose/go-jose/v4"
	"golang.org/x/sync/singleflight"

	"piece/internal/platform/clock"
)

const (
	remoteMaxAge  = 10 * time.Minute // a withdrawn key is forgotten after this
	remoteMinGap  = 10 * time.Second // forged key ids must not make us flood the account service
	remoteTimeout = 5 * time.Second
	remoteMaxSize = 64 << 10
)

// RemoteKeys is a KeySource over the key set that the account service publishes, for
// services that run apart. A known key answers at once, also while the account service is
// down or slow; the set is renewed beside it. It is safe for concurrent use.
type RemoteKeys struct {
	url    string
	client *http.Client
	clock  clock.Clock
	once   singleflight.Group // one fetch at a time

	mu      sync.Mutex
	set     jose.JSONWebKeySet // guarded by mu
	fetched time.Time          // guarded by mu; of the last success
	tried   time.Time          // guarded by mu
	lastErr error              // guarded by mu; of the last try
}

// NewRemoteKeys gives a source over the set at url.
func NewRemoteKeys(url string, c clock.Clock) *RemoteKeys {
	return &RemoteKeys{url: url, client: &http.Client{Timeout: remoteTimeout}, clock: c}
}

// Key implements KeySource.
func (r *RemoteKeys) Key(ctx context.Context, kid string) (*jose.JSONWebKey, error) {
	key, fresh, err := r.known(kid)
	if err == nil {
		if !fresh {
			_ = r.once.DoChan("", r.renew(ctx))
		}
		return key, nil
	}
	if _, err, _ := r.once.Do("", r.renew(ctx)); err != nil {
		return nil, err
	}
	key, _, err = r.known(kid)
	return key, err
}

// known looks the key up in the set we have, and tells whether that is still young.
func (r *RemoteKeys) known(kid string) (key *jose.JSONWebKey, fresh bool, err error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	key, err = find(r.set, kid)
	return key, r.clock.Now().Sub(r.fetched) < remoteMaxAge, err
}

// renew fetches the set, unless that was tried a moment ago: then it repeats its outcome.
func (r *RemoteKeys) renew(ctx context.Context) func() (any, error) {
	return func() (any, error) {
		now := r.clock.Now()
		r.mu.Lock()
		recent, lastErr := !r.tried.IsZero() && now.Sub(r.tried) < remoteMinGap, r.lastErr
		r.mu.Unlock()
		if recent {
			return nil, lastErr
		}
		set, err := r.fetch(ctx)
		r.mu.Lock()
		defer r.mu.Unlock()
		r.tried, r.lastErr = now, err
		if err == nil {
			r.set, r.fetched = set, now
		}
		return nil, err
	}
}

func (r *RemoteKeys) fetch(ctx context.Context) (jose.JSONWebKeySet, error) {
	var set jose.JSONWebKeySet
	// The keys are for everybody: one caller who hangs up must not make the fetch fail.
	req, err := http.NewRequestWithContext(context.WithoutCancel(ctx), http.MethodGet, r.url, nil)
	if err != nil {
		return set, err
	}
	res, err := r.client.Do(req)
	if err != nil {
		return set, err
	}
	defer res.Body.Close()
	if res.StatusCode != http.StatusOK {
		return set, fmt.Errorf("key set answered %s", res.Status)
	}
	if err := json.NewDecoder(io.LimitReader(res.Body, remoteMaxSize)).Decode(&set); err != nil {
		return set, fmt.Errorf("key set: %w", err)
	}
	return set, nil
}

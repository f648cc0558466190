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

	"piece/internal/platform/clock"
)

const (
	remoteMaxAge  = 10 * time.Minute // a withdrawn key is forgotten after this
	remoteMinGap  = 10 * time.Second // forged key ids must not make us flood the account service
	remoteTimeout = 5 * time.Second
	remoteMaxSize = 64 << 10
)

// RemoteKeys is a KeySource over the key set that the account service publishes, for
// services that run apart. It is safe for concurrent use.
type RemoteKeys struct {
	url    string
	client *http.Client
	clock  clock.Clock

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

// Key implements KeySource. Keys that are known answer also while the account service
// is down.
func (r *RemoteKeys) Key(ctx context.Context, kid string) (*jose.JSONWebKey, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	now := r.clock.Now()
	key, err := find(r.set, kid)
	if err == nil && now.Sub(r.fetched) < remoteMaxAge {
		return key, nil
	}
	if r.tried.IsZero() || now.Sub(r.tried) >= remoteMinGap {
		r.tried = now
		r.lastErr = r.fetch(ctx, now)
		key, err = find(r.set, kid)
	}
	if err != nil && r.lastErr != nil {
		return nil, r.lastErr
	}
	return key, err
}

func (r *RemoteKeys) fetch(ctx context.Context, now time.Time) error {
	// The keys are for everybody: one caller who hangs up must not make the fetch fail.
	req, err := http.NewRequestWithContext(context.WithoutCancel(ctx), http.MethodGet, r.url, nil)
	if err != nil {
		return err
	}
	res, err := r.client.Do(req)
	if err != nil {
		return err
	}
	defer res.Body.Close()
	if res.StatusCode != http.StatusOK {
		return fmt.Errorf("key set answered %s", res.Status)
	}
	var set jose.JSONWebKeySet
	if err := json.NewDecoder(io.LimitReader(res.Body, remoteMaxSize)).Decode(&set); err != nil {
		return fmt.Errorf("key set: %w", err)
	}
	r.set, r.fetched = set, now
	return nil
}

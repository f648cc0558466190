package outbound

import (
	"context"
	"net/url"
	"time"

	"github.com/cenkalti/backoff/v7"
)

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

package outbound

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"net/netip"
	"testing"
	"testing/synctest"
	"time"
)

// pipes is a listener within the process, so that all time that passes is the bubble's.
type pipes struct {
	conns chan net.Conn
	done  chan struct{}
}

func (p *pipes) Accept() (net.Conn, error) {
	select {
	case c := <-p.conns:
		return c, nil
	case <-p.done:
		return nil, net.ErrClosed
	}
}
func (p *pipes) Close() error   { close(p.done); return nil }
func (p *pipes) Addr() net.Addr { return &net.TCPAddr{} }

func (p *pipes) dial(ctx context.Context, _, _ string) (net.Conn, error) {
	client, server := net.Pipe()
	select {
	case p.conns <- server:
		return client, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// bubble runs a test with a client and a server in a time of their own.
func bubble(t *testing.T, change func(*Config), h http.HandlerFunc, test func(t *testing.T, c *Client)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		p := &pipes{conns: make(chan net.Conn), done: make(chan struct{})}
		s := &http.Server{Handler: h}
		go func() { _ = s.Serve(p) }()
		config := Config{Name: "test", Agent: "PIECE/test", Hosts: []string{"test.example"}, RequestsPerSecond: 1000, Tries: 1}
		if change != nil {
			change(&config)
		}
		c, err := New(config)
		if err != nil {
			t.Fatal(err)
		}
		pipe := Transport(nil)
		pipe.DialContext = p.dial
		c.http = pipe
		test(t, c)
		pipe.CloseIdleConnections()
		_ = s.Close()
	})
}

func ask(t *testing.T, c *Client) (*Response, Outcome) {
	t.Helper()
	res, err := c.Get(t.Context(), "http://test.example/", Options{})
	return res, outcome(err)
}

func fine(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, "fine") }

func TestSlowServersAreGivenUp(t *testing.T) {
	for name, c := range map[string]struct {
		h    http.HandlerFunc
		took time.Duration
	}{
		"no header": {func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }, headerTimeout},
		"no body": {func(w http.ResponseWriter, r *http.Request) {
			w.(http.Flusher).Flush()
			<-r.Context().Done()
		}, 30 * time.Second},
		"a byte a second": {func(w http.ResponseWriter, r *http.Request) {
			for r.Context().Err() == nil {
				_, _ = w.Write([]byte("x"))
				w.(http.Flusher).Flush()
				_ = wait(r.Context(), time.Second)
			}
		}, 30 * time.Second},
	} {
		bubble(t, nil, c.h, func(t *testing.T, client *Client) {
			begin := time.Now()
			if _, o := ask(t, client); o != Timeout || time.Since(begin) != c.took {
				t.Errorf("%s: %s after %s", name, o, time.Since(begin))
			}
		})
	}
}

func TestTheRateIsKept(t *testing.T) {
	bubble(t, func(c *Config) { c.RequestsPerSecond = 4 }, fine, func(t *testing.T, c *Client) {
		begin := time.Now()
		done := make(chan Outcome)
		for range 21 {
			go func() {
				_, o := ask(t, c)
				done <- o
			}()
		}
		for range 21 {
			if o := <-done; o != OK {
				t.Error(o)
			}
		}
		if took := time.Since(begin); took != 5*time.Second {
			t.Errorf("21 requests took %s", took)
		}
		ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
		defer cancel()
		if _, err := c.Get(ctx, "http://test.example/", Options{}); outcome(err) != Canceled || !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("who has no time to wait: %v", err)
		}
	})
}

func TestTheBreakerLetsOneTryAgain(t *testing.T) {
	n, broken := 0, true
	h := func(w http.ResponseWriter, r *http.Request) {
		n++
		if broken {
			w.WriteHeader(http.StatusBadGateway)
		}
	}
	bubble(t, nil, h, func(t *testing.T, c *Client) {
		for range tripAfter {
			if _, o := ask(t, c); o != Failed {
				t.Fatal(o)
			}
		}
		if _, o := ask(t, c); o != Open || n != tripAfter {
			t.Fatalf("%s after %d", o, n)
		}
		time.Sleep(openFor + 1)
		if _, o := ask(t, c); o != Failed || n != tripAfter+1 {
			t.Fatalf("%s after %d", o, n)
		}
		if _, o := ask(t, c); o != Open {
			t.Fatal(o)
		}
		broken = false
		time.Sleep(openFor + 1)
		for range 3 {
			if _, o := ask(t, c); o != OK {
				t.Fatal(o)
			}
		}
	})
}

type roundTrip func(*http.Request) *http.Response

func (f roundTrip) RoundTrip(r *http.Request) (*http.Response, error) { return f(r), nil }

func TestD27ARedirectOutOfTLSIsRefused(t *testing.T) {
	c, err := New(Config{Name: "test", Agent: "PIECE/test", Hosts: []string{"test.example"}})
	if err != nil {
		t.Fatal(err)
	}
	asked := 0
	c.http = roundTrip(func(*http.Request) *http.Response {
		asked++
		return &http.Response{StatusCode: http.StatusFound, Header: http.Header{"Location": {"http://test.example/"}}, Body: http.NoBody}
	})
	if _, err := c.Get(t.Context(), "https://test.example/", Options{}); outcome(err) != Forbidden || asked != 1 {
		t.Errorf("%v after %d requests", err, asked)
	}
}

func TestReachable(t *testing.T) {
	private := []netip.Prefix{netip.MustParsePrefix("10.1.0.0/16")}
	for _, a := range []string{"8.8.8.8", "203.133.167.81", "99.84.1.1", "2606:4700::1", "::ffff:8.8.8.8", "10.1.2.3", "::ffff:10.1.2.3"} {
		if !reachable(netip.MustParseAddr(a), private) {
			t.Errorf("%s is not reachable", a)
		}
	}
	for _, a := range []string{
		"127.0.0.1", "127.8.9.1", "10.0.0.1", "10.2.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "169.254.169.254", "100.64.0.1", "100.127.255.255",
		"0.0.0.0", "0.1.2.3", "224.0.0.1", "239.1.1.1", "240.0.0.1", "255.255.255.255", "192.0.0.1", "192.0.2.1", "198.18.0.1", "198.51.100.1", "203.0.113.1",
		"::", "::1", "::ffff:127.0.0.1", "::ffff:192.168.0.1", "::127.0.0.1", "fe80::1", "fe80::1%eth0", "fc00::1", "fd12::1", "fec0::1", "ff02::1",
		"64:ff9b::7f00:1", "64:ff9b:1::1", "2002:7f00:1::", "2001::1", "2001:db8::1", "100::1",
	} {
		if reachable(netip.MustParseAddr(a), private) {
			t.Errorf("%s is reachable", a)
		}
	}
}

package realtime

import (
	"bufio"
	"context"
	"net"
	"net/http"
	"net/url"
	"sync"

	"piece/internal/platform/errs"
	"piece/internal/platform/httpapi"
	"piece/internal/platform/limit"
)

// places count the connections from each address.
type places struct {
	limit int // 0 for none
	mu    sync.Mutex
	open  map[string]int // by network; guarded by mu
}

func newPlaces(most int) *places { return &places{limit: most, open: map[string]int{}} }

// take counts a connection and tells how many there are now.
func (p *places) take(address string) int {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.open[address]++
	return p.open[address]
}

func (p *places) give(address string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.open[address]--; p.open[address] <= 0 {
		delete(p.open, address)
	}
}

type tooManyKey struct{}

// tooManyFrom tells whether a connection is one too many from its address.
func tooManyFrom(ctx context.Context) bool {
	over, _ := ctx.Value(tooManyKey{}).(bool)
	return over
}

// ServeHTTP takes a websocket. One too many from an address is let in only to be told so: what
// browsers tell pages of a refused handshake is nothing. Of many too many not even that.
func (n *Node) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if !n.serving() || n.draining.Load() {
		w.Header().Set("Retry-After", "1")
		w.WriteHeader(http.StatusServiceUnavailable)
		return
	}
	address, over := limit.Network(httpapi.ClientIP(r.Context())), false
	done := func() {}
	if p := n.places; p.limit > 0 && address != "" {
		count := p.take(address)
		done = sync.OnceFunc(func() { p.give(address) })
		if over = count > p.limit; count > p.limit+p.limit/2+10 {
			done()
			w.WriteHeader(http.StatusTooManyRequests)
			return
		}
	}
	d := &door{ResponseWriter: w, left: done}
	n.handler.ServeHTTP(d, handshake(r, over))
	if !d.open {
		done() // refused
	}
}

// handshake is a request with nothing but what the handshake needs: the library keeps it as long
// as the connection lives. Without the rest it also speaks JSON only, and doesn't compress, which
// would cost more memory for each connection than all else.
func handshake(r *http.Request, over bool) *http.Request {
	h := http.Header{}
	for _, name := range []string{"Connection", "Upgrade", "Origin", "Sec-Websocket-Key", "Sec-Websocket-Version"} {
		if v := r.Header[name]; v != nil {
			h[name] = v
		}
	}
	ctx := context.Background()
	if over {
		ctx = context.WithValue(ctx, tooManyKey{}, true)
	}
	slim := &http.Request{Method: r.Method, URL: &url.URL{Path: r.URL.Path}, Proto: r.Proto, ProtoMajor: r.ProtoMajor, ProtoMinor: r.ProtoMinor, Header: h, Host: r.Host}
	return slim.WithContext(ctx)
}

// door hands the connection over through whatever wraps the answer, and tells when it is closed.
type door struct {
	http.ResponseWriter
	left func()
	open bool
}

// Hijack implements http.Hijacker.
func (d *door) Hijack() (net.Conn, *bufio.ReadWriter, error) {
	conn, rw, err := http.NewResponseController(d.ResponseWriter).Hijack()
	if err != nil {
		return nil, nil, errs.Internal.With(err)
	}
	d.open = true
	return &seat{Conn: conn, left: d.left}, rw, nil
}

// seat is a connection that tells when it is closed.
type seat struct {
	net.Conn
	left func()
}

// Close implements net.Conn.
func (s *seat) Close() error {
	s.left()
	return s.Conn.Close()
}

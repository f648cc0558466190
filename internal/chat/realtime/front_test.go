package realtime_test

import (
	"io"
	"net"
	"strings"
	"sync"
	"testing"
)

// front is the network between devices and nodes: it can lead elsewhere, be cut, and stop.
type front struct {
	t      *testing.T
	l      net.Listener
	mu     sync.Mutex
	to     string
	conns  []net.Conn
	frozen chan struct{} // until it is closed nothing passes to devices; nil while it flows
}

func newFront(t *testing.T, s *site) *front {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	f := &front{t: t, l: l}
	f.lead(s)
	go f.serve()
	t.Cleanup(func() { _ = l.Close(); f.cut() })
	return f
}

func (f *front) url() string { return "ws://" + f.l.Addr().String() + "/realtime" }

// lead takes new connections to a node.
func (f *front) lead(s *site) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.to = strings.TrimPrefix(s.http.URL, "http://")
}

// cut ends all connections.
func (f *front) cut() {
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, c := range f.conns {
		_ = c.Close()
	}
	f.conns = nil
}

// freeze lets nothing more pass to devices, and gives what lets it pass again.
func (f *front) freeze() (thaw func()) {
	f.mu.Lock()
	defer f.mu.Unlock()
	stop := make(chan struct{})
	f.frozen = stop
	return sync.OnceFunc(func() {
		f.mu.Lock()
		f.frozen = nil
		f.mu.Unlock()
		close(stop)
	})
}

func (f *front) serve() {
	for {
		in, err := f.l.Accept()
		if err != nil {
			return
		}
		f.mu.Lock()
		out, err := net.Dial("tcp", f.to)
		if err != nil {
			_ = in.Close()
			f.mu.Unlock()
			continue
		}
		f.conns = append(f.conns, in, out)
		f.mu.Unlock()
		go func() { _, _ = io.Copy(out, in); _ = out.Close() }()
		go func() { f.pass(in, out); _ = in.Close() }()
	}
}

func (f *front) pass(in, out net.Conn) {
	if c, ok := out.(*net.TCPConn); ok {
		_ = c.SetReadBuffer(4 << 10)
	}
	buf := make([]byte, 4<<10)
	for {
		n, err := out.Read(buf)
		f.mu.Lock()
		frozen := f.frozen
		f.mu.Unlock()
		if frozen != nil {
			<-frozen
		}
		if _, werr := in.Write(buf[:n]); err != nil || werr != nil {
			return
		}
	}
}

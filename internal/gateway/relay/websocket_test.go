package relay

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"
)

// shouting answers an upgrade, and each line afterwards with the line in capitals.
func shouting(t *testing.T) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Upgrade") != "websocket" || r.Header.Get("Origin") != "https://piece.example" || r.Header.Get("X-Forwarded-For") != "127.0.0.1" {
			t.Errorf("asked with %v", r.Header)
		}
		conn, rw, err := http.NewResponseController(w).Hijack()
		if err != nil {
			t.Error(err)
			return
		}
		defer conn.Close()
		fmt.Fprint(conn, "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n")
		for {
			line, err := rw.ReadString('\n')
			if err != nil {
				return
			}
			fmt.Fprint(conn, strings.ToUpper(line))
		}
	}
}

// D47: a connection that says nothing outlives all time limits of requests, on both ways.
func TestD47_ConnectionsPassAndStay(t *testing.T) {
	const limit = 50 * time.Millisecond
	hurried := func(h http.Handler) *httptest.Server {
		srv := httptest.NewUnstartedServer(h)
		srv.Config.ReadTimeout, srv.Config.WriteTimeout, srv.Config.IdleTimeout = limit, limit, limit
		srv.Start()
		t.Cleanup(srv.Close)
		return srv
	}
	chat := hurried(shouting(t))
	srv := hurried(front(t, Upstreams{Chat: chat.URL}, func(c *Config) { c.Patience = limit }).Config.Handler)
	u, err := url.Parse(srv.URL)
	if err != nil {
		t.Fatal(err)
	}
	conn, err := net.Dial("tcp", u.Host)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close() })
	fmt.Fprintf(conn, "GET /realtime HTTP/1.1\r\nHost: %s\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nOrigin: https://piece.example\r\n\r\n", u.Host)
	r := bufio.NewReader(conn)
	res, err := http.ReadResponse(r, nil)
	if err != nil || res.StatusCode != http.StatusSwitchingProtocols {
		t.Fatalf("%v, %v", res, err)
	}
	for _, pause := range []time.Duration{0, 6 * limit, 0} {
		time.Sleep(pause) // the silence is what is tested
		fmt.Fprintln(conn, "hello")
		if line, err := r.ReadString('\n'); line != "HELLO\n" || err != nil {
			t.Fatalf("after %s: %q, %v", pause, line, err)
		}
	}
	chat.CloseClientConnections()
	_ = conn.(*net.TCPConn).CloseWrite()
	if _, err := r.ReadByte(); err != io.EOF {
		t.Errorf("the end: %v", err)
	}
}

package app

import (
	"bytes"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	realtime "github.com/centrifugal/centrifuge-go"

	"piece/internal/platform/httpapi"
)

// sessionEnded is the code with which a connection is closed whose session is over.
const sessionEnded = 3500

// device is a connection of a person, as a page holds one.
type device struct {
	*visitor
	up     chan struct{} // closed once it is connected
	closed chan uint32   // the code it was closed with, for good
	line   *realtime.Client
}

// connect opens a connection with the session of the visitor.
func (v *visitor) connect() *device {
	v.t.Helper()
	token := func(realtime.ConnectionTokenEvent) (string, error) {
		var got struct{ Token string }
		v.must(http.StatusOK, "POST", "/api/v1/sessions/realtime", nil, &got)
		return got.Token, nil
	}
	d := v.connection(realtime.Config{GetToken: token})
	select {
	case <-d.up:
	case code := <-d.closed:
		v.t.Fatalf("closed with %d", code)
	case <-time.After(10 * time.Second):
		v.t.Fatal("no connection")
	}
	return d
}

func (v *visitor) connection(c realtime.Config) *device {
	v.t.Helper()
	d := &device{visitor: v, up: make(chan struct{}), closed: make(chan uint32, 1)}
	line := realtime.NewJsonClient("ws"+strings.TrimPrefix(v.site.URL, "http")+"/realtime", c)
	d.line = line
	line.OnConnected(func(realtime.ConnectedEvent) { close(d.up) })
	line.OnDisconnected(func(e realtime.DisconnectedEvent) { d.closed <- e.Code })
	v.t.Cleanup(line.Close)
	if err := line.Connect(); err != nil {
		v.t.Fatal(err)
	}
	return d
}

// ends waits until the connection is closed for good.
func (d *device) ends(why string) {
	d.t.Helper()
	select {
	case code := <-d.closed:
		if code != sessionEnded {
			d.t.Errorf("%s: closed with %d", why, code)
		}
	case <-time.After(20 * time.Second):
		d.t.Errorf("%s: still connected", why)
	}
}

// again signs the person in on one more device.
func (v *visitor) again(nickname string) *visitor {
	v.t.Helper()
	next := v.site.guest(v.t)
	next.must(http.StatusCreated, "POST", "/api/v1/sessions", map[string]any{"email": nickname + "@mail.example", "password": "a long enough secret"}, nil)
	return next
}

// D06, D38: a connection lives as long as its session, wherever and however that ends, and no
// longer; others of the same person go on.
func TestD06_ConnectionsEndWithTheirSession(t *testing.T) {
	homes(t, func(t *testing.T, front *site, all ...*site) {
		accounts := all[min(1, len(all)-1)]
		minji := front.join(t, "minji")
		other := front.join(t, "sujin").connect()
		first, second, third := minji.connect(), minji.again("minji").connect(), minji.again("minji").connect()

		first.must(http.StatusNoContent, "DELETE", "/api/v1/sessions/current", nil, nil)
		first.ends("logged out")
		third.must(http.StatusNoContent, "PUT", "/api/v1/me/password", map[string]any{"current": "a long enough secret", "next": "another long secret"}, nil)
		second.ends("password changed on another device")
		var told bytes.Buffer
		if code := Main(t.Context(), []string{"admin", "suspend", "minji"}, []string{"PIECE_DATA_DIR=" + accounts.dir}, &told, &told); code != 0 {
			t.Fatalf("%d: %s", code, told.String())
		}
		third.ends("suspended")

		other.must(http.StatusOK, "GET", "/api/v1/me", nil, nil)
		select {
		case code := <-other.closed:
			t.Errorf("somebody else was closed with %d", code)
		default:
		}
	})
}

// D38: neither no token nor one for requests opens a connection.
func TestD38_AConnectionNeedsATokenOfItsOwn(t *testing.T) {
	front := open(t)
	minji := front.join(t, "minji")
	var access string
	here, err := url.Parse(front.URL)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range minji.http.Jar.Cookies(here) {
		if c.Name == httpapi.AccessCookie {
			access = c.Value
		}
	}
	if access == "" {
		t.Fatal("no token of requests")
	}
	for what, token := range map[string]string{"none": "", "nonsense": "a.b.c", "of requests": access} {
		d := minji.connection(realtime.Config{Token: token, GetToken: func(realtime.ConnectionTokenEvent) (string, error) { return "", realtime.ErrUnauthorized }})
		select {
		case <-d.closed:
		case <-d.up:
			t.Errorf("%s: connected", what)
		case <-time.After(10 * time.Second):
			t.Errorf("%s: neither connected nor refused", what)
		}
	}
}

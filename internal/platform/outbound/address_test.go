package outbound_test

import (
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"

	"piece/internal/platform/outbound"
)

func TestD27OnlyHostsOfTheListAreAsked(t *testing.T) {
	var asked atomic.Int64
	at := serve(t, answers(&asked, text("inner")))
	w := newWorld(t, nil, "https://api.example")
	for _, address := range []string{
		at, strings.Replace(at, "http", "https", 1), "https://api.example:444/", "https://api.example.evil/", "https://evil/api.example", "https://api.example@evil/",
		"https://user:password@api.example/", "file:///etc/passwd", "ftp://api.example/", "gopher://api.example/", "//api.example/", "api.example", "", "http://[::1", "javascript:1",
	} {
		if _, err := w.get(t, address, outbound.Options{}); err == nil || err.Outcome != outbound.Forbidden {
			t.Errorf("%q: %v", address, err)
		}
		if w.Allows(address) {
			t.Errorf("%q is allowed", address)
		}
	}
	if asked.Load() > 0 || len(w.waits) > 0 {
		t.Errorf("asked %d times, waits %v", asked.Load(), w.waits)
	}
	for _, address := range []string{"https://api.example/a", "http://API.example:80/", "https://api.example.:443/"} {
		if !w.Allows(address) {
			t.Errorf("%q is not allowed", address)
		}
	}
}

func TestD27PrivateAddressesAreNeverConnectedTo(t *testing.T) {
	var asked atomic.Int64
	at := serve(t, answers(&asked, text("inner")))
	named := strings.Replace(at, "127.0.0.1", "localhost", 1) // a name of the list that resolves to an inner address
	outside := func(c *outbound.Config) { c.Private = nil }
	for _, address := range []string{at, named, "http://169.254.169.254", "http://[::1]:80", "http://[::ffff:127.0.0.1]:80", "http://0.0.0.0:80"} {
		w := newWorld(t, outside, address)
		if _, err := w.get(t, address, outbound.Options{}); err == nil || err.Outcome != outbound.Forbidden {
			t.Errorf("%s: %v", address, err)
		}
	}
	if asked.Load() > 0 {
		t.Error("a private server was asked")
	}
}

func TestD27RedirectsStayWithinTheList(t *testing.T) {
	var asked atomic.Int64
	inner := serve(t, answers(&asked, text("inner")))
	for _, to := range []string{inner, "file:///etc/passwd", "ftp://127.0.0.1/", "//" + strings.TrimPrefix(inner, "http://") + "/x", "http://user@127.0.0.1/"} {
		at := serve(t, func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Location", to)
			w.WriteHeader(http.StatusFound)
		})
		if _, err := newWorld(t, nil, at).get(t, at, outbound.Options{}); err == nil || err.Outcome != outbound.Forbidden {
			t.Errorf("%s: %v", to, err)
		}
	}
	if asked.Load() > 0 {
		t.Error("a server outside of the list was asked")
	}
	for name, h := range map[string]http.HandlerFunc{
		"a loop":  func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/again", http.StatusFound) },
		"nowhere": status(http.StatusMovedPermanently),
	} {
		at := serve(t, h)
		if _, err := newWorld(t, nil, at).get(t, at, outbound.Options{}); err == nil || err.Outcome != outbound.Malformed {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestRedirectsCarryNoKeysElsewhere(t *testing.T) {
	var there http.Header
	other := serve(t, func(w http.ResponseWriter, r *http.Request) { there = r.Header; _, _ = w.Write([]byte("there")) })
	var here http.Header
	at := serve(t, func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/away":
			w.Header().Set("Location", other+"/x")
			w.WriteHeader(http.StatusTemporaryRedirect)
		case "/near":
			w.Header().Set("Location", "/end")
			w.WriteHeader(http.StatusPermanentRedirect)
		case "/end":
			here = r.Header
		}
	})
	w := newWorld(t, nil, at, other)
	o := outbound.Options{Header: http.Header{"Authorization": {"Bearer " + secret}}}
	if res, err := w.get(t, at+"/away", o); err != nil || string(res.Body) != "there" || there.Get("Authorization") != "" || there.Get("Referer") != "" {
		t.Errorf("%v %v", err, there)
	}
	if _, err := w.get(t, at+"/near", o); err != nil || here.Get("Authorization") == "" || here.Get("Referer") != "" {
		t.Errorf("%v %v", err, here)
	}
}

func TestTLSIsVerified(t *testing.T) {
	s := httptest.NewUnstartedServer(text("well"))
	s.Config.ErrorLog = log.New(io.Discard, "", 0) // it complains about us
	s.StartTLS()
	t.Cleanup(s.Close)
	if _, err := newWorld(t, nil, s.URL).get(t, s.URL, outbound.Options{}); err == nil || err.Outcome != outbound.Network {
		t.Errorf("%v", err)
	}
}

func TestAClientSaysWhoItIsAndWhomItAsks(t *testing.T) {
	for _, c := range []outbound.Config{{}, {Name: "a", Agent: "b"}, {Name: "a", Hosts: []string{"c"}}, {Agent: "b", Hosts: []string{"c"}}} {
		if _, err := outbound.New(c); err == nil {
			t.Errorf("%+v is taken", c)
		}
	}
	for address, want := range map[string]string{
		"https://Image.tmdb.org/t/p": "image.tmdb.org", "http://www.kopis.or.kr:80": "www.kopis.or.kr", "https://a:8443/": "a:8443", "http://[::1]:81": "[::1]:81", "http://a:443": "a:443",
		"": "", "ftp://a": "", "a": "", "http://": "",
	} {
		if h, err := outbound.HostOf(address); h != want || (err == nil) != (want != "") {
			t.Errorf("%q: %q %v", address, h, err)
		}
	}
}

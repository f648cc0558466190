package outbound

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"syscall"
	"time"
)

// HostOf gives the entry of Config.Hosts that lets an address be asked.
func HostOf(address string) (string, error) {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || !web(u) {
		return "", fmt.Errorf("%q is not an http address", address)
	}
	return host(u), nil
}

func web(u *url.URL) bool { return u.Scheme == "http" || u.Scheme == "https" }

// host gives the host of an address, with the port unless it is the scheme's usual one.
func host(u *url.URL) string {
	name, port := normal(u.Hostname()), u.Port()
	if port == "" || u.Scheme == "http" && port == "80" || u.Scheme == "https" && port == "443" {
		return name
	}
	return net.JoinHostPort(name, port)
}

func normal(host string) string { return strings.ToLower(strings.TrimSuffix(host, ".")) }

// allowed tells whether an address may be asked, as far as its text goes.
func (c *Client) allowed(u *url.URL) error {
	switch {
	case !web(u):
		return forbidden("scheme %q", u.Scheme)
	case u.User != nil:
		return forbidden("a user in the address")
	case !c.hosts[host(u)]:
		return forbidden("host %q", u.Hostname())
	}
	return nil
}

// Allows tells whether the client would ask for an address: one that is not worth keeping
// otherwise.
func (c *Client) Allows(address string) bool {
	u, err := url.Parse(address)
	return err == nil && c.allowed(u) == nil
}

func forbidden(format string, args ...any) *Error {
	return &Error{Outcome: Forbidden, text: fmt.Sprintf(format, args...) + " is not allowed"}
}

const (
	connectTimeout = 10 * time.Second
	headerTimeout  = 20 * time.Second
	maxHeaderBytes = 64 << 10
)

// Transport connects to public addresses and to those of the private networks given. The
// check is of the address that is really connected to, after all names were resolved: a
// name that resolves to another address the second time gains nothing. A proxy of the
// environment would make the check useless and isn't used. It is for those who send what Client
// doesn't; they keep to hosts of a list themselves.
func Transport(private []netip.Prefix) *http.Transport {
	d := net.Dialer{Timeout: connectTimeout, ControlContext: func(_ context.Context, _, address string, _ syscall.RawConn) error {
		a, err := netip.ParseAddrPort(address)
		if err != nil || !reachable(a.Addr(), private) {
			return forbidden("a private address")
		}
		return nil
	}}
	return &http.Transport{
		DialContext:            d.DialContext,
		TLSHandshakeTimeout:    connectTimeout,
		ResponseHeaderTimeout:  headerTimeout,
		MaxResponseHeaderBytes: maxHeaderBytes,
		MaxIdleConnsPerHost:    2,
		MaxConnsPerHost:        8,
		IdleConnTimeout:        time.Minute,
		ForceAttemptHTTP2:      true,
		DisableCompression:     true, // bodies are unpacked by ourselves, with limits
	}
}

// inner are networks beside those that package netip knows, which lead to ourselves, to
// nowhere, or to an address of version 4 inside one of version 6.
var inner = prefixes(
	"0.0.0.0/8", "100.64.0.0/10", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "240.0.0.0/4",
	"2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20",
)

// global is all of version 6 that is given out to the public; translated addresses
// (64:ff9b::/96), local ones (fc00::/7, fec0::/10) and the rest are outside.
var global = netip.MustParsePrefix("2000::/3")

func reachable(a netip.Addr, private []netip.Prefix) bool {
	a = a.Unmap().WithZone("")
	for _, p := range private {
		if p.Contains(a) {
			return true
		}
	}
	if !a.IsGlobalUnicast() || a.IsPrivate() || a.Is6() && !global.Contains(a) {
		return false
	}
	for _, p := range inner {
		if p.Contains(a) {
			return false
		}
	}
	return true
}

func prefixes(list ...string) []netip.Prefix {
	all := make([]netip.Prefix, len(list))
	for i, s := range list {
		all[i] = netip.MustParsePrefix(s)
	}
	return all
}

package relay

import (
	"net"
	"net/http"
	"net/netip"
	"strings"
)

// claims are headers by which programs elsewhere are told who a person is. Identity comes
// from a verified token only, so none of them passes, whatever it says (defect D01).
var claims = []string{"X-User", "X-Person", "X-Account", "X-Auth", "X-Remote-User", "X-Forwarded-User", "X-Forwarded-Email", "X-Forwarded-Preferred-Username", "X-Forwarded-Groups", "X-Client-Cert", "X-Identity", "X-Role", "X-Admin", "Remote-User", "X-Real-Ip", "Forwarded"}

// dropClaims removes them, also where they are spelled with the underscores that some
// programs read as hyphens.
func dropClaims(h http.Header) {
	for name := range h {
		plain := strings.ReplaceAll(strings.ToLower(name), "_", "-")
		for _, c := range claims {
			if strings.HasPrefix(plain, strings.ToLower(c)) {
				delete(h, name)
			}
		}
		if strings.Contains(name, "_") && strings.HasPrefix(plain, "x-forwarded-") {
			delete(h, name)
		}
	}
}

// forward tells the next service how the request reached us. What a stranger says about
// that is thrown away; what a proxy of ours says is kept and added to.
func forward(in *http.Request, out http.Header, trusted []netip.Prefix) {
	chain, host, proto := "", in.Host, "http"
	if in.TLS != nil {
		proto = "https"
	}
	peer := in.RemoteAddr
	if h, _, err := net.SplitHostPort(peer); err == nil {
		peer = h
	}
	if addr, err := netip.ParseAddr(peer); err == nil && isTrusted(addr, trusted) {
		chain = vouched(in.Header.Values("X-Forwarded-For"), trusted)
		if h := in.Header.Get("X-Forwarded-Host"); h != "" {
			host = h
		}
		if p := in.Header.Get("X-Forwarded-Proto"); p == "http" || p == "https" {
			proto = p
		}
	}
	if chain != "" {
		chain += ", "
	}
	out.Set("X-Forwarded-For", chain+peer)
	out.Set("X-Forwarded-Host", host)
	out.Set("X-Forwarded-Proto", proto)
}

// vouched gives the end of a chain of hops that proxies of ours have written: each
// trusted hop vouches for the one before it.
func vouched(headers []string, trusted []netip.Prefix) string {
	var kept []string
	hops := strings.Split(strings.Join(headers, ","), ",")
	for i := len(hops) - 1; i >= 0; i-- {
		addr, err := netip.ParseAddr(strings.TrimSpace(hops[i]))
		if err != nil {
			break
		}
		kept = append([]string{addr.String()}, kept...)
		if !isTrusted(addr, trusted) {
			break
		}
	}
	return strings.Join(kept, ", ")
}

func isTrusted(addr netip.Addr, trusted []netip.Prefix) bool {
	for _, p := range trusted {
		if p.Contains(addr.Unmap()) {
			return true
		}
	}
	return false
}

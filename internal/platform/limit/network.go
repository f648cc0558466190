package limit

import "net/netip"

// Network gives the key under which tries from an address are counted: what one customer
// of an access provider has. That is an address or, for version 6, the /64 that they may
// pick addresses from at will. It is "" for what is no address.
func Network(ip string) string {
	a, err := netip.ParseAddr(ip)
	if err != nil {
		return ""
	}
	if a = a.Unmap(); a.Is6() {
		p, _ := a.WithZone("").Prefix(64) // 64 bits fit
		return p.String()
	}
	return a.String()
}

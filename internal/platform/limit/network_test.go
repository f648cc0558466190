package limit

import "testing"

func TestNetwork(t *testing.T) {
	for ip, want := range map[string]string{
		"203.0.113.7": "203.0.113.7", "::ffff:203.0.113.7": "203.0.113.7",
		"2001:db8:0:1::a": "2001:db8:0:1::/64", "2001:db8:0:1:ffff::": "2001:db8:0:1::/64", "2001:db8:0:2::a": "2001:db8:0:2::/64",
		"fe80::1%eth0": "fe80::/64", "": "", "localhost": "",
	} {
		if got := Network(ip); got != want {
			t.Errorf("%q: have %q, want %q", ip, got, want)
		}
	}
}

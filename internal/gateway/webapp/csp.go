package webapp

import (
	"crypto/sha256"
	"encoding/base64"
	"regexp"
	"slices"
	"strings"
)

var (
	scriptElement = regexp.MustCompile(`(?is)<script\b([^>]*)>(.*?)</script\s*>`)
	srcAttribute  = regexp.MustCompile(`(?i)(^|\s)src\s*=`)
	dataBlock     = regexp.MustCompile(`(?i)(^|\s)type\s*=\s*["']?(application/(ld\+)?json|importmap|speculationrules)`)
)

// ScriptHashes gives the sources that let the inline scripts of a page run, and no other
// inline script, under a content security policy. Data blocks are not scripts.
func ScriptHashes(page string) []string {
	var sources []string
	for _, m := range scriptElement.FindAllStringSubmatch(page, -1) {
		if srcAttribute.MatchString(m[1]) || dataBlock.MatchString(m[1]) {
			continue
		}
		sum := sha256.Sum256([]byte(m[2]))
		source := "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
		if !slices.Contains(sources, source) {
			sources = append(sources, source)
		}
	}
	return sources
}

// contentPolicy is the policy of the app's pages. The browser talks to ourselves and, for
// pictures, to the object store where that is elsewhere (uploads, an origin or "").
// wasm-unsafe-eval is for the decoder of HEIC photos.
func contentPolicy(scripts []string, uploads string) string {
	join := func(sources ...string) string {
		return strings.Join(slices.DeleteFunc(sources, func(s string) bool { return s == "" }), " ")
	}
	return strings.Join([]string{
		"default-src 'self'",
		join(append([]string{"script-src 'self' 'wasm-unsafe-eval'"}, scripts...)...),
		"style-src 'self' 'unsafe-inline'",
		join("img-src 'self' data: blob:", uploads),
		join("connect-src 'self' blob:", uploads),
		"worker-src 'self' blob:",
		"object-src 'none'",
		"base-uri 'none'",
		"form-action 'self'",
		"frame-ancestors 'none'",
	}, "; ")
}

// Permissions switches off what no page of ours asks for, so that a script that slips in
// can't either.
const Permissions = "camera=(), microphone=(), geolocation=(), payment=(), usb=(), serial=(), hid=(), midi=(), display-capture=(), browsing-topics=()"

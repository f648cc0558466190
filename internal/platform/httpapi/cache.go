package httpapi

import "strings"

// What browsers may do with pictures that not everybody may see (Cache-Control).
const (
	// KeepForever is for a person's own picture under an address that never shows another.
	KeepForever = "private, max-age=31536000, immutable"
	// AskAgain is for somebody else's, which may be made private at any moment.
	AskAgain = "private, no-cache"
)

// HasTag tells whether an If-None-Match header names the ETag, which is given with its
// quotes: the client has those bytes already (RFC 9110, 13.1.2).
func HasTag(ifNoneMatch, tag string) bool {
	for known := range strings.SplitSeq(ifNoneMatch, ",") {
		known = strings.TrimSpace(known)
		if known == "*" || strings.TrimPrefix(known, "W/") == strings.TrimPrefix(tag, "W/") {
			return true
		}
	}
	return false
}

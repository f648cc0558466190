package webapp

import "net/url"

// roomsAsked is the question of the page of one's rooms, whose kind is in its address as in
// web/src/features/chat/rooms/address.ts.
func roomsAsked(address url.Values) []question {
	kind := "open"
	if address.Get("kind") == "direct" {
		kind = "direct"
	}
	return []question{{key: "rooms/grid/" + kind, path: "/api/v1/rooms?kind=" + kind + "&limit=30", pages: true}}
}

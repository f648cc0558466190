package relay

import "strings"

// Service is a part of the program that can run as a service of its own.
type Service string

// The services that answer requests.
const (
	Account Service = "account"
	Cake    Service = "cake"
	Piece   Service = "piece"
	Chat    Service = "chat"
)

// Owner says whose addresses start with a prefix: the address that is the prefix, and all
// below it.
type Owner struct {
	Prefix  string
	Service Service
}

// owners is the one table of who answers what. A test compares it with the description of
// the API.
var owners = []Owner{
	{"/api/v1/accounts", Account},
	{"/api/v1/sessions", Account},
	{"/api/v1/me", Account},
	{"/api/v1/people", Account},
	{"/api/v1/titles", Account},
	{"/api/v1/reports", Account},
	{"/api/v1/audit", Account},
	{"/api/v1/notices", Account},
	{"/api/v1/questions", Account},
	{"/.well-known/jwks.json", Account},
	{"/api/v1/cakes", Cake},
	{"/api/v1/pieces", Piece},
	{"/api/v1/tickets", Piece},
	{"/api/v1/links", Piece},
	{"/api/v1/shared", Piece},
	{"/api/v1/feed", Piece},
	{"/api/v1/feeds", Piece},
	{"/api/v1/exports", Piece},
	{"/api/v1/statistics", Piece},
	{"/api/v1/recaps", Piece},
	{"/api/v1/imports", Piece},
	{"/api/v1/artworks", Piece},
	{"/api/v1/readings", Piece},
	{"/api/v1/ai", Piece},
	{"/api/v1/media", Piece},
	{"/objects", Piece},
	{"/api/v1/rooms", Chat},
	{"/api/v1/blocks", Chat},
	{"/api/v1/push", Chat},
	{"/realtime", Chat},
}

// OwnerOf gives the service that answers an address; false when none does.
func OwnerOf(address string) (Service, bool) {
	for _, o := range owners {
		if rest, ok := strings.CutPrefix(address, o.Prefix); ok && (rest == "" || rest[0] == '/') {
			return o.Service, true
		}
	}
	return "", false
}

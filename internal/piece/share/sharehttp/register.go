// Package sharehttp is the API of sharing: links to pieces, what they open, and the
// calendar feed with its file. It decides nothing; limits in the description come from the
// rules of package share.
package sharehttp

import (
	"net/http"
	"slices"
	"strings"

	"piece/internal/piece"
	"piece/internal/piece/share"
	"piece/internal/platform/httpapi"
)

// Register adds the operations. publicURL is the address that people type, for what is
// passed on to others.
func Register(a *httpapi.API, s *share.Service, publicURL string) {
	h := handlers{share: s, publicURL: strings.TrimSuffix(publicURL, "/")}
	httpapi.Register(a, httpapi.Person, httpapi.Operation("sharing", "createLink", http.MethodPost, "/pieces/{id}/links", "Make a link to an own piece",
		"Whoever has the link sees the piece and its ticket, also when the piece is private, until the link ends or is revoked.",
		httpapi.Answers(http.StatusCreated), httpapi.Takes(maxBody), httpapi.Fails(http.StatusForbidden, http.StatusNotFound, http.StatusConflict)), h.makeLink)
	httpapi.Register(a, httpapi.Person, httpapi.Operation("sharing", "listLinks", http.MethodGet, "/links", "The caller's links",
		"The latest first, also those that have ended."), h.links)
	httpapi.Register(a, httpapi.Person, httpapi.Operation("sharing", "deleteLink", http.MethodDelete, "/links/{id}", "Revoke an own link",
		"It stops working at once.", httpapi.Fails(http.StatusNotFound)), h.revoke)
	httpapi.Register(a, httpapi.Optional, httpapi.Operation("sharing", "getShared", http.MethodGet, "/shared/{token}", "The piece that a link opens",
		"A link that has ended or was revoked is answered like one that never was.", httpapi.Fails(http.StatusNotFound)), h.shared)
	httpapi.Register(a, httpapi.Optional, httpapi.Operation("sharing", "getSharedFile", http.MethodGet, "/shared/{token}/ticket/{file}", "One image of the ticket that a link opens",
		"", httpapi.GivesOnce("The image.", imageTypes()...), httpapi.Fails(http.StatusNotFound)), h.sharedFile)
	httpapi.Register(a, httpapi.Person, httpapi.Operation("calendar feed", "getFeed", http.MethodGet, "/feed", "The address of the caller's calendar", ""), h.feed)
	httpapi.Register(a, httpapi.Person, httpapi.Operation("calendar feed", "createFeed", http.MethodPost, "/feed", "Make or replace the address of the caller's calendar",
		"An address made before stops working at once.", httpapi.Answers(http.StatusCreated), httpapi.Takes(maxBody)), h.makeFeed)
	httpapi.Register(a, httpapi.Person, httpapi.Operation("calendar feed", "deleteFeed", http.MethodDelete, "/feed", "End the address of the caller's calendar",
		"Without an address nothing happens."), h.removeFeed)
	httpapi.Register(a, httpapi.Public, httpapi.Operation("calendar feed", "getCalendarFile", http.MethodGet, "/feeds/{calendar}", "All pieces of a person as a calendar",
		"For calendar programs, in iCalendar (RFC 5545). The address is a secret of its owner.", httpapi.GivesOnce("The calendar.", calendarType), httpapi.Fails(http.StatusNotFound)), h.calendar)
}

type handlers struct {
	share     *share.Service
	publicURL string
}

// maxBody is more than any of the bodies takes, in bytes.
const maxBody = 4 << 10

// empty is an answer without a body.
type empty struct{}

// imageTypes are those of the files that a link opens.
func imageTypes() []string {
	return slices.DeleteFunc(piece.FileTypes(), func(t string) bool { return !strings.HasPrefix(t, "image/") })
}

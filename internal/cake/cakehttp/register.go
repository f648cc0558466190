// Package cakehttp is the API of cakes: operations, request and response types, and their
// translation from and to the domain. It decides nothing; limits in the description come
// from the rules of package cake.
package cakehttp

import (
	"context"
	"net/http"

	"piece/internal/cake"
	"piece/internal/platform/auth"
	"piece/internal/platform/httpapi"
)

// Register adds the operations.
func Register(a *httpapi.API, s *cake.Service) {
	h := handlers{cakes: s}
	registerHiding(a, h)
	httpapi.Register(a, httpapi.Optional, httpapi.Operation("cakes", "listCakes", http.MethodGet, "/cakes", "List and search cakes", listDoc), h.list)
	httpapi.Register(a, httpapi.Person, httpapi.Operation("cakes", "createCake", http.MethodPost, "/cakes", "Make a cake by hand", createDoc,
		httpapi.Answers(http.StatusCreated), httpapi.Takes(maxBody), httpapi.Fails(http.StatusConflict)), h.create)
	httpapi.Register(a, httpapi.Person, httpapi.Operation("cakes", "getCakeDoubles", http.MethodGet, "/cakes/doubles", "Cakes that may be the one in the making",
		"To be asked while a title is typed: cakes whose title is, or begins with, what is typed, without regard to case, blanks and what stands in brackets. At most 5."), h.doubles)
	httpapi.Register(a, httpapi.Optional, httpapi.Operation("cakes", "getSomeCakes", http.MethodGet, "/cakes/some", "Cakes by their ids",
		"Those that there are, in the order asked for. The id of a cake that became part of another is answered with the other."), h.some)
	httpapi.Register(a, httpapi.Public, httpapi.Operation("cakes", "listCakeMerges", http.MethodGet, "/cakes/merges", "Which cakes became part of another",
		"In the order in which it happened. For services that keep ids of cakes."), h.merges)
	httpapi.Register(a, httpapi.Optional, httpapi.Operation("cakes", "getCake", http.MethodGet, "/cakes/{id}", "Read a cake",
		"The id of a cake that became part of another is answered with the other, whose id differs from the one asked for.", httpapi.Fails(http.StatusNotFound)), h.get)
	httpapi.Register(a, httpapi.Person, httpapi.Operation("cakes", "editCake", http.MethodPut, "/cakes/{id}", "Edit a cake", editDoc,
		httpapi.Takes(maxBody), httpapi.Fails(http.StatusForbidden, http.StatusNotFound, http.StatusConflict)), h.edit)
	httpapi.Register(a, httpapi.Person, httpapi.Operation("cakes", "mergeCake", http.MethodPost, "/cakes/{id}/merge", "Make a cake part of another",
		"For admins. Pieces, hearts and addresses of the cake lead to the other from now on, which is the answer. Again is fine.",
		httpapi.Answers(http.StatusOK), httpapi.Fails(http.StatusForbidden, http.StatusNotFound)), h.merge)
	httpapi.Register(a, httpapi.Person, httpapi.Operation("cakes", "heartCake", http.MethodPut, "/cakes/{id}/heart", "Keep a cake in the list of hearts",
		"Again is fine.", httpapi.Fails(http.StatusNotFound)), h.heart)
	httpapi.Register(a, httpapi.Person, httpapi.Operation("cakes", "unheartCake", http.MethodDelete, "/cakes/{id}/heart", "Take a cake out of the list of hearts",
		"Again is fine.", httpapi.Fails(http.StatusNotFound)), h.unheart)
}

type handlers struct{ cakes *cake.Service }

// maxBody is more than the longest cake takes, in bytes.
const maxBody = 512 << 10

// idPath names a cake. Anything that isn't an id is simply not there.
type idPath struct {
	ID string `path:"id" doc:"Id of a cake."`
}

// Viewer gives who asks, as the domain sees them.
func Viewer(ctx context.Context) cake.Viewer {
	who, _ := auth.From(ctx)
	return cake.Viewer{ID: who.PersonID, Admin: who.Role == auth.RoleAdmin}
}

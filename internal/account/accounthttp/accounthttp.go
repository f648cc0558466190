// Package accounthttp is the API of the account domain: it translates requests and
// answers, and keeps the tokens in cookies. Decisions live in package account.
package accounthttp

import (
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"piece/internal/account"
	"piece/internal/platform/httpapi"
)

type handlers struct {
	Door
	service *account.Service
}

// Register adds the operations of this domain to the API.
func Register(a *httpapi.API, s *account.Service, cookies httpapi.Cookies) {
	h := &handlers{Door: NewDoor(s, cookies), service: s}
	h.registerJoin(a)
	h.registerSessions(a)
	h.registerMe(a)
	h.registerPeople(a)
	h.registerSuspension(a)
	h.registerKeys(a)
}

func (h *handlers) registerJoin(a *httpapi.API) {
	httpapi.Register(a, httpapi.Public, huma.Operation{
		OperationID: "join", Method: http.MethodPost, Path: httpapi.Prefix + "/accounts", DefaultStatus: http.StatusCreated,
		Summary: "Join", Tags: tags, Errors: []int{409}, MaxBodyBytes: maxBody,
		Description: "Makes an account and signs in. A taken address or nickname is a 409 that points at the field.",
	}, h.join)
	httpapi.Register(a, httpapi.Optional, huma.Operation{
		OperationID: "checkAvailability", Method: http.MethodGet, Path: httpapi.Prefix + "/accounts/availability",
		Summary: "Tell whether an address or nickname can be used", Tags: tags,
		Description: "The caller's own can.",
	}, h.available)
}

func (h *handlers) registerSessions(a *httpapi.API) {
	httpapi.Register(a, httpapi.Public, huma.Operation{
		OperationID: "logIn", Method: http.MethodPost, Path: httpapi.Prefix + "/sessions", DefaultStatus: http.StatusCreated,
		Summary: "Log in", Tags: tags, Errors: []int{401, 403}, MaxBodyBytes: maxBody,
		Description: "A wrong password and an unknown address get the same 401, wrong_credentials; the 11th wrong try within a minute gets 429.",
	}, h.logIn)
	httpapi.Register(a, httpapi.Public, huma.Operation{
		OperationID: "refreshSession", Method: http.MethodPost, Path: httpapi.Prefix + "/sessions/refresh", DefaultStatus: http.StatusNoContent,
		Summary: "Exchange the refresh token for new tokens", Tags: tags, Errors: []int{401},
		Description: "A refresh token works once; its predecessor works for 10 more seconds, for a lost answer. 401 session_ended when there is nothing to renew.",
	}, h.refresh)
	httpapi.Register(a, httpapi.Optional, huma.Operation{
		OperationID: "logOut", Method: http.MethodDelete, Path: httpapi.Prefix + "/sessions/current", DefaultStatus: http.StatusNoContent,
		Summary: "Log out here", Tags: tags,
	}, h.logOut)
	httpapi.Register(a, httpapi.Person, huma.Operation{
		OperationID: "logOutEverywhere", Method: http.MethodDelete, Path: httpapi.Prefix + "/sessions", DefaultStatus: http.StatusNoContent,
		Summary: "Log out on all devices", Tags: tags,
	}, h.logOutEverywhere)
	httpapi.Register(a, httpapi.Person, huma.Operation{
		OperationID: "listSessions", Method: http.MethodGet, Path: httpapi.Prefix + "/sessions",
		Summary: "List the devices that are signed in", Tags: tags,
	}, h.sessions)
	httpapi.Register(a, httpapi.Person, huma.Operation{
		OperationID: "openRealtime", Method: http.MethodPost, Path: httpapi.Prefix + "/sessions/realtime",
		Summary: "Get a token for the realtime connection", Tags: tags,
		Description: "The page hands it over itself, when it connects to /realtime and to stay connected. Nothing else takes it. 401 session_ended when the session is over, also while the access token isn't.",
	}, h.realtimeToken)
	httpapi.Register(a, httpapi.Public, huma.Operation{
		OperationID: "listEndedSessions", Method: http.MethodGet, Path: httpapi.Prefix + "/sessions/ended",
		Summary: "List sessions that have ended", Tags: tags,
		Description: "For services that hold connections or addresses of devices. Sessions are named by a hash, and kept for an hour.",
	}, h.endedSessions)
	httpapi.Register(a, httpapi.Person, huma.Operation{
		OperationID: "endSession", Method: http.MethodDelete, Path: httpapi.Prefix + "/sessions/{id}", DefaultStatus: http.StatusNoContent,
		Summary: "Log out one device", Tags: tags, Errors: []int{404},
	}, h.endSession)
}

func (h *handlers) registerMe(a *httpapi.API) {
	httpapi.Register(a, httpapi.Person, huma.Operation{
		OperationID: "getMe", Method: http.MethodGet, Path: httpapi.Prefix + "/me",
		Summary: "Get the own account", Tags: tags,
	}, h.me)
	httpapi.Register(a, httpapi.Person, huma.Operation{
		OperationID: "changeMe", Method: http.MethodPatch, Path: httpapi.Prefix + "/me",
		Summary: "Change the own nickname and settings", Tags: tags, Errors: []int{409}, MaxBodyBytes: maxBody,
		Description: "A field that is left out stays as it is. A taken nickname is a 409 that points at the field; too many new ones get 429.",
	}, h.change)
	h.registerPicture(a)
	httpapi.Register(a, httpapi.Person, huma.Operation{
		OperationID: "changePassword", Method: http.MethodPut, Path: httpapi.Prefix + "/me/password", DefaultStatus: http.StatusNoContent,
		Summary: "Change the own password", Tags: tags, Errors: []int{403}, MaxBodyBytes: maxBody,
		Description: "Asks for the current password and ends all other sessions. Who has none gives none, and has to have signed in within 15 minutes: else it is a 403, sign_in_again.",
	}, h.changePassword)
}

func (h *handlers) registerPeople(a *httpapi.API) {
	httpapi.Register(a, httpapi.Public, huma.Operation{
		OperationID: "getPerson", Method: http.MethodGet, Path: httpapi.Prefix + "/people/{id}",
		Summary: "Get the public profile of a person", Tags: tags, Errors: []int{404},
	}, h.person)
	httpapi.Register(a, httpapi.Public, huma.Operation{
		OperationID: "listPeople", Method: http.MethodGet, Path: httpapi.Prefix + "/people",
		Summary: "Get public profiles by id", Tags: tags,
		Description: "People who don't exist are left out.",
	}, h.people)
}

func (h *handlers) registerKeys(a *httpapi.API) {
	httpapi.Register(a, httpapi.Public, huma.Operation{
		OperationID: "getKeySet", Method: http.MethodGet, Path: "/.well-known/jwks.json",
		Summary: "Get the keys that access tokens are verified with", Tags: tags,
	}, h.keySet)
}

var tags = []string{"account"}

// maxBody bounds the bodies of this domain, in bytes.
const maxBody = 16 << 10

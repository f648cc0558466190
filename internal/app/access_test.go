package app

import (
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"piece/internal/platform/auth"
	"piece/internal/platform/clock"
)

// access is the row of a route: what each kind of visitor is answered. Paths name what
// belongs to the owner: {photo}, {artwork}, {piece}, {recordPhoto}, {session}, {person},
// {link}, {token}, {calendar}, {cake}, {double}, {report}, {export}; see also rooms.
type access struct {
	method, route string // as in the description of the API
	path          string // to send; the route when empty
	body          func(b belongings) any
	header        []string
	guest         int
	stale         int // somebody whose access token has ended
	other         int // another person
	admin         int
	owner         int
}

// belongings are the things of the owner.
type belongings map[string]string

func (b belongings) in(path string) string {
	for name, id := range b {
		path = strings.ReplaceAll(path, "{"+name+"}", id)
	}
	return path
}

// The rows, in an order in which the owner's own request may change things. Files and
// other people's private things are 404 and nothing else: the same as what isn't there.
var accessTable = []access{
	{method: "GET", route: "/.well-known/jwks.json", guest: 200, stale: 200, other: 200, admin: 200, owner: 200},
	{method: "POST", route: "/api/v1/accounts", body: func(belongings) any { return map[string]any{} }, guest: 422, stale: 422, other: 422, admin: 422, owner: 422},
	{method: "GET", route: "/api/v1/accounts/availability", path: "/api/v1/accounts/availability?nickname=free", guest: 200, stale: 401, other: 200, admin: 200, owner: 200},
	{method: "POST", route: "/api/v1/accounts/letters/reset", body: func(belongings) any { return map[string]any{"email": "nobody@mail.example"} }, guest: 202, stale: 202, other: 202, admin: 202, owner: 202},
	{method: "PUT", route: "/api/v1/accounts/password", body: func(belongings) any {
		return map[string]any{"token": "none", "next": "another long secret"}
	}, guest: 409, stale: 409, other: 409, admin: 409, owner: 409},
	{method: "PUT", route: "/api/v1/accounts/verified", body: func(belongings) any { return map[string]any{"token": "none"} }, guest: 409, stale: 409, other: 409, admin: 409, owner: 409},
	{method: "POST", route: "/api/v1/me/letters/verify", guest: 401, stale: 401, other: 202, admin: 202, owner: 202},
	{method: "GET", route: "/api/v1/accounts/gone", guest: 200, stale: 200, other: 200, admin: 200, owner: 200},
	{method: "POST", route: "/api/v1/sessions", body: wrongLogin, guest: 401, stale: 401, other: 401, admin: 401, owner: 401},
	{method: "POST", route: "/api/v1/sessions/refresh", guest: 401, stale: 401, other: 401, admin: 401, owner: 401},
	{method: "GET", route: "/api/v1/sessions", guest: 401, stale: 401, other: 200, admin: 200, owner: 200},
	{method: "POST", route: "/api/v1/sessions/realtime", guest: 401, stale: 401, other: 401, admin: 401, owner: 401}, // of sessions that aren't stored
	{method: "GET", route: "/api/v1/sessions/ended", guest: 200, stale: 200, other: 200, admin: 200, owner: 200},
	{method: "DELETE", route: "/api/v1/sessions/{id}", path: "/api/v1/sessions/{session}", guest: 401, stale: 401, other: 404, admin: 404, owner: 204},
	{method: "GET", route: "/api/v1/me", guest: 401, stale: 401, other: 200, admin: 200, owner: 200},
	{method: "PATCH", route: "/api/v1/me", body: func(belongings) any { return map[string]any{"onboarded": true} }, guest: 401, stale: 401, other: 200, admin: 200, owner: 200},
	{method: "PUT", route: "/api/v1/me/password", body: func(belongings) any {
		return map[string]any{"current": "not the password", "next": "another long secret"}
	}, guest: 401, stale: 401, other: 422, admin: 422, owner: 422},
	{method: "PUT", route: "/api/v1/me/leaving", body: func(belongings) any { return map[string]any{"password": "not the password"} }, guest: 401, stale: 401, other: 422, admin: 422, owner: 422},
	{method: "DELETE", route: "/api/v1/me/leaving", guest: 401, stale: 401, other: 204, admin: 204, owner: 204},
	{method: "PUT", route: "/api/v1/me/picture", body: func(b belongings) any {
		return map[string]any{"photoId": b["photo"], "crop": map[string]any{"x": 0, "y": 0, "width": 1, "height": 1, "turn": 0}}
	}, guest: 401, stale: 401, other: 422, admin: 422, owner: 422}, // others' photos aren't there; the owner's isn't square
	{method: "DELETE", route: "/api/v1/me/picture", guest: 401, stale: 401, other: 200, admin: 200, owner: 200},
	{method: "GET", route: "/api/v1/people/{id}/picture/{revision}/{file}", path: "/api/v1/people/{person}/picture/{person}/small.webp", guest: 404, stale: 404, other: 404, admin: 404, owner: 404},
	{method: "GET", route: "/api/v1/titles", guest: 401, stale: 401, other: 200, admin: 200, owner: 200},
	{method: "GET", route: "/api/v1/titles/unseen", guest: 401, stale: 401, other: 200, admin: 200, owner: 200},
	{method: "POST", route: "/api/v1/titles/evaluations", guest: 401, stale: 401, other: 200, admin: 200, owner: 200},
	{method: "POST", route: "/api/v1/titles/seen", body: func(belongings) any { return map[string]any{"ids": []string{"newcomer", "hundred-pieces"}} }, guest: 401, stale: 401, other: 204, admin: 204, owner: 204},
	{method: "PUT", route: "/api/v1/titles/worn", body: func(belongings) any { return map[string]any{"id": "first-piece"} }, guest: 401, stale: 401, other: 403, admin: 403, owner: 204},
	{method: "DELETE", route: "/api/v1/titles/worn", guest: 401, stale: 401, other: 204, admin: 204, owner: 204},
	{method: "GET", route: "/api/v1/titles/{id}/card.png", path: "/api/v1/titles/first-piece/card.png", guest: 401, stale: 401, other: 404, admin: 404, owner: 200},

	{method: "GET", route: "/api/v1/people", path: "/api/v1/people?ids={person}", guest: 200, stale: 200, other: 200, admin: 200, owner: 200},
	{method: "GET", route: "/api/v1/people/{id}", path: "/api/v1/people/{person}", guest: 200, stale: 200, other: 200, admin: 200, owner: 200},

	{method: "GET", route: "/api/v1/cakes", path: "/api/v1/cakes?list=hot&kind=concert&q=ㅍㄷ", guest: 200, stale: 401, other: 200, admin: 200, owner: 200},
	{method: "GET", route: "/api/v1/cakes", path: "/api/v1/cakes?list=showing", guest: 200, stale: 401, other: 200, admin: 200, owner: 200},
	{method: "GET", route: "/api/v1/cakes", path: "/api/v1/cakes?list=charts", guest: 200, stale: 401, other: 200, admin: 200, owner: 200},
	{method: "GET", route: "/api/v1/cakes", path: "/api/v1/cakes?list=hearted", guest: 401, stale: 401, other: 200, admin: 200, owner: 200},
	{method: "GET", route: "/api/v1/cakes", path: "/api/v1/cakes?list=made", guest: 401, stale: 401, other: 200, admin: 200, owner: 200},
	{method: "POST", route: "/api/v1/cakes/lookups", body: func(belongings) any { return map[string]any{"title": "파도의 노래"} }, guest: 401, stale: 401, other: 200, admin: 200, owner: 200},
	{method: "GET", route: "/api/v1/cakes/doubles", path: "/api/v1/cakes/doubles?title=파도", guest: 401, stale: 401, other: 200, admin: 200, owner: 200},
	{method: "GET", route: "/api/v1/cakes/merges", guest: 200, stale: 200, other: 200, admin: 200, owner: 200},
	{method: "POST", route: "/api/v1/cakes", header: []string{"Idempotency-Key", "access-row"}, body: func(belongings) any { return cakeNamed("파도의 노래") }, guest: 401, stale: 401, other: 409, admin: 409, owner: 409},
	{method: "GET", route: "/api/v1/cakes/{id}", path: "/api/v1/cakes/{cake}", guest: 200, stale: 401, other: 200, admin: 200, owner: 200},
	{method: "GET", route: "/api/v1/cakes/{id}", path: "/api/v1/cakes/{person}", guest: 404, stale: 401, other: 404, admin: 404, owner: 404},
	{method: "PUT", route: "/api/v1/cakes/{id}", path: "/api/v1/cakes/{cake}", body: func(belongings) any { return editedCake("파도의 노래") }, guest: 401, stale: 401, other: 403, admin: 200, owner: 200},
	{method: "PUT", route: "/api/v1/cakes/{id}/heart", path: "/api/v1/cakes/{cake}/heart", guest: 401, stale: 401, other: 200, admin: 200, owner: 200},
	{method: "DELETE", route: "/api/v1/cakes/{id}/heart", path: "/api/v1/cakes/{cake}/heart", guest: 401, stale: 401, other: 200, admin: 200, owner: 200},
	{method: "POST", route: "/api/v1/cakes/{id}/merge", path: "/api/v1/cakes/{double}/merge", body: func(b belongings) any { return map[string]any{"into": b["cake"]} }, guest: 401, stale: 401, other: 403, admin: 200, owner: 403},
	{method: "GET", route: "/api/v1/cakes/{id}/poster/{revision}/{file}", path: "/api/v1/cakes/{cake}/poster/0/small.webp", guest: 200, stale: 200, other: 200, admin: 200, owner: 200},
	{method: "GET", route: "/api/v1/cakes/{id}/poster/{revision}/{file}", path: "/api/v1/cakes/{person}/poster/0/small.webp", guest: 404, stale: 404, other: 404, admin: 404, owner: 404},
	{method: "GET", route: "/api/v1/cakes/portraits/{file}", path: "/api/v1/cakes/portraits/none.webp", guest: 404, stale: 404, other: 404, admin: 404, owner: 404},

	{method: "POST", route: "/api/v1/media/uploads", body: func(belongings) any { return map[string]any{"contentType": "image/jpeg", "size": 10} }, guest: 401, stale: 401, other: 201, admin: 201, owner: 201},
	{method: "POST", route: "/api/v1/media/uploads/{id}/complete", path: "/api/v1/media/uploads/{photo}/complete", guest: 401, stale: 401, other: 404, admin: 404, owner: 200},
	{method: "POST", route: "/api/v1/media/posters", body: func(b belongings) any { return map[string]any{"cakeId": b["cake"]} }, guest: 401, stale: 401, other: 201, admin: 201, owner: 201},
	{method: "GET", route: "/api/v1/media/{id}", path: "/api/v1/media/{photo}", guest: 401, stale: 401, other: 404, admin: 404, owner: 200},
	{method: "GET", route: "/api/v1/media/{id}/image", path: "/api/v1/media/{photo}/image", guest: 401, stale: 401, other: 404, admin: 404, owner: 200},
	{method: "DELETE", route: "/api/v1/media/{id}", path: "/api/v1/media/{photo}", guest: 401, stale: 401, other: 404, admin: 404, owner: 409},

	{method: "GET", route: "/api/v1/artworks", path: "/api/v1/artworks?photoId={photo}", guest: 401, stale: 401, other: 200, admin: 200, owner: 200},
	{method: "POST", route: "/api/v1/artworks", body: func(b belongings) any {
		return map[string]any{"photoId": b["photo"], "crop": wholeCrop, "kind": "concert"}
	}, guest: 401, stale: 401, other: 422, admin: 422, owner: 202},
	{method: "GET", route: "/api/v1/artworks/{id}", path: "/api/v1/artworks/{artwork}", guest: 401, stale: 401, other: 404, admin: 404, owner: 200},
	{method: "GET", route: "/api/v1/artworks/{id}/image", path: "/api/v1/artworks/{artwork}/image", guest: 404, stale: 401, other: 404, admin: 404, owner: 200},
	{method: "DELETE", route: "/api/v1/artworks/{id}", path: "/api/v1/artworks/{artwork}", guest: 401, stale: 401, other: 404, admin: 404, owner: 409}, // it is done

	{method: "GET", route: "/api/v1/ai", guest: 401, stale: 401, other: 200, admin: 200, owner: 200},
	{method: "PUT", route: "/api/v1/ai/consent", body: func(belongings) any { return map[string]any{"provider": "OpenAI"} }, guest: 401, stale: 401, other: 503, admin: 503, owner: 503}, // there is none
	{method: "DELETE", route: "/api/v1/ai/consent", guest: 401, stale: 401, other: 204, admin: 204, owner: 204},

	{method: "POST", route: "/api/v1/readings", body: func(b belongings) any { return map[string]any{"photoId": b["photo"]} }, guest: 401, stale: 401, other: 422, admin: 422, owner: 503}, // nobody reads here
	{method: "GET", route: "/api/v1/readings/{id}", path: "/api/v1/readings/{photo}", guest: 401, stale: 401, other: 404, admin: 404, owner: 404},
	{method: "DELETE", route: "/api/v1/readings/{id}", path: "/api/v1/readings/{photo}", guest: 401, stale: 401, other: 404, admin: 404, owner: 404},

	{method: "POST", route: "/api/v1/imports", body: func(belongings) any { return map[string]any{"name": "diary.csv", "size": 10} }, guest: 401, stale: 401, other: 201, admin: 201, owner: 201},
	{method: "GET", route: "/api/v1/imports", guest: 401, stale: 401, other: 200, admin: 200, owner: 200},
	{method: "GET", route: "/api/v1/imports/{id}", path: "/api/v1/imports/{import}", guest: 401, stale: 401, other: 404, admin: 404, owner: 200},
	{method: "GET", route: "/api/v1/imports/{id}/rows", path: "/api/v1/imports/{import}/rows", guest: 401, stale: 401, other: 404, admin: 404, owner: 200},
	{method: "POST", route: "/api/v1/imports/{id}/uploaded", path: "/api/v1/imports/{import}/uploaded", guest: 401, stale: 401, other: 404, admin: 404, owner: 200},
	{method: "PATCH", route: "/api/v1/imports/{id}/rows/{n}", path: "/api/v1/imports/{import}/rows/2", body: func(belongings) any { return map[string]any{"fields": map[string]string{"venue": "CGV"}} }, guest: 401, stale: 401, other: 404, admin: 404, owner: 200},
	{method: "PUT", route: "/api/v1/imports/{id}/mapping", path: "/api/v1/imports/{import}/mapping", body: func(belongings) any { return importPlan(1) }, guest: 401, stale: 401, other: 404, admin: 404, owner: 200},
	{method: "POST", route: "/api/v1/imports/{id}/start", path: "/api/v1/imports/{import}/start", guest: 401, stale: 401, other: 404, admin: 404, owner: 200},
	{method: "DELETE", route: "/api/v1/imports/{id}", path: "/api/v1/imports/{import}", guest: 401, stale: 401, other: 404, admin: 404, owner: 204},

	{method: "POST", route: "/api/v1/tickets/preview", body: func(b belongings) any {
		return map[string]any{"side": "front", "width": 112, "shape": "film", "photoId": b["photo"], "crop": wholeCrop}
	}, guest: 401, stale: 401, other: 422, admin: 422, owner: 200},
	{method: "POST", route: "/api/v1/pieces", header: []string{"Idempotency-Key", "access-row"}, body: func(b belongings) any { return pieceOf(b["photo"], b["artwork"]) }, guest: 401, stale: 401, other: 422, admin: 422, owner: 409},
	{method: "GET", route: "/api/v1/pieces", path: "/api/v1/pieces?scope=mine", guest: 401, stale: 401, other: 200, admin: 200, owner: 200},
	{method: "GET", route: "/api/v1/pieces", path: "/api/v1/pieces?scope=hearted", guest: 401, stale: 401, other: 200, admin: 200, owner: 200},
	{method: "GET", route: "/api/v1/pieces", path: "/api/v1/pieces?scope=public&q=%25", guest: 200, stale: 401, other: 200, admin: 200, owner: 200},
	{method: "GET", route: "/api/v1/pieces/calendar", path: "/api/v1/pieces/calendar?month=2026-08", guest: 401, stale: 401, other: 200, admin: 200, owner: 200},
	{method: "GET", route: "/api/v1/pieces/suggestions", guest: 401, stale: 401, other: 200, admin: 200, owner: 200},
	{method: "GET", route: "/api/v1/pieces/attendances", guest: 401, stale: 401, other: 200, admin: 200, owner: 200},
	{method: "GET", route: "/api/v1/pieces/summary", path: "/api/v1/pieces/summary?today=2026-08-03", guest: 401, stale: 401, other: 200, admin: 200, owner: 200},
	{method: "GET", route: "/api/v1/statistics", path: "/api/v1/statistics?year=2026", guest: 401, stale: 401, other: 200, admin: 200, owner: 200},
	{method: "GET", route: "/api/v1/statistics/years", guest: 401, stale: 401, other: 200, admin: 200, owner: 200},
	{method: "GET", route: "/api/v1/recaps/{year}", path: "/api/v1/recaps/2026", guest: 401, stale: 401, other: 404, admin: 404, owner: 404}, // of fewer than three pieces
	{method: "GET", route: "/api/v1/recaps/{year}/card.webp", path: "/api/v1/recaps/2026/card.webp", guest: 401, stale: 401, other: 404, admin: 404, owner: 404},
	{method: "GET", route: "/api/v1/pieces", path: "/api/v1/pieces?scope=public&cake={piece}", guest: 200, stale: 401, other: 200, admin: 200, owner: 200},
	{method: "GET", route: "/api/v1/pieces/ratings", path: "/api/v1/pieces/ratings?cake={piece}", guest: 200, stale: 200, other: 200, admin: 200, owner: 200},
	{method: "GET", route: "/api/v1/pieces/activity", path: "/api/v1/pieces/activity?since=2026-08-01", guest: 200, stale: 200, other: 200, admin: 200, owner: 200},
	{method: "GET", route: "/api/v1/pieces/print", path: "/api/v1/pieces/print?ids={piece}", guest: 401, stale: 401, other: 404, admin: 404, owner: 200},
	{method: "POST", route: "/api/v1/pieces/{id}/links", path: "/api/v1/pieces/{piece}/links", body: func(belongings) any { return map[string]any{} }, guest: 401, stale: 401, other: 404, admin: 404, owner: 201},
	{method: "GET", route: "/api/v1/links", guest: 401, stale: 401, other: 200, admin: 200, owner: 200},
	{method: "GET", route: "/api/v1/shared/{token}", path: "/api/v1/shared/{token}", guest: 200, stale: 401, other: 200, admin: 200, owner: 200},
	{method: "GET", route: "/api/v1/shared/{token}/ticket/{file}", path: "/api/v1/shared/{token}/ticket/front.webp", guest: 200, stale: 401, other: 200, admin: 200, owner: 200},
	{method: "DELETE", route: "/api/v1/links/{id}", path: "/api/v1/links/{link}", guest: 401, stale: 401, other: 404, admin: 404, owner: 204},
	{method: "GET", route: "/api/v1/feed", guest: 401, stale: 401, other: 200, admin: 200, owner: 200},
	{method: "GET", route: "/api/v1/feeds/{calendar}", path: "/api/v1/feeds/{calendar}", guest: 200, stale: 200, other: 200, admin: 200, owner: 200},
	{method: "POST", route: "/api/v1/feed", body: func(belongings) any { return map[string]any{"timeZone": "Asia/Seoul"} }, guest: 401, stale: 401, other: 201, admin: 201, owner: 201},
	{method: "DELETE", route: "/api/v1/feed", guest: 401, stale: 401, other: 204, admin: 204, owner: 204},
	{method: "GET", route: "/api/v1/pieces/{id}", path: "/api/v1/pieces/{piece}", guest: 404, stale: 401, other: 404, admin: 404, owner: 200},
	{method: "GET", route: "/api/v1/pieces/{id}/ticket/{file}", path: "/api/v1/pieces/{piece}/ticket/front.webp", guest: 404, stale: 401, other: 404, admin: 404, owner: 200},
	{method: "GET", route: "/api/v1/pieces/memories", path: "/api/v1/pieces/memories?today=2027-08-03", guest: 401, stale: 401, other: 200, admin: 200, owner: 200},
	{method: "PUT", route: "/api/v1/pieces/{id}", path: "/api/v1/pieces/{piece}", body: func(b belongings) any { return editOf(b["photo"], b["artwork"]) }, guest: 401, stale: 401, other: 404, admin: 404, owner: 200},
	{method: "PATCH", route: "/api/v1/pieces/{id}", path: "/api/v1/pieces/{piece}", body: func(belongings) any { return map[string]any{"remind": false} }, guest: 401, stale: 401, other: 404, admin: 404, owner: 200},
	{method: "PUT", route: "/api/v1/pieces/{id}/heart", path: "/api/v1/pieces/{piece}/heart", guest: 401, stale: 401, other: 404, admin: 404, owner: 200},
	{method: "DELETE", route: "/api/v1/pieces/{id}/heart", path: "/api/v1/pieces/{piece}/heart", guest: 401, stale: 401, other: 404, admin: 404, owner: 200},
	{method: "PUT", route: "/api/v1/pieces/{id}/record", path: "/api/v1/pieces/{piece}/record", body: func(b belongings) any { return recordOf(0, "", b["recordPhoto"]) }, guest: 401, stale: 401, other: 404, admin: 404, owner: 200},
	{method: "GET", route: "/api/v1/pieces/{id}/record", path: "/api/v1/pieces/{piece}/record", guest: 404, stale: 401, other: 404, admin: 404, owner: 200},
	{method: "GET", route: "/api/v1/pieces/{id}/record/photos/{photoId}/{file}", path: "/api/v1/pieces/{piece}/record/photos/{recordPhoto}/small.jpg", guest: 404, stale: 401, other: 404, admin: 404, owner: 200},
	{method: "GET", route: "/api/v1/pieces/{id}/review", path: "/api/v1/pieces/{piece}/review", guest: 401, stale: 401, other: 403, admin: 200, owner: 403},
	{method: "GET", route: "/api/v1/pieces/{id}/review/{file}", path: "/api/v1/pieces/{piece}/review/front.webp", guest: 401, stale: 401, other: 403, admin: 404, owner: 403},
	{method: "PUT", route: "/api/v1/pieces/{id}/hidden", path: "/api/v1/pieces/{piece}/hidden", body: func(belongings) any { return map[string]any{"reason": "광고예요"} }, guest: 401, stale: 401, other: 403, admin: 200, owner: 403},
	{method: "DELETE", route: "/api/v1/pieces/{id}/hidden", path: "/api/v1/pieces/{piece}/hidden", guest: 401, stale: 401, other: 403, admin: 200, owner: 403},
	{method: "DELETE", route: "/api/v1/pieces/{id}", path: "/api/v1/pieces/{piece}", guest: 401, stale: 401, other: 404, admin: 404, owner: 204},

	{method: "GET", route: "/api/v1/exports", guest: 401, stale: 401, other: 200, admin: 200, owner: 200},
	{method: "GET", route: "/api/v1/exports/{id}", path: "/api/v1/exports/{export}", guest: 401, stale: 401, other: 404, admin: 404, owner: 200},
	{method: "GET", route: "/api/v1/exports/{id}/file", path: "/api/v1/exports/{export}/file", guest: 401, stale: 401, other: 404, admin: 404, owner: 200},
	{method: "DELETE", route: "/api/v1/exports/{id}", path: "/api/v1/exports/{export}", guest: 401, stale: 401, other: 404, admin: 404, owner: 204},
	{method: "POST", route: "/api/v1/exports", guest: 401, stale: 401, other: 202, admin: 202, owner: 202},

	{method: "GET", route: "/api/v1/push/key", guest: 200, stale: 200, other: 200, admin: 200, owner: 200},
	{method: "PUT", route: "/api/v1/push/subscriptions", body: func(belongings) any { return pushDevice() }, guest: 401, stale: 401, other: 204, admin: 204, owner: 204},
	{method: "DELETE", route: "/api/v1/push/subscriptions", body: func(belongings) any { return map[string]any{"endpoint": pushDevice()["endpoint"]} }, guest: 401, stale: 401, other: 204, admin: 204, owner: 204},
	{method: "POST", route: "/api/v1/reports", body: func(b belongings) any { return reportOf("cake", b["cake"]) }, guest: 401, stale: 401, other: 201, admin: 200, owner: 201},
	{method: "GET", route: "/api/v1/reports", guest: 401, stale: 401, other: 403, admin: 200, owner: 403},
	{method: "GET", route: "/api/v1/reports/{id}", path: "/api/v1/reports/{report}", guest: 401, stale: 401, other: 403, admin: 200, owner: 403},
	{method: "PATCH", route: "/api/v1/reports/{id}", path: "/api/v1/reports/{report}", body: func(belongings) any { return map[string]any{"state": "closed"} }, guest: 401, stale: 401, other: 403, admin: 200, owner: 403},
	{method: "GET", route: "/api/v1/reports/mine", guest: 401, stale: 401, other: 200, admin: 200, owner: 200},
	{method: "GET", route: "/api/v1/notices", guest: 200, stale: 200, other: 200, admin: 200, owner: 200},
	{method: "GET", route: "/api/v1/notices/all", guest: 401, stale: 401, other: 403, admin: 200, owner: 403},
	{method: "POST", route: "/api/v1/notices", body: func(belongings) any { return noticeNamed("점검 안내") }, guest: 401, stale: 401, other: 403, admin: 201, owner: 403},
	{method: "PUT", route: "/api/v1/notices/{id}", path: "/api/v1/notices/{notice}", body: func(belongings) any { return noticeNamed("점검 안내") }, guest: 401, stale: 401, other: 403, admin: 200, owner: 403},
	{method: "DELETE", route: "/api/v1/notices/{id}", path: "/api/v1/notices/{notice}", guest: 401, stale: 401, other: 403, admin: 204, owner: 403},
	{method: "POST", route: "/api/v1/questions", body: func(belongings) any { return questionNamed("조각이 안 보여요") }, guest: 401, stale: 401, other: 201, admin: 201, owner: 201},
	{method: "GET", route: "/api/v1/questions", guest: 401, stale: 401, other: 200, admin: 200, owner: 200},
	{method: "GET", route: "/api/v1/questions/unseen", guest: 401, stale: 401, other: 200, admin: 200, owner: 200},
	{method: "POST", route: "/api/v1/questions/seen", guest: 401, stale: 401, other: 204, admin: 204, owner: 204},
	{method: "GET", route: "/api/v1/questions/all", guest: 401, stale: 401, other: 403, admin: 200, owner: 403},
	{method: "PUT", route: "/api/v1/questions/{id}/answer", path: "/api/v1/questions/{question}/answer", body: func(belongings) any { return map[string]any{"answer": "고쳤어요"} }, guest: 401, stale: 401, other: 403, admin: 200, owner: 403},
	{method: "GET", route: "/api/v1/audit", guest: 401, stale: 401, other: 403, admin: 200, owner: 403},
	{method: "POST", route: "/api/v1/audit", body: func(b belongings) any {
		return map[string]any{"deed": "hide", "kind": "cake", "subject": b["cake"]}
	}, guest: 401, stale: 401, other: 403, admin: 204, owner: 403},
	{method: "GET", route: "/api/v1/people/found", path: "/api/v1/people/found?nickname=ow", guest: 401, stale: 401, other: 403, admin: 200, owner: 403},
	{method: "GET", route: "/api/v1/people/{id}/suspension", path: "/api/v1/people/{friend}/suspension", guest: 401, stale: 401, other: 403, admin: 200, owner: 403},
	{method: "PUT", route: "/api/v1/people/{id}/suspension", path: "/api/v1/people/{friend}/suspension", body: func(belongings) any { return map[string]any{"reason": "광고예요"} }, guest: 401, stale: 401, other: 403, admin: 200, owner: 403},
	{method: "DELETE", route: "/api/v1/people/{id}/suspension", path: "/api/v1/people/{friend}/suspension", guest: 401, stale: 401, other: 403, admin: 200, owner: 403},
	{method: "PUT", route: "/api/v1/cakes/{id}/hidden", path: "/api/v1/cakes/{cake}/hidden", body: func(belongings) any { return map[string]any{"reason": "광고예요"} }, guest: 401, stale: 401, other: 403, admin: 200, owner: 403},
	{method: "DELETE", route: "/api/v1/cakes/{id}/hidden", path: "/api/v1/cakes/{cake}/hidden", guest: 401, stale: 401, other: 403, admin: 200, owner: 403},

	{method: "DELETE", route: "/api/v1/sessions/current", guest: 204, stale: 401, other: 204, admin: 204, owner: 204},
	{method: "DELETE", route: "/api/v1/sessions", guest: 401, stale: 401, other: 204, admin: 204, owner: 204},
}

func wrongLogin(belongings) any {
	return map[string]any{"email": "nobody@mail.example", "password": "not the password"}
}

// D04: every route has a row, and every visitor gets what the row says.
func TestD04_EveryRouteAnswersEveryVisitorAsItsRowSays(t *testing.T) {
	for path, item := range describe().OpenAPI().Paths {
		for method := range operations(item) {
			if !hasRow(method, path) {
				t.Errorf("%s %s has no row in the access table: add one", method, path)
			}
		}
	}
	keys, err := auth.GenerateKey()
	if err != nil {
		t.Fatal(err)
	}
	s := open(t, "PIECE_AUTH_KEYS="+string(keys), "PIECE_PUSH_HOSTS="+pushHost, "PIECE_SIGN_IN_NAVER_ID=piece", "PIECE_SIGN_IN_NAVER_SECRET=piece-secret")
	owner, other := s.join(t, "owner"), s.join(t, "other")
	photo := owner.photo()
	artwork := owner.artwork(photo)
	mine := belongings{"recordPhoto": owner.photo(), "photo": photo, "artwork": artwork, "piece": owner.piece(photo, artwork), "person": owner.id, "session": otherDevice(t, s)}
	mine["link"], mine["token"] = owner.link(mine["piece"])
	mine["cake"], mine["double"] = owner.cake("파도의 노래"), owner.cake("파도의 노래 (앙코르)")
	mine["calendar"] = owner.calendar()
	mine["report"] = owner.report("person", other.id)
	friend := s.join(t, "friend")
	keeper := s.join(t, "keeper")
	keeper.admin("keeper", s)
	mine["notice"], mine["question"] = keeper.notice("쉬어 가요"), owner.question("안녕하세요")
	mine["friend"] = friend.id
	mine.rooms(t, owner, friend)
	mine["export"] = owner.export()
	mine["import"] = owner.bring("a.csv", fewFilms).ID

	parsed, err := auth.ParseKeys(keys)
	if err != nil {
		t.Fatal(err)
	}
	sign := func(id auth.Identity, at time.Time) string {
		token, err := parsed.Sign(id, at)
		if err != nil {
			t.Fatal(err)
		}
		return "Bearer " + token
	}
	now := clock.System{}.Now()
	as := map[string]string{
		"guest": "",
		"stale": sign(auth.Identity{PersonID: owner.id, SessionID: mine["session"]}, now.Add(-auth.AccessTTL-time.Second)),
		"other": sign(auth.Identity{PersonID: other.id, SessionID: "another"}, now),
		"admin": sign(auth.Identity{PersonID: other.id, SessionID: "another", Role: auth.RoleAdmin}, now),
		"owner": sign(auth.Identity{PersonID: owner.id, SessionID: "elsewhere"}, now),
	}
	for _, row := range slices.Concat(signInRows, accessTable, roomRows) {
		for _, c := range []struct {
			who  string
			want int
		}{{"guest", row.guest}, {"stale", row.stale}, {"other", row.other}, {"admin", row.admin}, {"owner", row.owner}} {
			path := row.path
			if path == "" {
				path = row.route
			}
			header := append([]string{"Authorization", as[c.who]}, row.header...)
			var body any
			if row.body != nil {
				body = row.body(mine)
			}
			if got, answer := s.guest(t).send(row.method, mine.in(path), body, header...); got != c.want {
				t.Errorf("%s %s as %s: %d, want %d: %.200s", row.method, row.route, c.who, got, c.want, answer)
			}
		}
	}
}

// otherDevice logs the owner in once more and gives the id of that session.
func otherDevice(t *testing.T, s *site) string {
	v := s.guest(t)
	v.must(http.StatusCreated, "POST", "/api/v1/sessions", map[string]any{"email": "owner@mail.example", "password": "a long enough secret"}, nil)
	var list struct {
		Items []struct {
			ID      string
			Current bool
		}
	}
	v.must(http.StatusOK, "GET", "/api/v1/sessions", nil, &list)
	for _, item := range list.Items {
		if item.Current {
			return item.ID
		}
	}
	t.Fatal("the session that asks is not in the list")
	return ""
}

func operations(p *huma.PathItem) map[string]*huma.Operation {
	all := map[string]*huma.Operation{}
	for method, op := range map[string]*huma.Operation{"GET": p.Get, "POST": p.Post, "PUT": p.Put, "PATCH": p.Patch, "DELETE": p.Delete, "HEAD": p.Head} {
		if op != nil {
			all[method] = op
		}
	}
	return all
}

func hasRow(method, route string) bool {
	for _, row := range slices.Concat(signInRows, accessTable, roomRows) {
		if row.method == method && row.route == route {
			return true
		}
	}
	return false
}

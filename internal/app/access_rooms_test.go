package app

import (
	"net/http"
	"strconv"
	"testing"

	"piece/internal/platform/clock"
	"piece/internal/platform/id"
)

// rooms makes an open room and a direct room of the owner with somebody who isn't the other
// visitor, each with a message and a picture, and tells what they are called.
func (mine belongings) rooms(t *testing.T, owner, friend *visitor) {
	t.Helper()
	mine["roomPhoto"] = owner.photo()
	mine["room"] = owner.joinRoom(mine["cake"])
	mine["direct"] = owner.directWith(friend.id)
	for _, room := range []string{"room", "direct"} {
		mine[room+"Picture"] = owner.roomPicture(mine[room])
		mine[room+"Message"] = strconv.FormatInt(owner.say(mine[room], "보셨나요?", "pictureIds", []string{mine[room+"Picture"]}), 10)
		mine[room+"Other"] = strconv.FormatInt(owner.say(mine[room], "저는 두 번요"), 10)
	}
}

// joinRoom joins the open room of a cake and gives its id.
func (v *visitor) joinRoom(cake string) string {
	v.t.Helper()
	var r struct{ ID string }
	v.must(http.StatusOK, "PUT", "/api/v1/rooms/open/of/"+cake, nil, &r)
	return r.ID
}

// directWith opens the direct room with a person and gives its id.
func (v *visitor) directWith(person string) string {
	v.t.Helper()
	var r struct{ ID string }
	v.must(http.StatusOK, "PUT", "/api/v1/rooms/direct/with/"+person, nil, &r)
	return r.ID
}

// say sends a text and gives its place.
func (v *visitor) say(room, text string, more ...any) int64 {
	v.t.Helper()
	var e struct{ Seq int64 }
	v.must(http.StatusCreated, "POST", "/api/v1/rooms/"+room+"/messages", messageOf(text, more...), &e)
	return e.Seq
}

// roomPicture makes a picture for messages of a room and gives its id.
func (v *visitor) roomPicture(room string) string {
	v.t.Helper()
	var p struct{ ID string }
	v.must(http.StatusCreated, "POST", "/api/v1/rooms/"+room+"/pictures", map[string]any{"photoId": v.photo()}, &p)
	return p.ID
}

// messageOf is a message that wasn't sent before.
func messageOf(text string, more ...any) map[string]any {
	m := map[string]any{"clientId": id.New(clock.System{}), "text": text}
	for i := 0; i < len(more); i += 2 {
		m[more[i].(string)] = more[i+1]
	}
	return m
}

// roomRows tell who may do what with rooms: the owner is in an open room, where the other may
// look but not write before joining, and in a direct room with somebody else, which for everybody
// beyond the two is not there (defect D40), for admins as well.
var roomRows = []access{
	{method: "GET", route: "/api/v1/cakes/some", path: "/api/v1/cakes/some?ids={cake}", guest: 200, stale: 401, other: 200, admin: 200, owner: 200},
	{method: "GET", route: "/api/v1/rooms", guest: 401, stale: 401, other: 200, admin: 200, owner: 200},
	{method: "GET", route: "/api/v1/rooms/count", guest: 401, stale: 401, other: 200, admin: 200, owner: 200},
	{method: "GET", route: "/api/v1/rooms/unread", guest: 401, stale: 401, other: 200, admin: 200, owner: 200},
	{method: "GET", route: "/api/v1/rooms/activity", path: "/api/v1/rooms/activity?since=2026-08-01", guest: 200, stale: 200, other: 200, admin: 200, owner: 200},
	{method: "GET", route: "/api/v1/rooms/open/of/{id}", path: "/api/v1/rooms/open/of/{cake}", guest: 200, stale: 401, other: 200, admin: 200, owner: 200},
	{method: "GET", route: "/api/v1/rooms/open/of/{id}", path: "/api/v1/rooms/open/of/{person}", guest: 404, stale: 401, other: 404, admin: 404, owner: 404},

	{method: "GET", route: "/api/v1/rooms/{id}", path: "/api/v1/rooms/{room}", guest: 401, stale: 401, other: 200, admin: 200, owner: 200},
	{method: "GET", route: "/api/v1/rooms/{id}/messages", path: "/api/v1/rooms/{room}/messages", guest: 401, stale: 401, other: 200, admin: 200, owner: 200},
	{method: "GET", route: "/api/v1/rooms/{id}/log", path: "/api/v1/rooms/{room}/log", guest: 401, stale: 401, other: 200, admin: 200, owner: 200},
	{method: "GET", route: "/api/v1/rooms/{id}/people", path: "/api/v1/rooms/{room}/people", guest: 401, stale: 401, other: 200, admin: 200, owner: 200},
	{method: "GET", route: "/api/v1/rooms/{id}/pictures/{picture}/{file}", path: "/api/v1/rooms/{room}/pictures/{roomPicture}/small.jpg", guest: 401, stale: 401, other: 200, admin: 200, owner: 200},
	{method: "PUT", route: "/api/v1/rooms/{id}/read", path: "/api/v1/rooms/{room}/read", body: readUpToOne, guest: 401, stale: 401, other: 404, admin: 404, owner: 200},
	{method: "PATCH", route: "/api/v1/rooms/{id}/membership", path: "/api/v1/rooms/{room}/membership", body: mute, guest: 401, stale: 401, other: 404, admin: 404, owner: 200},
	{method: "POST", route: "/api/v1/rooms/{id}/messages", path: "/api/v1/rooms/{room}/messages", body: something, guest: 401, stale: 401, other: 403, admin: 403, owner: 201},
	{method: "POST", route: "/api/v1/rooms/{id}/pictures", path: "/api/v1/rooms/{room}/pictures", body: ofPhoto, guest: 401, stale: 401, other: 403, admin: 403, owner: 201},
	{method: "PUT", route: "/api/v1/rooms/{id}/messages/{seq}/reactions/{emoji}", path: "/api/v1/rooms/{room}/messages/{roomOther}/reactions/%E2%9D%A4", guest: 401, stale: 401, other: 403, admin: 403, owner: 204},
	{method: "DELETE", route: "/api/v1/rooms/{id}/messages/{seq}/reactions/{emoji}", path: "/api/v1/rooms/{room}/messages/{roomOther}/reactions/%E2%9D%A4", guest: 401, stale: 401, other: 403, admin: 403, owner: 204},
	{method: "GET", route: "/api/v1/rooms/{id}/messages/{seq}/review", path: "/api/v1/rooms/{room}/messages/{roomOther}/review", guest: 401, stale: 401, other: 403, admin: 200, owner: 403},
	{method: "PUT", route: "/api/v1/rooms/{id}/messages/{seq}/hidden", path: "/api/v1/rooms/{room}/messages/{roomOther}/hidden", body: func(belongings) any { return map[string]any{"reason": "광고예요"} }, guest: 401, stale: 401, other: 403, admin: 200, owner: 403},
	{method: "DELETE", route: "/api/v1/rooms/{id}/messages/{seq}/hidden", path: "/api/v1/rooms/{room}/messages/{roomOther}/hidden", guest: 401, stale: 401, other: 403, admin: 200, owner: 403},
	{method: "GET", route: "/api/v1/rooms/{id}/messages/{seq}/review", path: "/api/v1/rooms/{direct}/messages/{directOther}/review", guest: 401, stale: 401, other: 403, admin: 200, owner: 403},
	{method: "PUT", route: "/api/v1/rooms/{id}/messages/{seq}/hidden", path: "/api/v1/rooms/{direct}/messages/{directOther}/hidden", body: func(belongings) any { return map[string]any{"reason": "광고예요"} }, guest: 401, stale: 401, other: 403, admin: 200, owner: 403},
	{method: "DELETE", route: "/api/v1/rooms/{id}/messages/{seq}/hidden", path: "/api/v1/rooms/{direct}/messages/{directOther}/hidden", guest: 401, stale: 401, other: 403, admin: 200, owner: 403},
	{method: "DELETE", route: "/api/v1/rooms/{id}/messages/{seq}", path: "/api/v1/rooms/{room}/messages/{roomMessage}", guest: 401, stale: 401, other: 403, admin: 403, owner: 204},

	{method: "GET", route: "/api/v1/rooms/{id}", path: "/api/v1/rooms/{direct}", guest: 401, stale: 401, other: 404, admin: 404, owner: 200},
	{method: "GET", route: "/api/v1/rooms/{id}/messages", path: "/api/v1/rooms/{direct}/messages", guest: 401, stale: 401, other: 404, admin: 404, owner: 200},
	{method: "GET", route: "/api/v1/rooms/{id}/log", path: "/api/v1/rooms/{direct}/log", guest: 401, stale: 401, other: 404, admin: 404, owner: 200},
	{method: "GET", route: "/api/v1/rooms/{id}/people", path: "/api/v1/rooms/{direct}/people", guest: 401, stale: 401, other: 404, admin: 404, owner: 200},
	{method: "GET", route: "/api/v1/rooms/{id}/pictures/{picture}/{file}", path: "/api/v1/rooms/{direct}/pictures/{directPicture}/large.jpg", guest: 401, stale: 401, other: 404, admin: 404, owner: 200},
	{method: "GET", route: "/api/v1/rooms/{id}/pictures/{picture}/{file}", path: "/api/v1/rooms/{room}/pictures/{directPicture}/large.jpg", guest: 401, stale: 401, other: 404, admin: 404, owner: 404},
	{method: "PUT", route: "/api/v1/rooms/{id}/read", path: "/api/v1/rooms/{direct}/read", body: readUpToOne, guest: 401, stale: 401, other: 404, admin: 404, owner: 200},
	{method: "PATCH", route: "/api/v1/rooms/{id}/membership", path: "/api/v1/rooms/{direct}/membership", body: mute, guest: 401, stale: 401, other: 404, admin: 404, owner: 200},
	{method: "PUT", route: "/api/v1/rooms/{id}/membership", path: "/api/v1/rooms/{direct}/membership", guest: 401, stale: 401, other: 404, admin: 404, owner: 200},
	{method: "POST", route: "/api/v1/rooms/{id}/messages", path: "/api/v1/rooms/{direct}/messages", body: something, guest: 401, stale: 401, other: 404, admin: 404, owner: 201},
	{method: "POST", route: "/api/v1/rooms/{id}/pictures", path: "/api/v1/rooms/{direct}/pictures", body: ofPhoto, guest: 401, stale: 401, other: 404, admin: 404, owner: 201},
	{method: "PUT", route: "/api/v1/rooms/{id}/messages/{seq}/reactions/{emoji}", path: "/api/v1/rooms/{direct}/messages/{directOther}/reactions/%E2%9D%A4", guest: 401, stale: 401, other: 404, admin: 404, owner: 204},
	{method: "DELETE", route: "/api/v1/rooms/{id}/messages/{seq}/reactions/{emoji}", path: "/api/v1/rooms/{direct}/messages/{directOther}/reactions/%E2%9D%A4", guest: 401, stale: 401, other: 404, admin: 404, owner: 204},
	{method: "DELETE", route: "/api/v1/rooms/{id}/messages/{seq}", path: "/api/v1/rooms/{direct}/messages/{directMessage}", guest: 401, stale: 401, other: 404, admin: 404, owner: 204},
	{method: "DELETE", route: "/api/v1/rooms/{id}/membership", path: "/api/v1/rooms/{direct}/membership", guest: 401, stale: 401, other: 404, admin: 404, owner: 204},
	{method: "DELETE", route: "/api/v1/rooms/{id}/membership", path: "/api/v1/rooms/{direct}/membership", guest: 401, stale: 401, other: 404, admin: 404, owner: 204},
	{method: "GET", route: "/api/v1/rooms/{id}/messages", path: "/api/v1/rooms/{direct}/messages", guest: 401, stale: 401, other: 404, admin: 404, owner: 404},
	{method: "PUT", route: "/api/v1/rooms/direct/with/{id}", path: "/api/v1/rooms/direct/with/{friend}", guest: 401, stale: 401, other: 200, admin: 200, owner: 200},
	{method: "PUT", route: "/api/v1/rooms/direct/with/{id}", path: "/api/v1/rooms/direct/with/{person}", guest: 401, stale: 401, other: 200, admin: 200, owner: 422},

	{method: "PUT", route: "/api/v1/rooms/{id}/membership", path: "/api/v1/rooms/{room}/membership", guest: 401, stale: 401, other: 200, admin: 200, owner: 200},
	{method: "DELETE", route: "/api/v1/rooms/{id}/membership", path: "/api/v1/rooms/{room}/membership", guest: 401, stale: 401, other: 204, admin: 204, owner: 204},
	{method: "PUT", route: "/api/v1/rooms/open/of/{id}", path: "/api/v1/rooms/open/of/{cake}", guest: 401, stale: 401, other: 200, admin: 200, owner: 200},
	{method: "PUT", route: "/api/v1/blocks/{id}", path: "/api/v1/blocks/{friend}", guest: 401, stale: 401, other: 204, admin: 204, owner: 204},
	{method: "PUT", route: "/api/v1/blocks/{id}", path: "/api/v1/blocks/{room}", guest: 401, stale: 401, other: 404, admin: 404, owner: 404},
	{method: "GET", route: "/api/v1/blocks", guest: 401, stale: 401, other: 200, admin: 200, owner: 200},
	{method: "DELETE", route: "/api/v1/blocks/{id}", path: "/api/v1/blocks/{friend}", guest: 401, stale: 401, other: 204, admin: 204, owner: 204},
}

func readUpToOne(belongings) any { return map[string]any{"seq": 1} }
func mute(belongings) any        { return map[string]any{"muted": true, "push": "all"} }
func something(belongings) any   { return messageOf("안녕하세요") }
func ofPhoto(b belongings) any   { return map[string]any{"photoId": b["roomPhoto"]} }

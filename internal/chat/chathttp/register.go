// Package chathttp is the API of rooms: operations, request and response types, and their
// translation from and to the domain. It decides nothing; limits in the description come from
// the rules of package chat.
package chathttp

import (
	"net/http"

	"piece/internal/chat"
	"piece/internal/platform/httpapi"
)

// Register adds the operations.
func Register(a *httpapi.API, s *chat.Service) {
	h := handlers{chats: s}
	h.registerRooms(a)
	h.registerMessages(a)
	h.registerPictures(a)
	h.registerMasking(a)
	httpapi.Register(a, httpapi.Person, httpapi.Operation("rooms", "listBlocks", http.MethodGet, "/blocks", "People whom the caller has blocked", "The last one first, at most 500."), h.blocks)
	httpapi.Register(a, httpapi.Person, httpapi.Operation("rooms", "blockPerson", http.MethodPut, "/blocks/{id}", "Block a person", blockDoc,
		httpapi.Fails(http.StatusNotFound, http.StatusConflict)), h.block)
	httpapi.Register(a, httpapi.Person, httpapi.Operation("rooms", "unblockPerson", http.MethodDelete, "/blocks/{id}", "Take a person off the list of blocked ones", "Again is fine."), h.unblock)
	httpapi.Register(a, httpapi.Public, httpapi.Operation("rooms", "listRoomActivity", http.MethodGet, "/rooms/activity", "How many messages were written in open rooms, by day and cake",
		"For services that tell what is hot. Days are those of Korea; the oldest are 60 days ago. Counts may be a little too high."), h.activity)
}

func (h handlers) registerRooms(a *httpapi.API) {
	httpapi.Register(a, httpapi.Person, httpapi.Operation("rooms", "listRooms", http.MethodGet, "/rooms", "The caller's rooms", listDoc), h.list)
	httpapi.Register(a, httpapi.Person, httpapi.Operation("rooms", "countRooms", http.MethodGet, "/rooms/count", "Count the rooms that the caller is in",
		"For the service that gives titles, which asks on behalf of that person."), h.count)
	httpapi.Register(a, httpapi.Person, httpapi.Operation("rooms", "getUnread", http.MethodGet, "/rooms/unread", "Count what the caller hasn't read",
		"Of rooms that aren't muted; each is counted exactly up to 999. Own messages and those of blocked people don't count."), h.unread)
	httpapi.Register(a, httpapi.Person, httpapi.Operation("rooms", "getRoom", http.MethodGet, "/rooms/{id}", "Read a room",
		"An open room, or a direct room of the caller's.", httpapi.Fails(http.StatusNotFound)), h.get)
	httpapi.Register(a, httpapi.Optional, httpapi.Operation("rooms", "getCakeRoom", http.MethodGet, "/rooms/open/of/{id}", "The open room of a cake",
		"Guests learn how many people there are, and no more. A cake that became part of another answers with that one's room.", httpapi.Fails(http.StatusNotFound)), h.ofCake)
	httpapi.Register(a, httpapi.Person, httpapi.Operation("rooms", "joinCakeRoom", http.MethodPut, "/rooms/open/of/{id}", "Join the open room of a cake",
		"Makes it when the caller is the first. Again is fine.", httpapi.Fails(http.StatusNotFound, http.StatusConflict)), h.joinCake)
	httpapi.Register(a, httpapi.Person, httpapi.Operation("rooms", "startDirectRoom", http.MethodPut, "/rooms/direct/with/{id}", "Open the direct room with a person",
		"Always the same one, whoever starts it. Who has left it is in it again.", httpapi.Fails(http.StatusNotFound, http.StatusConflict)), h.startDirect)
	httpapi.Register(a, httpapi.Person, httpapi.Operation("rooms", "joinRoom", http.MethodPut, "/rooms/{id}/membership", "Join an open room",
		"Again is fine.", httpapi.Fails(http.StatusNotFound, http.StatusConflict)), h.join)
	httpapi.Register(a, httpapi.Person, httpapi.Operation("rooms", "chooseForRoom", http.MethodPatch, "/rooms/{id}/membership", "Mute a room, choose what is pushed",
		"", httpapi.Fails(http.StatusNotFound)), h.choose)
	httpapi.Register(a, httpapi.Person, httpapi.Operation("rooms", "leaveRoom", http.MethodDelete, "/rooms/{id}/membership", "Leave a room",
		"A direct room goes on for the other. Again is fine.", httpapi.Fails(http.StatusNotFound)), h.leave)
	httpapi.Register(a, httpapi.Person, httpapi.Operation("rooms", "markRead", http.MethodPut, "/rooms/{id}/read", "Tell how far the caller has read",
		"The mark never goes back, and no further than the last message.", httpapi.Fails(http.StatusNotFound)), h.read)
	httpapi.Register(a, httpapi.Person, httpapi.Operation("rooms", "listRoomPeople", http.MethodGet, "/rooms/{id}/people", "People of a room",
		"Who joined first is first.", httpapi.Fails(http.StatusNotFound)), h.people)
}

func (h handlers) registerMessages(a *httpapi.API) {
	httpapi.Register(a, httpapi.Person, httpapi.Operation("rooms", "listMessages", http.MethodGet, "/rooms/{id}/messages", "A stretch of the messages of a room", messagesDoc,
		httpapi.Fails(http.StatusNotFound)), h.messages)
	httpapi.Register(a, httpapi.Person, httpapi.Operation("rooms", "listEntries", http.MethodGet, "/rooms/{id}/log", "All that happened in a room, behind a place",
		"Without a hole, to fill one: what isn't for the caller is told as hidden.", httpapi.Fails(http.StatusNotFound)), h.log)
	httpapi.Register(a, httpapi.Person, httpapi.Operation("rooms", "sendMessage", http.MethodPost, "/rooms/{id}/messages", "Send a message", sendDoc,
		httpapi.Answers(http.StatusCreated), httpapi.Takes(maxBody), httpapi.Fails(http.StatusForbidden, http.StatusNotFound, http.StatusConflict), alsoOK), h.send)
	httpapi.Register(a, httpapi.Person, httpapi.Operation("rooms", "removeMessage", http.MethodDelete, "/rooms/{id}/messages/{seq}", "Remove an own message",
		"Of what it held nothing is left; its place stays. Again is fine.", httpapi.Fails(http.StatusForbidden, http.StatusNotFound, http.StatusConflict)), h.remove)
	httpapi.Register(a, httpapi.Person, httpapi.Operation("rooms", "react", http.MethodPut, "/rooms/{id}/messages/{seq}/reactions/{emoji}", "Put an emoji to a message",
		"Again is fine.", httpapi.Fails(http.StatusForbidden, http.StatusNotFound, http.StatusConflict)), h.react)
	httpapi.Register(a, httpapi.Person, httpapi.Operation("rooms", "unreact", http.MethodDelete, "/rooms/{id}/messages/{seq}/reactions/{emoji}", "Take an own emoji off a message",
		"Again is fine.", httpapi.Fails(http.StatusForbidden, http.StatusNotFound, http.StatusConflict)), h.unreact)
}

func (h handlers) registerPictures(a *httpapi.API) {
	httpapi.Register(a, httpapi.Person, httpapi.Operation("rooms", "addRoomPicture", http.MethodPost, "/rooms/{id}/pictures", "Make a picture for a message of a photo",
		"The room keeps a copy. It goes after a week, unless a message is sent with it. The same photo again gives the same picture.",
		httpapi.Answers(http.StatusCreated), httpapi.Fails(http.StatusForbidden, http.StatusNotFound, http.StatusConflict)), h.addPicture)
	httpapi.Register(a, httpapi.Person, httpapi.Operation("rooms", "getRoomPicture", http.MethodGet, "/rooms/{id}/pictures/{picture}/{file}", "One file of a picture",
		"For whoever may read the room.", httpapi.GivesOnce("The file.", "image/jpeg"), httpapi.Fails(http.StatusNotFound)), h.picture)
}

type handlers struct{ chats *chat.Service }

// maxBody is far more than the longest message takes, in bytes.
const maxBody = 64 << 10

// empty is an answer without a body.
type empty struct{}

// idPath names a room, or what an address ends with. Anything that isn't an id is simply not
// there.
type idPath struct {
	ID string `path:"id" maxLength:"64" doc:"Id, 26 characters."`
}

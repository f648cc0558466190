package realtime

import "strings"

// Channels. Those of rooms have places: the log of the room, as one person sees it in direct
// rooms. What comes over the others is told once.
const (
	roomPrefix   = "room:" // {room}: an open room
	directPrefix = "dm:"   // {room}:{person}: a direct room as that person sees it
	ownPrefix    = "me:"   // {person}: what concerns the person alone
	newsPrefix   = "news:" // {room}: that something new was said in an open room
)

// epoch names the numbering of places. It never changes: a room has a new id in another
// database, and its places only rise.
const epoch = "log"

func roomChannel(room string) string           { return roomPrefix + room }
func directChannel(room, person string) string { return directPrefix + room + ":" + person }
func ownChannel(person string) string          { return ownPrefix + person }
func newsChannel(room string) string           { return newsPrefix + room }

func isOpen(channel string) bool { return strings.HasPrefix(channel, roomPrefix) }

// logChannel gives the room of a channel that has places, and for whom it is; "" for everybody.
func logChannel(channel string) (room, person string, ok bool) {
	if room, ok = strings.CutPrefix(channel, roomPrefix); ok {
		return room, "", room != ""
	}
	rest, ok := strings.CutPrefix(channel, directPrefix)
	if !ok {
		return "", "", false
	}
	room, person, ok = strings.Cut(rest, ":")
	return room, person, ok && room != "" && person != ""
}

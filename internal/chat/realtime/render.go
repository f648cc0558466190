package realtime

import (
	"encoding/json"

	"piece/internal/chat"
	"piece/internal/chat/wire"
)

// render gives an entry as it reaches the devices of a person; "" for everybody in an open room.
// Reactions are left out: they are entries of their own.
func render(e chat.Entry, person string) []byte {
	e.Reactions = nil
	return encode(wire.Of(e, person, 0))
}

// encode makes JSON of what always is some.
func encode(v any) []byte {
	b, err := json.Marshal(v)
	if err != nil {
		panic("realtime: " + err.Error())
	}
	return b
}

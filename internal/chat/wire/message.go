package wire

import "piece/internal/chat"

// NewMessage is what a message is made from. Who sends it, where it comes in the room and when
// are the server's.
type NewMessage struct {
	ClientID   string   `json:"clientId" doc:"Made by the client, the same on every try to send one message. The same send is stored once."`
	Text       string   `json:"text,omitempty" doc:"What is said. Text between || and || is covered until it is tapped."`
	PictureIDs []string `json:"pictureIds,omitempty" nullable:"false" doc:"Own pictures that were added to the room."`
	PieceID    string   `json:"pieceId,omitempty" doc:"A piece to share."`
	ReplyTo    int64    `json:"replyTo,omitempty" minimum:"0" doc:"Place of the message that it answers."`
	Mentions   []string `json:"mentions,omitempty" nullable:"false" doc:"People of the room who are named in it. Those who have left are left out."`
}

// To gives the message as the domain takes it.
func (m *NewMessage) To(room string) chat.NewMessage {
	return chat.NewMessage{
		Room: room, ClientID: m.ClientID, Text: m.Text, PictureIDs: m.PictureIDs,
		PieceID: m.PieceID, ReplyTo: m.ReplyTo, Mentions: m.Mentions,
	}
}

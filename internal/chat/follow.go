package chat

// Follower is somebody who may follow the log of a room.
type Follower struct {
	Room   Room
	Member bool  // false: looks into an open room only
	From   int64 // the place up to which nothing is shown, see Member.From
}

// NewMessage is what somebody wants to say.
type NewMessage struct {
	ClientID   string
	Text       string
	PictureIDs []string
	PieceID    string
	ReplyTo    int64
	Mentions   []string
}

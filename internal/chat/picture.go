package chat

// The files of a picture, as their addresses name them.
const (
	SmallFile = "small.jpg" // for the room
	LargeFile = "large.jpg" // for looking at it alone
)

// Key is where a file of a picture is kept.
func (p StoredPicture) Key(file string) string {
	return "chat/" + p.RoomID + "/" + p.ID + "/" + file
}

// Keys are where all its files are kept.
func (p StoredPicture) Keys() []string {
	return []string{p.Key(SmallFile), p.Key(LargeFile)}
}

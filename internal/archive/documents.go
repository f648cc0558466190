package archive

import "time"

// Manifest is export.json: what a ZIP is and what is in it.
type Manifest struct {
	Format    int       `json:"format"`
	Product   string    `json:"product"`
	Version   string    `json:"version"` // of the program
	CreatedAt time.Time `json:"createdAt"`
	Language  string    `json:"language"` // that the person had chosen: ko or en
	Person    Named     `json:"person"`
	Parts     []Part    `json:"parts"`
}

// Part is what a ZIP has of one thing.
type Part struct {
	Name  PartName `json:"name"`
	State State    `json:"state"`
	Count int      `json:"count"` // of what is in the ZIP
	Files []string `json:"files"` // documents and tables; pictures are named in these
	Why   Why      `json:"why,omitempty"`
}

// Named is somebody or something with its name at the time.
type Named struct {
	ID       string `json:"id"`
	Nickname string `json:"nickname"`
}

// Head begins every document.
type Head struct {
	Format int `json:"format"`
}

// Account is data/account.json.
type Account struct {
	Head
	Profile    Profile    `json:"profile"`
	Devices    []Device   `json:"devices"`
	Identities []Identity `json:"identities"`
	Passkeys   []Passkey  `json:"passkeys"`
}

// Profile is who a person is.
type Profile struct {
	ID        string    `json:"id"`
	Email     string    `json:"email"`
	Verified  bool      `json:"verified"`
	Nickname  string    `json:"nickname"`
	Language  string    `json:"language"`
	Theme     string    `json:"theme,omitempty"`    // light, dark; absent: as the device
	TimeZone  string    `json:"timeZone,omitempty"` // absent: Asia/Seoul
	Title     string    `json:"title,omitempty"`    // id of the title that is worn
	Role      string    `json:"role,omitempty"`
	Onboarded bool      `json:"onboarded"`
	JoinedAt  time.Time `json:"joinedAt"`
	Picture   string    `json:"picture,omitempty"` // file in the ZIP

	// PictureRevision names the picture while the ZIP is made.
	PictureRevision string `json:"-"`
}

// Device is a session.
type Device struct {
	Device     string    `json:"device,omitempty"`
	CreatedAt  time.Time `json:"createdAt"`
	LastSeenAt time.Time `json:"lastSeenAt"`
}

// Identity is an account elsewhere that a person signs in with.
type Identity struct {
	Provider string    `json:"provider"`
	Email    string    `json:"email,omitempty"` // there
	LinkedAt time.Time `json:"linkedAt"`
}

// Passkey is a passkey without anything secret.
type Passkey struct {
	Name      string    `json:"name"`
	CreatedAt time.Time `json:"createdAt"`
}

// Title is an earned title.
type Title struct {
	ID       string    `json:"id"`
	Ko       string    `json:"ko"`
	En       string    `json:"en"`
	EarnedAt time.Time `json:"earnedAt"`
	PieceID  string    `json:"pieceId,omitempty"` // that earned it
}

// Hearted is somebody's piece in the list of hearts.
type Hearted struct {
	ID    string `json:"id"`
	Kind  string `json:"kind"`
	Title string `json:"title"`
	Day   string `json:"day"`
	Owner string `json:"owner,omitempty"` // nickname; absent when the person is gone
}

// Link opens a piece to whoever has it.
type Link struct {
	Address   string     `json:"address"`
	PieceID   string     `json:"pieceId"`
	Title     string     `json:"title"`
	CreatedAt time.Time  `json:"createdAt"`
	EndsAt    *time.Time `json:"endsAt,omitempty"`
}

// Feed is the secret address of the calendar.
type Feed struct {
	Address   string    `json:"address"`
	TimeZone  string    `json:"timeZone"`
	CreatedAt time.Time `json:"createdAt"`
}

// Links is data/links.json.
type Links struct {
	Head
	Links []Link `json:"links"`
	Feed  *Feed  `json:"feed,omitempty"`
}

// Cakes is data/cakes.json.
type Cakes struct {
	Head
	Hearted []Cake `json:"hearted"`
	Made    []Cake `json:"made"` // by hand
}

// Cake is a work.
type Cake struct {
	ID       string   `json:"id"`
	Kind     string   `json:"kind"`
	Title    string   `json:"title"`
	Original string   `json:"originalTitle,omitempty"`
	Year     int      `json:"year,omitempty"`
	Opens    string   `json:"opens,omitempty"`
	Closes   string   `json:"closes,omitempty"`
	Venue    string   `json:"venue,omitempty"`
	Genres   []string `json:"genres,omitempty"`
}

// Room is a room that a person is in.
type Room struct {
	ID       string    `json:"id"`
	Kind     string    `json:"kind"` // open or direct
	Name     string    `json:"name"` // title of the cake, or nickname of the other; "" when gone
	CakeID   string    `json:"cakeId,omitempty"`
	JoinedAt time.Time `json:"joinedAt"`
	Muted    bool      `json:"muted"`
	Push     string    `json:"push"`
}

// Message is what a person wrote into a room.
type Message struct {
	RoomID   string    `json:"roomId"`
	Room     string    `json:"room,omitempty"` // its name
	Seq      int64     `json:"seq"`            // place in the room
	At       time.Time `json:"at"`
	Text     string    `json:"text,omitempty"`
	Pictures []Picture `json:"pictures,omitempty"`
	PieceID  string    `json:"pieceId,omitempty"` // that was shared
	ReplyTo  int64     `json:"replyTo,omitempty"`
}

// Picture is a picture of a message.
type Picture struct {
	File   string `json:"file,omitempty"` // absent when it couldn't be had
	Width  int    `json:"width"`
	Height int    `json:"height"`

	ID string `json:"-"`
}

// Blocked is somebody whom a person has blocked.
type Blocked struct {
	Named
	At time.Time `json:"at"`
}

// Report is what a person reported.
type Report struct {
	Kind      string    `json:"kind"`
	Reason    string    `json:"reason"`
	Text      string    `json:"text,omitempty"`
	State     string    `json:"state"`
	CreatedAt time.Time `json:"createdAt"`
}

// Question is what a person asked the people who run the site.
type Question struct {
	Title     string     `json:"title,omitempty"`
	Text      string     `json:"text"`
	CreatedAt time.Time  `json:"createdAt"`
	Answer    string     `json:"answer,omitempty"`
	AnswerAt  *time.Time `json:"answeredAt,omitempty"`
}

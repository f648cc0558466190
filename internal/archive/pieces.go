package archive

import "time"

// Piece is one attendance with its ticket and record.
type Piece struct {
	ID         string `json:"id"`
	Kind       string `json:"kind"`
	Title      string `json:"title"`
	Day        string `json:"day"`
	Time       string `json:"time,omitempty"`
	Cast       string `json:"cast,omitempty"`
	Director   string `json:"director,omitempty"`
	Venue      string `json:"venue,omitempty"`
	Seat       string `json:"seat,omitempty"`
	Price      *int64 `json:"price,omitempty"` // won; absent when not told, which differs from 0
	Genre      string `json:"genre,omitempty"`
	Companion  string `json:"companion,omitempty"`
	HalfStars  int    `json:"halfStars"` // 1 to 10; 0 when not rated
	Review     string `json:"review"`
	Visibility string `json:"visibility"` // public or private
	Shape      string `json:"shape"`
	Paper      string `json:"paper"`
	Year       int    `json:"year"`
	Number     int    `json:"number"`
	Viewing    int    `json:"viewing,omitempty"` // which viewing of its cake it is
	Cover      int    `json:"cover,omitempty"`   // which drawn front it has instead of a photo
	Hearts     int    `json:"hearts"`
	Remind     bool   `json:"remind"`
	Color      string `json:"color"`    // dominant colour of the photo
	Language   string `json:"language"` // in which the ticket writes its date

	Cake    *PieceCake    `json:"cake,omitempty"`
	Photo   *PiecePhoto   `json:"photo,omitempty"`
	Artwork *PieceArtwork `json:"artwork,omitempty"`
	Ticket  PieceTicket   `json:"ticket"`
	Record  *Record       `json:"record,omitempty"`

	CreatedAt time.Time `json:"createdAt"`
	UpdatedAt time.Time `json:"updatedAt"`

	// What its pictures are asked for by while the ZIP is made.
	PhotoID   string `json:"-"`
	ArtworkID string `json:"-"`
}

// PieceCake is the work that a piece belongs to.
type PieceCake struct {
	ID    string `json:"id"`
	Title string `json:"title,omitempty"`
}

// PiecePhoto is the photo on the front.
type PiecePhoto struct {
	File string `json:"file,omitempty"` // absent when it couldn't be had
	Crop Crop   `json:"crop"`
}

// Crop is the part of a photo that is on the front: a rectangle in parts (0 to 1) of the upright
// photo after it was turned.
type Crop struct {
	X      float64 `json:"x"`
	Y      float64 `json:"y"`
	Width  float64 `json:"width"`
	Height float64 `json:"height"`
	Turn   int     `json:"turn"` // quarter turns clockwise
}

// PieceArtwork is the painting on the back.
type PieceArtwork struct {
	File  string `json:"file"`
	Style string `json:"style,omitempty"` // how it is painted; absent in older exports
}

// PieceTicket are the images of the ticket; absent when they couldn't be had.
type PieceTicket struct {
	Front string `json:"front,omitempty"`
	Back  string `json:"back,omitempty"`
	Small string `json:"small,omitempty"` // of the front
}

// Record is the long text and the photos behind a piece.
type Record struct {
	Text      string        `json:"text"`
	Photos    []RecordPhoto `json:"photos"`
	UpdatedAt time.Time     `json:"updatedAt"`
}

// RecordPhoto is a photo of a record.
type RecordPhoto struct {
	File    string `json:"file,omitempty"` // absent when it couldn't be had
	Caption string `json:"caption,omitempty"`

	ID string `json:"-"`
}

// PieceColumns are the columns of data/pieces.csv.
func PieceColumns() []string {
	return []string{
		"id", "kind", "title", "day", "time", "cast", "director", "venue", "seat", "price", "genre", "companion",
		"stars", "review", "visibility", "record", "year", "number", "cake", "created_at",
	}
}

// Cells are the row of the piece in data/pieces.csv.
func (p *Piece) Cells() []string {
	price, stars, record, cake := "", "", "", ""
	if p.Price != nil {
		price = number(*p.Price)
	}
	if p.HalfStars > 0 {
		stars = halves(p.HalfStars)
	}
	if p.Record != nil {
		record = p.Record.Text
	}
	if p.Cake != nil {
		cake = p.Cake.Title
	}
	return []string{
		p.ID, p.Kind, p.Title, p.Day, p.Time, p.Cast, p.Director, p.Venue, p.Seat, price, p.Genre, p.Companion,
		stars, p.Review, p.Visibility, record, number(int64(p.Year)), number(int64(p.Number)), cake, instant(p.CreatedAt),
	}
}

// HeartColumns are the columns of data/hearts.csv.
func HeartColumns() []string { return []string{"id", "kind", "title", "day", "owner"} }

// Cells are the row of the piece in data/hearts.csv.
func (h *Hearted) Cells() []string { return []string{h.ID, h.Kind, h.Title, h.Day, h.Owner} }

// MessageColumns are the columns of data/messages.csv.
func MessageColumns() []string { return []string{"room", "at", "text", "pictures", "piece"} }

// Cells are the row of the message in data/messages.csv.
func (m *Message) Cells() []string {
	return []string{m.Room, instant(m.At), m.Text, number(int64(len(m.Pictures))), m.PieceID}
}

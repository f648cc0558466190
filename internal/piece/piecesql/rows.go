package piecesql

import (
	"github.com/uptrace/bun"

	"piece/internal/craft/ticket"
	"piece/internal/piece"
	"piece/internal/platform/sqldb"
)

// pieceRow is a row of pieces. Edition is the year of the day, kept so that the number can
// be unique within it.
type pieceRow struct {
	bun.BaseModel `bun:"table:pieces,alias:p"`

	ID         string `bun:",pk"`
	OwnerID    string
	Kind       string
	Title      string
	Day        string
	Clock      string
	Performers string
	Director   string
	Venue      string
	Seat       string
	Price      *int64
	Genre      string
	Companion  string
	PhotoID    string
	CropX      float64 `bun:"crop_x"`
	CropY      float64 `bun:"crop_y"`
	CropWidth  float64
	CropHeight float64
	CropTurn   int
	HalfStars  int
	Review     string
	Visibility string
	Shape      string
	Paper      string
	ArtworkID  string
	Edition    int
	Number     int
	Color      string
	Language   string
	Revision   int
	CakeID     string
	Cover      int
	Undrawn    bool
	Remind     bool
	Version    int
	CreatedAt  sqldb.Time
	UpdatedAt  sqldb.Time

	// While an admin hides the piece, visibility is private, so that whatever asks for public
	// pieces leaves it out, and what its owner chose is kept here.
	HiddenAt         sqldb.Time
	HiddenReason     sqldb.Text
	HiddenVisibility sqldb.Text
}

func rowOf(p *piece.Piece) *pieceRow {
	r := &pieceRow{
		ID: p.ID, OwnerID: p.OwnerID, Kind: string(p.Kind), Title: p.Title, Day: string(p.Day), Clock: p.Time,
		Performers: p.Cast, Director: p.Director, Venue: p.Venue, Seat: p.Seat, Price: p.Price,
		Genre: string(p.Genre), Companion: p.Companion, PhotoID: p.PhotoID,
		CropX: p.Crop.X, CropY: p.Crop.Y, CropWidth: p.Crop.Width, CropHeight: p.Crop.Height, CropTurn: p.Crop.Turn,
		HalfStars: p.HalfStars, Review: p.Review, Visibility: string(p.Visibility),
		Shape: string(p.Shape), Paper: string(p.Paper), ArtworkID: p.ArtworkID,
		Edition: p.Day.Year(), Number: p.Number, Color: p.Color, Language: p.Language, Revision: p.Revision,
		CakeID: p.CakeID, Cover: p.Cover, Undrawn: p.Undrawn, Remind: p.Remind, Version: p.Version,
		CreatedAt: sqldb.At(p.CreatedAt), UpdatedAt: sqldb.At(p.UpdatedAt),
	}
	if p.Hidden.Is() {
		r.HiddenAt, r.HiddenReason, r.HiddenVisibility = sqldb.At(p.Hidden.At), sqldb.Text(p.Hidden.Reason), sqldb.Text(r.Visibility)
		r.Visibility = string(piece.Private)
	}
	return r
}

func (r *pieceRow) piece() piece.Piece {
	p := piece.Piece{
		Draft: piece.Draft{
			Facts:   r.facts(),
			PhotoID: r.PhotoID, Crop: piece.Crop{X: r.CropX, Y: r.CropY, Width: r.CropWidth, Height: r.CropHeight, Turn: r.CropTurn},
			HalfStars: r.HalfStars, Review: r.Review, Visibility: piece.Visibility(r.Visibility),
			Shape: ticket.Shape(r.Shape), Paper: ticket.Paper(r.Paper), ArtworkID: r.ArtworkID, CakeID: r.CakeID, Cover: r.Cover,
		},
		ID: r.ID, OwnerID: r.OwnerID, Number: r.Number, Color: r.Color, Language: r.Language, Revision: r.Revision, Undrawn: r.Undrawn,
		Version: r.Version, Remind: r.Remind, CreatedAt: r.CreatedAt.Time, UpdatedAt: r.UpdatedAt.Time,
	}
	if !r.HiddenAt.IsZero() {
		p.Hidden = piece.Hiding{At: r.HiddenAt.Time, Reason: string(r.HiddenReason)}
		p.Visibility = piece.Visibility(r.HiddenVisibility)
	}
	return p
}

func (r *pieceRow) facts() piece.Facts {
	return piece.Facts{
		Kind: piece.Kind(r.Kind), Title: r.Title, Day: piece.Day(r.Day), Time: r.Clock,
		Cast: r.Performers, Director: r.Director, Venue: r.Venue, Seat: r.Seat,
		Price: r.Price, Genre: piece.Genre(r.Genre), Companion: r.Companion,
	}
}

func piecesOf(rows []pieceRow) []piece.Piece {
	out := make([]piece.Piece, len(rows))
	for i := range rows {
		out[i] = rows[i].piece()
	}
	return out
}

type creationRow struct {
	bun.BaseModel `bun:"table:piece_creations"`

	OwnerID    string `bun:",pk"`
	RequestKey string `bun:",pk"`
	Hash       string
	PieceID    string
	CreatedAt  sqldb.Time
}

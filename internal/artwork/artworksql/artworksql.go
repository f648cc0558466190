// Package artworksql keeps tries at back pictures in the relational store, which is also
// their queue. Each change that lets go of a picture, or begins to need one, moves its key
// into or out of the object bin in the same transaction.
package artworksql

import (
	"embed"

	"github.com/uptrace/bun"

	"piece/internal/artwork"
	"piece/internal/platform/objectbin"
	"piece/internal/platform/sqldb"
)

// Domain is what the versions of the tables are counted under.
const Domain = "artwork"

// Migrations make the tables of this domain. The object bin has its own.
//
//go:embed migrations
var Migrations embed.FS

// Store implements artwork.Store.
type Store struct {
	db  *sqldb.DB
	bin *objectbin.Bin
}

// New gives the store over a database with both migrations.
func New(db *sqldb.DB, bin *objectbin.Bin) *Store { return &Store{db: db, bin: bin} }

type row struct {
	bun.BaseModel `bun:"table:artworks,alias:a"`

	ID         string              `bun:"id,pk"`
	OwnerID    string              `bun:"owner_id"`
	PhotoID    string              `bun:"photo_id"`
	Number     int                 `bun:"number"`
	CropX      float64             `bun:"crop_x"`
	CropY      float64             `bun:"crop_y"`
	CropWidth  float64             `bun:"crop_width"`
	CropHeight float64             `bun:"crop_height"`
	CropTurn   int                 `bun:"crop_turn"`
	Kind       string              `bun:"kind"`
	Genre      string              `bun:"genre"`
	Style      string              `bun:"style"`
	Seed       int64               `bun:"seed"`
	Provider   artwork.Provider    `bun:"provider"`
	State      artwork.State       `bun:"state"`
	Progress   float64             `bun:"progress"`
	Attempts   int                 `bun:"attempts"`
	Sketch     []byte              `bun:"sketch"`
	Scene      string              `bun:"scene"`
	Model      string              `bun:"model"`
	Recipe     sqldb.Text          `bun:"recipe"`
	Failure    artwork.FailureCode `bun:"failure"`
	ImageKey   string              `bun:"image_key"`
	DueAt      sqldb.Time          `bun:"due_at"`
	BegunAt    sqldb.Time          `bun:"begun_at"`
	LeaseUntil sqldb.Time          `bun:"lease_until"`
	CreatedAt  sqldb.Time          `bun:"created_at"`
	UpdatedAt  sqldb.Time          `bun:"updated_at"`
}

func rowOf(a artwork.Artwork) row {
	return row{
		ID: a.ID, OwnerID: a.OwnerID, PhotoID: a.PhotoID, Number: a.Number,
		CropX: a.Crop.X, CropY: a.Crop.Y, CropWidth: a.Crop.Width, CropHeight: a.Crop.Height, CropTurn: a.Crop.Turn,
		Kind: a.Kind, Genre: a.Genre, Style: a.Style, Seed: int64(a.Seed), Provider: a.Provider,
		State: a.State, Progress: a.Progress, Attempts: a.Attempts, Sketch: a.Sketch, Scene: a.Scene, Model: a.Model, Failure: a.Failure, ImageKey: a.ImageKey,
		DueAt: sqldb.At(a.DueAt), LeaseUntil: sqldb.At(a.LeaseUntil), CreatedAt: sqldb.At(a.CreatedAt), UpdatedAt: sqldb.At(a.UpdatedAt),
	}
}

func (r row) artwork() artwork.Artwork {
	return artwork.Artwork{
		Subject: artwork.Subject{
			PhotoID: r.PhotoID, Kind: r.Kind, Genre: r.Genre, Style: r.Style,
			Crop: artwork.Crop{X: r.CropX, Y: r.CropY, Width: r.CropWidth, Height: r.CropHeight, Turn: r.CropTurn},
		},
		ID: r.ID, OwnerID: r.OwnerID, Number: r.Number, Seed: uint64(r.Seed), Provider: r.Provider,
		State: r.State, Progress: r.Progress, Attempts: r.Attempts, Sketch: r.Sketch, Scene: r.Scene, Model: r.Model, Failure: r.Failure, ImageKey: r.ImageKey,
		DueAt: r.DueAt.Time, LeaseUntil: r.LeaseUntil.Time, CreatedAt: r.CreatedAt.Time, UpdatedAt: r.UpdatedAt.Time,
	}
}

func artworks(rows []row) []artwork.Artwork {
	all := make([]artwork.Artwork, len(rows))
	for i, r := range rows {
		all[i] = r.artwork()
	}
	return all
}

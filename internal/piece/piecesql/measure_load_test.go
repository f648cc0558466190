package piecesql

import (
	"bytes"
	"cmp"
	"context"
	"encoding/hex"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/uptrace/bun"

	"piece/internal/craft/hangul"
	"piece/internal/piece"
	"piece/internal/platform/id"
	"piece/internal/platform/sqldb"
)

// Who is measured: a person with many pieces and many hearts, among many others.
const (
	heavyPieces  = 5000
	heavyHearts  = 5000
	heavyCake    = 10 // every how many pieces there is one of the cake that most saw
	othersCake   = 50 // pieces of each other cake; half of all have none
	othersPieces = 40 // of each other person
)

// population is what was loaded.
type population struct {
	heavy string // the person with many pieces
	cake  string // the cake with many pieces
	ids   []string
}

// unique words of pieces of the measurement.
const (
	onlyNewest = "뷁햏"   // in the title of the newest public piece
	onlyOldest = "쀍똠"   // in that of the oldest
	longAgo    = "옛날극장" // in the venue of the oldest twentieth
)

// loadTime gives pieces times half a minute apart.
type loadTime struct{ n int64 }

func (c *loadTime) Now() time.Time {
	c.n++
	return time.UnixMilli(1_600_000_000_000 + c.n*30_000)
}

type loadRow struct {
	pieceRow `bun:",extend"`

	SearchKey      string
	SearchInitials string
	SearchVersion  int
}

// suffixOf is an index row to be loaded, of a fixed size to sort many.
type suffixOf struct {
	suffix [hangul.MaxRow]byte
	length uint8
	piece  [16]byte
}

func (s *suffixOf) compare(o *suffixOf) int {
	return cmp.Or(bytes.Compare(s.suffix[:s.length], o.suffix[:o.length]), bytes.Compare(s.piece[:], o.piece[:]))
}

// load fills an empty store with n pieces, straight into the tables: index rows are inserted
// in their order, which is the only way to a million pieces within minutes. Of a store that
// was filled before, it only tells what is in it.
func load(t testing.TB, db *sqldb.DB, n int) population {
	ctx := t.Context()
	w := writer{rand.New(rand.NewPCG(3, 14))}
	clock := &loadTime{}
	p := population{}
	have, err := db.Reader().NewSelect().Table("pieces").Count(ctx)
	must(t, err)
	if have > 0 {
		must(t, db.Reader().NewSelect().Table("pieces").Column("id").Order("id").Scan(ctx, &p.ids))
		must(t, db.Reader().NewSelect().Table("pieces").Column("owner_id").Group("owner_id").OrderExpr("COUNT(*) DESC").Limit(1).Scan(ctx, &p.heavy))
		must(t, db.Reader().NewSelect().Table("pieces").Column("cake_id").Where("cake_id <> ''").Group("cake_id").OrderExpr("COUNT(*) DESC").Limit(1).Scan(ctx, &p.cake))
		return p
	}
	p.heavy, p.cake = id.New(clock), id.New(clock)
	cakes := make([]string, max(1, n/othersCake/2))
	for i := range cakes {
		cakes[i] = id.New(clock)
	}
	owners := make([]string, max(1, n/othersPieces))
	for i := range owners {
		owners[i] = id.New(clock)
	}
	var suffixes []suffixOf
	numbers := map[string]int{}
	rows := make([]loadRow, 0, 10_000)
	for i := range n {
		owner := owners[w.IntN(len(owners))]
		if i%max(1, n/heavyPieces) == 0 {
			owner = p.heavy
		}
		x := sampleOf(w, clock, owner, i, n)
		switch {
		case w.IntN(heavyCake) == 0:
			x.CakeID = p.cake
		case i%2 == 0:
			x.CakeID = cakes[w.IntN(len(cakes))]
		}
		edition := fmt.Sprint(owner, x.Day.Year())
		numbers[edition]++
		x.Number = numbers[edition]
		k := keysOf(x)
		rows = append(rows, loadRow{*rowOf(x), k.strokes, k.initials, hangul.Version})
		for _, row := range suffixesOf(x) {
			suffixes = append(suffixes, row)
		}
		p.ids = append(p.ids, x.ID)
		if len(rows) == cap(rows) || i == n-1 {
			must(t, db.InTx(ctx, func(ctx context.Context, tx bun.Tx) error {
				for part := range slices.Chunk(rows, 250) {
					if _, err := tx.NewInsert().Model(&part).Exec(ctx); err != nil {
						return err
					}
				}
				return nil
			}))
			rows = rows[:0]
		}
	}
	began := time.Now()
	slices.SortFunc(suffixes, func(a, b suffixOf) int { return a.compare(&b) })
	t.Logf("%d index rows, sorted in %v", len(suffixes), time.Since(began))
	for part := range slices.Chunk(suffixes, 4000) {
		var b strings.Builder
		b.WriteString("INSERT INTO piece_suffixes (suffix, piece_id) VALUES ")
		for i := range part {
			if i > 0 {
				b.WriteByte(',')
			}
			fmt.Fprintf(&b, "(X'%s',X'%s')", hex.EncodeToString(part[i].suffix[:part[i].length]), hex.EncodeToString(part[i].piece[:]))
		}
		_, err := db.Writer().ExecContext(ctx, b.String())
		must(t, err)
	}
	t.Logf("inserted after %v", time.Since(began))
	loadLists(t, db, w, p)
	analyze(t, ctx, db)
	return p
}

func sampleOf(w writer, clock *loadTime, owner string, i, n int) *piece.Piece {
	at := clock.Now()
	p := &piece.Piece{
		Draft: piece.Draft{
			Facts: piece.Facts{
				Kind: piece.Kinds()[w.often(6)], Title: w.title(), Day: piece.Day(at.AddDate(0, 0, -w.IntN(30)).Format(time.DateOnly)), Time: "19:30",
				Cast: w.cast(), Venue: w.venue(), Seat: fmt.Sprint(1+w.IntN(30), "열 ", 1+w.IntN(40), "번"),
			},
			PhotoID: id.New(clock), Crop: piece.Crop{Width: 1, Height: 1}, HalfStars: 1 + w.IntN(10), Review: w.review(),
			Visibility: piece.Public, Shape: "stub", Paper: "night", ArtworkID: id.New(clock),
		},
		ID: id.New(clock), OwnerID: owner, Color: "#6b4f3a", Language: "ko", Revision: 1, Version: 1, Remind: true, CreatedAt: at, UpdatedAt: at,
	}
	switch {
	case i == 0:
		p.Title += " " + onlyOldest
	case i == n-1:
		p.Title += " " + onlyNewest
	case w.IntN(10) < 3:
		p.Visibility = piece.Private
	}
	if i < n/20 {
		p.Venue = longAgo
	}
	return p
}

func suffixesOf(p *piece.Piece) []suffixOf {
	var out []suffixOf
	for _, row := range suffixes(p) {
		s := suffixOf{length: uint8(len(row)), piece: [16]byte(id.Bytes(p.ID))}
		copy(s.suffix[:], row)
		out = append(out, s)
	}
	return out
}

// loadLists gives the heavy person hearts, and records to a tenth of the pieces.
func loadLists(t testing.TB, db *sqldb.DB, w writer, p population) {
	ctx := t.Context()
	var hearts []heartRow
	step := max(1, len(p.ids)/heavyHearts)
	for i := 0; i < len(p.ids); i += step {
		hearts = append(hearts, heartRow{PieceID: p.ids[i], PersonID: p.heavy, CreatedAt: sqldb.At(time.UnixMilli(1_700_000_000_000 + int64(i)))})
	}
	for part := range slices.Chunk(hearts, 500) {
		_, err := db.Writer().NewInsert().Model(&part).Exec(ctx)
		must(t, err)
	}
	var mine []string
	must(t, db.Reader().NewSelect().Table("pieces").Column("id").Where("owner_id = ?", p.heavy).Scan(ctx, &mine))
	for i, pieceID := range mine {
		if i%10 == 0 {
			text := w.record()
			_, err := db.Writer().NewRaw("INSERT INTO piece_records (piece_id, text, search_key, version, updated_at) VALUES (?, ?, ?, 1, 0)",
				pieceID, text, hangul.Key(hangul.Sentence(text))).Exec(ctx)
			must(t, err)
		}
	}
}

// analyze lets the planner know what is in the tables, as a server does by itself in time.
func analyze(t testing.TB, ctx context.Context, db *sqldb.DB) {
	if db.Home == sqldb.MySQL {
		_, err := db.Writer().ExecContext(ctx, "ANALYZE TABLE pieces, piece_suffixes, piece_hearts, piece_records")
		must(t, err)
	}
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// Package moderationsql keeps reports in the relational store, on SQLite and MySQL alike. It
// imports the domain and platform.
package moderationsql

import (
	"context"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"encoding/json"
	"errors"

	"github.com/uptrace/bun"

	"piece/internal/moderation"
	"piece/internal/platform/errs"
	"piece/internal/platform/sqldb"
)

// Domain names the tables of this store among the migrations.
const Domain = "moderation"

// Migrations makes the tables.
//
//go:embed migrations
var Migrations embed.FS

// Store implements moderation.Store.
type Store struct{ db *sqldb.DB }

var _ moderation.Store = (*Store)(nil)

// New gives the store over an open database whose tables are up to date.
func New(db *sqldb.DB) *Store { return &Store{db} }

type reportRow struct {
	bun.BaseModel `bun:"table:reports,alias:r"`

	ID           string `bun:",pk"`
	ReporterID   string
	Kind         string
	TargetID     string
	RoomID       string
	Seq          int64
	Reason       string
	Text         string
	SeenPersonID string
	SeenTitle    string
	SeenText     string
	SeenPictures int
	SeenAt       sqldb.Time
	State        string
	OpenKey      *string
	CreatedAt    sqldb.Time
	ClosedAt     sqldb.Time
	ClosedBy     string
	TargetName   string
	SeenAround   sqldb.Text // JSON; NULL for none
	Note         sqldb.Text
}

func (r *reportRow) report() moderation.Report {
	out := moderation.Report{
		ID: r.ID, ReporterID: r.ReporterID,
		Target: moderation.Target{Kind: moderation.Kind(r.Kind), ID: r.TargetID, Room: r.RoomID, Seq: r.Seq},
		Reason: moderation.Reason(r.Reason), Text: r.Text,
		Seen:  moderation.Seen{PersonID: r.SeenPersonID, Title: r.SeenTitle, Text: r.SeenText, Pictures: r.SeenPictures, At: r.SeenAt.Time},
		State: moderation.State(r.State), CreatedAt: r.CreatedAt.Time, ClosedAt: r.ClosedAt.Time, ClosedBy: r.ClosedBy, Note: string(r.Note),
	}
	if r.SeenAround != "" {
		_ = json.Unmarshal([]byte(r.SeenAround), &out.Seen.Around) // our own; what isn't there anyway is no reason to fail
	}
	return out
}

// openKey names a reporter and a target.
func openKey(reporter, target string) string {
	sum := sha256.Sum256([]byte(reporter + " " + target))
	return hex.EncodeToString(sum[:])
}

// Open implements moderation.Store.
func (s *Store) Open(ctx context.Context, reporter, target string) (moderation.Report, error) {
	return s.open(ctx, s.db.Reader(), openKey(reporter, target))
}

func (s *Store) open(ctx context.Context, db bun.IDB, key string) (moderation.Report, error) {
	var row reportRow
	err := db.NewSelect().Model(&row).Where("open_key = ?", key).Scan(ctx)
	return row.report(), sqldb.Map(err)
}

// addTries is how often a report is added anew when the one that stood in its way was closed at
// that very moment.
const addTries = 3

// Add implements moderation.Store. That there is one open report at most is the work of a unique
// key, so that it holds between processes too.
func (s *Store) Add(ctx context.Context, r moderation.Report, target string) (kept moderation.Report, made bool, err error) {
	key := openKey(r.ReporterID, target)
	row := &reportRow{
		ID: r.ID, ReporterID: r.ReporterID, Kind: string(r.Target.Kind), TargetID: r.Target.ID, RoomID: r.Target.Room, Seq: r.Target.Seq,
		Reason: string(r.Reason), Text: r.Text, SeenPersonID: r.Seen.PersonID, SeenTitle: r.Seen.Title, SeenText: r.Seen.Text,
		SeenPictures: r.Seen.Pictures, SeenAt: sqldb.At(r.Seen.At), State: string(r.State), OpenKey: &key, CreatedAt: sqldb.At(r.CreatedAt), TargetName: target,
	}
	if len(r.Seen.Around) > 0 {
		b, err := json.Marshal(r.Seen.Around)
		if err != nil {
			return moderation.Report{}, false, err
		}
		row.SeenAround = sqldb.Text(b)
	}
	for range addTries {
		_, err = s.db.Writer().NewInsert().Model(row).Exec(ctx)
		if err = sqldb.Map(err); !errors.Is(err, errs.Conflict) {
			return r, err == nil, err
		}
		if kept, err = s.open(ctx, s.db.Writer(), key); !errors.Is(err, errs.NotFound) {
			return kept, false, err
		}
	}
	return moderation.Report{}, false, err
}

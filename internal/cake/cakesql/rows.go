package cakesql

import (
	"encoding/json"

	"github.com/uptrace/bun"

	"piece/internal/cake"
	"piece/internal/craft/hangul"
	"piece/internal/platform/sqldb"
)

// cakeRow is a row of cakes as it is read, without the keys of search.
type cakeRow struct {
	bun.BaseModel `bun:"table:cakes,alias:c"`

	Number         int64 `bun:",pk,autoincrement"`
	ID             string
	Source         string
	Code           string
	Listed         bool
	MergedInto     string
	Kind           string
	Title          string
	Original       string
	DoubleKey      string
	Year           int
	Opens          string
	Closes         string
	OpenRun        bool
	Since          string
	ShowsUntil     string
	Venue          string
	Area           string
	Genres         int64
	Minutes        int
	Age            *int
	Prices         string
	Times          string
	Synopsis       string
	Link           string
	MakerID        string
	Edited         bool
	Heat           int64
	PosterURL      string `bun:"poster_url"`
	PosterRevision int
	PosterWidth    int
	PosterHeight   int
	PosterColor    string
	PosterBlur     string
	SearchVersion  int
	Version        int
	CreatedAt      sqldb.Time
	UpdatedAt      sqldb.Time
	HiddenAt       sqldb.Time // then it isn't listed
	HiddenReason   sqldb.Text
}

// writtenRow is a row of cakes as it is written.
type writtenRow struct {
	cakeRow `bun:",extend"`

	SearchKey      string
	SearchInitials string
}

// facts are the columns that a change of a cake writes. Heat, the poster and the hearts have
// their own ways.
var facts = []string{
	"source", "code", "listed", "merged_into", "kind", "title", "original", "double_key", "year", "opens", "closes", "open_run", "since", "shows_until",
	"venue", "area", "genres", "minutes", "age", "prices", "times", "synopsis", "link", "maker_id", "edited", "poster_url",
	"search_key", "search_initials", "search_version", "version", "updated_at", "hidden_at", "hidden_reason",
}

// kept is a cake with what the store knows of it besides.
type kept struct {
	cake.Cake
	number     int64
	mergedInto string
	posterURL  string
	indexed    int // the form of its rows in the index of search; 0 when it has none
}

// listed tells whether lists and searches show the cake: cake.CanSee for everybody, of what isn't
// part of another.
func (k *kept) listed() bool { return k.mergedInto == "" && !k.Hidden.Is() }

func (r *cakeRow) kept() (*kept, error) {
	k := &kept{
		Cake: cake.Cake{
			Work: cake.Work{
				Kind: cake.Kind(r.Kind), Title: r.Title, Original: r.Original, Year: r.Year, Opens: cake.Day(r.Opens), Closes: cake.Day(r.Closes), OpenRun: r.OpenRun,
				Venue: r.Venue, Area: cake.Area(r.Area), Genres: cake.GenreSet(r.Genres), Minutes: r.Minutes, Age: r.Age,
				Times: r.Times, Synopsis: r.Synopsis, Link: r.Link,
			},
			ID: r.ID, Origin: cake.Origin{Source: cake.Source(r.Source), Code: r.Code}, MakerID: r.MakerID, Edited: r.Edited,
			Poster: cake.Poster{Revision: r.PosterRevision, Width: r.PosterWidth, Height: r.PosterHeight, Color: r.PosterColor, Blur: r.PosterBlur},
			Heat:   r.Heat, Version: r.Version, CreatedAt: r.CreatedAt.Time, UpdatedAt: r.UpdatedAt.Time,
			Hidden: cake.Hiding{At: r.HiddenAt.Time, Reason: string(r.HiddenReason)},
		},
		number: r.Number, mergedInto: r.MergedInto, posterURL: r.PosterURL, indexed: r.SearchVersion,
	}
	if r.Prices != "" {
		if err := json.Unmarshal([]byte(r.Prices), &k.Prices); err != nil {
			return nil, err
		}
	}
	return k, nil
}

// row gives what is written of a cake. What it is indexed by belongs to the form that its
// rows have; Index finds those of an older one.
func (k *kept) row() writtenRow {
	prices := ""
	if len(k.Prices) > 0 {
		b, _ := json.Marshal(k.Prices) // prices always marshal
		prices = string(b)
	}
	texts := k.Texts()
	return writtenRow{
		cakeRow: cakeRow{
			Number: k.number, ID: k.ID, Source: string(k.Origin.Source), Code: k.Origin.Code, Listed: k.listed(), MergedInto: k.mergedInto,
			Kind: string(k.Kind), Title: k.Title, Original: k.Original, DoubleKey: cake.DoubleKey(k.Title), Year: k.Year,
			Opens: string(k.Opens), Closes: string(k.Closes), OpenRun: k.OpenRun, Since: k.Since(), ShowsUntil: string(k.ShowsUntil()),
			Venue: k.Venue, Area: string(k.Area), Genres: int64(k.Genres), Minutes: k.Minutes, Age: k.Age, Prices: prices,
			Times: k.Times, Synopsis: k.Synopsis, Link: k.Link, MakerID: k.MakerID, Edited: k.Edited, Heat: k.Heat, PosterURL: k.posterURL,
			PosterRevision: k.Poster.Revision, PosterWidth: k.Poster.Width, PosterHeight: k.Poster.Height, PosterColor: k.Poster.Color, PosterBlur: k.Poster.Blur,
			SearchVersion: k.indexed, Version: k.Version, CreatedAt: sqldb.At(k.CreatedAt), UpdatedAt: sqldb.At(k.UpdatedAt),
			HiddenAt: sqldb.At(k.Hidden.At), HiddenReason: sqldb.Text(k.Hidden.Reason),
		},
		SearchKey: hangul.Key(texts...), SearchInitials: hangul.Initials(texts...),
	}
}

type creditRow struct {
	bun.BaseModel `bun:"table:cake_credits"`

	CakeID     string `bun:",pk"`
	Position   int    `bun:",pk"`
	Role       string
	Name       string
	Part       string
	PictureURL string `bun:"picture_url"`
}

type originRow struct {
	bun.BaseModel `bun:"table:cake_origins"`

	Source string `bun:",pk"`
	Code   string `bun:",pk"`
	CakeID string
	Digest string
}

type heartRow struct {
	bun.BaseModel `bun:"table:cake_hearts,alias:h"`

	CakeID    string `bun:",pk"`
	PersonID  string `bun:",pk"`
	CreatedAt sqldb.Time
}

type creationRow struct {
	bun.BaseModel `bun:"table:cake_creations"`

	MakerID    string `bun:",pk"`
	RequestKey string `bun:",pk"`
	Hash       string
	CakeID     string
	CreatedAt  sqldb.Time
}

type mergeRow struct {
	bun.BaseModel `bun:"table:cake_merges"`

	Seq       int64 `bun:",pk,autoincrement"`
	FromID    string
	ToID      string
	AdminID   string
	CreatedAt sqldb.Time
}

type chartRow struct {
	bun.BaseModel `bun:"table:cake_charts,alias:t"`

	Kind     string `bun:",pk"`
	Source   string `bun:",pk"`
	Position int    `bun:",pk"`
	Previous int
	CakeID   string
	Day      string
	Audience int64
	Total    int64
}

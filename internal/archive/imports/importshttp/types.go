package importshttp

import (
	"time"

	"github.com/danielgtaylor/huma/v2"

	"piece/internal/archive/imports"
	"piece/internal/platform/blobstore"
	"piece/internal/platform/errs"
)

// NewImport announces a file.
type NewImport struct {
	Name string `json:"name" minLength:"1" maxLength:"400" doc:"What the file is called." example:"letterboxd-2026.zip"`
	Size int64  `json:"size" doc:"Its size in bytes. A ZIP may have more than a table." example:"48213"`
}

// TransformSchema takes the limits from the rules of the domain.
func (NewImport) TransformSchema(_ huma.Registry, s *huma.Schema) *huma.Schema {
	least, most := 1.0, float64(imports.MaxZip)
	s.Properties["size"].Minimum, s.Properties["size"].Maximum = &least, &most
	return s
}

// ImportUpload says where and how to send the announced file.
type ImportUpload struct {
	Method    string            `json:"method" doc:"HTTP method to send the bytes with." example:"PUT"`
	URL       string            `json:"url" doc:"Where to send the bytes: a path of this server, or an address of the object store."`
	Headers   map[string]string `json:"headers" doc:"Headers to send exactly so."`
	ExpiresAt time.Time         `json:"expiresAt" doc:"When the grant ends."`
}

// ImportProblem is why something can't be used.
type ImportProblem struct {
	Field   string `json:"field,omitempty" doc:"The field of the row; absent when it is about all of it."`
	Code    string `json:"code"`
	Message string `json:"message" doc:"In the language of the request."`
	Line    int    `json:"line,omitempty" doc:"The line of the file that it is about."`
}

// ImportColumn is a column of a table.
type ImportColumn struct {
	Name    string   `json:"name"`
	Samples []string `json:"samples" nullable:"false" doc:"Up to three of its values."`
}

// ImportPlan is what holds for all rows.
type ImportPlan struct {
	Columns    map[string]int `json:"columns,omitempty" doc:"Of a table: in which column, from 0, each field is; absent leaves them as they are. Fields: title, day, kind, time, venue, seat, cast, director, price, genre, companion, halfStars, review, record, year, visibility, id."`
	Kind       string         `json:"kind" doc:"Kind of rows that tell none."`
	HalfStars  int            `json:"halfStars" doc:"Half stars of rows that tell none; 0 leaves them to be mended."`
	Review     string         `json:"review" maxLength:"500" doc:"One line for rows that have none; empty leaves them to be mended."`
	Dates      string         `json:"dates" doc:"What comes first in days like 3/4/2026; empty when not known."`
	Scale      int            `json:"scale" doc:"What the most stars are in the file: 5, 10 or 100."`
	Visibility string         `json:"visibility" doc:"Visibility of rows that tell none."`
	Undated    bool           `json:"undated" doc:"Letterboxd: whether films without a diary entry come in too, on the day they were marked."`
}

// TransformSchema sets the lists that values are of.
func (ImportPlan) TransformSchema(_ huma.Registry, s *huma.Schema) *huma.Schema {
	s.Properties["kind"].Enum = []any{"movie", "play", "musical", "concert", "exhibition", "etc"}
	s.Properties["dates"].Enum = []any{"", "mdy", "dmy"}
	s.Properties["visibility"].Enum = []any{"public", "private"}
	least, most := 0.0, 10.0
	s.Properties["halfStars"].Minimum, s.Properties["halfStars"].Maximum = &least, &most
	few, many := 5.0, 100.0
	s.Properties["scale"].Minimum, s.Properties["scale"].Maximum = &few, &many
	return s
}

// ImportCounts counts rows by what becomes of them.
type ImportCounts struct {
	Ready  int `json:"ready" doc:"Will be brought in."`
	Double int `json:"double" doc:"Are there already."`
	Wrong  int `json:"wrong" doc:"Have to be mended first."`
	Left   int `json:"left" doc:"Are left out."`
	Done   int `json:"done" doc:"Are pieces now."`
}

// Import is a file on its way in.
type Import struct {
	ID        string         `json:"id"`
	Name      string         `json:"name"`
	Size      int64          `json:"size"`
	Source    string         `json:"source,omitempty" doc:"What the file is: an export of PIECE, one of Letterboxd, or any table. Absent until it is read."`
	State     string         `json:"state"`
	Problem   *ImportProblem `json:"problem,omitempty" doc:"Why it is refused, or what stopped it."`
	Columns   []ImportColumn `json:"columns" nullable:"false" doc:"Of a table."`
	Plan      ImportPlan     `json:"plan"`
	Unclear   bool           `json:"unclear" doc:"Whether days can't be read until plan.dates is chosen."`
	Counts    ImportCounts   `json:"counts"`
	Planned   int            `json:"planned" doc:"Rows that the last start was to bring in."`
	Version   int            `json:"version" doc:"Grows whenever the plan changes; a change names the one it was made from."`
	CreatedAt time.Time      `json:"createdAt"`
	UpdatedAt time.Time      `json:"updatedAt"`
	EndsAt    time.Time      `json:"endsAt" doc:"When it is forgotten."`
}

// TransformSchema sets the lists that values are of.
func (Import) TransformSchema(_ huma.Registry, s *huma.Schema) *huma.Schema {
	for _, v := range imports.States() {
		s.Properties["state"].Enum = append(s.Properties["state"].Enum, string(v))
	}
	for _, v := range imports.Sources() {
		s.Properties["source"].Enum = append(s.Properties["source"].Enum, string(v))
	}
	return s
}

// StartedImport is a new import with where its file is to be sent.
type StartedImport struct {
	Import
	Upload ImportUpload `json:"upload"`
}

// ImportList are the caller's imports.
type ImportList struct {
	Items []Import `json:"items" nullable:"false"`
}

// ImportRow is a row of a file.
type ImportRow struct {
	N        int               `json:"n" minimum:"1" doc:"The line of the table that it begins in, or its place in an export."`
	State    string            `json:"state"`
	Fields   map[string]string `json:"fields" doc:"What it says, each as it can be typed again; what can't be read is as in the file. halfStars are half stars from 1 to 10."`
	Mended   []string          `json:"mended" nullable:"false" doc:"Fields that the person changed."`
	Choice   string            `json:"choice" doc:"What the person wants of it: leave it out, or take it although there is a piece of that day and title."`
	Problems []ImportProblem   `json:"problems" nullable:"false"`
	PieceID  string            `json:"pieceId,omitempty" doc:"The piece that it is now, or that is there already."`
}

// TransformSchema sets the lists that values are of.
func (ImportRow) TransformSchema(_ huma.Registry, s *huma.Schema) *huma.Schema {
	for _, v := range imports.RowStates() {
		s.Properties["state"].Enum = append(s.Properties["state"].Enum, string(v))
	}
	for _, v := range imports.Choices() {
		s.Properties["choice"].Enum = append(s.Properties["choice"].Enum, string(v))
	}
	return s
}

// ImportRows is a page of rows.
type ImportRows struct {
	Items []ImportRow `json:"items" nullable:"false"`
	Next  int         `json:"next,omitempty" doc:"What after is for the next page; absent on the last one."`
}

// RowMending is what changes in a row.
type RowMending struct {
	Fields map[string]string `json:"fields,omitempty" doc:"New values; an empty text takes a field away."`
	Choice *string           `json:"choice,omitempty" enum:",leave,anyway"`
}

// PlanChange is a new plan over a version.
type PlanChange struct {
	ImportPlan
	Version int `json:"version" doc:"The version of the import that the person saw."`
}

func importOf(i imports.Import, language string) Import {
	out := Import{
		ID: i.ID, Name: i.Name, Size: i.Size, Source: string(i.Source), State: string(i.State), Columns: []ImportColumn{},
		Plan: planOf(i.Plan), Planned: i.Planned, Version: i.Version, CreatedAt: i.CreatedAt, UpdatedAt: i.UpdatedAt, EndsAt: i.EndsAt,
		Counts: ImportCounts{
			Ready: i.Counts[imports.RowReady], Double: i.Counts[imports.RowDouble], Wrong: i.Counts[imports.RowWrong],
			Left: i.Counts[imports.RowLeft], Done: i.Counts[imports.RowDone],
		},
		Unclear: i.Plan.Unclear,
	}
	if i.Failure != nil {
		p := problemOf(*i.Failure, language)
		out.Problem = &p
	}
	for _, c := range i.Columns {
		out.Columns = append(out.Columns, ImportColumn{c.Name, append([]string{}, c.Samples...)})
	}
	return out
}

func planOf(p imports.Plan) ImportPlan {
	out := ImportPlan{
		Kind: p.Kind, HalfStars: p.HalfStars, Review: p.Review, Dates: string(p.Dates), Scale: p.Scale, Visibility: p.Visibility, Undated: p.Undated,
	}
	if len(p.Columns) > 0 {
		out.Columns = map[string]int{}
		for f, at := range p.Columns {
			out.Columns[string(f)] = at
		}
	}
	return out
}

func (p *ImportPlan) plan() imports.Plan {
	out := imports.Plan{
		Kind: p.Kind, HalfStars: p.HalfStars, Review: p.Review, Dates: imports.DateOrder(p.Dates), Scale: p.Scale, Visibility: p.Visibility, Undated: p.Undated,
	}
	if p.Columns != nil {
		out.Columns = map[imports.Field]int{}
	}
	for f, at := range p.Columns {
		out.Columns[imports.Field(f)] = at
	}
	return out
}

func problemOf(p imports.Problem, language string) ImportProblem {
	return ImportProblem{Field: string(p.Field), Code: p.Code, Message: said(p.Text, language), Line: p.Line}
}

func said(t errs.Text, language string) string {
	if language == "en" {
		return t.En
	}
	return t.Ko
}

func rowOf(r imports.Row, language string) ImportRow {
	out := ImportRow{N: r.N, State: string(r.State), Fields: map[string]string{}, Mended: []string{}, Choice: string(r.Choice), Problems: []ImportProblem{}, PieceID: r.PieceID}
	for f, v := range r.Facts {
		out.Fields[string(f)] = v
	}
	for _, f := range imports.Mendable() {
		if _, mended := r.Fixes[f]; mended {
			out.Mended = append(out.Mended, string(f))
		}
	}
	for _, p := range r.Problems {
		out.Problems = append(out.Problems, problemOf(p, language))
	}
	return out
}

func uploadOf(g blobstore.Grant) ImportUpload {
	return ImportUpload{Method: g.Method, URL: g.URL, Headers: g.Headers, ExpiresAt: g.ExpiresAt}
}

// Package imports takes in what a person brings from elsewhere: an export of PIECE, one of
// Letterboxd, or any table. A file is uploaded, read into rows, looked at, mended where a row is
// wrong, and brought in by a job in the background, as often as the person likes.
//
// Invariants: what isn't the person's own is errs.NotFound; a row becomes at most one piece,
// however often its file comes and whatever dies in the middle, because every row has a key of
// what its source says (the store of pieces keeps that rule); a row is either brought in whole or
// says why not, beside the field; nothing of a file is fetched, run or unpacked further than it
// says in its directory; the file is thrown away when nothing needs it any more, the rows after
// Kept. Reading a file takes memory for its tables only, never for its pictures.
//
// It imports package archive, craft and platform packages only.
package imports

import (
	"time"

	"piece/internal/platform/errs"
)

// Rules of files and imports. The API description takes its limits from here.
const (
	MaxTable   = 20 << 20            // bytes of a table, also within a ZIP
	MaxZip     = 4 << 30             // bytes of a ZIP
	MaxRows    = 10_000              // of a file
	MaxOpen    = 20                  // imports that a person has
	Kept       = 30 * 24 * time.Hour // after which an import is forgotten
	GrantTTL   = time.Hour           // between the grant and the end of an upload
	MaxName    = 200                 // characters of the name of a file that are kept
	PerHour    = 30                  // uploads that a person begins in an hour, on each node
	RowsOnPage = 50
)

// Source is where a file comes from.
type Source string

// The sources.
const (
	Own        Source = "piece"      // an export of ours
	Letterboxd Source = "letterboxd" // its ZIP or one of the tables in it
	Table      Source = "table"      // any other
)

// Sources lists all.
func Sources() []Source { return []Source{Own, Letterboxd, Table} }

// State says how far an import has come.
type State string

// The states.
const (
	Waiting State = "waiting" // for its file
	Reading State = "reading" // the file is being read
	Ready   State = "ready"   // may be looked at, mended and started
	Running State = "running" // rows are being brought in
	Done    State = "done"    // all that could be are; the others may be mended and started again
	Refused State = "refused" // the file is nothing that can be read
)

// States lists all.
func States() []State { return []State{Waiting, Reading, Ready, Running, Done, Refused} }

// settled tells whether rows may be mended and the import started.
func (s State) settled() bool { return s == Ready || s == Done }

// Import is a file on its way in.
type Import struct {
	ID        string
	OwnerID   string
	Name      string // of the file
	Size      int64
	Source    Source // "" until it is read
	State     State
	Failure   *Problem // why it is refused, or what stopped it
	Columns   []Column // of a table
	Plan      Plan
	Language  string // in which tickets write their dates
	Planned   int    // rows that the last start was to bring in
	Version   int    // grows whenever the rows are weighed anew
	HasFile   bool
	Attempts  int // at the present work
	CreatedAt time.Time
	UpdatedAt time.Time
	EndsAt    time.Time

	Counts map[RowState]int // of its rows
}

// Key is where the object store has the file.
func (i *Import) Key() string { return "imports/" + i.ID + "/file" }

// Column is a column of a table, with what is in it for example.
type Column struct {
	Name    string   `json:"name"`
	Samples []string `json:"samples"`
}

// Plan is what a person chose for a whole import.
type Plan struct {
	Columns    map[Field]int `json:"columns,omitempty"`    // of a table: where each field is, from 0
	Kind       string        `json:"kind,omitempty"`       // of rows that tell none
	HalfStars  int           `json:"halfStars,omitempty"`  // of rows that tell none; 0 leaves them to be mended
	Review     string        `json:"review,omitempty"`     // of rows that have none; "" leaves them to be mended
	Dates      DateOrder     `json:"dates,omitempty"`      // of days like 3/4/2026; "" while nobody knows
	Scale      int           `json:"scale,omitempty"`      // what the most stars are in the file: 5, 10 or 100
	Visibility string        `json:"visibility,omitempty"` // of rows that tell none
	Unclear    bool          `json:"unclear,omitempty"`    // whether there are days that can't be read until Dates is chosen; found out, not chosen
	Undated    bool          `json:"undated,omitempty"`    // films of Letterboxd without a diary entry come in too, on the day they were marked
}

// DateOrder says what comes first in a day that is written in numbers.
type DateOrder string

// The orders of days whose year comes last.
const (
	MonthFirst DateOrder = "mdy"
	DayFirst   DateOrder = "dmy"
)

// RowState says what becomes of a row.
type RowState string

// The states of rows.
const (
	RowReady  RowState = "ready"  // will be brought in
	RowDouble RowState = "double" // is there already
	RowWrong  RowState = "wrong"  // has to be mended first
	RowLeft   RowState = "left"   // is left out by choice
	RowDone   RowState = "done"   // is a piece now
)

// RowStates lists all.
func RowStates() []RowState { return []RowState{RowReady, RowDouble, RowWrong, RowLeft, RowDone} }

// Choice is what a person wants of a row.
type Choice string

// The choices.
const (
	AsItIs Choice = ""
	Leave  Choice = "leave"  // leave it out
	Anyway Choice = "anyway" // bring it in although there is a piece of that day and title
)

// Choices lists all.
func Choices() []Choice { return []Choice{AsItIs, Leave, Anyway} }

// Row is a row of a file.
type Row struct {
	N        int // the line of a table it begins in, or its place in an export, from 1
	State    RowState
	Cells    []string         // as the file has them; of an export one, the document of the piece
	Fixes    map[Field]string // what the person mended
	Choice   Choice
	Facts    map[Field]string // what the row says, each in the form in which it can be typed again
	Problems []Problem
	Key      string // what the source knows it by
	PieceID  string // the piece that it is, or that is there already
}

// Problem is why something can't be used, and where.
type Problem struct {
	Field Field     `json:"field,omitempty"`
	Code  string    `json:"code"`
	Text  errs.Text `json:"text"`
	Line  int       `json:"line,omitempty"` // of the file
}

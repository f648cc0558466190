package piecehttp

import (
	"context"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"piece/internal/piece"
	"piece/internal/platform/auth"
)

const attendancesDoc = "For the service that gives titles, which asks on behalf of their owner: what of each of the caller's pieces it counts, the first made first."

// Attendance is what of a piece is counted.
type Attendance struct {
	ID     string    `json:"id"`
	Kind   string    `json:"kind"`
	Genre  string    `json:"genre,omitempty"`
	CakeID string    `json:"cakeId,omitempty" doc:"Id of the work that was seen; absent when it belongs to none."`
	Cast   string    `json:"cast,omitempty"`
	Venue  string    `json:"venue,omitempty"`
	Seat   string    `json:"seat,omitempty"`
	Price  *int64    `json:"price,omitempty" minimum:"0" doc:"Won; absent when not told."`
	Day    string    `json:"day" format:"date" example:"2026-08-03"`
	Time   string    `json:"time,omitempty" example:"19:30"`
	MadeAt time.Time `json:"madeAt" doc:"When the piece was made."`
}

// TransformSchema implements huma.SchemaTransformer.
func (Attendance) TransformSchema(_ huma.Registry, s *huma.Schema) *huma.Schema {
	choices(s, "kind", piece.Kinds())
	choices(s, "genre", piece.Genres())
	return s
}

// AttendanceList is one page of them.
type AttendanceList struct {
	Items []Attendance `json:"items" nullable:"false"`
	Next  string       `json:"next,omitempty" doc:"Cursor of the next page; absent on the last."`
}

type attendancesInput struct {
	Cursor string `query:"cursor" maxLength:"256" doc:"The next of the page before; absent for the first."`
	Limit  int    `query:"limit" minimum:"1" maximum:"200" default:"200" doc:"Pieces on a page."`
}

type attendancesOutput struct{ Body AttendanceList }

func (h handlers) attendances(ctx context.Context, in *attendancesInput) (*attendancesOutput, error) {
	p, err := h.pieces.Attendances(ctx, auth.Person(ctx), in.Cursor, in.Limit)
	if err != nil {
		return nil, err
	}
	out := AttendanceList{Items: make([]Attendance, 0, len(p.Items)), Next: p.Next.String()}
	for _, a := range p.Items {
		out.Items = append(out.Items, Attendance{
			ID: a.ID, Kind: string(a.Kind), Genre: string(a.Genre), CakeID: a.CakeID, Cast: a.Cast, Venue: a.Venue, Seat: a.Seat,
			Price: a.Price, Day: string(a.Day), Time: a.Time, MadeAt: a.MadeAt,
		})
	}
	return &attendancesOutput{out}, nil
}

package titlehttp

import (
	"time"

	"github.com/danielgtaylor/huma/v2"

	"piece/internal/craft/ticket"
	"piece/internal/title"
)

// TitleText is a text in both languages.
type TitleText struct {
	Ko string `json:"ko"`
	En string `json:"en"`
}

// OwnTitle is a title with how far the caller is with it.
type OwnTitle struct {
	ID       string     `json:"id" example:"front-row"`
	Group    string     `json:"group" doc:"What it is about."`
	Emblem   string     `json:"emblem" doc:"Name of its drawing."`
	Name     TitleText  `json:"name"`
	Rule     TitleText  `json:"rule" doc:"What it is earned by."`
	Done     int        `json:"done" minimum:"0" doc:"How much of that the caller has; need at most."`
	Need     int        `json:"need" minimum:"1" doc:"How much it takes."`
	EarnedAt *time.Time `json:"earnedAt,omitempty" doc:"When the caller earned it; absent until then. It is earned once and stays."`
	PieceID  string     `json:"pieceId,omitempty" doc:"Id of the piece that earned it; absent when it was something else. The piece may be gone by now."`
	Seen     bool       `json:"seen" doc:"Whether the caller was told of having earned it."`
}

// TransformSchema implements huma.SchemaTransformer.
func (OwnTitle) TransformSchema(_ huma.Registry, s *huma.Schema) *huma.Schema {
	for _, g := range title.Groups() {
		s.Properties["group"].Enum = append(s.Properties["group"].Enum, string(g))
	}
	for _, e := range ticket.Emblems() {
		s.Properties["emblem"].Enum = append(s.Properties["emblem"].Enum, e)
	}
	return s
}

func ownedOf(o title.Owned) OwnTitle {
	return OwnTitle{
		ID: o.Title.ID, Group: string(o.Title.Group), Emblem: o.Title.Emblem, Name: TitleText(o.Title.Name), Rule: TitleText(o.Title.Rule),
		Done: o.Done, Need: o.Title.Need, EarnedAt: instant(o.EarnedAt), PieceID: o.PieceID, Seen: o.Seen,
	}
}

// TitleList is all titles.
type TitleList struct {
	Worn  string     `json:"worn,omitempty" doc:"Id of the title that the caller wears; absent for none."`
	Items []OwnTitle `json:"items" nullable:"false" doc:"In the order in which they are shown."`
}

// NewTitles are titles that were just earned.
type NewTitles struct {
	Items []OwnTitle `json:"items" nullable:"false"`
}

// EarnedTitles names titles that are new.
type EarnedTitles struct {
	IDs []string `json:"ids" nullable:"false"`
}

// SeenTitles names titles that the caller has seen.
type SeenTitles struct {
	IDs []string `json:"ids" nullable:"false" maxItems:"100"`
}

// TransformSchema implements huma.SchemaTransformer.
func (SeenTitles) TransformSchema(_ huma.Registry, s *huma.Schema) *huma.Schema {
	s.Properties["ids"].Items.MaxLength = new(maxID)
	return s
}

// maxID is longer than any id of a title, in characters.
const maxID = 40

// TitleToWear names the title to wear.
type TitleToWear struct {
	ID string `json:"id" minLength:"1" maxLength:"40" doc:"Id of a title that the caller has earned." example:"front-row"`
}

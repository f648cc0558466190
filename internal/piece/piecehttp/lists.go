package piecehttp

import (
	"context"

	"github.com/danielgtaylor/huma/v2"

	"piece/internal/piece"
	"piece/internal/platform/auth"
)

const listDoc = `mine: the caller's own, the newest day first. public: what everybody may see, the latest made first, or with owner that person's, the newest day first. ` +
	`hearted: what the caller keeps in the list of hearts and may still see, the latest heart first. Pages neither repeat nor skip while pieces come and go. ` +
	`Guests may list public.`

type listInput struct {
	Scope  scope  `query:"scope" default:"mine" doc:"Whose pieces."`
	Owner  string `query:"owner" maxLength:"64" doc:"With scope public: only pieces of this person."`
	Kind   kind   `query:"kind" doc:"Only pieces of this kind."`
	Cake   string `query:"cake" maxLength:"64" doc:"Only pieces of this cake; not with scope hearted. The id of a cake that became part of another stands for that one."`
	Query  query  `query:"q" doc:"Words to search for; each must be in the title, the cast, the venue or the one-line review, or, with scope mine, in the record. Half-typed syllables and initial consonants match too."`
	Cursor string `query:"cursor" maxLength:"256" doc:"The next of the page before; absent for the first."`
	Limit  int    `query:"limit" minimum:"1" maximum:"60" default:"24" doc:"Pieces on a page."`
}

// scope is a scope as a parameter.
type scope string

// Schema implements huma.SchemaProvider.
func (scope) Schema(huma.Registry) *huma.Schema {
	s := &huma.Schema{Type: huma.TypeString}
	for _, v := range piece.Scopes() {
		s.Enum = append(s.Enum, string(v))
	}
	return s
}

// query is what is searched for, as a parameter.
type query string

// Schema implements huma.SchemaProvider.
func (query) Schema(huma.Registry) *huma.Schema {
	return &huma.Schema{
		Type: huma.TypeString, MaxLength: new(piece.QueryRule.MaxRunes()),
		Extensions: map[string]any{"x-maxGraphemes": piece.QueryRule.Max},
	}
}

type listOutput struct{ Body PieceList }

func (h handlers) list(ctx context.Context, in *listInput) (*listOutput, error) {
	l, err := h.pieces.List(ctx, auth.Person(ctx), piece.ListRequest{
		Scope: piece.Scope(in.Scope), Owner: in.Owner, Kind: piece.Kind(in.Kind), CakeID: in.Cake, Query: string(in.Query), Cursor: in.Cursor, Limit: in.Limit,
	})
	if err != nil {
		return nil, err
	}
	return &listOutput{PieceList{Items: summaries(l.Items), Next: l.Next.String(), Total: l.Total}}, nil
}

package cakehttp

import (
	"context"

	"piece/internal/cake"
)

const listDoc = `hot: everything, the hottest first. showing: what can be seen today, the hottest first. charts: the box office of the kind (films, if none is chosen), in one page; nothing else can be chosen in it. ` +
	`hearted: what the caller keeps in the list of hearts, the latest heart first. made: what the caller made by hand, the latest first. ` +
	`A search finds within the list, those whose title is or begins with what is searched for first. Pages neither repeat nor skip while cakes come and go. Guests may list all but hearted and made.`

type listInput struct {
	List   list   `query:"list" default:"hot" doc:"Which cakes."`
	Kind   kind   `query:"kind" doc:"Only cakes of this kind."`
	Genre  genre  `query:"genre" doc:"Only cakes of this genre."`
	Area   area   `query:"area" doc:"Only cakes that are on in this area."`
	Query  query  `query:"q" doc:"Words to search for; each must be in the title, the original title, the venue or a name of the first people. Half-typed syllables and initial consonants match too."`
	Cursor string `query:"cursor" maxLength:"256" doc:"The next of the page before; absent for the first."`
	Limit  int    `query:"limit" minimum:"1" maximum:"60" default:"24" doc:"Cakes on a page."`
}

type listOutput struct{ Body CakeList }

func (h handlers) list(ctx context.Context, in *listInput) (*listOutput, error) {
	l, err := h.cakes.List(ctx, Viewer(ctx), cake.ListRequest{
		List: cake.List(in.List), Kind: cake.Kind(in.Kind), Genre: cake.Genre(in.Genre), Area: cake.Area(in.Area),
		Query: string(in.Query), Cursor: in.Cursor, Limit: in.Limit,
	})
	if err != nil {
		return nil, err
	}
	return &listOutput{CakeList{Items: Summaries(l.Items), Next: l.Next.String()}}, nil
}

type doublesInput struct {
	Title title `query:"title" doc:"The title as far as it is typed."`
	Kind  kind  `query:"kind" doc:"The kind, once it is chosen."`
	Year  int   `query:"year" doc:"The year, once it is known: cakes that are certainly of another are left out."`
}

func (h handlers) doubles(ctx context.Context, in *doublesInput) (*foundOutput, error) {
	found, err := h.cakes.Doubles(ctx, Viewer(ctx), cake.DoubleRequest{Title: string(in.Title), Kind: cake.Kind(in.Kind), Year: in.Year})
	if err != nil {
		return nil, err
	}
	return &foundOutput{CakesFound{Items: Summaries(found)}}, nil
}

// CakesFound are a few cakes.
type CakesFound struct {
	Items []CakeSummary `json:"items" nullable:"false"`
}

type foundOutput struct{ Body CakesFound }

type someInput struct {
	IDs []string `query:"ids" required:"true" minItems:"1" maxItems:"100" doc:"Ids, separated by commas."`
}

type someOutput struct{ Body SomeCakes }

func (h handlers) some(ctx context.Context, in *someInput) (*someOutput, error) {
	found, err := h.cakes.Some(ctx, Viewer(ctx), in.IDs)
	if err != nil {
		return nil, err
	}
	out := SomeCakes{Items: make([]AskedCake, 0, len(found))}
	for _, id := range in.IDs {
		if v, ok := found[id]; ok {
			out.Items = append(out.Items, AskedCake{CakeSummary: summaryOf(&v), Asked: id})
			delete(found, id) // an id asked for twice is answered once
		}
	}
	return &someOutput{out}, nil
}

type mergesInput struct {
	After int64 `query:"after" minimum:"0" default:"0" doc:"Only merges after the one with this number."`
	Limit int   `query:"limit" minimum:"1" maximum:"100" default:"100" doc:"Merges at once."`
}

type mergesOutput struct{ Body CakeMerges }

func (h handlers) merges(ctx context.Context, in *mergesInput) (*mergesOutput, error) {
	all, err := h.cakes.Merges(ctx, in.After, in.Limit)
	if err != nil {
		return nil, err
	}
	out := CakeMerges{Items: make([]CakeMerge, 0, len(all))}
	for _, m := range all {
		out.Items = append(out.Items, CakeMerge{Seq: m.Seq, From: m.From, To: m.To})
	}
	return &mergesOutput{out}, nil
}

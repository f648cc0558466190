package cakehttp

import (
	"context"
	"reflect"

	"github.com/danielgtaylor/huma/v2"

	"piece/internal/cake"
	"piece/internal/platform/auth"
)

const (
	createDoc = "Refused with 409 cake_exists when there is a cake of the same title, kind and year, or of an unknown year, unless the body says notADouble. " +
		"The same request sent again under the same Idempotency-Key gets the first answer again."
	editDoc = "For who made it by hand, and for admins. All facts are sent; what is absent becomes unknown. Sources don't overwrite them any more. " +
		"Only the version that is stored can be edited: another one is 409 edited_elsewhere, unless the cake is already what was sent, so an edit can be sent again."
)

type createInput struct {
	Key  string `header:"Idempotency-Key" required:"true" minLength:"1" maxLength:"64" doc:"Made by the client, the same on every try to save one cake."`
	Body NewCake
}

type cakeOutput struct{ Body Cake }

// Resolve checks the rules of the domain together with the schema, so that every broken
// field is told at once. A body that is empty or no JSON breaks the schema already.
func (b *NewCake) Resolve(huma.Context) []error {
	if reflect.ValueOf(*b).IsZero() {
		return nil
	}
	if _, err := b.draft().Check(); err != nil {
		return []error{err}
	}
	return nil
}

func (b *NewCake) draft() cake.Draft {
	d := cake.Draft{
		Work: cake.Work{
			Kind: cake.Kind(b.Kind), Title: b.Title, Original: b.OriginalTitle, Year: b.Year,
			Opens: cake.Day(b.Opens), Closes: cake.Day(b.Closes), OpenRun: b.OpenRun, Venue: b.Venue, Area: cake.Area(b.Area),
			Minutes: b.Minutes, Age: b.Age, Times: b.Times, Synopsis: b.Synopsis, Link: b.Link,
		},
		PhotoID: b.PhotoID, NotADouble: b.NotADouble,
	}
	for _, g := range b.Genres {
		d.Chosen = append(d.Chosen, cake.Genre(g))
	}
	for _, p := range b.Prices {
		d.Prices = append(d.Prices, cake.Price(p))
	}
	for _, c := range b.Credits {
		d.Credits = append(d.Credits, cake.Credit{Role: cake.Role(c.Role), Name: c.Name, Part: c.Part})
	}
	return d
}

func (h handlers) create(ctx context.Context, in *createInput) (*cakeOutput, error) {
	v, err := h.cakes.Create(ctx, Viewer(ctx), in.Key, in.Body.draft())
	if err != nil {
		return nil, err
	}
	return &cakeOutput{cakeOf(v)}, nil
}

func (h handlers) get(ctx context.Context, in *idPath) (*cakeOutput, error) {
	v, err := h.cakes.Get(ctx, Viewer(ctx), in.ID)
	if err != nil {
		return nil, err
	}
	return &cakeOutput{cakeOf(v)}, nil
}

// EditedCake is what a cake becomes by an edit.
type EditedCake struct {
	NewCake
	Version int `json:"version" minimum:"1" doc:"The version of the cake that the person saw and edited." example:"1"`
}

type editInput struct {
	ID   string `path:"id" doc:"Id of a cake."`
	Body EditedCake
}

func (h handlers) edit(ctx context.Context, in *editInput) (*cakeOutput, error) {
	v, err := h.cakes.Edit(ctx, Viewer(ctx), in.ID, in.Body.Version, in.Body.draft())
	if err != nil {
		return nil, err
	}
	return &cakeOutput{cakeOf(v)}, nil
}

type mergeInput struct {
	ID   string `path:"id" doc:"Id of the cake that becomes part of the other."`
	Body MergeInto
}

func (h handlers) merge(ctx context.Context, in *mergeInput) (*cakeOutput, error) {
	v, err := h.cakes.Merge(ctx, Viewer(ctx), in.ID, in.Body.Into)
	if err != nil {
		return nil, err
	}
	return &cakeOutput{cakeOf(v)}, nil
}

// CakeHearts are the hearts of one cake.
type CakeHearts struct {
	Hearts  int  `json:"hearts" minimum:"0" doc:"How many people keep it in their list."`
	Hearted bool `json:"hearted" doc:"Whether the caller is one of them."`
}

type heartsOutput struct{ Body CakeHearts }

func heartsOf(h cake.Hearts) *heartsOutput {
	return &heartsOutput{CakeHearts{Hearts: h.Count, Hearted: h.Mine}}
}

func (h handlers) heart(ctx context.Context, in *idPath) (*heartsOutput, error) {
	all, err := h.cakes.Heart(ctx, auth.Person(ctx), in.ID)
	if err != nil {
		return nil, err
	}
	return heartsOf(all), nil
}

func (h handlers) unheart(ctx context.Context, in *idPath) (*heartsOutput, error) {
	all, err := h.cakes.Unheart(ctx, auth.Person(ctx), in.ID)
	if err != nil {
		return nil, err
	}
	return heartsOf(all), nil
}

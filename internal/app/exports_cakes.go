package app

import (
	"context"
	"net/url"

	"piece/internal/archive"
	"piece/internal/cake"
	"piece/internal/platform/auth"
	"piece/internal/platform/errs"
	"piece/internal/platform/page"
	"piece/internal/platform/peer"
)

// exportCakes are cakes in the words of exports.
type exportCakes struct {
	house *house
	apart *peer.Service // nil when it has no address
}

// Cakes implements exports.Cakes.
func (e exportCakes) Cakes(ctx context.Context, person string) (archive.Cakes, error) {
	hearted, err := e.list(ctx, person, cake.Hearted)
	if err != nil {
		return archive.Cakes{}, err
	}
	made, err := e.list(ctx, person, cake.Made)
	return archive.Cakes{Hearted: hearted, Made: made}, err
}

func (e exportCakes) list(ctx context.Context, person string, l cake.List) ([]archive.Cake, error) {
	all := []archive.Cake{}
	for cursor := ""; ; {
		found, next, err := e.page(ctx, person, l, cursor)
		if err != nil {
			return nil, err
		}
		all = append(all, found...)
		if cursor = next; cursor == "" {
			return all, nil
		}
	}
}

func (e exportCakes) page(ctx context.Context, person string, l cake.List, cursor string) ([]archive.Cake, string, error) {
	if e.house.cakes == nil {
		return e.pageApart(ctx, l, cursor)
	}
	found, err := e.house.cakes.List(ctx, cake.Viewer{ID: person}, cake.ListRequest{List: l, Cursor: cursor, Limit: page.MaxLimit})
	if err != nil {
		return nil, "", err
	}
	out := make([]archive.Cake, len(found.Items))
	for i, c := range found.Items {
		out[i] = archive.Cake{
			ID: c.ID, Kind: string(c.Kind), Title: c.Title, Original: c.Original, Year: c.Year, Opens: string(c.Opens), Closes: string(c.Closes), Venue: c.Venue,
		}
		for _, g := range c.Genres.List() {
			out[i].Genres = append(out[i].Genres, string(g))
		}
	}
	return out, found.Next.String(), nil
}

func (e exportCakes) pageApart(ctx context.Context, l cake.List, cursor string) ([]archive.Cake, string, error) {
	var found struct {
		Items []archive.Cake
		Next  string
	}
	switch {
	case e.apart == nil:
		return nil, "", notKnown("cake")
	case auth.Token(ctx) == "":
		return nil, "", errs.Unauthenticated
	}
	query := url.Values{"list": {string(l)}, "limit": {"60"}}
	if cursor != "" {
		query.Set("cursor", cursor)
	}
	err := e.apart.FindAs(ctx, "cakes", query, &found)
	return found.Items, found.Next, err
}

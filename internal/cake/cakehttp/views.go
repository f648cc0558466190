package cakehttp

import (
	"piece/internal/cake"
	"piece/internal/cake/gallery"
	"piece/internal/cake/gallery/galleryhttp"
	"piece/internal/platform/httpapi"
)

// Summaries gives cakes as lists show them.
func Summaries(views []cake.View) []CakeSummary {
	out := make([]CakeSummary, 0, len(views))
	for i := range views {
		out = append(out, summaryOf(&views[i]))
	}
	return out
}

func summaryOf(v *cake.View) CakeSummary {
	out := CakeSummary{
		ID: v.ID, CakeRun: runOf(&v.Work), Showing: v.Shows, Poster: posterOf(&v.Cake),
		Genres: []string{}, Hearts: v.Hearts, Hearted: v.Hearted,
	}
	for _, g := range v.Genres.List() {
		out.Genres = append(out.Genres, string(g))
	}
	if r := v.Rank; r != nil {
		out.Rank = &CakeRank{Day: string(r.Day), Rank: r.Rank, Before: r.Before, Audience: r.Audience, Total: r.Total}
	}
	for _, f := range v.Found {
		out.Found = append(out.Found, CakeFound(f))
	}
	return out
}

func runOf(w *cake.Work) CakeRun {
	return CakeRun{
		Kind: string(w.Kind), Title: w.Title, OriginalTitle: w.Original, Year: w.Year,
		Opens: string(w.Opens), Closes: string(w.Closes), OpenRun: w.OpenRun,
		Venue: w.Venue, Area: string(w.Area), Minutes: w.Minutes,
	}
}

func cakeOf(v cake.View) Cake {
	out := Cake{
		CakeSummary: summaryOf(&v),
		CakeFacts:   CakeFacts{Age: v.Age, Times: v.Times, Synopsis: v.Synopsis, Link: v.Link},
		Source:      string(v.Origin.Source), Credits: make([]CakeCredit, 0, len(v.Credits)),
		Mine: v.Mine, CanEdit: v.CanEdit, Hidden: hidingOf(v.Cake.Hidden), CreatedAt: v.CreatedAt, UpdatedAt: v.UpdatedAt,
	}
	if v.CanEdit {
		out.Version = v.Version
	}
	for _, p := range v.Prices {
		out.Prices = append(out.Prices, CakePrice(p))
	}
	for _, c := range v.InOrder() {
		credit := CakeCredit{CakePerson: CakePerson{Role: string(c.Role), Name: c.Name, Part: c.Part}}
		if name := c.Portrait(); name != "" {
			credit.Picture = httpapi.Prefix + "/cakes/portraits/" + name + ".webp"
		}
		out.Credits = append(out.Credits, credit)
	}
	return out
}

func posterOf(c *cake.Cake) CakePoster {
	address := func(file string) string { return galleryhttp.Poster(c.ID, c.Poster.Revision, file) }
	return CakePoster{
		Small: address(gallery.SmallFile), Large: address(gallery.LargeFile),
		Width: c.Poster.Width, Height: c.Poster.Height, Color: c.Poster.Color, Blur: c.Poster.Blur,
	}
}

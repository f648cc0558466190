package cakeclient

import (
	"context"
	"net/url"

	"piece/internal/cake"
)

// Exact finds the work of a kind that a title and a year name for certain; "" when none is.
func (c *Client) Exact(ctx context.Context, k cake.Kind, title string, year int) (string, error) {
	q := cake.QueryRule.Fit(title)
	if q == "" {
		return "", nil
	}
	var list struct {
		Items []struct {
			ID            string `json:"id"`
			Title         string `json:"title"`
			OriginalTitle string `json:"originalTitle"`
			Year          int    `json:"year"`
			Opens         string `json:"opens"`
		} `json:"items"`
	}
	if err := c.service.Read(ctx, "cakes", url.Values{"list": {string(cake.Hot)}, "kind": {string(k)}, "q": {q}, "limit": {"50"}}, &list); err != nil {
		return "", err
	}
	named := make([]cake.Named, len(list.Items))
	for i, l := range list.Items {
		w := cake.Work{Year: l.Year, Opens: cake.Day(l.Opens)}
		if len(l.Opens) < 4 {
			w.Opens = ""
		}
		named[i] = cake.Named{ID: l.ID, Title: l.Title, Original: l.OriginalTitle, Year: w.FirstYear()}
	}
	return cake.SameTitle(title, year, named), nil
}

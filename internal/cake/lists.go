package cake

import (
	"context"
	"strconv"

	"piece/internal/craft/hangul"
	"piece/internal/platform/errs"
	"piece/internal/platform/page"
)

// ListRequest asks for one page of a list.
type ListRequest struct {
	List   List // "" for Hot
	Kind   Kind
	Genre  Genre
	Area   Area
	Query  string // what to search for; blank for everything
	Cursor string
	Limit  int
}

// List gives one page of what the viewer asked for. A guest has no list of his own.
func (s *Service) List(ctx context.Context, v Viewer, r ListRequest) (page.Page[View], error) {
	f := Filter{List: r.List, Viewer: v.ID, Kind: r.Kind, Genre: r.Genre, Area: r.Area, Today: Today(s.Clock.Now())}
	if f.List == "" {
		f.List = Hot
	}
	if v.ID == "" && (f.List == Hearted || f.List == Made) {
		return page.Page[View]{}, errs.Unauthenticated
	}
	q, err := f.check(r)
	if err != nil {
		return page.Page[View]{}, err
	}
	if f.List == Charts && f.Kind == "" {
		f.Kind = "movie"
	}
	at := page.Request{Limit: page.Limit(r.Limit)}
	if !q.Empty() {
		if at.After, err = searchCursor(r.Cursor); err != nil {
			return page.Page[View]{}, err
		}
		return s.search(ctx, v, f, q, at)
	}
	if at.After, err = f.List.cursor(r.Cursor); err != nil {
		return page.Page[View]{}, err
	}
	found, err := s.Store.Page(ctx, f, at)
	if err != nil {
		return page.Page[View]{}, err
	}
	views, err := s.decorate(ctx, v, found.Items)
	return page.Page[View]{Items: views, Next: found.Next}, err
}

// check keeps the rules of a list and reads what is searched for. A chart is one short list
// as its source gives it, so there is nothing to choose in it but the kind.
func (f Filter) check(r ListRequest) (hangul.Query, error) {
	var broken errs.Fields
	query := QueryRule.Clean(&broken, "query.q", r.Query)
	if f.List == Charts {
		for path, set := range map[string]bool{
			"query.genre": f.Genre != "", "query.area": f.Area != "", "query.q": query != "", "query.cursor": r.Cursor != "",
		} {
			if set {
				wholeChart.at(&broken, path)
			}
		}
	}
	return hangul.Parse(query), broken.Err()
}

// cursor reads a cursor of the list; one of another list is invalid input.
func (l List) cursor(s string) (page.Cursor, error) {
	switch l {
	case Hot, Showing:
		return readCursor(s, isCount, isSince, isCount)
	case Hearted:
		return readCursor(s, isCount, isCount)
	}
	return readCursor(s, isCount)
}

// searchCursor reads a cursor of a search: the way that it takes, how the title fits, then
// the keys of Hot.
func searchCursor(s string) (page.Cursor, error) {
	return readCursor(s, isWay, isCount, isCount, isSince, isCount)
}

// The ways of a search, as its cursor tells them.
const (
	ByIndex = "index" // the candidates of the index, ordered
	ByWalk  = "walk"  // along the order of Hot, as far as it takes
)

func isWay(s string) bool { return s == ByIndex || s == ByWalk }

func isSince(s string) bool {
	year, err := strconv.Atoi(s)
	_, ok := ParseDay(s)
	return ok || s == "" || err == nil && MinYear <= year && year <= MaxYear
}

func isCount(s string) bool {
	n, err := strconv.ParseInt(s, 10, 64)
	return err == nil && n >= 0
}

// readCursor reads a cursor whose keys have the forms.
func readCursor(s string, forms ...func(string) bool) (page.Cursor, error) {
	c, err := page.Parse(s, len(forms))
	if err != nil || c == nil {
		return nil, err
	}
	for i, fits := range forms {
		if !fits(c[i]) {
			return nil, errs.Invalid.At("query.cursor")
		}
	}
	return c, nil
}

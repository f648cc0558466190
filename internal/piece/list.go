package piece

import (
	"context"
	"strconv"

	"piece/internal/craft/hangul"
	"piece/internal/platform/errs"
	"piece/internal/platform/id"
	"piece/internal/platform/page"
)

// Scope says whose pieces a list is of.
type Scope string

// The scopes.
const (
	ScopeMine    Scope = "mine"    // the viewer's own
	ScopePublic  Scope = "public"  // what even a guest may see, of everybody or of one owner
	ScopeHearted Scope = "hearted" // what the viewer hearted and may still see
)

// Scopes lists all.
func Scopes() []Scope { return []Scope{ScopeMine, ScopePublic, ScopeHearted} }

// Filter chooses pieces for a list. Whatever it chooses, a list holds only pieces that
// CanSee lets the viewer see.
type Filter struct {
	Scope  Scope
	Viewer string // "" for a guest, who has no list of his own
	Owner  string // in ScopePublic: whose; "" for everybody's
	Kind   Kind   // "" for all
	CakeID string // only pieces of this cake; "" for all; not in ScopeHearted
}

// Order is how a list is sorted.
type Order int

// The orders, each with the cursor of a place in it.
const (
	ByDay   Order = iota // the newest day first: day, id
	ByMade               // the latest made first: id
	ByHeart              // the latest heart first: microseconds since 1970, id
)

// Order tells how the list is sorted.
func (f Filter) Order() Order {
	switch {
	case f.Scope == ScopeHearted:
		return ByHeart
	case f.Scope == ScopePublic && f.Owner == "":
		return ByMade
	}
	return ByDay
}

// ListRequest asks for one page of a list.
type ListRequest struct {
	Scope  Scope
	Owner  string // only with ScopePublic
	Kind   Kind
	CakeID string // not with ScopeHearted
	Query  string // what to search for; blank for everything
	Cursor string
	Limit  int
}

// List is one page of pieces.
type List struct {
	page.Page[View]
	Total *int // pieces of the whole list, with the first page; not of public lists, which have no bound, and not of a search
}

// List gives one page of what the viewer asked for and may see. A guest may list what is
// public.
func (s *Service) List(ctx context.Context, viewer string, r ListRequest) (List, error) {
	if viewer == "" && r.Scope != ScopePublic {
		return List{}, errs.Unauthenticated
	}
	f := Filter{Scope: r.Scope, Viewer: viewer, Owner: r.Owner, Kind: r.Kind, CakeID: r.CakeID}
	q, err := f.check(r.Query)
	if err != nil {
		return List{}, err
	}
	after, err := f.Order().cursor(r.Cursor)
	if err != nil {
		return List{}, err
	}
	if f.Owner != "" && !id.Valid(f.Owner) || f.CakeID != "" && !id.Valid(f.CakeID) {
		return List{}, nil // nobody has that name, and stores choke on some that are none
	}
	if f.CakeID != "" {
		if f.CakeID, err = s.Store.Leads(ctx, f.CakeID); err != nil {
			return List{}, err
		}
	}
	at := page.Request{After: after, Limit: page.Limit(r.Limit)}
	if !q.Empty() {
		return s.search(ctx, f, q, at)
	}
	return s.list(ctx, f, at)
}

func (s *Service) list(ctx context.Context, f Filter, r page.Request) (List, error) {
	found, err := s.Store.Page(ctx, f, r)
	if err != nil {
		return List{}, err
	}
	views, err := s.decorate(ctx, f.Viewer, found.Items)
	if err != nil {
		return List{}, err
	}
	l := List{Page: page.Page[View]{Items: views, Next: found.Next}}
	if f.Scope != ScopePublic && len(r.After) == 0 {
		total, err := s.Store.Count(ctx, f)
		if err != nil {
			return List{}, err
		}
		l.Total = &total
	}
	return l, nil
}

// check keeps the rules of a list and reads what is searched for.
func (f Filter) check(query string) (hangul.Query, error) {
	var broken errs.Fields
	if f.Owner != "" && f.Scope != ScopePublic {
		ownerScope.at(&broken, "query.owner")
	}
	if f.CakeID != "" && f.Scope == ScopeHearted {
		cakeScope.at(&broken, "query.cake")
	}
	query = QueryRule.Clean(&broken, "query.q", query)
	return hangul.Parse(query), broken.Err()
}

// cursor reads a cursor of the order; one of another order is invalid input.
func (o Order) cursor(s string) (page.Cursor, error) {
	keys := 2
	if o == ByMade {
		keys = 1
	}
	c, err := page.Parse(s, keys)
	if err != nil || c == nil {
		return nil, err
	}
	ok := id.Valid(c[keys-1])
	switch o {
	case ByDay:
		_, real := ParseDay(c[0])
		ok = ok && real
	case ByHeart:
		at, err := strconv.ParseInt(c[0], 10, 64)
		ok = ok && err == nil && at >= 0
	}
	if !ok {
		return nil, errs.Invalid.At("query.cursor")
	}
	return c, nil
}

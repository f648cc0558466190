package chat

import (
	"context"
	"strconv"
	"time"

	"piece/internal/platform/errs"
	"piece/internal/platform/id"
	"piece/internal/platform/page"
)

// Someone is somebody in a room.
type Someone struct {
	Profile
	Present  bool // has the room open now
	JoinedAt time.Time
}

// People is one page of the people of a room.
type People struct {
	page.Page[Someone]
	People int // how many there are in all
}

// People gives one page of the people of a room, who joined first is first. People who are no
// more are left out.
func (s *Service) People(ctx context.Context, person, roomID, cursor string, limit int) (People, error) {
	r, _, err := s.MayFollow(ctx, person, roomID)
	if err != nil {
		return People{}, err
	}
	after, err := peopleCursor(cursor)
	if err != nil {
		return People{}, err
	}
	members, err := s.Store.Members(ctx, r.ID, page.Request{After: after, Limit: page.Limit(limit)})
	if err != nil {
		return People{}, err
	}
	count, err := s.Store.Count(ctx, []string{r.ID})
	if err != nil {
		return People{}, err
	}
	var ids []string
	who := map[string]bool{}
	for _, m := range members.Items {
		ids, who[m.PersonID] = append(ids, m.PersonID), true
	}
	profiles, err := s.profiles(ctx, who)
	if err != nil {
		return People{}, err
	}
	looking, err := s.Live.Looking(ctx, r, ids)
	if err != nil { // nice to know, and no reason to fail
		s.Log.DebugContext(ctx, "who is present isn't known", "error", err)
	}
	out := People{People: count[r.ID]}
	out.Next = members.Next
	for _, m := range members.Items {
		if p, ok := profiles[m.PersonID]; ok {
			out.Items = append(out.Items, Someone{Profile: p, Present: looking[m.PersonID], JoinedAt: m.JoinedAt})
		}
	}
	return out, nil
}

// peopleCursor reads the keys of the last member seen.
func peopleCursor(s string) (page.Cursor, error) {
	c, err := page.Parse(s, 2)
	if err != nil || c == nil {
		return nil, err
	}
	if _, err := strconv.ParseInt(c[0], 10, 64); err != nil || !id.Valid(c[1]) {
		return nil, errs.Invalid.At("query.cursor")
	}
	return c, nil
}

package chat

import (
	"context"
	"time"

	"piece/internal/platform/errs"
	"piece/internal/platform/id"
)

// Someone is somebody in a room.
type Someone struct {
	Profile
	Present  bool // has the room open now
	JoinedAt time.Time
}

// People is one page of the people of a room.
type People struct {
	Items  []Someone
	Next   string // after whom the next page begins; "" on the last one
	People int    // how many there are in all
}

// People gives one page of the people of a room, who joined first is first. People who are no
// more are left out.
func (s *Service) People(ctx context.Context, person, roomID, after string, limit int) (People, error) {
	r, _, err := s.MayFollow(ctx, person, roomID)
	if err != nil {
		return People{}, err
	}
	if after != "" && !id.Valid(after) {
		return People{}, errs.Invalid.At("query.after")
	}
	limit = min(max(limit, 1), MaxPage)
	members, err := s.Store.Members(ctx, r.ID, after, limit+1)
	if err != nil {
		return People{}, err
	}
	count, err := s.Store.Count(ctx, []string{r.ID})
	if err != nil {
		return People{}, err
	}
	out := People{People: count[r.ID]}
	if len(members) > limit {
		members = members[:limit]
		out.Next = members[limit-1].PersonID
	}
	var ids []string
	who := map[string]bool{}
	for _, m := range members {
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
	for _, m := range members {
		if p, ok := profiles[m.PersonID]; ok {
			out.Items = append(out.Items, Someone{Profile: p, Present: looking[m.PersonID], JoinedAt: m.JoinedAt})
		}
	}
	return out, nil
}

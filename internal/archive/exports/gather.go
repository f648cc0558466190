package exports

import (
	"context"
	"errors"
	"io"
	"time"

	"piece/internal/archive"
	"piece/internal/platform/errs"
)

// gatherFor gathers for an export of which this node has the lease. It goes on when the request is
// over, with its token, and ends with the node; another one then gathers what it can.
func (s *Service) gatherFor(request context.Context, e Export) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.running == nil || s.running.Err() != nil {
		return // the lease will end, and a node that works takes it
	}
	running := s.running
	s.gathering.Go(func() {
		ctx, cancel := context.WithCancel(context.WithoutCancel(request))
		defer cancel()
		defer context.AfterFunc(running, cancel)()
		h := s.hold(ctx, e)
		err := s.gatherInTurn(h, e)
		s.settle(h, e, err)
		s.wakeWorkers()
	})
}

func (s *Service) gatherInTurn(h *holding, e Export) error {
	if err := s.gathers.Acquire(h.ctx, 1); err != nil {
		return err
	}
	defer s.gathers.Release(1)
	_, err := s.gather(h, e, Waiting)
	return err
}

// gather asks all neighbours, stores what they know, and gives the export as it is then.
func (s *Service) gather(h *holding, e Export, then State) (Export, error) {
	key := s.newKey(e)
	h.writes(key)
	if err := s.Store.Intend(h.ctx, e, key, s.Clock.Now()); err != nil {
		return e, err
	}
	var g *gathering
	err := s.Objects.Write(h.ctx, key, "application/zip", func(w io.Writer) error {
		g = &gathering{service: s, h: h, person: e.OwnerID, zip: archive.NewWriter(w, s.Clock.Now())}
		if err := g.all(); err != nil {
			return err
		}
		return g.zip.Close()
	})
	if err != nil {
		return e, err
	}
	e.GatheredKey, e.Notes, e.State = key, notes(g.sum.Parts), then
	return e, s.Store.Gathered(h.ctx, withState(e, h.state), key, e.Notes, s.Clock.Now(), then)
}

// withState is the export as its store has it now.
func withState(e Export, now State) Export {
	e.State = now
	return e
}

// summaryFile is in what was gathered only: what the second half of the work needs to know of it.
const summaryFile = "gathered.json"

// summary is what is in summaryFile.
type summary struct {
	Person  archive.Named   `json:"person"`
	Picture string          `json:"picture"` // file; "" without one
	Worn    string          `json:"worn"`    // id of the title
	Parts   []archive.Part  `json:"parts"`
	Earned  []archive.Title `json:"earned"`
}

// gathering is one round through the neighbours.
type gathering struct {
	service *Service
	h       *holding
	person  string
	zip     *archive.Writer
	sum     summary
	done    int
}

// gatherParts is how many parts a round has.
const gatherParts = 8

func (g *gathering) all() error {
	n := g.service.Neighbours
	for _, part := range []func() error{
		g.account,
		func() error { return list(g, archive.PartTitles, archive.TitlesFile, n.Titles.Titles, &g.sum.Earned) },
		g.cakes,
		func() error { return list(g, archive.PartRooms, archive.RoomsFile, n.Rooms.Rooms, nil) },
		g.messages,
		func() error { return list(g, archive.PartBlocks, archive.BlocksFile, n.Rooms.Blocks, nil) },
		func() error { return list(g, archive.PartReports, archive.ReportsFile, n.Orders.Reports, nil) },
		func() error { return list(g, archive.PartQuestions, archive.QuestionsFile, n.Orders.Questions, nil) },
	} {
		if err := part(); err != nil {
			return err
		}
		g.done++
		g.h.at(Progress{Step: StepGather, Done: g.done, Total: gatherParts})
	}
	return g.document(summaryFile, g.sum)
}

func (g *gathering) account() error {
	n := g.service.Neighbours.Accounts
	a, err := asked(g, func(ctx context.Context) (archive.Account, error) { return n.Account(ctx, g.person) })
	if err != nil {
		return g.lacks(archive.PartAccount, err)
	}
	state := archive.Part{Name: archive.PartAccount, State: archive.Whole, Count: 1, Files: []string{archive.AccountFile}}
	g.sum.Person.Nickname, g.sum.Worn = a.Profile.Nickname, a.Profile.Title
	if rev := a.Profile.PictureRevision; rev != "" {
		b, err := asked(g, func(ctx context.Context) ([]byte, error) { return n.Picture(ctx, g.person, rev) })
		switch {
		case err == nil:
			if a.Profile.Picture, err = g.zip.Picture(archive.ProfilePicture, b); err != nil {
				return err
			}
			g.sum.Picture = a.Profile.Picture
		case g.h.ctx.Err() != nil:
			return g.h.ctx.Err()
		default:
			state.State, state.Why = archive.Partly, why(err)
		}
	}
	g.tell(state)
	a.Format = archive.Format
	return g.document(archive.AccountFile, a)
}

func (g *gathering) cakes() error {
	all, err := asked(g, func(ctx context.Context) (archive.Cakes, error) {
		return g.service.Neighbours.Cakes.Cakes(ctx, g.person)
	})
	if err != nil {
		return g.lacks(archive.PartCakes, err)
	}
	g.tell(archive.Part{Name: archive.PartCakes, State: archive.Whole, Count: len(all.Hearted) + len(all.Made), Files: []string{archive.CakesFile}})
	all.Format = archive.Format
	return g.document(archive.CakesFile, all)
}

// list gathers a part that is one list. keep, unless nil, is where the list is needed later.
func list[T any](g *gathering, name archive.PartName, file string, ask func(ctx context.Context, person string) ([]T, error), keep *[]T) error {
	items, err := asked(g, func(ctx context.Context) ([]T, error) { return ask(ctx, g.person) })
	if err != nil {
		return g.lacks(name, err)
	}
	if keep != nil {
		*keep = items
	}
	g.tell(archive.Part{Name: name, State: archive.Whole, Count: len(items), Files: []string{file}})
	t := archive.NewText()
	l := archive.NewList(t, string(name))
	for i := range items {
		if err := l.Add(items[i]); err != nil {
			return err
		}
	}
	if err := l.Close(); err != nil {
		return err
	}
	return g.zip.Text(file, t)
}

func (g *gathering) document(name string, v any) error {
	t := archive.NewText()
	if err := archive.WriteDocument(t, v); err != nil {
		return err
	}
	return g.zip.Text(name, t)
}

// gatherTries is how often a neighbour is asked that doesn't answer, with longer pauses each time:
// half a minute in all.
const gatherTries = 6

// asked asks a neighbour until there is an answer, or it is clear that there will be none.
func asked[T any](g *gathering, ask func(ctx context.Context) (T, error)) (T, error) {
	pause := g.service.Pause
	for try := 1; ; try++ {
		v, err := ask(g.h.ctx)
		if !errors.Is(err, errs.Unavailable) || try == gatherTries {
			return v, err
		}
		select {
		case <-g.h.ctx.Done():
			return v, g.h.ctx.Err()
		case <-time.After(pause):
			pause *= 2
		}
	}
}

// lacks says that the export goes on without a part; the error is that this node can't go on.
func (g *gathering) lacks(name archive.PartName, err error) error {
	if g.h.ctx.Err() != nil {
		return g.h.ctx.Err()
	}
	g.service.Log.WarnContext(g.h.ctx, "an export goes on without a part", "part", string(name), "error", err)
	g.tell(archive.Part{Name: name, State: archive.Missing, Why: why(err), Files: []string{}})
	return nil
}

// why tells a reader of the ZIP why something isn't there.
func why(err error) archive.Why {
	switch {
	case errors.Is(err, errs.Unauthenticated):
		return archive.WhySignedOut
	case errors.Is(err, errs.NotFound):
		return archive.WhyGone
	}
	return archive.WhyUnavailable
}

func (g *gathering) tell(p archive.Part) {
	if p.State != archive.Whole {
		g.service.metrics.missing.WithLabelValues(string(p.Name)).Inc()
	}
	g.sum.Parts = append(g.sum.Parts, p)
}

func notes(parts []archive.Part) []Note {
	var out []Note
	for _, p := range parts {
		if p.State != archive.Whole {
			out = append(out, Note{Part: p.Name, State: p.State, Why: p.Why})
		}
	}
	return out
}

package app

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"runtime"
	"slices"
	"sync/atomic"
	"time"

	"golang.org/x/sync/errgroup"

	"piece/internal/account"
	"piece/internal/craft/ticket"
	"piece/internal/demo"
	"piece/internal/piece"
	"piece/internal/platform/errs"
	"piece/internal/platform/page"
)

// filler makes a plan come true.
type filler struct {
	*house
	plan   demo.Plan
	studio *demo.Studio
	tell   *teller
	past   *pastClock

	ids     []string          // of the people, in the order of the plan
	cakeIDs map[string]string // by the code of the work
	tickets []string          // ids of pieces, by visit; "" until made
	made    atomic.Int64
}

// newFiller makes a filler, whose clock that of the house becomes: before its parts start.
func newFiller(h *house, plan demo.Plan, t *teller) *filler {
	f := &filler{house: h, plan: plan, tell: t, past: &pastClock{Clock: h.clock}}
	h.clock = f.past
	f.studio = demo.NewStudio(f.poster)
	return f
}

// errStopped says that somebody asked to stop before everything was made.
var errStopped = errors.New("stopped; what was made stays, and the same command goes on from here")

func (f *filler) fill(ctx context.Context) error {
	f.ids = make([]string, len(f.plan.People))
	f.tickets = make([]string, len(f.plan.Visits))
	if err := f.join(ctx); err != nil {
		return cmp.Or(stopped(ctx), err)
	}
	if err := f.findCakes(ctx); err != nil {
		return cmp.Or(stopped(ctx), err)
	}
	if err := f.find(ctx); err != nil {
		return cmp.Or(stopped(ctx), err)
	}
	if err := f.makeAll(ctx); err != nil {
		return err
	}
	return cmp.Or(stopped(ctx), f.heart(ctx), stopped(ctx), f.wish(ctx), stopped(ctx), f.converse(ctx), stopped(ctx), f.wearTitles(ctx), stopped(ctx), f.reheat(ctx))
}

// reheat reckons the order of hot cakes, so that it is there at the first look.
func (f *filler) reheat(ctx context.Context) error {
	if ctx.Err() != nil {
		return nil
	}
	return f.cakes.Reheat(ctx)
}

func stopped(ctx context.Context) error {
	if ctx.Err() != nil {
		return errStopped
	}
	return nil
}

// join signs everybody up, or in when they are there.
func (f *filler) join(ctx context.Context) error {
	f.tell.start("people", len(f.plan.People))
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(runtime.NumCPU())
	for i, p := range f.plan.People {
		g.Go(func() error {
			// Joins are counted by network; these come from many, and from none that exists.
			in, err := f.enter(ctx, p, account.Caller{IP: fmt.Sprintf("2001:db8:%x::1", i), UserAgent: "piece demo"})
			if err != nil {
				return fmt.Errorf("%s (%s): %w", p.Nickname, p.Email, err)
			}
			f.ids[i] = in.Person.ID
			f.tell.step()
			return nil
		})
	}
	return g.Wait()
}

// enter signs somebody up, or in. A nickname that belongs to somebody real gets a number.
func (f *filler) enter(ctx context.Context, p demo.Person, from account.Caller) (account.SignedIn, error) {
	j := account.Joining{Email: p.Email, Password: demo.Password, Nickname: p.Nickname, Language: account.Language(p.Language)}
	for n := 2; ; n++ {
		in, err := f.accounts.Join(ctx, j, from)
		if !errors.Is(err, errs.Conflict) {
			return in, err
		}
		e, ok := errors.AsType[*errs.Error](err)
		taken := func(field string) bool {
			return ok && slices.ContainsFunc(e.Fields, func(f errs.Field) bool { return f.Path == field })
		}
		if taken("body.email") || !taken("body.nickname") || n > 9 {
			return f.accounts.LogIn(ctx, p.Email, demo.Password, from)
		}
		j.Nickname = demo.Numbered(p.Nickname, n)
	}
}

// find looks up which visits were made before: of those of one person to one work, as many
// as there are pieces with its title. Days move with today and tell nothing.
func (f *filler) find(ctx context.Context) error {
	byPerson := make([][]int, len(f.ids))
	for i, v := range f.plan.Visits {
		byPerson[v.Person] = append(byPerson[v.Person], i)
	}
	for who, visits := range byPerson {
		known := map[string][]string{} // ids of pieces, by title
		cursor := ""
		for {
			l, err := f.pieces.List(ctx, f.ids[who], piece.ListRequest{Scope: piece.ScopeMine, Cursor: cursor, Limit: page.MaxLimit})
			if err != nil {
				return err
			}
			for _, p := range l.Items {
				known[p.Title] = append(known[p.Title], p.ID)
			}
			if cursor = l.Next.String(); cursor == "" {
				break
			}
		}
		for _, i := range visits {
			title := f.plan.Visits[i].Title
			if ids := known[title]; len(ids) > 0 {
				f.tickets[i], known[title] = ids[0], ids[1:]
			}
		}
	}
	return nil
}

// finishLimit is how long what has begun may still take after a stop.
const finishLimit = 2 * time.Minute

// makeAll makes the pieces that are missing, the earliest visit first, on all cores. Asked
// to stop, it ends what it has begun, so that no photo stays without a piece.
func (f *filler) makeAll(ctx context.Context) error {
	var missing []int
	for i, id := range f.tickets {
		if id == "" {
			missing = append(missing, i)
		}
	}
	slices.SortStableFunc(missing, func(a, b int) int { return f.plan.Visits[a].Day.Compare(f.plan.Visits[b].Day) })
	f.tell.start("pieces", len(missing))
	g, failed := errgroup.WithContext(ctx)
	g.SetLimit(runtime.NumCPU() + 1) // while one waits for the store, another can draw
	for _, i := range missing {
		if failed.Err() != nil {
			break
		}
		g.Go(func() error {
			if failed.Err() != nil {
				return nil
			}
			ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), finishLimit)
			defer cancel()
			if err := f.makeOne(ctx, i); err != nil {
				v := f.plan.Visits[i]
				return fmt.Errorf("%s, seen by %s: %w", v.Title, f.plan.People[v.Person].Nickname, explained(err))
			}
			f.made.Add(1)
			f.tell.step()
			return nil
		})
	}
	return g.Wait()
}

// explained adds which fields an error is about, for whoever mends the demo.
func explained(err error) error {
	if e, ok := errors.AsType[*errs.Error](err); ok && len(e.Fields) > 0 {
		return fmt.Errorf("%w (%+v)", err, e.Fields)
	}
	return err
}

// heart lets people like what they like; again is fine.
func (f *filler) heart(ctx context.Context) error {
	total := 0
	for _, v := range f.plan.Visits {
		total += len(v.Hearts)
	}
	f.tell.start("hearts", total)
	for i, v := range f.plan.Visits {
		for _, who := range v.Hearts {
			if ctx.Err() != nil {
				return nil
			}
			_, err := f.pieces.Heart(ctx, f.ids[who], f.tickets[i])
			if err != nil && !errors.Is(err, errs.NotFound) { // made private or deleted meanwhile
				return err
			}
			f.tell.step()
		}
	}
	return nil
}

// farewell says how to go on.
func (f *filler) farewell(w io.Writer) {
	first := f.plan.People[0]
	fmt.Fprintf(w, "\n%d people, %d pieces (%d new).\n", len(f.ids), len(f.tickets), f.made.Load())
	fmt.Fprintf(w, "\nSign in at %s/login as one of them · 데모 사람으로 로그인해 보세요\n\n", f.config.site())
	fmt.Fprintf(w, "  mail      %s   (%s)\n  password  %s\n", first.Email, first.Nickname, demo.Password)
	if others := f.plan.People[1:min(len(f.plan.People), 4)]; len(others) > 0 {
		fmt.Fprint(w, "\nor, with the same password: ")
		for i, p := range others {
			if i > 0 {
				fmt.Fprint(w, ", ")
			}
			fmt.Fprint(w, p.Email)
		}
		fmt.Fprintln(w)
	}
}

// draft is a visit in the words of the piece domain.
func (f *filler) draft(v *demo.Visit, photo, artwork string) piece.Draft {
	visibility := piece.Private
	if v.Public {
		visibility = piece.Public
	}
	crop := v.Front.Crop()
	return piece.Draft{
		Facts: piece.Facts{
			Kind: piece.Kind(v.Kind), Title: v.Title, Day: piece.Day(v.Day.Format(time.DateOnly)), Time: v.Time, Cast: v.Cast, Director: v.Director,
			Venue: v.Venue, Seat: v.Seat, Price: v.Price, Genre: piece.Genre(v.Genre), Companion: v.Companion,
		},
		PhotoID: photo, Crop: piece.Crop{X: crop.X, Y: crop.Y, Width: crop.Width, Height: crop.Height, Turn: crop.Turn},
		HalfStars: v.HalfStars, Review: v.Review, Visibility: visibility,
		Shape: ticket.Shape(v.Shape), Paper: ticket.Paper(v.Paper), ArtworkID: artwork, CakeID: f.cakeIDs[v.Code],
	}
}

// key names the creation of a visit's piece. It holds the photo, because a piece that was
// deleted may be made again, which is another creation.
func key(v *demo.Visit, photo string) string { return v.Key + "-" + photo[max(0, len(photo)-12):] }

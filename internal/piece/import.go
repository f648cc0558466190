package piece

import (
	"cmp"
	"context"
	"errors"
	"time"

	"piece/internal/craft/hangul"
	"piece/internal/platform/errs"
	"piece/internal/platform/id"
)

// Arrival is a piece that a person brings from elsewhere.
type Arrival struct {
	// Key is what the source knows it by. A key that was imported before makes nothing new for
	// as long as its piece is there.
	Key       string
	Draft     Draft
	CreatedAt time.Time // zero for now
	Quiet     bool      // whether its owner doesn't want to be reminded of it
}

// Arrived is what became of an arrival: a piece, one that had arrived before, or why not.
type Arrived struct {
	PieceID string
	Known   bool
	Err     error // an errs.Invalid with the broken fields
}

// MaxImport is how many pieces are imported at once.
const MaxImport = 200

// maxImportKey is the most characters of the key of an arrival.
const maxImportKey = 96

// Import stores pieces of the owner that come from elsewhere, all that are right in one go, and
// tells of each what became of it. Their tickets are drawn when they are first asked for. The same
// arrivals again make nothing new, also at the same moment. An error says that nothing of all this
// was stored. Whoever calls it calls Changed after, once for as many as it likes.
func (s *Service) Import(ctx context.Context, owner, language string, arrivals []Arrival) ([]Arrived, error) {
	if len(arrivals) > MaxImport {
		return nil, errs.Invalid.With(errors.New("too many pieces at once"))
	}
	release, err := s.shelves.acquire(ctx, owner)
	if err != nil {
		return nil, err
	}
	defer release()
	for try := 1; ; try++ {
		out, stored, err := s.importOnce(ctx, owner, language, arrivals)
		if err == nil {
			if stored > 0 {
				s.wakeDrawing()
			}
			return out, nil
		}
		if !errors.Is(err, ErrNumberTaken) && !errors.Is(err, ErrKeyTaken) || try == numberTries {
			return nil, err
		}
	}
}

func (s *Service) importOnce(ctx context.Context, owner, language string, arrivals []Arrival) (out []Arrived, stored int, err error) {
	out = make([]Arrived, len(arrivals))
	var batch []Import
	at := map[string]int{} // the arrival of each key
	for i, a := range arrivals {
		p, err := s.arrive(ctx, owner, language, a)
		switch {
		case errors.Is(err, errs.Invalid) || errors.Is(err, ErrPhotoUsed):
			out[i].Err = err
			continue
		case err != nil:
			return nil, 0, err
		}
		if first, twice := at[a.Key]; twice { // the first one counts
			out[i] = Arrived{PieceID: out[first].PieceID, Known: true}
			continue
		}
		at[a.Key], out[i].PieceID = i, p.ID
		batch = append(batch, Import{Key: a.Key, Piece: p})
	}
	known, err := s.Store.Import(ctx, owner, batch)
	if err != nil {
		return nil, 0, err
	}
	for i, a := range arrivals {
		if pieceID, ok := known[a.Key]; ok && out[i].Err == nil {
			out[i] = Arrived{PieceID: pieceID, Known: true}
		}
	}
	for _, one := range batch {
		if _, ok := known[one.Key]; !ok {
			stored++
			s.metrics.made.WithLabelValues(string(one.Piece.Kind)).Inc()
		}
	}
	return out, stored, nil
}

// arrive makes the piece of an arrival; its number it gets when it is stored.
func (s *Service) arrive(ctx context.Context, owner, language string, a Arrival) (*Piece, error) {
	var f errs.Fields
	if a.Key == "" || len(a.Key) > maxImportKey {
		badKey.at(&f, "key")
		return nil, f.Err()
	}
	d, err := a.Draft.Check()
	if err != nil {
		return nil, err
	}
	if d.CakeID, err = s.lead(ctx, d.CakeID, ""); err != nil {
		return nil, err
	}
	color, _, err := s.material(ctx, owner, d, "")
	if err != nil {
		return nil, err
	}
	now := s.Clock.Now()
	p := &Piece{
		Draft: d, ID: id.New(s.Clock), OwnerID: owner, Color: color, Language: language, Revision: 1, Version: 1,
		Remind: !a.Quiet, Undrawn: true, CreatedAt: a.CreatedAt, UpdatedAt: now,
	}
	if a.CreatedAt.IsZero() || a.CreatedAt.After(now) {
		p.CreatedAt = now
	}
	return p, s.claim(ctx, p)
}

// Imported tells which of the keys have a piece of the owner already.
func (s *Service) Imported(ctx context.Context, owner string, keys []string) (map[string]string, error) {
	return s.Store.Imported(ctx, owner, keys)
}

func (s *Service) wakeDrawing() {
	select {
	case s.undrawn <- struct{}{}:
	default:
	}
}

// Same is an attendance as doubles are told by.
type Same struct {
	Day   Day
	Title string
}

// SameOf gives the attendance of a title on a day.
func SameOf(day Day, title string) Same {
	return Same{day, hangul.Key(hangul.Name(title))}
}

// Titled is what of a piece tells doubles.
type Titled struct {
	ID, Title string
	Day       Day
}

// Attended finds those attendances of the days from first to last, by day and title without regard
// to case and blanks, that the owner has a piece of; of several, the one that was made first.
func (s *Service) Attended(ctx context.Context, owner string, first, last Day) (map[Same]string, error) {
	found := map[Same]string{}
	for after := ""; ; {
		some, err := s.Store.Titled(ctx, owner, first, last, after, manyPieces)
		if err != nil {
			return nil, err
		}
		for _, p := range some {
			same := SameOf(p.Day, p.Title)
			found[same] = cmp.Or(found[same], p.ID)
		}
		if len(some) < manyPieces {
			return found, nil
		}
		after = some[len(some)-1].ID
	}
}

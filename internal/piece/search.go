package piece

import (
	"context"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/rivo/uniseg"

	"piece/internal/craft/hangul"
	"piece/internal/platform/page"
)

// Texts are what search looks through in a piece: its title, cast, venue and one-line
// review.
func (p *Piece) Texts() []hangul.Text {
	return []hangul.Text{hangul.Name(p.Title), hangul.Name(p.Cast), hangul.Name(p.Venue), hangul.Sentence(p.Review)}
}

// Hit is a piece that a search found. Record is the text of its record, where that was
// looked through too.
type Hit struct {
	Piece
	Record string
}

// Matches tells whether every word of the query is in the piece or in its record.
func (h *Hit) Matches(q hangul.Query) bool {
	return q.Matches(append(h.Texts(), hangul.Sentence(h.Record))...)
}

// Found is a text in which a search hit, cut so that every second part, from the second,
// is a hit.
type Found struct {
	Field string // "title", "cast", "venue", "review" or "record"
	Parts []string
}

func (s *Service) search(ctx context.Context, f Filter, q hangul.Query, r page.Request) (List, error) {
	hits, err := s.Store.Search(ctx, f, q, r)
	if err != nil {
		return List{}, err
	}
	pieces := make([]Piece, len(hits.Items))
	for i := range hits.Items {
		pieces[i] = hits.Items[i].Piece
	}
	views, err := s.decorate(ctx, f.Viewer, pieces)
	if err != nil {
		return List{}, err
	}
	for i := range views {
		views[i].Found = hits.Items[i].found(q)
	}
	return List{Page: page.Page[View]{Items: views, Next: hits.Next}}, nil
}

func (h *Hit) found(q hangul.Query) []Found {
	var found []Found
	for _, x := range []struct{ field, source string }{{"title", h.Title}, {"cast", h.Cast}, {"venue", h.Venue}} {
		if spans := q.Spans(hangul.Name(x.source)); spans != nil {
			found = append(found, Found{x.field, hangul.Parts(x.source, spans)})
		}
	}
	if spans := q.Spans(hangul.Sentence(h.Review)); spans != nil {
		found = append(found, Found{"review", hangul.Parts(h.Review, spans)})
	}
	if spans := q.Spans(hangul.Sentence(h.Record)); spans != nil {
		source, spans := snippet(h.Record, spans)
		found = append(found, Found{"record", hangul.Parts(source, spans)})
	}
	return found
}

// How much of a record is shown around its first hit, in visible characters.
const (
	snippetLength = 80
	snippetBefore = 20
	snippetBytes  = 400 // far more than snippetBefore characters take, but for piled-up emoji
)

// snippet cuts a text to what is around the first span, and the spans to what is left.
func snippet(source string, spans []hangul.Span) (string, []hangul.Span) {
	// Visible characters are only counted from somewhere near: a record may be long.
	near := max(0, spans[0].From-snippetBytes)
	if near > 0 {
		if i := strings.IndexAny(source[near:spans[0].From], " \n"); i >= 0 {
			near += i + 1
		}
		for !utf8.RuneStart(source[near]) {
			near++
		}
	}
	starts := []int{} // of the visible characters
	first := 0
	for g := uniseg.NewGraphemes(source[near:]); len(starts) <= first+snippetLength && g.Next(); {
		from, _ := g.Positions()
		if near+from <= spans[0].From {
			first = len(starts)
		}
		starts = append(starts, near+from)
	}
	low := max(0, first-snippetBefore)
	from, to := starts[low], len(source)
	if high := low + snippetLength; high < len(starts) {
		to = starts[high]
	}
	var left []hangul.Span
	for _, s := range spans {
		if s.From < to {
			left = append(left, hangul.Span{From: s.From - from, To: min(s.To, to) - from})
		}
	}
	return source[from:to], left
}

// How the search index is kept up: pieces per step, the time between two looks for more,
// and how soon it is tried again after a failure.
const (
	indexBatch = 25
	indexEvery = time.Minute
	indexAgain = 10 * time.Second
)

// KeepIndexed brings pieces into the search index that an older program made, until ctx
// ends. During an update such pieces may still come, so it goes on looking.
func (s *Service) KeepIndexed(ctx context.Context) error {
	indexed := 0
	for {
		n, err := s.Store.Index(ctx, indexBatch)
		indexed += n
		wait := time.Duration(0)
		switch {
		case ctx.Err() != nil:
			return nil
		case err != nil:
			s.Log.WarnContext(ctx, "pieces wait to be searchable", "error", err)
			wait = indexAgain
		case n < indexBatch:
			if indexed > 0 {
				s.Log.InfoContext(ctx, "pieces of an older version are searchable now", "pieces", indexed)
			}
			indexed = 0
			wait = indexEvery
		}
		select {
		case <-ctx.Done():
			return nil
		case <-time.After(wait):
		}
	}
}

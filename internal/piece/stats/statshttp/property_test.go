package statshttp_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/http"
	"slices"
	"strconv"
	"sync"
	"testing"
	"time"

	"piece/internal/piece"
	"piece/internal/piece/piecehttp"
	"piece/internal/piece/stats/statshttp"
	"piece/internal/platform/httpapi/httpapitest"
)

// chooser makes up pieces of few venues, people and works, written in several ways.
type chooser struct{ *rand.Rand }

func oneOf[T any](c chooser, of ...T) T { return of[c.IntN(len(of))] }

func (c chooser) piece(works []string) draft {
	day := time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, c.IntN(4*365))
	d := plain().with(
		"kind", string(oneOf(c, piece.Kinds()...)), "title", fmt.Sprint("작품 ", c.IntN(50)), "day", day.Format(time.DateOnly), "halfStars", 1+c.IntN(10),
		"time", oneOf[any](c, nil, "00:00", "00:30", "09:59", "10:00", "19:30", "23:59"),
		"price", oneOf[any](c, nil, nil, 0, 1, 9_999, 15_000, 150_001, piece.MaxPrice),
		"venue", oneOf[any](c, nil, "블루스퀘어", "블루 스퀘어", "CGV 용산", "cgv용산", "예술의전당", "LG아트센터"),
		"cast", oneOf[any](c, nil, "김파도", "김 파도, 이노래", "이노래,박물결", "Anna Kim, anna kim", "김파도, 이노래, 박물결, Anna Kim", ","),
		"director", oneOf[any](c, nil, "윤물결", "Yun, 윤물결"),
		"genre", oneOf[any](c, nil, "horror", "music", "etc", "drama"),
		"visibility", oneOf(c, "public", "private"), "cakeId", nil,
	)
	if c.IntN(3) > 0 {
		d["cakeId"] = oneOf(c, works...)
	}
	return d
}

// shelf are the pieces that one person made in this test.
type shelf struct {
	mu    sync.Mutex
	ids   []string // guarded by mu
	using map[string]bool
}

func (s *shelf) add(id string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.ids = append(s.ids, id)
}

// take gives one of the pieces, out of the shelf.
func (s *shelf) take(c chooser) (string, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.ids) == 0 {
		return "", false
	}
	i := c.IntN(len(s.ids))
	id := s.ids[i]
	s.ids = slices.Delete(s.ids, i, i+1)
	return id, true
}

// D34: whatever is added, edited and deleted, also at the same time, the statistics are what
// somebody counts who looks at the pieces one after the other; and in between, each answer is
// of one moment.
func TestD34_StatisticsEqualARecount(t *testing.T) {
	const rounds, hands = 1000, 6
	each(t, func(t *testing.T, h *house) {
		people := []string{newID(), newID()}
		works := make([]string, 8)
		for i := range works {
			works[i] = newID()
		}
		shelves := map[string]*shelf{people[0]: {}, people[1]: {}}
		var wg sync.WaitGroup
		for hand := range hands {
			wg.Go(func() {
				c := chooser{rand.New(rand.NewPCG(34, uint64(hand)))}
				for range rounds / hands {
					h.change(c, people[c.IntN(2)], shelves, works)
				}
			})
		}
		done := make(chan struct{})
		var watching sync.WaitGroup
		watching.Go(func() {
			for {
				select {
				case <-done:
					return
				default:
					fitsTogether(t, h.statistics(people[0], ""))
					fitsTogether(t, h.statistics(people[0], "2025"))
				}
			}
		})
		wg.Wait()
		close(done)
		watching.Wait()
		for _, person := range people {
			all := h.all(person)
			if len(all) != len(shelves[person].ids) || len(all) < 50 {
				t.Fatalf("%d pieces, %d on the shelf", len(all), len(shelves[person].ids))
			}
			for _, year := range []int{0, 2023, 2024, 2025, 2026, 2027, 2028} {
				text := strconv.Itoa(year)
				if year == 0 {
					text = ""
				}
				same(t, "statistics of "+text, h.statistics(person, text), recount(all, year, "2026-08-03"))
			}
			h.yearsEqual(person, all)
		}
	})
}

// change adds, edits or deletes a piece.
func (h *house) change(c chooser, owner string, shelves map[string]*shelf, works []string) {
	s := shelves[owner]
	if c.IntN(10) < 5 {
		s.add(h.make(owner, pairs(c.piece(works))...).ID)
		return
	}
	id, ok := s.take(c)
	if !ok {
		return
	}
	if c.IntN(3) == 0 {
		h.Wants(http.StatusNoContent, owner, "DELETE", "/pieces/"+id, nil)
		return
	}
	was := httpapitest.Read[piecehttp.Piece](h.t, h.Wants(http.StatusOK, owner, "GET", "/pieces/"+id, nil))
	h.Wants(http.StatusOK, owner, "PUT", "/pieces/"+id, c.piece(works).with("version", was.Version, "photoId", was.PhotoID, "artworkId", was.ArtworkID))
	s.add(id)
}

func pairs(d draft) []any {
	var out []any
	for name, v := range d {
		out = append(out, name, v)
	}
	return out
}

// all gives a person's pieces as the API does, each by itself.
func (h *house) all(owner string) []piecehttp.Piece {
	h.t.Helper()
	var out []piecehttp.Piece
	for cursor := ""; ; {
		page := httpapitest.Read[piecehttp.PieceList](h.t, h.Wants(http.StatusOK, owner, "GET", "/pieces?scope=mine&limit=60&cursor="+cursor, nil))
		for _, p := range page.Items {
			out = append(out, httpapitest.Read[piecehttp.Piece](h.t, h.Wants(http.StatusOK, owner, "GET", "/pieces/"+p.ID, nil)))
		}
		if cursor = page.Next; cursor == "" {
			return out
		}
	}
}

func (h *house) yearsEqual(person string, all []piecehttp.Piece) {
	h.t.Helper()
	got := httpapitest.Read[statshttp.StatisticsYears](h.t, h.Wants(http.StatusOK, person, "GET", "/statistics/years", nil))
	want := statshttp.StatisticsYears{Items: []statshttp.StatisticsYear{}}
	for year := 2100; year >= 1900; year-- {
		if of := only(all, func(p piecehttp.Piece) bool { return p.Year == year }); len(of) > 0 {
			want.Items = append(want.Items, statshttp.StatisticsYear{Year: year, Totals: totals(of), Recap: len(of) >= 3})
		}
	}
	same(h.t, "years", got, want)
}

// fitsTogether tells whether the parts of an answer are of the same pieces.
func fitsTogether(t *testing.T, s statshttp.Statistics) {
	t.Helper()
	months, spent, kinds, stars, hours, weekdays, genres := 0, int64(0), 0, 0, s.Untimed, 0, s.NoGenre
	for _, m := range s.Months {
		months += m.Pieces
		spent += m.Spent
	}
	for _, k := range s.Kinds {
		kinds += k.Pieces
	}
	for _, n := range s.Stars {
		stars += n
	}
	for _, n := range s.Hours {
		hours += n
	}
	for _, n := range s.Weekdays {
		weekdays += n
	}
	for _, g := range s.Genres {
		genres += g.Pieces
	}
	for _, n := range []int{months, kinds, stars, hours, weekdays, genres} {
		if n != s.Total.Pieces || spent != s.Total.Spent {
			t.Errorf("of %d pieces: months %d, kinds %d, stars %d, hours %d, weekdays %d, genres %d; %d won of %d",
				s.Total.Pieces, months, kinds, stars, hours, weekdays, genres, spent, s.Total.Spent)
			return
		}
	}
}

func same(t *testing.T, what string, got, want any) {
	t.Helper()
	g, err := json.MarshalIndent(got, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	w, err := json.MarshalIndent(want, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	if string(g) != string(w) {
		t.Errorf("%s:\n%s\nwant\n%s", what, g, w)
	}
}

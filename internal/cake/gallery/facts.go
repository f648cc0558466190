package gallery

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"hash/fnv"
	"strconv"
	"time"

	"piece/internal/cake"
	"piece/internal/craft/poster"
)

// Look is how a poster is drawn.
type Look struct {
	Composition poster.Composition // "" for one that suits the work
	Second      string             // the line under the title; "" for the title in its own language
	Seed        uint64             // 0 for one that follows from what names the work
}

// commission is what is to be drawn.
type commission struct {
	Work poster.Work
	Look Look
}

// digest tells commissions apart.
func (c commission) digest() string {
	b, err := json.Marshal(c)
	if err != nil {
		panic(err) // texts and numbers always can be
	}
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:16])
}

// commission says what to draw for a cake: as its source's catalogue wants it drawn, or as
// its kind, genre and title suggest, another one for every cake of the same title.
func (s *Service) commission(subject *Subject) commission {
	c := commission{Work: told(&subject.Work)}
	if s.Look != nil {
		if look, ok := s.Look(subject.Origin); ok {
			c.Look = look
		}
	}
	if c.Look.Second != "" {
		c.Work.Second = c.Look.Second
	}
	if c.Look.Seed == 0 {
		c.Look.Seed = seed(subject)
	}
	if !c.Look.Composition.Valid() {
		c.Look.Composition = poster.Choose(c.Work, c.Look.Seed)
	}
	return c
}

// seed is the same wherever a source's work is drawn; a hand-made cake is known by its id.
func seed(subject *Subject) uint64 {
	h := fnv.New64a()
	if o := subject.Origin; o.Source != cake.Hand && o.Code != "" {
		_, _ = h.Write([]byte(string(o.Source) + ":" + o.Code))
	} else {
		_, _ = h.Write([]byte(subject.CakeID))
	}
	return max(h.Sum64(), 1)
}

// mostPeople is how many people a poster names.
const mostPeople = 4

// told gives the facts in the words of posters.
func told(w *cake.Work) poster.Work {
	p := poster.Work{Kind: string(w.Kind), Title: w.Title, Second: w.Original, By: by(w), When: when(w), Venue: w.Venue}
	if list := w.Genres.List(); len(list) > 0 {
		p.Genre = string(list[0])
	}
	for _, c := range w.Credits {
		if (c.Role == "cast" || c.Role == "artist" && w.Kind == "concert") && len(p.People) < mostPeople {
			p.People = append(p.People, c.Name)
		}
	}
	return p
}

// by names whoever made it, with what Korean posters call that.
func by(w *cake.Work) string {
	for _, c := range w.Credits {
		switch {
		case c.Role == "director" && w.Kind == "movie":
			return "감독 " + c.Name
		case c.Role == "director":
			return "연출 " + c.Name
		case c.Role == "artist" && w.Kind != "concert":
			return c.Name
		}
	}
	return ""
}

// when gives the days of a run, or the year of a film.
func when(w *cake.Work) string {
	if w.Kind == "movie" || w.Opens == "" {
		if w.Year == 0 && w.Opens != "" {
			return string(w.Opens[:4])
		}
		if w.Year == 0 {
			return ""
		}
		return strconv.Itoa(w.Year)
	}
	first, err := time.Parse(time.DateOnly, string(w.Opens))
	if err != nil {
		return ""
	}
	from := first.Format("2006. 1. 2")
	last, err := time.Parse(time.DateOnly, string(cmp.Or(w.Closes, w.Opens)))
	switch {
	case w.OpenRun:
		return from + " –"
	case err != nil || !last.After(first):
		return from
	case last.Year() == first.Year():
		return from + last.Format(" – 1. 2")
	}
	return from + last.Format(" – 2006. 1. 2")
}

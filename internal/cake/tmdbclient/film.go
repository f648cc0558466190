package tmdbclient

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"piece/internal/cake"
)

// film is a film with all that is appended.
type film struct {
	ID       int64                `json:"id"`
	Title    maybe[string]        `json:"title"`
	Original maybe[string]        `json:"original_title"`
	Adult    maybe[bool]          `json:"adult"`
	Status   maybe[string]        `json:"status"`
	Released maybe[string]        `json:"release_date"`
	Runtime  maybe[int]           `json:"runtime"`
	Overview maybe[string]        `json:"overview"`
	Poster   maybe[string]        `json:"poster_path"`
	Genres   maybe[[]maybe[kind]] `json:"genres"`
	Credits  maybe[credits]       `json:"credits"`
	Releases maybe[releases]      `json:"release_dates"`
}

type kind struct {
	ID int `json:"id"`
}

type credits struct {
	Cast maybe[[]maybe[castMember]] `json:"cast"`
	Crew maybe[[]maybe[crewMember]] `json:"crew"`
}

type castMember struct {
	Name      maybe[string] `json:"name"`
	Character maybe[string] `json:"character"`
	Profile   maybe[string] `json:"profile_path"`
	Order     maybe[int]    `json:"order"`
}

type crewMember struct {
	Name    maybe[string] `json:"name"`
	Job     maybe[string] `json:"job"`
	Profile maybe[string] `json:"profile_path"`
}

type releases struct {
	Results maybe[[]maybe[country]] `json:"results"`
}

type country struct {
	Code     string                  `json:"iso_3166_1"`
	Releases maybe[[]maybe[release]] `json:"release_dates"`
}

type release struct {
	Certification maybe[string] `json:"certification"`
	Date          maybe[string] `json:"release_date"`
	Type          maybe[int]    `json:"type"`
}

// errLeftOut says that a film is not one that we take.
var errLeftOut = errors.New("left out")

// told asks for a film. errLeftOut when we don't take it.
func (s *Source) told(ctx context.Context, id int64) (cake.Told, error) {
	code := strconv.FormatInt(id, 10)
	var f film
	if err := s.ask(ctx, pathFilm+code, url.Values{"append_to_response": {appended}}, &f); err != nil {
		return cake.Told{}, err
	}
	switch {
	case f.ID != id:
		return cake.Told{}, fmt.Errorf("asked for a film, got %d", f.ID)
	case f.Adult.is || withdrawn[f.Status.is]:
		return cake.Told{}, errLeftOut
	}
	t := cake.Told{Code: code, Poster: s.image(posterSize, f.Poster.is)}
	t.Kind, t.Title, t.Original = "movie", or(f.Title.is, f.Original.is), f.Original.is
	if strings.TrimSpace(t.Title) == "" {
		return cake.Told{}, errors.New("a film without a title")
	}
	if day, ok := cake.ParseDay(f.Released.is); ok {
		t.Year, _ = strconv.Atoi(string(day[:4]))
	}
	t.Opens, t.Age = f.korea()
	t.Genres = f.genres()
	t.Minutes, t.Synopsis, t.Link = f.Runtime.is, f.Overview.is, link+code
	t.Credits = s.credits(f.Credits.is)
	return t, nil
}

func or(a, b string) string {
	if strings.TrimSpace(a) == "" {
		return b
	}
	return a
}

// korea gives when the film came to Korean cinemas first, and from which age on it is shown
// there. A run in a few cinemas counts where there was no other.
func (f *film) korea() (opens cake.Day, age *int) {
	first := map[int]cake.Day{}
	for _, c := range f.Releases.is.Results.is {
		if c.is.Code != region {
			continue
		}
		for _, r := range c.is.Releases.is {
			day, ok := cake.ParseDay(r.is.Date.is[:min(len(r.is.Date.is), len("2006-01-02"))])
			if was := first[r.is.Type.is]; ok && (was == "" || day < was) {
				first[r.is.Type.is] = day
			}
			if years, ok := ages[strings.TrimSpace(r.is.Certification.is)]; ok && age == nil {
				age = &years
			}
		}
	}
	if opens = first[theatrical]; opens == "" {
		opens = first[limited]
	}
	return opens, age
}

func (f *film) genres() cake.GenreSet {
	var ours []cake.Genre
	for _, g := range f.Genres.is {
		if own, ok := genres[g.is.ID]; ok {
			ours = append(ours, own)
		}
	}
	if len(ours) == 0 && len(f.Genres.is) > 0 {
		ours = []cake.Genre{"etc"}
	}
	return cake.SetOf(ours...)
}

// credits gives who made the film: the cast in the order of its billing, and those of the crew
// whose jobs we know.
func (s *Source) credits(c credits) []cake.Credit {
	cast := slices.Clone(c.Cast.is)
	slices.SortStableFunc(cast, func(a, b maybe[castMember]) int { return a.is.Order.is - b.is.Order.is })
	var all []cake.Credit
	for _, m := range cast[:min(len(cast), maxCast)] {
		all = append(all, cake.Credit{Role: "cast", Name: m.is.Name.is, Part: m.is.Character.is, Picture: s.image(portraitSize, m.is.Profile.is)})
	}
	for _, m := range c.Crew.is {
		role, ok := crew[m.is.Job.is]
		if !ok {
			continue
		}
		one := cake.Credit{Role: role, Name: m.is.Name.is, Picture: s.image(portraitSize, m.is.Profile.is)}
		if role == "crew" {
			one.Part = m.is.Job.is
		}
		all = append(all, one)
	}
	return all
}

// image gives the address of a picture; "" when there is none.
func (s *Source) image(size, path string) string {
	if !strings.HasPrefix(path, "/") || strings.HasSuffix(path, ".svg") {
		return ""
	}
	return s.Images + size + path
}

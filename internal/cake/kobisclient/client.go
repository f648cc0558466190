// Package kobisclient takes the daily box office of films from KOBIS, the Korean Box Office
// Information System. Its films are told with their title and opening day only; the catalogue
// joins them with films of other sources.
//
// The package may import packages cake and source and platform.
package kobisclient

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"piece/internal/cake"
	"piece/internal/cake/source"
	"piece/internal/cake/source/pullclient"
	"piece/internal/platform/clock"
	"piece/internal/platform/outbound"
)

// Config is what the source needs.
type Config struct {
	Key     string
	BaseURL string // "http://www.kobis.or.kr"
	Client  *outbound.Client
	Clock   clock.Clock
}

// Source is KOBIS.
type Source struct{ Config }

var _ source.Source = (*Source)(nil)

// New gives the source.
func New(c Config) (*Source, error) {
	if c.Key == "" || c.BaseURL == "" || c.Client == nil || c.Clock == nil {
		return nil, errors.New("kobis: key, address, client and clock must be there")
	}
	c.BaseURL = strings.TrimSuffix(c.BaseURL, "/")
	return &Source{c}, nil
}

// Name says which source it is.
func (s *Source) Name() cake.Source { return cake.KOBIS }

// Sync implements source.Source. The cursor is the day that was told last; it is told again,
// for numbers are mended later, but none before it.
func (s *Source) Sync(ctx context.Context, cursor string, to source.Sink) error {
	last, _ := cake.ParseDay(cursor)
	yesterday := cake.Today(s.Clock.Now()).Add(-1)
	for day := yesterday; day >= max(last, yesterday.Add(1-daysBack)); day = day.Add(-1) {
		films, err := s.daily(ctx, day)
		if err != nil {
			return err
		}
		works, chart := tell(ctx, day, films, to)
		if len(works) == 0 {
			continue // not counted yet
		}
		if err := to.Works(ctx, works...); err != nil {
			return err
		}
		if err := to.Chart(ctx, chart); err != nil {
			return err
		}
		return to.Save(ctx, string(day))
	}
	return nil
}

// film is a place of the box office.
type film struct {
	Code     text `json:"movieCd"`
	Title    text `json:"movieNm"`
	Opened   text `json:"openDt"`
	Rank     text `json:"rank"`
	Rose     text `json:"rankInten"`
	New      text `json:"rankOldAndNew"`
	Audience text `json:"audiCnt"`
	Total    text `json:"audiAcc"`
}

// text is a text, or a number where there should be one in a text, or nothing.
type text string

// UnmarshalJSON implements json.Unmarshaler.
func (t *text) UnmarshalJSON(b []byte) error {
	var s string
	var n json.Number
	if json.Unmarshal(b, &s) == nil {
		*t = text(strings.TrimSpace(s))
	} else if json.Unmarshal(b, &n) == nil {
		*t = text(n)
	}
	return nil
}

func (t text) number() int64 {
	n, err := strconv.ParseInt(strings.ReplaceAll(string(t), ",", ""), 10, 64)
	if err != nil {
		return 0
	}
	return n
}

// Refusal is an error that KOBIS tells in an answer, such as 320010 for a key that it doesn't know.
type Refusal struct{ Code, Message string }

// Error is for logs.
func (r *Refusal) Error() string {
	return fmt.Sprintf("kobis: refused (%.20s): %.200s", r.Code, r.Message)
}

// daily gives the box office of a day.
func (s *Source) daily(ctx context.Context, day cake.Day) ([]json.RawMessage, error) {
	t, err := time.Parse(time.DateOnly, string(day))
	if err != nil {
		return nil, err
	}
	q := url.Values{"key": {s.Key}, "targetDt": {t.Format(requestDay)}, "itemPerPage": {places}}
	res, err := s.Client.Get(ctx, s.BaseURL+pathDaily+"?"+q.Encode(), outbound.Options{Header: http.Header{"Accept": {"application/json"}}})
	if err != nil {
		return nil, err
	}
	body, err := res.Text()
	if err != nil {
		return nil, pullclient.Broken(err)
	}
	var answer struct {
		Fault *struct {
			Code    text `json:"errorCode"`
			Message text `json:"message"`
		} `json:"faultInfo"`
		Result *struct {
			Films *[]json.RawMessage `json:"dailyBoxOfficeList"`
		} `json:"boxOfficeResult"`
	}
	err = json.Unmarshal(body, &answer)
	switch {
	case err != nil:
		return nil, pullclient.Broken(err)
	case answer.Fault != nil:
		return nil, &Refusal{Code: string(answer.Fault.Code), Message: string(answer.Fault.Message)}
	case answer.Result == nil || answer.Result.Films == nil:
		return nil, pullclient.Broken(errors.New("an answer without a box office"))
	}
	return *answer.Result.Films, nil
}

// tell puts a box office into our words. What can't be read is reported.
func tell(ctx context.Context, day cake.Day, films []json.RawMessage, to source.Sink) ([]cake.Told, cake.Chart) {
	var works []cake.Told
	chart := cake.Chart{Kind: "movie", Source: cake.KOBIS, Day: day}
	for _, raw := range films {
		var f film
		err := json.Unmarshal(raw, &f)
		rank := int(f.Rank.number())
		there := slices.ContainsFunc(chart.Entries, func(e cake.ChartEntry) bool { return e.Code == string(f.Code) || e.Rank == rank })
		switch {
		case err != nil:
		case f.Code == "" || f.Title == "":
			err = errors.New("a film without a code or a title")
		case rank < 1:
			err = fmt.Errorf("a film of the rank %.20q", f.Rank)
		case there:
			err = errors.New("a film, or a rank, for the second time")
		}
		if err != nil {
			to.Failed(ctx, string(f.Code), err)
			continue
		}
		works = append(works, f.told())
		chart.Entries = append(chart.Entries, f.entry(rank))
	}
	slices.SortFunc(chart.Entries, func(a, b cake.ChartEntry) int { return a.Rank - b.Rank })
	return works, chart
}

func (f *film) told() cake.Told {
	t := cake.Told{Code: string(f.Code)}
	t.Kind, t.Title = "movie", string(f.Title)
	if day, ok := cake.ParseDay(string(f.Opened)); ok {
		t.Opens = day
		t.Year, _ = strconv.Atoi(string(day[:4]))
	}
	return t
}

func (f *film) entry(rank int) cake.ChartEntry {
	e := cake.ChartEntry{Code: string(f.Code), Rank: rank, Audience: max(f.Audience.number(), 0), Total: max(f.Total.number(), 0)}
	if f.New != isNew {
		e.Before = max(rank+int(f.Rose.number()), 0)
	}
	return e
}

package piececlient_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"slices"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"piece/internal/piece"
	"piece/internal/piece/piececlient"
	"piece/internal/piece/piecehttp"
	"piece/internal/platform/clock"
	"piece/internal/platform/errs"
	"piece/internal/platform/httpapi"
	"piece/internal/platform/id"
	"piece/internal/platform/page"
)

// made is a store that knows what was made of cakes on two days, far more than a page of it.
type made struct {
	piece.Store
	days map[piece.Day][]piece.Activity
}

var korea = time.FixedZone("KST", 9*60*60)

func dayOf(t time.Time) piece.Day { return piece.Day(t.In(korea).Format(time.DateOnly)) }

func (m made) FirstMade(_ context.Context, since time.Time) (time.Time, error) {
	var first piece.Day
	for day := range m.days {
		if day >= dayOf(since) && (first == "" || day < first) {
			first = day
		}
	}
	if first == "" {
		return time.Time{}, errs.NotFound
	}
	return time.ParseInLocation(time.DateOnly, string(first), korea)
}

func (m made) Made(_ context.Context, begin, _ time.Time, after string, limit int) ([]piece.Activity, error) {
	all := m.days[dayOf(begin)]
	i := slices.IndexFunc(all, func(a piece.Activity) bool { return a.CakeID > after })
	if i < 0 {
		return nil, nil
	}
	return slices.Clone(all[i:min(len(all), i+limit)]), nil
}

func TestTheClientTellsWhatTheServiceTells(t *testing.T) {
	store := made{days: map[piece.Day][]piece.Activity{}}
	for i := range 2500 {
		day := piece.Day([]string{"2026-07-01", "2026-08-03"}[i%2])
		store.days[day] = append(store.days[day], piece.Activity{CakeID: id.New(clock.NewFake(time.UnixMilli(int64(i)))), Pieces: 1 + i})
	}
	server := httpapi.New(httpapi.Config{Log: slog.New(slog.DiscardHandler), Metrics: prometheus.NewRegistry()})
	service := piece.New(piece.Deps{Store: store, Clock: clock.System{}, Log: slog.New(slog.DiscardHandler)})
	piecehttp.Register(server.API, service)
	handler, err := server.Handler()
	if err != nil {
		t.Fatal(err)
	}
	h := httptest.NewServer(handler)
	defer h.Close()
	client, err := piececlient.New(h.URL)
	if err != nil {
		t.Fatal(err)
	}
	type asker func(ctx context.Context, since, cursor string) (page.Page[piece.Activity], error)
	all := func(ask asker, since string) (all []piece.Activity) {
		for cursor := ""; ; {
			p, err := ask(t.Context(), since, cursor)
			if err != nil {
				t.Fatal(err)
			}
			all = append(all, p.Items...)
			if cursor = p.Next.String(); cursor == "" {
				return all
			}
		}
	}
	for since, want := range map[string]int{"2026-06-01": 2500, "2026-07-01": 2500, "2026-07-02": 1250, "2026-08-04": 0} {
		beside, apart := all(service.Activity, since), all(client.Activity, since)
		if len(beside) != want || !slices.Equal(beside, apart) {
			t.Errorf("since %s: %d beside, %d apart, want %d", since, len(beside), len(apart), want)
		}
	}
}

func TestActivityOfAServiceThatFails(t *testing.T) {
	for name, answer := range map[string]string{"no JSON": "<html>", "a cursor that is none": `{"items":[],"next":"x"}`} {
		h := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, answer) }))
		client, err := piececlient.New(h.URL)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := client.Activity(t.Context(), "2026-08-03", ""); !errors.Is(err, errs.Unavailable) {
			t.Errorf("%s: %v", name, err)
		}
		h.Close()
	}
	if _, err := piececlient.New("piece:8080"); err == nil {
		t.Error("what is no address is taken")
	}
}

package chatclient_test

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

	"piece/internal/chat"
	"piece/internal/chat/chatclient"
	"piece/internal/chat/chathttp"
	"piece/internal/platform/clock"
	"piece/internal/platform/errs"
	"piece/internal/platform/httpapi"
	"piece/internal/platform/id"
	"piece/internal/platform/page"
)

// talk is a log of which only what was written on a day is asked.
type talk struct {
	chat.Log
	days []chat.Activity
}

func (t *talk) Written(_ context.Context, day string) ([]chat.Activity, error) {
	var rooms []chat.Activity
	for _, d := range t.days {
		if d.Day == day {
			rooms = append(rooms, d)
		}
	}
	return rooms, nil
}

// rooms are a store of which only rooms are asked.
type rooms struct {
	chat.Store
	all map[string]chat.Room
}

func (r rooms) Some(_ context.Context, ids []string) (map[string]chat.Room, error) {
	found := map[string]chat.Room{}
	for _, one := range ids {
		if room, ok := r.all[one]; ok {
			found[one] = room
		}
	}
	return found, nil
}

// asker is what both the service and its client are.
type asker interface {
	Activity(ctx context.Context, since, cursor string) (page.Page[chat.CakeActivity], error)
}

// What is counted is the same beside the chat service or apart from it, over many pages.
func TestTheClientTellsWhatTheServiceTells(t *testing.T) {
	all := rooms{all: map[string]chat.Room{}}
	log := &talk{}
	messages := 0
	for i := range 3000 {
		r := chat.Room{ID: id.New(clock.System{}), Kind: chat.Open, CakeID: id.New(clock.System{})}
		if i%10 == 0 {
			r = chat.Room{ID: r.ID, Kind: chat.Direct, Pair: [2]string{"a", "b"}}
		}
		all.all[r.ID] = r
		for _, day := range []string{"2026-11-25", "2026-11-26", "2026-11-27"} {
			log.days = append(log.days, chat.Activity{RoomID: r.ID, Day: day, Messages: i + 1})
			if r.Kind == chat.Open && day > "2026-11-25" {
				messages += i + 1
			}
		}
	}
	today := clock.NewFake(time.Date(2026, 11, 27, 3, 0, 0, 0, time.UTC))
	service := chat.New(chat.Deps{Store: all, Entries: log, Clock: today, Log: slog.New(slog.DiscardHandler)})
	server := httpapi.New(httpapi.Config{Log: slog.New(slog.DiscardHandler), Metrics: prometheus.NewRegistry()})
	chathttp.Register(server.API, service)
	handler, err := server.Handler()
	if err != nil {
		t.Fatal(err)
	}
	h := httptest.NewServer(handler)
	defer h.Close()
	client, err := chatclient.New(h.URL)
	if err != nil {
		t.Fatal(err)
	}
	for name, ask := range map[string]asker{"beside": service, "apart": client} {
		sum, pages := 0, 0
		var days []string
		for cursor, more := "", true; more; more = cursor != "" {
			p, err := ask.Activity(t.Context(), "2026-11-26", cursor)
			if err != nil {
				t.Fatal(err)
			}
			for _, a := range p.Items {
				sum += a.Messages
				days = append(days, a.Day+a.CakeID)
			}
			cursor = p.Next.String()
			pages++
		}
		if sum != messages || pages < 2 || len(days) != 2*2700 || !slices.IsSorted(days) {
			t.Errorf("%s: %d messages of %d on %d pages, %d counts", name, sum, messages, pages, len(days))
		}
	}
}

func TestAServiceThatFailsIsNotOneWhereNobodyTalks(t *testing.T) {
	for name, body := range map[string]string{"no JSON": "<html>", "no cursor": `{"items":[],"next":"x"}`} {
		h := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, body) }))
		client, err := chatclient.New(h.URL)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := client.Activity(t.Context(), "2026-11-26", ""); !errors.Is(err, errs.Unavailable) {
			t.Errorf("%s: %v", name, err)
		}
		h.Close()
		if _, err := client.Activity(t.Context(), "2026-11-26", ""); !errors.Is(err, errs.Unavailable) {
			t.Errorf("after it has gone: %v", err)
		}
	}
	if _, err := chatclient.New("chat:8080"); err == nil {
		t.Error("what is no address is taken")
	}
}

package main

import (
	"context"
	"encoding/json"
	"net/http"
	"strconv"
	"sync"
	"time"

	"piece/tools/harness"
)

// control is what the clients' process asks: tokens, whether the time to settle has come, and
// where to leave its report.
type control struct {
	people []harness.Person

	mu      sync.Mutex
	phase   string // guarded by mu: run, then settle
	reports chan report
}

// report is what the clients saw, from the devices' side alone.
type report struct {
	Clients []clientReport `json:"clients"`
	// Problem says why the clients could not settle; "" when they did.
	Problem string         `json:"problem"`
	Counts  map[string]int `json:"counts"` // what happened to them, for the figures
}

type clientReport struct {
	Person string                 `json:"person"`
	Sent   []sentMessage          `json:"sent"`
	Rooms  map[string][]heldEntry `json:"rooms"`  // messages in the order in which they are shown
	Unread map[string]int         `json:"unread"` // as the rooms page shows it
}

// sentMessage is an own message as its sender sees it.
type sentMessage struct {
	Room     string `json:"room"`
	ClientID string `json:"clientId"`
	Text     string `json:"text"`
	State    string `json:"state"` // sent, sending or failed
	Seq      int64  `json:"seq"`   // of a sent one
	// Early: it was shown as sent before any answer or entry of the server had named its place.
	Early bool `json:"early"`
}

type heldEntry struct {
	Seq      int64  `json:"seq"`
	Sender   string `json:"sender"`
	ClientID string `json:"clientId"`
	Text     string `json:"text"`
}

func (c *control) handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /token/{i}", func(w http.ResponseWriter, r *http.Request) {
		i, err := strconv.Atoi(r.PathValue("i"))
		if err != nil || i < 0 || i >= len(c.people) {
			http.NotFound(w, r)
			return
		}
		api, err := c.people[i].Token()
		if err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		realtime, err := c.people[i].Realtime()
		if err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		_ = json.NewEncoder(w).Encode(map[string]string{"api": api, "realtime": realtime})
	})
	mux.HandleFunc("GET /phase", func(w http.ResponseWriter, _ *http.Request) {
		c.mu.Lock()
		defer c.mu.Unlock()
		_ = json.NewEncoder(w).Encode(map[string]string{"phase": c.phase})
	})
	mux.HandleFunc("POST /report", func(w http.ResponseWriter, r *http.Request) {
		var got report
		if err := json.NewDecoder(r.Body).Decode(&got); err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
		c.reports <- got
	})
	return mux
}

func (c *control) enter(phase string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.phase = phase
}

// serve listens until ctx ends and gives its address.
func (c *control) serve(ctx context.Context) (string, error) {
	port, err := harness.FreePort()
	if err != nil {
		return "", err
	}
	s := &http.Server{Addr: "127.0.0.1:" + strconv.Itoa(port), Handler: c.handler(), ReadHeaderTimeout: 10 * time.Second}
	go func() { _ = s.ListenAndServe() }()
	context.AfterFunc(ctx, func() { _ = s.Close() })
	return "http://" + s.Addr, harness.WaitPort(ctx, s.Addr)
}

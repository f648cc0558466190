package comfyclient

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"strings"
	"time"

	"piece/internal/genai"
	"piece/internal/genai/callclient"
)

// lookEvery is how often it is looked whether a painting is done.
const lookEvery = time.Second

// callingOff is how long ComfyUI may take to forget an order.
const callingOff = 5 * time.Second

// history is what ComfyUI keeps of an order that ended.
type history struct {
	Outputs map[string]struct {
		Images []image `json:"images"`
	} `json:"outputs"`
	Status struct {
		Text      string              `json:"status_str"` // success or error
		Completed bool                `json:"completed"`
		Messages  [][]json.RawMessage `json:"messages"`
	} `json:"status"`
}

type image struct {
	Filename  string `json:"filename"`
	Subfolder string `json:"subfolder"`
	Type      string `json:"type"` // output, or temp of a preview
}

// queue is what it has to do. An order is a list whose second entry is its name.
type queue struct {
	Running []order `json:"queue_running"`
	Pending []order `json:"queue_pending"`
}

type order []json.RawMessage

func (o order) is(job string) bool {
	var name string
	return len(o) > 1 && json.Unmarshal(o[1], &name) == nil && name == job
}

func has(orders []order, job string) bool {
	for _, o := range orders {
		if o.is(job) {
			return true
		}
	}
	return false
}

// await looks until the order has ended. What goes wrong while looking is looked past: the order is
// in the queue whether we see it or not.
func (b *Brush) await(ctx context.Context, job string, progress func(float64)) (genai.Picture, error) {
	for {
		if h, ended, _ := b.look(ctx, job); ended {
			return b.result(ctx, h, progress)
		}
		if b.Wait(ctx, lookEvery) == nil {
			continue
		}
		if errors.Is(context.Cause(ctx), genai.ErrGivenUp) || errors.Is(ctx.Err(), context.DeadlineExceeded) {
			b.callOff(ctx, job)
		}
		return genai.Picture{}, lost("no painting in time")
	}
}

// look tells whether an order has ended, and how.
func (b *Brush) look(ctx context.Context, job string) (history, bool, error) {
	var all map[string]history
	err := b.ask(ctx, http.MethodGet, "history/"+url.PathEscape(job), "", nil, &all)
	h, ended := all[job]
	return h, ended, err
}

// result gets what an order painted.
func (b *Brush) result(ctx context.Context, h history, progress func(float64)) (genai.Picture, error) {
	var found image
	for _, node := range h.Outputs {
		for _, i := range node.Images {
			if found.Filename == "" || found.Type != "output" && i.Type == "output" {
				found = i
			}
		}
	}
	switch {
	case strings.Contains(h.words(), "execution_interrupted"):
		return genai.Picture{}, lost("somebody interrupted it at ComfyUI")
	case h.Status.Text == "error":
		return genai.Picture{}, &genai.Error{Outcome: genai.Broken, Err: errors.New("the workflow failed at ComfyUI, whose log says why")}
	case found.Filename == "":
		return genai.Picture{}, &genai.Error{Outcome: genai.Broken, Err: errors.New("the workflow ended without a picture")}
	}
	query := url.Values{"filename": {found.Filename}, "subfolder": {found.Subfolder}, "type": {found.Type}}
	trip, err := b.send(ctx, http.MethodGet, "view?"+query.Encode(), "", nil)
	if err != nil {
		return genai.Picture{}, lost("the painting is there, but couldn't be fetched")
	}
	if progress != nil {
		progress(1)
	}
	return genai.Picture{Bytes: trip.Body, Usage: genai.Usage{Pictures: 1}}, nil
}

// words are the kinds of messages about an order.
func (h history) words() string {
	var all []string
	for _, m := range h.Status.Messages {
		if len(m) > 0 {
			all = append(all, string(m[0]))
		}
	}
	return strings.Join(all, " ")
}

// Fetch implements genai.Keeper.
func (b *Brush) Fetch(ctx context.Context, job string, progress func(float64)) (genai.Picture, error) {
	h, ended, err := b.look(ctx, job)
	if ended {
		return b.result(ctx, h, progress)
	}
	var q queue
	if err == nil {
		err = b.ask(ctx, http.MethodGet, "queue", "", nil, &q)
	}
	switch {
	case err != nil: // looking again costs nothing
		return genai.Picture{}, &genai.Error{Outcome: genai.Down, Err: err}
	case has(q.Running, job) || has(q.Pending, job):
		return b.await(ctx, job, progress)
	}
	if h, ended, _ = b.look(ctx, job); ended { // between the two looks
		return b.result(ctx, h, progress)
	}
	return genai.Picture{}, lost("ComfyUI doesn't know it")
}

// callOff takes an order out of the queue, or stops it. An older ComfyUI stops whatever runs, so it
// is asked only when that is ours.
func (b *Brush) callOff(ctx context.Context, job string) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), callingOff)
	defer cancel()
	forget, err := json.Marshal(map[string]any{"delete": []string{job}})
	if err != nil {
		return
	}
	// What can't be called off is painted for nobody; there is nobody to tell.
	_, _ = b.send(ctx, http.MethodPost, "queue", "application/json", forget)
	var q queue
	if b.ask(ctx, http.MethodGet, "queue", "", nil, &q) == nil && has(q.Running, job) {
		stop, _ := json.Marshal(map[string]string{"prompt_id": job})
		_, _ = b.send(ctx, http.MethodPost, "interrupt", "application/json", stop)
	}
}

// About is what ComfyUI tells of itself.
type About struct {
	System struct {
		Version string `json:"comfyui_version"`
	} `json:"system"`
	Devices []struct {
		Name string `json:"name"`
	} `json:"devices"`
}

// Ask tells which ComfyUI it is, and whether it answers at all.
func (b *Brush) Ask(ctx context.Context) (About, error) {
	var a About
	err := b.ask(ctx, http.MethodGet, "system_stats", "", nil, &a)
	return a, err
}

// ask reads a JSON answer.
func (b *Brush) ask(ctx context.Context, method, path, kind string, body []byte, into any) error {
	trip, err := b.send(ctx, method, path, kind, body)
	if err != nil {
		return err
	}
	if json.Unmarshal(trip.Body, into) != nil {
		return &genai.Error{Outcome: genai.Broken, Err: errors.New("the answer is not what ComfyUI says")}
	}
	return nil
}

// send makes a request that has to be answered with 200.
func (b *Brush) send(ctx context.Context, method, path, kind string, body []byte) (*callclient.Trip, error) {
	address, err := b.base.Parse(path)
	if err != nil {
		return nil, lost("a name that is no address")
	}
	ctx, trip := callclient.Watch(ctx)
	r, err := http.NewRequestWithContext(ctx, method, address.String(), bytes.NewReader(body))
	if err != nil {
		return nil, lost("a name that is no address")
	}
	if kind != "" {
		r.Header.Set("Content-Type", kind)
	}
	if b.Key != "" {
		r.Header.Set("Authorization", "Bearer "+b.Key)
	}
	res, err := b.http.Do(r)
	if err == nil {
		_ = res.Body.Close() // it was taken in whole
	}
	if e := trip.Unanswered(ctx); e != nil {
		return nil, e
	}
	if err != nil || trip.Status != http.StatusOK {
		var told struct {
			Error struct {
				Type string `json:"type"`
			} `json:"error"`
		}
		_ = json.Unmarshal(trip.Body, &told) // of another form it says nothing
		return nil, trip.Refused(b.Clock.Now(), told.Error.Type)
	}
	return trip, nil
}

func lost(why string) error { return &genai.Error{Outcome: genai.Lost, Err: errors.New(why)} }

// wait sleeps unless the context ends first.
func wait(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-t.C:
		return nil
	}
}

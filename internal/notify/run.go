package notify

import (
	"context"
	"encoding/json"
	"net/url"
	"slices"
	"sync"
	"time"

	"github.com/rivo/uniseg"
)

// drainLimit is how long messages that wait are still sent while the process stops.
const drainLimit = 5 * time.Second

// Push takes a message in. It never waits, and promises nothing.
func (s *Service) Push(m Message) {
	if s.Sender == nil || m.About == nil || len(m.Topic) > MaxTopic {
		return
	}
	replaced, dropped := s.waiting.add(m, s.Clock.Now())
	s.metrics.count(Replaced, replaced)
	s.metrics.count(Dropped, dropped)
}

// Run sends messages and follows the list of ended sessions until ctx ends; what waits then is
// sent at once, as far as that is quick.
func (s *Service) Run(ctx context.Context) error {
	var group sync.WaitGroup
	defer group.Wait()
	group.Go(func() { s.follow(ctx) })
	if s.Sender == nil {
		<-ctx.Done()
		return nil
	}
	working, stop := context.WithCancel(context.WithoutCancel(ctx))
	defer stop()
	defer context.AfterFunc(ctx, func() { time.AfterFunc(drainLimit, stop) })()
	for range s.Workers {
		group.Go(func() { s.deliver(working) })
	}
	group.Go(func() { s.dispatch(working) })
	s.sort(ctx, working)
	group.Wait() // before what they work with ends
	return nil
}

// sort takes messages out of the waiting room when their time has come, and looks who still has
// to be told.
func (s *Service) sort(ctx, working context.Context) {
	defer close(s.fresh)
	batch := int64(0)
	for {
		patience := s.Patience
		if ctx.Err() != nil {
			patience = 0
		}
		found, next := s.waiting.due(s.Clock.Now().Add(-patience))
		s.metrics.waiting.Set(float64(s.waiting.len()))
		for _, m := range found {
			batch++
			s.address(working, m, batch)
		}
		if ctx.Err() != nil && next.IsZero() || working.Err() != nil {
			return
		}
		var ripe <-chan time.Time
		if !next.IsZero() {
			ripe = time.After(next.Add(s.Patience).Sub(s.Clock.Now()))
		}
		select {
		case <-ctx.Done():
		case <-ripe:
		case <-s.waiting.come:
		}
	}
}

// address makes the deliveries of a message: one for each device of those who missed it.
func (s *Service) address(ctx context.Context, m Message, batch int64) {
	devices, err := s.Store.Of(ctx, m.People)
	var missed []string
	if err == nil && len(devices) > 0 {
		var people []string
		for _, d := range devices {
			people = append(people, d.PersonID)
		}
		slices.Sort(people)
		people = slices.Compact(people)
		missed, err = m.About.Missed(ctx, people)
		s.metrics.count(Read, len(people)-len(missed))
	}
	if err != nil {
		s.Log.WarnContext(ctx, "a message isn't pushed", "people", len(m.People), "error", err)
		s.metrics.count(Failed, len(m.People))
		return
	}
	payloads := map[[2]string]Letter{}
	for _, d := range devices {
		if !slices.Contains(missed, d.PersonID) {
			continue
		}
		of := [2]string{d.PersonID, d.Language}
		l, known := payloads[of]
		if !known {
			if l, err = s.letter(ctx, m, d); err != nil {
				s.Log.WarnContext(ctx, "a message isn't pushed", "people", 1, "error", err)
				s.metrics.count(Failed, 1)
				continue
			}
			payloads[of] = l
		}
		select {
		case s.fresh <- delivery{to: d, letter: l, about: m.About, batch: batch, host: host(d.Endpoint), since: s.Clock.Now()}:
		case <-ctx.Done():
			return
		}
	}
}

func (s *Service) letter(ctx context.Context, m Message, d Subscription) (Letter, error) {
	n, err := m.About.Notice(ctx, d.PersonID, d.Language)
	if err != nil {
		return Letter{}, err
	}
	p := payload{Title: cut(n.Title, MaxTitle), Body: cut(n.Body, MaxBody), Tag: m.Topic, URL: n.URL}
	if n.Unread >= 0 {
		p.Unread = &n.Unread
	}
	b, err := json.Marshal(p)
	return Letter{Payload: b, Topic: m.Topic, Keep: serviceKeeps, Urgent: n.Urgent}, err
}

// payload is what the page's service worker reads.
type payload struct {
	Title  string `json:"title"`
	Body   string `json:"body"`
	Tag    string `json:"tag"`
	URL    string `json:"url"`
	Unread *int   `json:"unread,omitempty"`
}

// cut shortens a text to a number of bytes, between what people see as characters.
func cut(s string, most int) string {
	if len(s) <= most {
		return s
	}
	end := 0
	for rest, state := s, -1; ; {
		var next string
		next, rest, _, state = uniseg.FirstGraphemeClusterInString(rest, state)
		if next == "" || end+len(next)+len("…") > most {
			return s[:end] + "…"
		}
		end += len(next)
	}
}

// host is what push services are told apart by.
func host(endpoint string) string {
	u, err := url.Parse(endpoint)
	if err != nil {
		return ""
	}
	return u.Host
}

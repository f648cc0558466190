package realtime

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"time"

	"github.com/centrifugal/centrifuge"

	"piece/internal/chat"
	"piece/internal/chat/wire"
	"piece/internal/platform/errs"
	"piece/internal/platform/httpapi"
)

const (
	// maxWaiting is how many commands of a device may wait for their answers.
	maxWaiting = 32
	// maxCalls is how many those of all devices are.
	maxCalls = 16_384
	// asksPerSecond is how many questions of a device are answered in a second over time, and
	// askBurst how many at once: each asks the database.
	asksPerSecond = 20
	askBurst      = 60
	// typingEvery is how often a device may tell that somebody writes.
	typingEvery = time.Second
)

// command is what devices ask for. Which fields count depends on the method.
type command struct {
	wire.NewMessage
	Room  string `json:"room"`
	Seq   int64  `json:"seq"`
	Emoji string `json:"emoji"`
	Off   bool   `json:"off"`
}

// answer takes what became of a command: what to tell, or an error.
type answer func(out any, err error)

type method struct {
	// writes: these come one after the other, in the order they were sent in.
	writes bool
	do     func(ctx context.Context, d *device, c *command, a answer)
}

// methods are what devices may ask for.
var methods = map[string]method{
	"send":    {true, send},
	"remove":  {true, remove},
	"react":   {true, react},
	"read":    {false, read},
	"present": {false, present},
	"typing":  {false, typing},
}

type nothing struct{}

// send doesn't wait until the message is stored, so that more of them can be stored together.
func send(ctx context.Context, d *device, c *command, a answer) {
	err := d.node.rules().Send(ctx, d.person, c.To(c.Room), func(e chat.Entry, err error) {
		a(struct {
			Entry wire.Entry `json:"entry"`
		}{wire.Of(e, d.person, 0)}, err)
	})
	if err != nil {
		a(nil, err)
	}
}

func remove(ctx context.Context, d *device, c *command, a answer) {
	a(nothing{}, d.node.rules().Remove(ctx, d.person, c.Room, c.Seq))
}

func react(ctx context.Context, d *device, c *command, a answer) {
	a(nothing{}, d.node.rules().React(ctx, d.person, c.Room, c.Seq, c.Emoji, c.Off))
}

func read(ctx context.Context, d *device, c *command, a answer) {
	read, unread, err := d.node.rules().Read(ctx, d.person, c.Room, c.Seq)
	a(struct {
		Read   int64 `json:"read"`
		Unread int   `json:"unread"`
	}{read, unread}, err)
}

func present(ctx context.Context, d *device, c *command, a answer) {
	_, _, err := d.node.rules().MayFollow(ctx, d.person, c.Room)
	if err != nil {
		a(nil, err)
		return
	}
	a(struct {
		People int `json:"people"`
	}{d.node.presence.count(c.Room)}, nil)
}

// typing drops what comes too often: it says nothing new.
func typing(ctx context.Context, d *device, c *command, a answer) {
	d.mu.Lock()
	often := time.Since(d.typed) < typingEvery
	if !often {
		d.typed = time.Now()
	}
	d.mu.Unlock()
	if often {
		a(nothing{}, nil)
		return
	}
	a(nothing{}, d.node.rules().Typing(ctx, d.person, c.Room))
}

// call answers a command, later: the connection goes on meanwhile.
func (d *device) call(e centrifuge.RPCEvent, reply centrifuge.RPCCallback) {
	m, ok := methods[e.Method]
	if !ok {
		reply(centrifuge.RPCReply{}, centrifuge.ErrorMethodNotFound)
		return
	}
	tell := func(out any, err error) {
		if err != nil {
			out = d.problem(err)
		}
		reply(centrifuge.RPCReply{Data: encode(out)}, nil)
	}
	c, err := parse(e.Data)
	if err != nil {
		tell(nil, errs.Invalid.With(err))
		return
	}
	run := func() {
		ctx, cancel := context.WithTimeout(context.Background(), askPatience)
		defer cancel()
		m.do(ctx, d, c, func(out any, err error) {
			d.node.calls.Add(-1)
			d.done()
			tell(out, err)
		})
	}
	if d.node.calls.Add(1) > maxCalls || !d.begin(m.writes, run) {
		d.node.calls.Add(-1)
		d.node.metrics.full.WithLabelValues("commands").Inc()
		tell(nil, chat.ErrBusy.After(time.Second))
	}
}

func parse(data []byte) (*command, error) {
	var c command
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&c); err != nil {
		return nil, err
	}
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		return nil, errors.New("more than one value")
	}
	return &c, nil
}

// begin runs something beside the connection: what writes one after the other, the rest at once,
// unless it comes too often. It tells whether there was room for it.
func (d *device) begin(writes bool, run func()) bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.wait >= maxWaiting || !writes && !d.asks.Allow() {
		return false
	}
	d.wait++
	if !writes {
		go run()
		return true
	}
	d.sends = append(d.sends, run)
	if !d.busy {
		d.busy = true
		go d.work()
	}
	return true
}

// work takes the sends in turn until there are none.
func (d *device) work() {
	for {
		d.mu.Lock()
		if len(d.sends) == 0 {
			d.busy, d.sends = false, nil
			d.mu.Unlock()
			return
		}
		run := d.sends[0]
		d.sends = d.sends[1:]
		d.mu.Unlock()
		run()
	}
}

func (d *device) done() {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.wait--
}

// refused is the answer for an error, in the form of the API.
type refused struct {
	Problem struct {
		*httpapi.Problem
		RetryAfter int64 `json:"retryAfter,omitempty"` // seconds
	} `json:"problem"`
}

// problem gives the answer for an error, and logs what is not the device's doing.
func (d *device) problem(err error) refused {
	e := errs.As(err)
	switch e.Kind {
	case errs.KindInternal:
		d.node.log.Error("realtime: a command failed", "error", err)
	case errs.KindUnavailable:
		d.node.log.Warn("realtime: dependency unavailable", "error", err)
	}
	var r refused
	r.Problem.Problem = httpapi.ProblemOf(err, d.lang)
	r.Problem.RetryAfter = int64((e.RetryAfter + time.Second - 1) / time.Second)
	return r
}

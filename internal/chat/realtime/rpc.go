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
	// maxSends is how many commands of a device wait for their turn.
	maxSends = 16
	// maxAsks is how many questions of a device are under way.
	maxAsks = 8
	// maxCalls is how many commands of all devices are under way or wait.
	maxCalls = 8192
	// typingEvery is how often a device may tell that somebody writes.
	typingEvery = time.Second
)

// command is what devices ask for. Which fields count depends on the method.
type command struct {
	Room       string   `json:"room"`
	Seq        int64    `json:"seq"`
	Emoji      string   `json:"emoji"`
	Off        bool     `json:"off"`
	ClientID   string   `json:"clientId"`
	Text       string   `json:"text"`
	PictureIDs []string `json:"pictureIds"`
	PieceID    string   `json:"pieceId"`
	ReplyTo    int64    `json:"replyTo"`
	Mentions   []string `json:"mentions"`
}

// methods are what devices may ask for. Those that write come in the order they were sent in.
var methods = map[string]struct {
	writes bool
	do     func(d *device, ctx context.Context, c command) (any, error)
}{
	"send":    {true, (*device).send},
	"remove":  {true, (*device).remove},
	"react":   {true, (*device).react},
	"read":    {false, (*device).read},
	"present": {false, (*device).present},
	"typing":  {false, (*device).typing},
}

type nothing struct{}

func (d *device) send(ctx context.Context, c command) (any, error) {
	e, _, err := d.node.rules().Send(ctx, d.person, c.Room, chat.NewMessage{
		ClientID: c.ClientID, Text: c.Text, PictureIDs: c.PictureIDs, PieceID: c.PieceID, ReplyTo: c.ReplyTo, Mentions: c.Mentions,
	})
	if err != nil {
		return nil, err
	}
	return struct {
		Entry wire.Entry `json:"entry"`
	}{wire.Of(e, d.person, 0)}, nil
}

func (d *device) remove(ctx context.Context, c command) (any, error) {
	return nothing{}, d.node.rules().Remove(ctx, d.person, c.Room, c.Seq)
}

func (d *device) react(ctx context.Context, c command) (any, error) {
	return nothing{}, d.node.rules().React(ctx, d.person, c.Room, c.Seq, c.Emoji, c.Off)
}

func (d *device) read(ctx context.Context, c command) (any, error) {
	read, unread, err := d.node.rules().MarkRead(ctx, d.person, c.Room, c.Seq)
	return struct {
		Read   int64 `json:"read"`
		Unread int   `json:"unread"`
	}{read, unread}, err
}

func (d *device) present(ctx context.Context, c command) (any, error) {
	people, err := d.node.rules().PresentIn(ctx, d.person, c.Room)
	return struct {
		People int `json:"people"`
	}{people}, err
}

// typing drops what comes too often: it says nothing new.
func (d *device) typing(ctx context.Context, c command) (any, error) {
	d.mu.Lock()
	often := time.Since(d.typed) < typingEvery
	if !often {
		d.typed = time.Now()
	}
	d.mu.Unlock()
	if often {
		return nothing{}, nil
	}
	return nothing{}, d.node.rules().Typing(ctx, d.person, c.Room)
}

// call answers a command, later: the connection goes on meanwhile.
func (d *device) call(e centrifuge.RPCEvent, answer centrifuge.RPCCallback) {
	method, ok := methods[e.Method]
	if !ok {
		answer(centrifuge.RPCReply{}, centrifuge.ErrorMethodNotFound)
		return
	}
	c, err := parse(e.Data)
	if err != nil {
		answer(centrifuge.RPCReply{Data: d.problem(errs.Invalid.With(err))}, nil)
		return
	}
	run := func() {
		defer d.node.rpcs.Add(-1)
		ctx, cancel := context.WithTimeout(context.Background(), askPatience)
		defer cancel()
		out, err := method.do(d, ctx, c)
		if err != nil {
			answer(centrifuge.RPCReply{Data: d.problem(err)}, nil)
			return
		}
		answer(centrifuge.RPCReply{Data: encode(out)}, nil)
	}
	if d.node.rpcs.Add(1) > maxCalls || !d.begin(method.writes, run) {
		d.node.rpcs.Add(-1)
		d.node.metrics.full.WithLabelValues("rpc").Inc()
		answer(centrifuge.RPCReply{Data: d.problem(chat.ErrBusy.After(time.Second))}, nil)
	}
}

func parse(data []byte) (command, error) {
	var c command
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&c); err != nil {
		return c, err
	}
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		return c, errors.New("more than one value")
	}
	return c, nil
}

// begin runs something beside the connection: what writes one after the other, the rest at once.
// It tells whether there was room for it.
func (d *device) begin(writes bool, run func()) bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	if !writes {
		if d.asks >= maxAsks {
			return false
		}
		d.asks++
		go func() {
			run()
			d.mu.Lock()
			d.asks--
			d.mu.Unlock()
		}()
		return true
	}
	if len(d.sends) >= maxSends {
		return false
	}
	d.sends = append(d.sends, run)
	if !d.busy {
		d.busy = true
		go d.work()
	}
	return true
}

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

// problem is the answer for an error, in the form of the API, and logs what is not the device's
// doing.
func (d *device) problem(err error) []byte {
	e := errs.As(err)
	switch e.Kind {
	case errs.KindInternal:
		d.node.log.Error("realtime: a command failed", "error", err)
	case errs.KindUnavailable:
		d.node.log.Warn("realtime: dependency unavailable", "error", err)
	}
	type told struct {
		*httpapi.Problem
		RetryAfter int64 `json:"retryAfter,omitempty"` // seconds
	}
	return encode(struct {
		Problem told `json:"problem"`
	}{told{httpapi.ProblemOf(err, d.lang), int64((e.RetryAfter + time.Second - 1) / time.Second)}})
}

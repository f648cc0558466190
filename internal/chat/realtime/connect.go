package realtime

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"sync"
	"time"

	"github.com/centrifugal/centrifuge"
	"golang.org/x/time/rate"

	"piece/internal/chat"
	"piece/internal/platform/auth"
	"piece/internal/platform/errs"
)

// How connections end that shall not come again by themselves (codes of the library's protocol:
// from 3500 and from 4500 on devices don't connect again).
var (
	sessionOver   = centrifuge.Disconnect{Code: 3500, Reason: "session ended"}
	tooMany       = centrifuge.Disconnect{Code: 4500, Reason: "too many connections"}
	tooManyThere  = centrifuge.Disconnect{Code: 4501, Reason: "too many connections from this address"}
	notAvailable  = centrifuge.DisconnectServerError
	comeElsewhere = centrifuge.DisconnectShutdown
)

// device is a connection with what is known of it.
type device struct {
	node    *Node
	client  *centrifuge.Client
	person  string
	session string // as sessions name it
	lang    string
	asks    *rate.Limiter // of what isn't slowed down by the rules, as sends are

	mu    sync.Mutex
	sends []func() // wait for their turn; guarded by mu, as all below
	busy  bool     // the turn of one of them has come
	wait  int      // commands without an answer yet
	typed time.Time
}

type deviceKey struct{}

// fromOurPages refuses pages of others. Programs have no origin; they have to bring a token as
// everybody else, which no page can take along without knowing it.
func (n *Node) fromOurPages(r *http.Request) bool {
	origin := r.Header.Get("Origin")
	return origin == "" || origin == n.config.PublicOrigin
}

// connecting lets a device in or not.
func (n *Node) connecting(ctx context.Context, e centrifuge.ConnectEvent) (centrifuge.ConnectReply, error) {
	var reply centrifuge.ConnectReply
	if n.draining.Load() {
		return reply, comeElsewhere
	}
	if tooManyFrom(ctx) {
		return reply, tooManyThere
	}
	id, ends, err := n.config.Tokens.VerifyRealtime(ctx, e.Token)
	if errors.Is(err, errs.Unauthenticated) {
		return reply, centrifuge.ErrorTokenExpired // the device asks for a new one, and learns there what is wrong
	}
	if err != nil {
		n.warn("checking a token", err)
		return reply, notAvailable
	}
	session := auth.SessionHash(id.SessionID)
	if n.sessions.over(session) {
		return reply, sessionOver
	}
	if limit := n.config.ConnectionsPerPerson; limit > 0 && n.sessions.of(id.PersonID) >= limit {
		return reply, tooMany
	}
	rooms, err := n.rules().Memberships(ctx, id.PersonID)
	if err != nil {
		n.warn("reading the rooms of a person", err)
		return reply, notAvailable
	}
	subscriptions := make(map[string]centrifuge.SubscribeOptions, len(rooms)+1)
	subscriptions[ownChannel(id.PersonID)] = centrifuge.SubscribeOptions{}
	for _, m := range rooms {
		if m.Room.Kind == chat.Open {
			subscriptions[newsChannel(m.Room.ID)] = centrifuge.SubscribeOptions{}
		}
	}
	d := &device{
		node: n, person: id.PersonID, session: session, lang: language(e.Data), asks: rate.NewLimiter(asksPerSecond, askBurst),
	}
	return centrifuge.ConnectReply{
		Credentials: &centrifuge.Credentials{UserID: id.PersonID, ExpireAt: ends.Unix()}, ClientSideRefresh: true,
		Subscriptions: subscriptions, Context: context.WithValue(ctx, deviceKey{}, d),
	}, nil
}

// language reads what the device said of itself.
func language(data []byte) string {
	var said struct {
		Lang string `json:"lang"`
	}
	if json.Unmarshal(data, &said) == nil && said.Lang == "en" {
		return "en"
	}
	return "ko"
}

func (n *Node) connected(c *centrifuge.Client) {
	d, ok := c.Context().Value(deviceKey{}).(*device)
	if !ok {
		c.Disconnect(notAvailable)
		return
	}
	d.client = c
	c.OnSubscribe(d.subscribe)
	c.OnSubRefresh(d.mayStay)
	c.OnRefresh(d.refresh)
	c.OnRPC(d.call)
	c.OnDisconnect(func(centrifuge.DisconnectEvent) { n.sessions.forget(d) })
	// A session may have ended while its device connected, and others of the person may have come.
	over, count := n.sessions.remember(d)
	switch limit := n.config.ConnectionsPerPerson; {
	case over:
		c.Disconnect(sessionOver)
	case limit > 0 && count > limit:
		c.Disconnect(tooMany)
	}
}

// refresh lets a device stay with a newer token of the same session.
func (d *device) refresh(e centrifuge.RefreshEvent, answer centrifuge.RefreshCallback) {
	go func() {
		ctx, cancel := context.WithTimeout(context.Background(), askPatience)
		defer cancel()
		id, ends, err := d.node.config.Tokens.VerifyRealtime(ctx, e.Token)
		switch {
		case errors.Is(err, errs.Unauthenticated), err == nil && (id.PersonID != d.person || auth.SessionHash(id.SessionID) != d.session):
			answer(centrifuge.RefreshReply{Expired: true}, nil)
		case err != nil:
			answer(centrifuge.RefreshReply{}, centrifuge.ErrorInternal) // asked again soon
		default:
			answer(centrifuge.RefreshReply{ExpireAt: ends.Unix()}, nil)
		}
	}()
}

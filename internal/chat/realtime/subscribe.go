package realtime

import (
	"context"
	"encoding/json"
	"errors"
	"math/rand/v2"
	"time"

	"github.com/centrifugal/centrifuge"

	"piece/internal/chat"
	"piece/internal/platform/errs"
)

// stayFor is how long somebody follows a room before it is looked again whether they may: that
// they were put out is told at once, but what is told may get lost.
const stayFor = 2 * time.Minute

func stayUntil() int64 {
	return time.Now().Add(stayFor + rand.N(stayFor/2)).Unix() // not all at once after a restart
}

// subscribe lets a device follow the log of a room.
func (d *device) subscribe(e centrifuge.SubscribeEvent, answer centrifuge.SubscribeCallback) {
	room, person, ok := logChannel(e.Channel)
	if !ok || person != "" && person != d.person || e.Type != centrifuge.SubscriptionTypeStream {
		answer(centrifuge.SubscribeReply{}, centrifuge.ErrorPermissionDenied)
		return
	}
	var asked struct {
		Watch bool `json:"watch"`
	}
	if len(e.Data) > 0 && json.Unmarshal(e.Data, &asked) != nil {
		answer(centrifuge.SubscribeReply{}, centrifuge.ErrorBadRequest)
		return
	}
	look := func() {
		defer d.done()
		m, err := d.mayFollow(room, person)
		if err == nil && asked.Watch && person != "" {
			err = errs.Forbidden
		}
		if err != nil {
			answer(centrifuge.SubscribeReply{}, d.node.refusal(err))
			return
		}
		answer(centrifuge.SubscribeReply{Options: centrifuge.SubscribeOptions{
			EnableRecovery: true, EmitPresence: m.Here() && !asked.Watch, ExpireAt: stayUntil(),
		}}, nil)
	}
	if !d.begin(false, look) {
		answer(centrifuge.SubscribeReply{}, centrifuge.ErrorTooManyRequests) // it tries again
	}
}

// mayFollow asks the rules whether the device's person may follow a room over a channel for
// somebody, or everybody.
func (d *device) mayFollow(room, of string) (chat.Member, error) {
	ctx, cancel := context.WithTimeout(context.Background(), askPatience)
	defer cancel()
	r, m, err := d.node.rules().MayFollow(ctx, d.person, room)
	if err == nil && (r.Kind == chat.Direct) != (of != "") {
		err = errs.NotFound
	}
	return m, err
}

// seeOut ends the direct rooms here of people who have left them. Otherwise the node where they
// left tells it (defect D40).
func (n *Node) seeOut() {
	for _, x := range n.lines.direct() {
		ctx, cancel := context.WithTimeout(context.Background(), askPatience)
		_, _, err := n.rules().MayFollow(ctx, x.person, x.room)
		cancel()
		if isRefusal(err) {
			n.warn("leaving a room", n.node.Unsubscribe(x.person, x.channel, centrifuge.WithCustomUnsubscribe(leftDirect)))
		}
	}
}

// isRefusal tells whether the rules said no. A home that is down throws nobody out.
func isRefusal(err error) bool {
	return err != nil && errs.As(err).Kind != errs.KindUnavailable && errs.As(err).Kind != errs.KindInternal
}

// mayStay looks again whether a device may follow a room.
func (d *device) mayStay(e centrifuge.SubRefreshEvent, answer centrifuge.SubRefreshCallback) {
	room, person, _ := logChannel(e.Channel)
	go func() {
		_, err := d.mayFollow(room, person)
		gone := isRefusal(err)
		if err != nil && !gone {
			d.node.warn("checking who follows a room", err)
		}
		answer(centrifuge.SubRefreshReply{Expired: gone, ExpireAt: stayUntil()}, nil)
	}()
}

// refusal is the answer of the protocol for an error of the rules.
func (n *Node) refusal(err error) error {
	switch e := errs.As(err); e.Kind {
	case errs.KindInternal, errs.KindUnavailable:
		if !errors.Is(err, context.Canceled) {
			n.warn("subscribing", err)
		}
		return centrifuge.ErrorInternal // temporary: the device tries again
	case errs.KindTooMany:
		return centrifuge.ErrorTooManyRequests
	}
	return centrifuge.ErrorPermissionDenied
}

package realtime

import (
	"context"
	"errors"

	"github.com/centrifugal/centrifuge"

	"piece/internal/chat/wire"
)

// broker shows the logs of rooms to the realtime library as its streams: the place of an entry
// is its offset. Nothing is kept here; between nodes it goes through the fan.
type broker struct {
	node *Node
	hub  centrifuge.BrokerEventHandler
}

var _ centrifuge.Broker = (*broker)(nil)

func (b *broker) RegisterBrokerEventHandler(h centrifuge.BrokerEventHandler) error {
	b.hub = h
	return nil
}

// Subscribe begins to listen to channels that devices here follow from now on. The other nodes
// are listened to before the log is read, so that nothing falls between.
func (b *broker) Subscribe(channels ...string) error {
	for _, ch := range channels {
		b.node.fan.follow(ch)
		room, person, ok := logChannel(ch)
		if !ok {
			continue
		}
		if err := b.node.lines.open(ch, room, person); err != nil {
			b.node.fan.unfollow(ch)
			return err
		}
	}
	return nil
}

func (b *broker) Unsubscribe(channels ...string) error {
	for _, ch := range channels {
		b.node.lines.drop(ch)
		b.node.fan.unfollow(ch)
	}
	return nil
}

// Publish is what the library would do for devices; here only the rules say what was said.
func (b *broker) Publish(string, []byte, centrifuge.PublishOptions) (centrifuge.PublishResult, error) {
	return centrifuge.PublishResult{}, errors.New("realtime: only what is stored is handed on")
}

func (b *broker) PublishJoin(string, *centrifuge.ClientInfo) error  { return nil }
func (b *broker) PublishLeave(string, *centrifuge.ClientInfo) error { return nil }
func (b *broker) RemoveHistory(string) error                        { return nil }

// ReliableDelivery tells the library that it need not compare the position of each device with
// the log: the lines do that, once for all devices of a room.
func (b *broker) ReliableDelivery() bool { return true }

// History gives what a device missed. Where the device knows all that was handed on, which is
// the rule after a short cut, the log isn't asked.
func (b *broker) History(ch string, o centrifuge.HistoryOptions) ([]*centrifuge.Publication, centrifuge.StreamPosition, error) {
	room, person, ok := logChannel(ch)
	if !ok {
		return nil, centrifuge.StreamPosition{}, nil
	}
	top, err := b.top(ch, room, o.Filter)
	position := centrifuge.StreamPosition{Offset: uint64(top), Epoch: epoch}
	if err != nil || o.Filter.Since == nil {
		return nil, position, err
	}
	since := int64(o.Filter.Since.Offset)
	if o.Filter.Since.Epoch != "" && o.Filter.Since.Epoch != epoch || since > top || since < 0 {
		b.node.metrics.recoveries.WithLabelValues("lost").Inc()
		return nil, position, nil
	}
	missed := int(top - since)
	if limit := o.Filter.Limit; limit > 0 && missed > limit {
		b.node.metrics.recoveries.WithLabelValues("too_far").Inc()
		return nil, position, nil
	}
	if missed == 0 {
		b.node.metrics.recoveries.WithLabelValues("nothing_missed").Inc()
		return nil, position, nil
	}
	pubs, err := b.missed(room, person, since, missed)
	if err == nil {
		b.node.metrics.recoveries.WithLabelValues("recovered").Inc()
	}
	return pubs, position, err
}

// top is how far the devices here are. A device that comes from another node may know more: then
// this one catches up first.
func (b *broker) top(ch, room string, f centrifuge.HistoryFilter) (int64, error) {
	top, ok := b.node.lines.top(ch)
	if !ok {
		return b.node.head(room)
	}
	if f.Since != nil && int64(f.Since.Offset) > top {
		if x := b.node.lines.get(ch); x != nil {
			b.node.lines.heal(x)
		}
		if again, ok := b.node.lines.top(ch); ok {
			top = again
		}
	}
	return top, nil
}

func (b *broker) missed(room, person string, since int64, count int) ([]*centrifuge.Publication, error) {
	var from int64
	if person != "" {
		ctx, cancel := context.WithTimeout(context.Background(), askPatience)
		defer cancel()
		_, m, err := b.node.rules().MayFollow(ctx, person, room)
		if err != nil {
			return nil, err
		}
		from = m.From
	}
	entries, err := b.node.after(room, since, count)
	if err != nil {
		return nil, err
	}
	pubs := make([]*centrifuge.Publication, len(entries))
	for i, e := range entries {
		e.Reactions = nil
		pubs[i] = &centrifuge.Publication{Offset: uint64(e.Seq), Data: encode(wire.Of(e, person, from))}
	}
	return pubs, nil
}

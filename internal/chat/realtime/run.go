package realtime

import (
	"context"
	"sync"
	"time"

	"github.com/centrifugal/centrifuge"
)

// compareWithout is how often the devices here are compared with the log while nothing comes
// from other nodes.
const compareWithout = time.Second

// seeOutEvery is how often it is looked who has left direct rooms while no other node can tell.
const seeOutEvery = 5 * time.Second

// Run keeps the connections up until ctx ends. Then devices are sent elsewhere, spread over
// time, so that the nodes that remain aren't overrun.
func (n *Node) Run(ctx context.Context) error {
	var wg sync.WaitGroup
	work, stop := context.WithCancel(context.WithoutCancel(ctx))
	wg.Go(func() { n.sessions.follow(work) })
	wg.Go(func() { n.news.spread(work) })
	wg.Go(func() { n.compare(work) })
	wg.Go(func() { n.runErrands(work) })
	if n.fan != nil {
		wg.Go(func() { n.fan.run(work) })
	}
	<-ctx.Done()
	n.drain()
	stop()
	wg.Wait()
	end, cancel := context.WithTimeout(context.WithoutCancel(ctx), time.Second)
	defer cancel()
	_ = n.node.Shutdown(end) // what is left hears it at the closed connection
	n.fan.close()
	return nil
}

// drain sends the devices elsewhere.
func (n *Node) drain() {
	n.draining.Store(true)
	all := n.sessions.all()
	if len(all) == 0 {
		return
	}
	const step = 20 * time.Millisecond
	portion := max(1, len(all)*int(step)/int(n.config.Drain))
	tick := time.NewTicker(step)
	defer tick.Stop()
	for len(all) > 0 {
		for _, c := range all[:min(portion, len(all))] {
			go c.Disconnect(centrifuge.DisconnectShutdown)
		}
		all = all[min(portion, len(all)):]
		if len(all) > 0 {
			<-tick.C
		}
	}
}

// compare looks whether the devices here know all that is in the log: against what the way
// between nodes lost without a trace, and entries of which nobody knows whether they were stored,
// because the home failed while storing them.
func (n *Node) compare(ctx context.Context) {
	tick := time.NewTicker(min(compareWithout, n.config.CompareEvery))
	defer tick.Stop()
	last, seen := time.Now(), time.Now()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		case <-n.fan.back():
		}
		if n.fan.sound() && time.Since(last) < n.config.CompareEvery {
			continue
		}
		last = time.Now()
		ask, cancel := context.WithTimeout(ctx, askPatience)
		if err := n.lines.behind(ask); err != nil && ctx.Err() == nil {
			n.warn("comparing with the log", err)
		}
		cancel()
		if !n.fan.sound() && time.Since(seen) > min(seeOutEvery, n.config.CompareEvery) {
			seen = time.Now()
			n.seeOut()
		}
	}
}

func (n *Node) runErrands(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		case do := <-n.errands:
			do()
		}
	}
}

// logged passes on what the library logs. What it says of data stays out: it may hold what
// people wrote, or tokens (defect D05).
func (n *Node) logged(e centrifuge.LogEntry) {
	args := make([]any, 0, 8)
	for _, name := range []string{"channel", "user", "client", "code", "shard", "reason"} {
		if v, ok := e.Fields[name]; ok {
			args = append(args, name, v)
		}
	}
	if e.Error != nil && e.Message != "error handling client message" && e.Message != "error reading command" {
		args = append(args, "error", e.Error)
	}
	switch e.Level {
	case centrifuge.LogLevelError:
		n.log.Error("realtime: "+e.Message, args...)
	case centrifuge.LogLevelWarn:
		n.log.Warn("realtime: "+e.Message, args...)
	default:
		n.log.Debug("realtime: "+e.Message, args...)
	}
}

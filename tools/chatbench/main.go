// Command chatbench measures the chat: how many deliveries a second it makes and how long they
// take in rooms of several sizes as the rate rises, how many sends it acknowledges, what an idle
// connection costs, the same over two nodes and Redis, and Socket.IO by the same generator in the
// same run. The server has one processor, the generator the other. Every figure of ours is with
// every message stored; Socket.IO stores nothing. See docs/measurements/chat.md.
package main

import (
	"context"
	"flag"
	"fmt"
	"net/http"
	"os"
	"os/signal"
	"runtime"
	"strconv"
	"strings"
	"syscall"
	"time"

	"piece/tools/harness"
)

type options struct {
	bin, socketIO string
	rooms         []int
	deliveries    []float64
	measured      time.Duration
	idle          int
}

func main() {
	o := options{}
	var rooms, deliveries string
	flag.StringVar(&o.bin, "bin", "bin/piece", "the program")
	flag.StringVar(&o.socketIO, "socketio", "", "server.mjs of tools/chatbench/socketio; empty leaves it out")
	flag.StringVar(&rooms, "rooms", "500,1000,2000", "connections in a room")
	flag.StringVar(&deliveries, "deliveries", "20000,40000,60000,80000,100000,120000,140000,160000", "deliveries a second to be asked for")
	flag.DurationVar(&o.measured, "for", 4*time.Second, "how long each rate is measured")
	flag.IntVar(&o.idle, "idle", 4000, "connections for the memory of idle ones")
	flag.Parse()
	for _, s := range strings.Split(rooms, ",") {
		n, err := strconv.Atoi(s)
		exit(err)
		o.rooms = append(o.rooms, n)
	}
	for _, s := range strings.Split(deliveries, ",") {
		f, err := strconv.ParseFloat(s, 64)
		exit(err)
		o.deliveries = append(o.deliveries, f)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	exit(o.run(ctx))
}

func exit(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, "chatbench:", err)
		os.Exit(1)
	}
}

func (o options) run(ctx context.Context) error {
	load, _ := os.ReadFile("/proc/loadavg")
	fmt.Printf("%s, load before %.14s\n\n## Rooms\n\n%s\n", runtime.Version(), load, riseHead)
	for _, n := range o.rooms {
		mine, err := o.room(ctx, ours1, n)
		if err != nil {
			return err
		}
		if o.socketIO == "" {
			continue
		}
		theirs, err := o.room(ctx, theirs1, n)
		if err != nil {
			return err
		}
		defer fmt.Printf("\nA room of %d: at most %.0f deliveries a second below 100 ms, Socket.IO %.0f: %.1f times as many.\n", n, best(mine), best(theirs), best(mine)/max(best(theirs), 1))
	}
	if _, err := o.room(ctx, ours2, o.rooms[len(o.rooms)/2]); err != nil {
		return err
	}
	if err := o.sends(ctx); err != nil {
		return err
	}
	return o.memory(ctx)
}

type setup int

const (
	ours1 setup = iota
	ours2
	theirs1
)

// open starts a fresh server and its folder.
func (o options) open(ctx context.Context, what setup) (*server, func(), error) {
	dir, err := os.MkdirTemp("", "chatbench")
	if err != nil {
		return nil, nil, err
	}
	var s *server
	switch what {
	case ours1:
		s, err = ours(ctx, o.bin, dir)
	case ours2:
		s, err = twoNodes(ctx, o.bin, dir)
	case theirs1:
		s, err = socketIOServer(ctx, dir, o.socketIO)
	}
	if err != nil {
		return nil, nil, err
	}
	return s, func() { s.stop(); _ = os.RemoveAll(dir) }, nil
}

// room measures one room of n connections.
func (o options) room(ctx context.Context, what setup, n int) ([]step, error) {
	srv, done, err := o.open(ctx, what)
	if err != nil {
		return nil, err
	}
	defer done()
	p, err := srv.peerOf(ctx, n, 1)
	if err != nil {
		return nil, err
	}
	s, err := connect(p, n, srv.origin, srv.sockets...)
	if err != nil {
		return nil, err
	}
	defer s.close()
	time.Sleep(time.Second)
	return rise(srv, s, o.deliveries, o.measured), nil
}

// peerOf gives the talk of n people in rooms, each in one of them.
func (s *server) peerOf(ctx context.Context, n, rooms int) (peer, error) {
	if s.api == nil {
		p := &socketIO{}
		for i := range n {
			p.rooms = append(p.rooms, "room"+strconv.Itoa(i%rooms))
		}
		return p, nil
	}
	cakes, err := s.api.Cakes(ctx, s.people.New(), rooms)
	if err != nil {
		return nil, err
	}
	p := &piece{}
	for i := range n {
		person := s.people.New()
		room, err := s.api.Join(ctx, person, cakes[i%rooms])
		if err != nil {
			return nil, err
		}
		token, err := person.Realtime()
		if err != nil {
			return nil, err
		}
		p.rooms, p.tokens = append(p.rooms, room), append(p.tokens, token)
	}
	return p, nil
}

// sends measures how many messages are acknowledged when each of 100 people writes in one of 100
// rooms as fast as answers come, 32 at a time.
func (o options) sends(ctx context.Context) error {
	fmt.Print("\n## Sends acknowledged, each stored\n\n| sends/s | answer p99 ms | processors | refused |\n|--:|--:|--:|--:|\n")
	srv, done, err := o.open(ctx, ours1)
	if err != nil {
		return err
	}
	defer done()
	const people = 100
	p, err := srv.peerOf(ctx, people, people)
	if err != nil {
		return err
	}
	s, err := connect(p, people, srv.origin, srv.sockets...)
	if err != nil {
		return err
	}
	defer s.close()
	one := s.acked(srv, 32, o.measured)
	fmt.Printf("| %.0f | %.1f | %.2f | %d |\n", one.Sent, one.AckP99, one.CPU, one.Refused)
	return nil
}

// memory measures what connections cost that only listen to their room.
func (o options) memory(ctx context.Context) error {
	fmt.Print("\n## Memory of an idle connection\n\n| connections | resident kB each | heap and stacks kB each |\n|--:|--:|--:|\n")
	srv, done, err := o.open(ctx, ours1)
	if err != nil {
		return err
	}
	defer done()
	p, err := srv.peerOf(ctx, o.idle, 20)
	if err != nil {
		return err
	}
	heapBefore, err := srv.heap()
	if err != nil {
		return err
	}
	before := rss(srv.measured)
	s, err := connect(p, o.idle, srv.origin, srv.sockets...)
	if err != nil {
		return err
	}
	defer s.close()
	time.Sleep(5 * time.Second)
	heap, err := srv.heap()
	if err != nil {
		return err
	}
	each := func(bytes float64) float64 { return bytes / float64(o.idle) / 1024 }
	fmt.Printf("| %d | %.1f | %.1f |\n", o.idle, each(rss(srv.measured)-before), each(heap-heapBefore))
	return nil
}

// heap collects the server's garbage and gives what its heap and stacks then hold, in bytes.
func (s *server) heap() (bytes float64, err error) {
	for range 2 { // the first run only finds what finalizers keep
		res, err := http.Get("http://" + s.ops + "/debug/pprof/heap?gc=1")
		if err != nil {
			return 0, err
		}
		_ = res.Body.Close()
	}
	return harness.Metric(s.ops, "go_memstats_heap_inuse_bytes", "go_memstats_stack_inuse_bytes")
}

package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"piece/tools/harness"
)

// server is what is measured.
type server struct {
	name      string
	sockets   []string // addresses of websockets
	origin    string
	api       *harness.API // nil for others than ours
	people    *harness.People
	ops       string // address of the first node's metrics; "" for others than ours
	processes []*harness.Process
	measured  []*harness.Process // those of them whose work counts
}

func (s *server) stop() {
	for i := len(s.processes) - 1; i >= 0; i-- {
		s.processes[i].Stop()
	}
}

// pinned makes a command run on one processor, so that it is known how many it has.
func pinned(cpu int, args ...string) []string {
	if _, err := exec.LookPath("taskset"); err != nil {
		return args
	}
	return append([]string{"taskset", "-c", strconv.Itoa(cpu)}, args...)
}

// processors lets the program have threads for its other work, such as drawing posters, on its one
// processor: with a single one a picture that is being drawn would hold up all connections.
const processors = "GOMAXPROCS=4"

// settings are those of every node: nothing of a limit that is there to keep people, not
// machines, within bounds.
func settings(dir, public string, people *harness.People) []string {
	return []string{
		"PIECE_ENV=production", "PIECE_DATA_DIR=" + dir, "PIECE_HTTP_PUBLIC_URL=" + public, "PIECE_AUTH_KEYS=" + string(people.PEM),
		"PIECE_OBJECTS_SECRET=" + strings.Repeat("s", 32), "PIECE_HTTP_RATE_LIMIT=0", "PIECE_LOG_LEVEL=warn",
		"PIECE_CHAT_CONNECTIONS_PER_ADDRESS=0", "PIECE_CHAT_SENDS_PER_SECOND=1000000", "PIECE_CHAT_SEND_BURST=1000000",
	}
}

// ours runs the program as one process on embedded parts.
func ours(ctx context.Context, bin, dir string) (*server, error) {
	people, err := harness.NewPeople()
	if err != nil {
		return nil, err
	}
	address, ops, err := twoAddresses()
	if err != nil {
		return nil, err
	}
	public := "http://" + address
	p := harness.Command(dir, "piece", append(settings(dir, public, people), processors, "PIECE_HTTP_ADDR="+address, "PIECE_OPS_ADDR="+ops), pinned(0, bin, "serve")...)
	s := &server{name: "PIECE", sockets: []string{"ws://" + address + "/realtime"}, origin: public, api: &harness.API{Base: public}, people: people, ops: ops, processes: []*harness.Process{p}, measured: []*harness.Process{p}}
	return s, s.start(ctx, ops)
}

// twoNodes runs two chat nodes over Redis and the rest of the program beside them.
func twoNodes(ctx context.Context, bin, dir string) (*server, error) {
	people, err := harness.NewPeople()
	if err != nil {
		return nil, err
	}
	redis, err := harness.Redis(dir)
	if err != nil {
		return nil, err
	}
	rest, restOps, err := twoAddresses()
	if err != nil {
		return nil, err
	}
	public := "http://" + rest
	var nodes []*harness.Process
	var addresses, allOps []string
	for i := range 2 {
		address, ops, err := twoAddresses()
		if err != nil {
			return nil, err
		}
		env := append(settings(dir, public, people), processors, "PIECE_TARGET=chat", "PIECE_CHAT_REALTIME_URL="+redis.URL,
			"PIECE_UPSTREAM_ACCOUNT="+public, "PIECE_UPSTREAM_CAKE="+public, "PIECE_UPSTREAM_PIECE="+public, "PIECE_HTTP_ADDR="+address, "PIECE_OPS_ADDR="+ops)
		nodes = append(nodes, harness.Command(dir, "chat"+strconv.Itoa(i), env, pinned(0, bin, "serve")...))
		addresses, allOps = append(addresses, "ws://"+address+"/realtime"), append(allOps, ops)
	}
	house := harness.Command(dir, "rest", append(settings(dir, public, people), "PIECE_TARGET=account,cake,piece,gateway",
		"PIECE_UPSTREAM_CHAT=http"+strings.TrimSuffix(addresses[0][2:], "/realtime"), "PIECE_HTTP_ADDR="+rest, "PIECE_OPS_ADDR="+restOps), pinned(1, bin, "serve")...)
	s := &server{name: "PIECE, two nodes and Redis", sockets: addresses, origin: public, api: &harness.API{Base: public}, people: people, ops: allOps[0],
		processes: append([]*harness.Process{redis.Process, house}, nodes...), measured: append([]*harness.Process{redis.Process}, nodes...)}
	return s, s.start(ctx, append([]string{restOps}, allOps...)...)
}

// socketIOServer runs the peer that is compared with; it stores nothing.
func socketIOServer(ctx context.Context, dir, script string) (*server, error) {
	port, err := harness.FreePort()
	if err != nil {
		return nil, err
	}
	p := harness.Command(dir, "socketio", nil, pinned(0, "node", script, strconv.Itoa(port))...)
	s := &server{name: "Socket.IO", sockets: []string{fmt.Sprintf("ws://127.0.0.1:%d/socket.io/?EIO=4&transport=websocket", port)}, origin: "http://127.0.0.1", processes: []*harness.Process{p}, measured: []*harness.Process{p}}
	if err := p.Start(); err != nil {
		return nil, err
	}
	return s, harness.WaitPort(ctx, fmt.Sprintf("127.0.0.1:%d", port))
}

// start runs the processes that don't run yet one after the other, each when the one before is
// ready: they share a SQLite file, whose tables one of them has to make.
func (s *server) start(ctx context.Context, ops ...string) error {
	idle := slices.DeleteFunc(slices.Clone(s.processes), func(p *harness.Process) bool { return p.Pid() != 0 })
	for i, p := range idle {
		err := p.Start()
		if err == nil {
			err = harness.WaitReady(ctx, ops[i])
		}
		if err != nil {
			s.stop()
			return fmt.Errorf("%w\n%s", err, p.Tail(5))
		}
	}
	return nil
}

func twoAddresses() (a, b string, err error) {
	for _, to := range []*string{&a, &b} {
		port, err := harness.FreePort()
		if err != nil {
			return "", "", err
		}
		*to = fmt.Sprintf("127.0.0.1:%d", port)
	}
	return a, b, nil
}

// cpu is the time in seconds that processes have worked so far; rss the memory that they hold,
// in bytes.
func cpu(list []*harness.Process) (seconds float64) {
	for _, p := range list {
		b, _ := os.ReadFile(filepath.Join("/proc", strconv.Itoa(p.Pid()), "stat"))
		f := strings.Fields(string(b[strings.LastIndexByte(string(b), ')')+1:]))
		if len(f) > 12 {
			user, _ := strconv.ParseFloat(f[11], 64)
			system, _ := strconv.ParseFloat(f[12], 64)
			seconds += (user + system) / 100 // ticks of USER_HZ
		}
	}
	return seconds
}

func rss(list []*harness.Process) (bytes float64) {
	for _, p := range list {
		b, _ := os.ReadFile(filepath.Join("/proc", strconv.Itoa(p.Pid()), "statm"))
		if f := strings.Fields(string(b)); len(f) > 1 {
			pages, _ := strconv.ParseFloat(f[1], 64)
			bytes += pages * float64(os.Getpagesize())
		}
	}
	return bytes
}

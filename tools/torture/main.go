// Command torture proves that the chat loses and doubles nothing: three nodes behind nginx on
// Redis, MariaDB and the MongoDB protocol, and clients that are the web app's own, while nodes
// are killed and started, Redis is killed and paused, both databases are paused and the clients'
// networks are cut. At the end every acknowledged message must be in the store once, what each
// client shows must be the store's order, nothing unacknowledged may be shown as sent, and unread
// counts must equal a recount. See docs/measurements/chat.md.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"maps"
	"math/rand/v2"
	"net/http"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
	"syscall"
	"time"

	"piece/internal/chat"
	"piece/internal/chat/chatsql"
	"piece/internal/chat/logmongo"
	"piece/internal/chat/logsql"
	"piece/internal/platform/clock"
	"piece/internal/platform/mongodb"
	"piece/internal/platform/sqldb"
	"piece/tools/harness"
)

type options struct {
	bin, ferretdb, nginx, driver string
	messages                     string // home of what is said: mongodb or mysql

	lasts   time.Duration // how long it goes on before all is healed
	rest    time.Duration // between two faults
	settle  time.Duration // how long clients may take afterwards until all is sent and shown
	clients int
	rooms   int
	each    int     // rooms that a client is in
	rate    float64 // messages a second of all together
	seed    uint64
}

func main() {
	var o options
	flag.StringVar(&o.bin, "bin", "bin/piece", "the program")
	flag.StringVar(&o.ferretdb, "ferretdb", ".cache/bin/ferretdb", "the server of the MongoDB protocol")
	flag.StringVar(&o.nginx, "nginx", "deploy/nginx/piece.conf", "nginx's configuration")
	flag.StringVar(&o.driver, "driver", ".cache/torture/driver.mjs", "the clients, bundled")
	flag.StringVar(&o.messages, "messages", "mongodb", "home of the messages: mongodb or mysql, where a higher rate can be borne")
	flag.DurationVar(&o.lasts, "for", 3*time.Minute, "how long faults happen")
	flag.DurationVar(&o.rest, "rest", 2*time.Second, "quiet time between two faults")
	flag.DurationVar(&o.settle, "settle", 90*time.Second, "how long clients may take to settle")
	flag.IntVar(&o.clients, "clients", 200, "clients")
	flag.IntVar(&o.rooms, "rooms", 20, "rooms")
	flag.IntVar(&o.each, "each", 2, "rooms that a client is in")
	flag.Float64Var(&o.rate, "rate", 20, "messages a second of all clients together")
	flag.Uint64Var(&o.seed, "seed", uint64(time.Now().UnixNano()), "what decides which fault comes when")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := o.run(ctx); err != nil {
		fmt.Fprintln(os.Stderr, "torture:", err)
		os.Exit(1)
	}
}

func (o options) run(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, o.lasts+o.settle+5*time.Minute)
	defer cancel()
	f, err := launch(ctx, o.bin, o.ferretdb, o.nginx, o.messages)
	if err != nil {
		return err
	}
	defer f.stop()
	c := &control{phase: "run", reports: make(chan report, 1)}
	for range o.clients {
		c.people = append(c.people, f.people.New())
	}
	rooms, in, err := o.settleIn(ctx, f, c.people)
	if err != nil {
		return err
	}
	address, err := c.serve(ctx)
	if err != nil {
		return err
	}
	clients, err := o.clientsProcess(f, address, c.people, in)
	if err != nil {
		return err
	}
	defer clients.Kill()
	fmt.Printf("%d clients in %d rooms, each in %d, %.0f messages a second kept by %s, faults for %s, seed %d\n", o.clients, o.rooms, o.each, o.rate, o.messages, o.lasts, o.seed)

	faults, cancelFaults := context.WithTimeout(ctx, o.lasts)
	defer cancelFaults()
	counts, err := f.torment(faults, o.seed, o.rest)
	if err != nil {
		return err
	}
	c.enter("settle")
	var got report
	select {
	case got = <-c.reports:
	case <-time.After(o.settle + 2*time.Minute):
		return errors.New("the clients left no report\n" + clients.Tail(20))
	case <-ctx.Done():
		return ctx.Err()
	}
	return o.judge(ctx, f, rooms, got, counts)
}

// settleIn makes the rooms and lets everybody join the own ones; it gives the rooms and those
// that each person is in.
func (o options) settleIn(ctx context.Context, f *fleet, people []harness.Person) (rooms []string, in [][]string, err error) {
	api := &harness.API{Base: f.nginx.URL, HTTP: http.Client{Timeout: 20 * time.Second}}
	cakes, err := api.Cakes(ctx, people[0], o.rooms)
	if err != nil {
		return nil, nil, err
	}
	dice := rand.New(rand.NewPCG(o.seed, 1))
	ids := map[string]bool{}
	in = make([][]string, len(people))
	for i, p := range people {
		for _, k := range dice.Perm(len(cakes))[:o.each] {
			room, err := api.Join(ctx, p, cakes[k])
			if err != nil {
				return nil, nil, err
			}
			in[i] = append(in[i], room)
			ids[room] = true
		}
	}
	return slices.Sorted(maps.Keys(ids)), in, nil
}

// clientsProcess runs the web app's clients in one process of Node.
func (o options) clientsProcess(f *fleet, control string, people []harness.Person, in [][]string) (*harness.Process, error) {
	type client struct {
		Person string   `json:"person"`
		Rooms  []string `json:"rooms"`
	}
	setup := struct {
		Base     string   `json:"base"`
		Control  string   `json:"control"`
		Rate     float64  `json:"rate"`     // messages a second of one client
		SettleMS int64    `json:"settleMs"` // how long it may take to settle
		Clients  []client `json:"clients"`
	}{Base: f.nginx.URL, Control: control, Rate: o.rate / float64(o.clients), SettleMS: o.settle.Milliseconds()}
	for i, p := range people {
		setup.Clients = append(setup.Clients, client{p.ID, in[i]})
	}
	b, err := json.Marshal(setup)
	if err != nil {
		return nil, err
	}
	file := filepath.Join(f.dir, "clients.json")
	if err := os.WriteFile(file, b, 0o600); err != nil {
		return nil, err
	}
	p := harness.Command(f.dir, "clients", nil, "node", "--enable-source-maps", o.driver, file)
	return p, p.Start()
}

// judge reads the stores themselves and compares.
func (o options) judge(ctx context.Context, f *fleet, rooms []string, got report, counts map[string]int) error {
	db, err := sqldb.Open(f.mariadb.URL)
	if err != nil {
		return err
	}
	defer db.Close()
	var log chat.Log = logsql.New(db)
	if f.mongo != nil {
		messages, err := mongodb.Open(f.mongo.URL)
		if err != nil {
			return err
		}
		defer messages.Close()
		if log, err = logmongo.Open(ctx, messages); err != nil {
			return err
		}
	}
	places := chatsql.New(db, nil, clock.System{})
	v := &verdict{logs: map[string][]chat.Entry{}}
	for _, room := range rooms {
		for after := int64(0); ; {
			some, err := log.After(ctx, room, after, chat.MaxPage)
			if err != nil {
				return err
			}
			if len(some) == 0 {
				break
			}
			v.logs[room] = append(v.logs[room], some...)
			after = some[len(some)-1].Seq
		}
	}
	err = v.judge(got, func(person string) (map[string]int, error) {
		list, err := places.Memberships(ctx, person)
		counts := map[string]int{}
		for _, m := range list {
			for _, e := range v.logs[m.Room.ID] {
				if e.Seq > m.Member.Read && e.Kind == chat.Message && e.Sender != person && !e.Removed {
					counts[m.Room.ID]++
				}
			}
		}
		return counts, err
	})
	if err != nil {
		return err
	}
	return v.tell(f, got, counts)
}

// tell prints the figures; anything that is wrong is an error.
func (v *verdict) tell(f *fleet, got report, counts map[string]int) error {
	for _, name := range slices.Sorted(maps.Keys(counts)) {
		fmt.Printf("%4d x %s\n", counts[name], name)
	}
	for _, name := range slices.Sorted(maps.Keys(got.Counts)) {
		fmt.Printf("%6d %s\n", got.Counts[name], name)
	}
	for _, n := range f.nodes {
		healed, _ := harness.Metric(n.ops, "piece_chat_healed_total")
		recovered, _ := harness.Metric(n.ops, "piece_chat_recoveries_total")
		fmt.Printf("%s since its last start: %.0f healed from the log, %.0f connections recovered\n", n.Name, healed, recovered)
	}
	fmt.Printf("%d messages acknowledged, %d entries stored, %d messages shown on devices\n", v.acknowledged, v.stored, v.shown)
	if v.acknowledged == 0 {
		v.wrong("nothing was sent at all")
	}
	if len(v.wrongs) > 0 {
		for _, w := range v.wrongs[:min(len(v.wrongs), 20)] {
			fmt.Println("WRONG:", w)
		}
		return fmt.Errorf("%d things are wrong", len(v.wrongs))
	}
	fmt.Println("Every acknowledged message is stored once, every device shows the store's order, unread counts equal a recount.")
	return nil
}

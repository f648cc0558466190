// Package realtime hands what happens in rooms to the devices of people, over websockets.
//
// Invariants: the log of a room is the only truth. What is handed on was stored before; for each
// device the entries of a room come in their order, each once, without a hole, whichever of
// several nodes it is connected to, and whatever got lost on the way between nodes is read from
// the log. A device that was away gets what it missed from the log. Everything else (who writes,
// who is present, what is new elsewhere) is told once and without promise. No message is refused
// or held up because the way between nodes is broken, and no device waits for another.
//
// It is a wall of the chat: it may import the realtime library, HTTP and platform packages, and
// decides nothing that the rules decide: those it asks (Service).
package realtime

import (
	"context"
	"errors"
	"log/slog"
	"sync/atomic"
	"time"

	"github.com/centrifugal/centrifuge"
	"github.com/prometheus/client_golang/prometheus"

	"piece/internal/chat"
	"piece/internal/platform/auth"
)

// Service is what the rules of the chat are asked; *chat.Service is one. Calls may take their
// time: they are made beside the connections.
type Service interface {
	MayFollow(ctx context.Context, person, room string) (chat.Room, chat.Member, error)
	Memberships(ctx context.Context, person string) ([]chat.Membership, error)
	Send(ctx context.Context, person string, m chat.NewMessage, done func(chat.Entry, error)) error
	Remove(ctx context.Context, person, room string, seq int64) error
	React(ctx context.Context, person, room string, seq int64, emoji string, off bool) error
	Typing(ctx context.Context, person, room string) error
	Read(ctx context.Context, person, room string, seq int64) (read int64, unread int, err error)
}

// Tokens verifies the tokens that devices connect with.
type Tokens interface {
	// VerifyRealtime gives who a token is of, and when it ends. errs.Unauthenticated for one
	// that is none, is over, or was made for something else.
	VerifyRealtime(ctx context.Context, token string) (auth.Identity, time.Time, error)
}

// Ended says that a session is over. Sessions are named by the hexadecimal SHA-256 of their id.
type Ended struct {
	Seq     int64
	Session string
}

// Sessions tells which sessions have ended within the last hour, in their order.
type Sessions interface {
	Ended(ctx context.Context, after int64, limit int) ([]Ended, error)
}

// Config is what a node needs.
type Config struct {
	Log      chat.Log
	Tokens   Tokens
	Sessions Sessions
	// SessionEnded wakes the node when a session ends in this process; nil where account runs
	// apart.
	SessionEnded <-chan struct{}
	PublicOrigin string // the only origin whose pages may connect
	RedisURL     string // by which several nodes tell each other; "" for a single node
	// ConnectionsPerPerson and ConnectionsPerAddress bound what is open at once; 0 means no
	// limit.
	ConnectionsPerPerson  int
	ConnectionsPerAddress int
	Metrics               *prometheus.Registry
	Slog                  *slog.Logger
	// Drain is over how much time devices are sent to other nodes at the end; 0 means 3 s.
	Drain time.Duration
	// RefreshWithin is how long a device may take to bring a new token when its own is over; 0
	// means 10 s.
	RefreshWithin time.Duration
	// CompareEvery is how often what devices have is compared with the log, against what got
	// lost without a trace; 0 means 10 s.
	CompareEvery time.Duration
}

// Node holds the connections of devices to this process. It is safe for concurrent use.
type Node struct {
	config   Config
	log      *slog.Logger
	metrics  *metrics
	node     *centrifuge.Node
	handler  *centrifuge.WebsocketHandler
	broker   *broker
	lines    *lines
	fan      *fan
	presence *presence
	news     *news
	sessions *sessions
	places   *places
	handing  []chan handing
	errands  chan func()

	service  atomic.Pointer[Service] // nil until Serve
	draining atomic.Bool
	calls    atomic.Int64 // commands without an answer yet
}

var _ chat.Live = (*Node)(nil)

// Of the connections.
const (
	// pingEvery is below what proxies on the way take for idle (defect D47).
	pingEvery = 25 * time.Second
	pongWait  = 10 * time.Second
	// staleAfter ends connections that don't say who they are.
	staleAfter    = 10 * time.Second
	presenceEvery = 10 * time.Second
	presenceTTL   = 30 * time.Second
	// queueBytes is how far a device may be behind before it is cut; it catches up from the log.
	queueBytes  = 512 << 10
	messageSize = 16 << 10
	writeWait   = 3 * time.Second
	// maxChannels is more than a person has rooms, with those that are open on the device.
	maxChannels = chat.MaxRooms + 64
	// recoverMost is how many entries a device that comes back gets at once; beyond that it
	// starts from a page of the history.
	recoverMost = 300
	// openDelay collects what is said in open rooms, so that many messages leave in one packet.
	openDelay = 10 * time.Millisecond
	// askPatience bounds questions to the log and the rules.
	askPatience = 10 * time.Second
)

// New makes a node. It takes no connections before Serve.
func New(c Config) (*Node, error) {
	for field, usual := range map[*time.Duration]time.Duration{&c.Drain: 3 * time.Second, &c.RefreshWithin: 10 * time.Second, &c.CompareEvery: 10 * time.Second} {
		if *field == 0 {
			*field = usual
		}
	}
	n := &Node{config: c, log: c.Slog, errands: make(chan func(), 1024)}
	n.metrics = newMetrics(c.Metrics, n)
	n.lines = newLines(n)
	n.news = newNews(n)
	n.sessions = newSessions(n)
	n.places = newPlaces(c.ConnectionsPerAddress)
	var err error
	n.node, err = centrifuge.New(centrifuge.Config{
		Name: "piece", LogLevel: centrifuge.LogLevelInfo, LogHandler: n.logged,
		ClientPresenceUpdateInterval: presenceEvery, ClientStaleCloseDelay: staleAfter, ClientExpiredCloseDelay: c.RefreshWithin, ClientExpiredSubCloseDelay: time.Second,
		ClientQueueMaxSize: queueBytes, ClientChannelLimit: maxChannels, RecoveryMaxPublicationLimit: recoverMost,
		UseSingleFlight: true, GetChannelBatchConfig: batching,
		Metrics: centrifuge.MetricsConfig{MetricsNamespace: "piece_realtime", RegistererGatherer: libraryMetrics(c.Metrics)},
	})
	if err != nil {
		return nil, err
	}
	if n.fan, err = newFan(n, c.RedisURL); err != nil {
		return nil, err
	}
	n.broker = &broker{node: n}
	n.node.SetBroker(n.broker)
	if n.presence, err = newPresence(n); err != nil {
		return nil, err
	}
	n.node.SetPresenceManager(n.presence)
	if n.fan != nil {
		n.node.SetController(n.fan)
	}
	n.node.OnConnecting(n.connecting)
	n.node.OnConnect(n.connected)
	n.handler = centrifuge.NewWebsocketHandler(n.node, centrifuge.WebsocketConfig{
		CheckOrigin: n.fromOurPages, MessageSizeLimit: messageSize, WriteTimeout: writeWait,
		ReadBufferSize: 512, UseWriteBufferPool: true, ProcessCommandsOffReadLoop: true,
		PingPongConfig: centrifuge.PingPongConfig{PingInterval: pingEvery, PongTimeout: pongWait},
	})
	n.handing = makeHanding()
	return n, nil
}

// batching collects what goes to devices in open rooms; direct rooms don't wait.
func batching(channel string) centrifuge.ChannelBatchConfig {
	if isOpen(channel) {
		return centrifuge.ChannelBatchConfig{MaxDelay: openDelay, MaxSize: 16}
	}
	return centrifuge.ChannelBatchConfig{}
}

// Serve lets devices in, who are answered by the rules of s.
func (n *Node) Serve(s Service) error {
	if n.service.Swap(&s) != nil {
		return errors.New("realtime: serves already")
	}
	for _, queue := range n.handing {
		go n.handOn(queue)
	}
	return n.node.Run()
}

func (n *Node) rules() Service { return *n.service.Load() }

// serving tells whether anybody can be connected.
func (n *Node) serving() bool { return n.service.Load() != nil }

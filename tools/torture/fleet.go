package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"piece/tools/harness"
)

// fleet is the program as separate services on servers of others: three chat nodes behind nginx,
// and one process with the rest.
type fleet struct {
	dir     string
	people  *harness.People
	mariadb *harness.Server
	mongo   *harness.Server // nil where messages are in MariaDB
	redis   *harness.Server
	nginx   *harness.Server
	rest    *node // everything but the chat
	nodes   []*node
}

// node is a process of ours.
type node struct {
	*harness.Process
	address, ops string
}

const nodes = 3

func launch(ctx context.Context, bin, ferretdb, nginxConfig, messages string) (f *fleet, err error) {
	dir, err := os.MkdirTemp("", "torture")
	if err != nil {
		return nil, err
	}
	f = &fleet{dir: dir}
	defer func() {
		if err != nil {
			f.stop()
		}
	}()
	if f.people, err = harness.NewPeople(); err != nil {
		return nil, err
	}
	if f.mariadb, err = harness.MariaDB(dir); err != nil {
		return nil, err
	}
	if messages == "mongodb" {
		if f.mongo, err = harness.FerretDB(dir, ferretdb); err != nil {
			return nil, err
		}
	}
	if f.redis, err = harness.Redis(dir); err != nil {
		return nil, err
	}
	if err := f.describe(bin, nginxConfig); err != nil {
		return nil, err
	}
	if err := f.rest.Start(); err != nil {
		return nil, err
	}
	for _, n := range f.nodes {
		if err := n.Start(); err != nil {
			return nil, err
		}
	}
	return f, f.ready(ctx)
}

// describe says how our own processes run, which know each other's addresses, and starts nginx,
// which is one of them.
func (f *fleet) describe(bin, nginxConfig string) error {
	addresses := make([]string, 2*nodes+3)
	for i := range addresses {
		port, err := harness.FreePort()
		if err != nil {
			return err
		}
		addresses[i] = "127.0.0.1:" + strconv.Itoa(port)
	}
	rest, restOps, inner := addresses[0], addresses[1], addresses[2]
	chat, chatOps := addresses[3:3+nodes], addresses[3+nodes:]
	shipped, err := os.ReadFile(nginxConfig)
	if err != nil {
		return err
	}
	f.nginx, err = harness.Nginx(f.dir, func(listen string) (string, error) {
		return nginxFor(string(shipped), listen, inner, rest, chat, f.dir)
	})
	if err != nil {
		return err
	}
	public := f.nginx.URL
	common := []string{
		"PIECE_ENV=production", "PIECE_HTTP_PUBLIC_URL=" + public, "PIECE_AUTH_KEYS=" + string(f.people.PEM), "PIECE_OBJECTS_SECRET=" + strings.Repeat("s", 32),
		"PIECE_OBJECTS_URL=file://" + filepath.Join(f.dir, "objects"), "PIECE_DATABASE_URL=" + f.mariadb.URL, "PIECE_HTTP_RATE_LIMIT=0", "PIECE_HTTP_TRUSTED_PROXIES=127.0.0.0/8",
		"PIECE_CHAT_CONNECTIONS_PER_ADDRESS=0", "PIECE_LOG_LEVEL=warn",
	}
	env := func(more ...string) []string { return append(append([]string(nil), common...), more...) }
	f.rest = &node{harness.Command(f.dir, "rest", env("PIECE_TARGET=account,cake,piece,gateway", "PIECE_DATA_DIR="+f.dir, "PIECE_HTTP_ADDR="+rest, "PIECE_OPS_ADDR="+restOps, "PIECE_UPSTREAM_CHAT=http://"+inner), bin, "serve"), rest, restOps}
	for i := range nodes {
		address, ops := chat[i], chatOps[i]
		p := harness.Command(f.dir, "chat"+strconv.Itoa(i), env("PIECE_TARGET=chat", "PIECE_DATA_DIR="+f.dir, "PIECE_HTTP_ADDR="+address, "PIECE_OPS_ADDR="+ops,
			"PIECE_CHAT_MESSAGES_URL="+f.messages(), "PIECE_CHAT_REALTIME_URL="+f.redis.URL,
			"PIECE_UPSTREAM_ACCOUNT=http://"+rest, "PIECE_UPSTREAM_CAKE=http://"+rest, "PIECE_UPSTREAM_PIECE=http://"+rest), bin, "serve")
		f.nodes = append(f.nodes, &node{p, address, ops})
	}
	return harness.WaitPort(context.Background(), f.nginx.Address)
}

// messages is where chat nodes keep what is said; "" for the database.
func (f *fleet) messages() string {
	if f.mongo == nil {
		return ""
	}
	return f.mongo.URL
}

// ready waits until all nodes say that they are.
func (f *fleet) ready(ctx context.Context) error {
	for _, n := range append([]*node{f.rest}, f.nodes...) {
		if err := harness.WaitReady(ctx, n.ops); err != nil {
			return fmt.Errorf("%w\n%s", err, n.Tail(10))
		}
	}
	return nil
}

func (f *fleet) stop() {
	for _, n := range f.nodes {
		n.Stop()
	}
	if f.rest != nil {
		f.rest.Stop()
	}
	for _, s := range []*harness.Server{f.nginx, f.redis, f.mongo, f.mariadb} {
		if s != nil {
			s.Kill()
		}
	}
	_ = os.RemoveAll(f.dir)
}

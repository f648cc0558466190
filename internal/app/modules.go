package app

import "piece/internal/platform/lifecycle"

// modules is the table of everything that a process can run: what --target names, what
// each part needs, and how it starts. "all" is an entry like any other.
var modules = lifecycle.Table[*house]{
	{Name: "ops", Start: startOps},
	{Name: "database", Needs: []string{"ops"}, Start: startDatabase},
	{Name: "objects", Needs: []string{"ops"}, Start: startObjects},
	{Name: "sessions", Needs: []string{"ops"}, Start: startSessions},
	{Name: "object-bin", Needs: []string{"database", "objects"}, Start: startBin},
	{Name: "server", Needs: []string{"sessions"}, Start: startServer},
	{Name: "account", Needs: []string{"database", "server"}, Start: startAccount},
	{Name: "gateway", Needs: []string{"server"}, Start: startGateway},
	{Name: "all", Needs: []string{"account", "gateway"}},
	{Name: "listen", Needs: []string{"server"}, Start: startListen},
}

// Command piece is PIECE: all of it in one process, or one part of it as a service.
// Run "piece help" for what it can do.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"

	"piece/internal/app"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := app.Main(ctx, os.Args[1:], os.Environ(), os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}

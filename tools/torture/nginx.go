package main

import "strings"

// fill puts the addresses of a run into deploy/nginx/piece.conf, whose own are those of the
// compose file.
func fill(config, listen, rest, chat, dir string) string {
	return strings.NewReplacer().Replace(config)
}

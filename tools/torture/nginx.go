package main

import "strings"

func fill(config, listen, rest, chat, dir string) string {
	return strings.NewReplacer("LISTEN", listen, "REST", rest, "CHAT_SERVERS", chat, "NGINX_DIR", dir).Replace(config)
}

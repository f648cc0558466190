package main

import (
	"fmt"
	"strings"
)

// around is what the shipped part of a configuration is put into: one that needs no rights and
// leaves nothing outside of its folder.
const around = `worker_processes 2;
pid DIR/nginx.pid;
error_log stderr warn;
events { worker_connections 4096; }
http {
access_log off;
client_body_temp_path DIR/body; proxy_temp_path DIR/proxy; fastcgi_temp_path DIR/fastcgi; uwsgi_temp_path DIR/uwsgi; scgi_temp_path DIR/scgi;
CONFIG
}`

// nginxFor puts the addresses of a run in place of those in the configuration that we ship.
func nginxFor(shipped, listen, inner, rest string, chat []string, dir string) (string, error) {
	for old, fresh := range map[string]string{
		"listen 80;":             "listen " + listen + ";",
		"listen 127.0.0.1:8090;": "listen " + inner + ";",
		"server 127.0.0.1:8080;": "server " + rest + ";",
		"server 127.0.0.1:8091 max_fails=1 fail_timeout=2s;": "server " + strings.Join(chat, " max_fails=1 fail_timeout=2s; server ") + " max_fails=1 fail_timeout=2s;",
		"server 127.0.0.1:8092 max_fails=1 fail_timeout=2s;": "",
	} {
		if strings.Count(shipped, old) != 1 {
			return "", fmt.Errorf("nginx's configuration has no single %q", old)
		}
		shipped = strings.Replace(shipped, old, fresh, 1)
	}
	return strings.NewReplacer("DIR", dir, "CONFIG", shipped).Replace(around), nil
}

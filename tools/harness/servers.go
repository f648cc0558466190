package harness

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
)

// Server is a server of another maker with its address.
type Server struct {
	*Process
	Address string // host:port
	URL     string // as our settings name it
}

// Redis starts one that keeps nothing.
func Redis(dir string) (*Server, error) {
	return listening(dir, "redis", "redis://%s", func(port string) []string {
		return []string{"redis-server", "--bind", "127.0.0.1", "--port", port, "--save", "", "--appendonly", "no", "--dir", dir}
	})
}

// MariaDB makes a fresh folder of databases with the database "piece" and serves it.
func MariaDB(dir string) (*Server, error) {
	data := filepath.Join(dir, "mysql")
	user := strconv.Itoa(os.Getuid())
	if out, err := exec.Command("id", "-un").Output(); err == nil {
		user = string(out[:len(out)-1])
	}
	if out, err := exec.Command("mariadb-install-db", "--no-defaults", "--auth-root-authentication-method=normal", "--datadir="+data, "--user="+user).CombinedOutput(); err != nil {
		return nil, fmt.Errorf("mariadb-install-db: %w: %.500s", err, out)
	}
	first := filepath.Join(dir, "first.sql")
	if err := os.WriteFile(first, []byte("CREATE DATABASE IF NOT EXISTS piece;\n"), 0o600); err != nil {
		return nil, err
	}
	binary := "mariadbd"
	if _, err := exec.LookPath(binary); err != nil {
		binary = "/usr/sbin/mariadbd"
	}
	return listening(dir, "mariadb", "mysql://root@%s/piece", func(port string) []string {
		return []string{binary, "--no-defaults", "--user=" + user, "--datadir=" + data, "--bind-address=127.0.0.1", "--port=" + port, "--socket=" + filepath.Join(dir, "mysql.sock"),
			"--init-file=" + first, "--innodb-flush-log-at-trx-commit=2", "--innodb-buffer-pool-size=128M", "--skip-log-bin"}
	})
}

// FerretDB serves the MongoDB protocol from a binary built of tools/ferretdb.
func FerretDB(dir, binary string) (*Server, error) {
	data := filepath.Join(dir, "ferretdb")
	if err := os.MkdirAll(data, 0o700); err != nil {
		return nil, err
	}
	// It reads whole tables for most questions, so many at once only make it forget all of them.
	return listening(dir, "ferretdb", "mongodb://%s/piece?maxPoolSize=6", func(port string) []string {
		return []string{binary, "-addr", "127.0.0.1:" + port, "-dir", data}
	})
}

// Nginx serves with the configuration that config gives for the address to listen at.
func Nginx(dir string, config func(listen string) (string, error)) (*Server, error) {
	binary := "nginx"
	if _, err := exec.LookPath(binary); err != nil {
		binary = "/usr/sbin/nginx"
	}
	file := filepath.Join(dir, "nginx.conf")
	var problem error
	s, err := listening(dir, "nginx", "http://%s", func(port string) []string {
		text, err := config("127.0.0.1:" + port)
		problem = errors.Join(err, os.WriteFile(file, []byte(text), 0o600))
		return []string{binary, "-p", dir, "-c", file, "-g", "daemon off;"}
	})
	return s, errors.Join(problem, err)
}

func listening(dir, name, url string, args func(port string) []string) (*Server, error) {
	port, err := FreePort()
	if err != nil {
		return nil, err
	}
	address := fmt.Sprintf("127.0.0.1:%d", port)
	s := &Server{Process: Command(dir, name, nil, args(strconv.Itoa(port))...), Address: address, URL: fmt.Sprintf(url, address)}
	if err := s.Start(); err != nil {
		return nil, err
	}
	if err := WaitPort(context.Background(), address); err != nil {
		defer s.Kill()
		return nil, fmt.Errorf("%w: %s", err, s.Tail(10))
	}
	return s, nil
}

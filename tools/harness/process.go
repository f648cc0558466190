// Package harness runs the program and the servers that it works with as processes of their own,
// on loopback and in temporary folders, for measurements and for the torture test. It stops only
// what it started.
package harness

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"time"
)

// Process is a program that may be killed, paused and started again.
type Process struct {
	Name string
	Log  string // file of what it prints

	args []string
	env  []string

	mu   sync.Mutex
	cmd  *exec.Cmd     // guarded by mu; nil when it doesn't run
	done chan struct{} // guarded by mu; closed when cmd has ended
}

// Command describes a process; it doesn't run yet. dir takes its log.
func Command(dir, name string, env []string, args ...string) *Process {
	return &Process{Name: name, Log: filepath.Join(dir, name+".log"), args: args, env: env}
}

// Start runs it.
func (p *Process) Start() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.cmd != nil {
		return fmt.Errorf("%s runs already", p.Name)
	}
	out, err := os.OpenFile(p.Log, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	defer out.Close()
	cmd := exec.Command(p.args[0], p.args[1:]...)
	cmd.Stdout, cmd.Stderr, cmd.Env = out, out, append(os.Environ(), p.env...)
	// A harness that dies takes its servers along.
	cmd.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
	if err := cmd.Start(); err != nil {
		return fmt.Errorf("%s: %w", p.Name, err)
	}
	done := make(chan struct{})
	go func() {
		_ = cmd.Wait()
		close(done)
	}()
	p.cmd, p.done = cmd, done
	return nil
}

// Pid is the process's id; 0 when it doesn't run.
func (p *Process) Pid() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.cmd == nil {
		return 0
	}
	return p.cmd.Process.Pid
}

// Signal sends a signal, such as SIGSTOP to pause it and SIGCONT to let it go on.
func (p *Process) Signal(s syscall.Signal) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.cmd == nil {
		return fmt.Errorf("%s doesn't run", p.Name)
	}
	return p.cmd.Process.Signal(s)
}

// Kill ends it at once and waits until it is gone; fine when it doesn't run.
func (p *Process) Kill() { p.end(syscall.SIGKILL, 0) }

// Stop asks it to end, and kills it when it takes longer than 20 s.
func (p *Process) Stop() { p.end(syscall.SIGTERM, 20*time.Second) }

func (p *Process) end(s syscall.Signal, patience time.Duration) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.cmd == nil {
		return
	}
	_ = p.cmd.Process.Signal(s)
	if s != syscall.SIGKILL {
		_ = p.cmd.Process.Signal(syscall.SIGCONT) // one that is paused can't end
		select {
		case <-p.done:
		case <-time.After(patience):
			_ = p.cmd.Process.Kill()
		}
	}
	<-p.done
	p.cmd = nil
}

// Tail gives the end of what it printed, to say why something went wrong.
func (p *Process) Tail(lines int) string {
	b, _ := os.ReadFile(p.Log)
	all := strings.Split(strings.TrimSpace(string(b)), "\n")
	return p.Name + ":\n" + strings.Join(all[max(0, len(all)-lines):], "\n")
}

// FreePort gives a port of 127.0.0.1 that nobody listens on.
func FreePort() (int, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return 0, err
	}
	return l.Addr().(*net.TCPAddr).Port, l.Close()
}

// WaitPort waits until somebody listens at an address.
func WaitPort(ctx context.Context, address string) error {
	return wait(ctx, address, func() bool {
		c, err := net.DialTimeout("tcp", address, time.Second)
		if err != nil {
			return false
		}
		return c.Close() == nil
	})
}

// WaitReady waits until a process of ours says at its ops address that it is ready.
func WaitReady(ctx context.Context, ops string) error {
	client := http.Client{Timeout: 2 * time.Second}
	return wait(ctx, ops, func() bool {
		res, err := client.Get("http://" + ops + "/readyz")
		if err != nil {
			return false
		}
		return res.Body.Close() == nil && res.StatusCode == http.StatusOK
	})
}

func wait(ctx context.Context, what string, there func() bool) error {
	ctx, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	for !there() {
		select {
		case <-ctx.Done():
			return errors.Join(fmt.Errorf("%s did not come up", what), ctx.Err())
		case <-time.After(50 * time.Millisecond):
		}
	}
	return nil
}

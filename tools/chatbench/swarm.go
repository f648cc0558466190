package main

import (
	"bytes"
	"errors"
	"fmt"
	"runtime"
	"sync"
	"sync/atomic"
	"time"

	"golang.org/x/sys/unix"
)

// swarm is many connections to one server, read by one thread.
type swarm struct {
	peer    peer
	sockets []*socket
	byFD    map[int]int
	epoll   int

	delivered, answered, refused, lost atomic.Int64

	measuring         atomic.Bool
	toReceive, toSend latencies // read only while not measuring

	// onAnswer, unless nil, is told which connection got an answer.
	onAnswer func(i int)
}

// connect opens n connections, spread over the addresses.
func connect(p peer, n int, origin string, addresses ...string) (*swarm, error) {
	s := &swarm{peer: p, sockets: make([]*socket, n), byFD: map[int]int{}}
	var wg sync.WaitGroup
	failures := make(chan error, n)
	few := make(chan struct{}, 32)
	for i := range n {
		wg.Go(func() {
			few <- struct{}{}
			defer func() { <-few }()
			c, err := dial(addresses[i%len(addresses)], origin)
			if err == nil {
				err = p.join(c, i)
			}
			s.sockets[i] = c
			if err != nil {
				failures <- fmt.Errorf("connection %d: %w", i, err)
			}
		})
	}
	wg.Wait()
	close(failures)
	if err := <-failures; err != nil {
		return nil, err
	}
	var err error
	if s.epoll, err = unix.EpollCreate1(0); err != nil {
		return nil, err
	}
	for i, c := range s.sockets {
		s.byFD[c.fd] = i
		if err := unix.EpollCtl(s.epoll, unix.EPOLL_CTL_ADD, c.fd, &unix.EpollEvent{Events: unix.EPOLLIN, Fd: int32(c.fd)}); err != nil {
			return nil, err
		}
	}
	go s.read()
	return s, nil
}

// close hangs up everywhere.
func (s *swarm) close() {
	for _, c := range s.sockets {
		_ = unix.EpollCtl(s.epoll, unix.EPOLL_CTL_DEL, c.fd, nil)
		_ = unix.Close(c.fd)
	}
}

func (s *swarm) read() {
	runtime.LockOSThread()
	events := make([]unix.EpollEvent, 512)
	chunk := make([]byte, 256<<10)
	for {
		n, err := unix.EpollWait(s.epoll, events, 1000)
		if errors.Is(err, unix.EINTR) {
			continue
		}
		if err != nil {
			return
		}
		measuring := s.measuring.Load()
		for _, e := range events[:n] {
			i := s.byFD[int(e.Fd)]
			c := s.sockets[i]
			k, err := unix.Read(c.fd, chunk)
			if errors.Is(err, unix.EAGAIN) || errors.Is(err, unix.EINTR) {
				continue
			}
			if err != nil || k == 0 {
				_ = unix.EpollCtl(s.epoll, unix.EPOLL_CTL_DEL, c.fd, nil)
				s.lost.Add(1)
				continue
			}
			s.take(i, c, chunk[:k], measuring)
		}
	}
}

func (s *swarm) take(i int, c *socket, data []byte, measuring bool) {
	if len(c.buf) > 0 {
		c.buf = append(c.buf, data...)
		data = c.buf
	}
	now := time.Now().UnixNano()
	for {
		op, payload, rest, whole := cut(data)
		if !whole {
			break
		}
		data = rest
		switch op {
		case opPing:
			_ = c.write(opPong, payload)
		case opClose:
			s.lost.Add(1)
		default:
			if answer := s.peer.pong(payload); answer != nil {
				_ = c.write(opText, answer)
			}
			for line := range bytes.SplitSeq(payload, []byte("\n")) {
				s.line(i, line, now, measuring)
			}
		}
	}
	c.buf = append(c.buf[:0], data...)
}

func (s *swarm) line(i int, line []byte, now int64, measuring bool) {
	if s.peer.isAnswer(line) {
		if bytes.Contains(line, []byte(`"problem"`)) || bytes.Contains(line, []byte(`"error"`)) {
			if s.refused.Add(1) <= 3 {
				fmt.Printf("refused: %.300s\n", line)
			}
		} else if at, _, ok := sentAt(line); ok && measuring {
			s.toSend.add(time.Duration(now - at))
		}
		s.answered.Add(1)
		if s.onAnswer != nil {
			s.onAnswer(i)
		}
		return
	}
	if s.peer.isAside(line) {
		return
	}
	for at, rest, ok := sentAt(line); ok; at, rest, ok = sentAt(rest) {
		s.delivered.Add(1)
		if measuring {
			s.toReceive.add(time.Duration(now - at))
		}
	}
}

package main

import (
	"bytes"
	"crypto/rand"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"net"
	"net/url"
	"sync"
	"time"

	"golang.org/x/sys/unix"
)

// socket is the client's end of a websocket, without anything that costs: one thread reads
// thousands of them.
type socket struct {
	fd  int
	buf []byte // what was read and is no whole frame yet

	mu sync.Mutex // one frame is written at a time
}

const patience = 20 * time.Second

// dial opens a websocket; origin is what a browser would say.
func dial(address, origin string) (*socket, error) {
	u, err := url.Parse(address)
	if err != nil {
		return nil, err
	}
	c, err := net.DialTimeout("tcp", u.Host, patience)
	if err != nil {
		return nil, err
	}
	defer c.Close()
	key := make([]byte, 16)
	_, _ = rand.Read(key)
	fmt.Fprintf(c, "GET %s HTTP/1.1\r\nHost: %s\r\nOrigin: %s\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: %s\r\nSec-WebSocket-Version: 13\r\n\r\n",
		u.RequestURI(), u.Host, origin, base64.StdEncoding.EncodeToString(key))
	rest, err := upgraded(c)
	if err != nil {
		return nil, err
	}
	f, err := c.(*net.TCPConn).File()
	if err != nil {
		return nil, err
	}
	defer f.Close()
	fd, err := unix.Dup(int(f.Fd()))
	if err != nil {
		return nil, err
	}
	return &socket{fd: fd, buf: rest}, errors.Join(unix.SetNonblock(fd, true), unix.SetsockoptInt(fd, unix.IPPROTO_TCP, unix.TCP_NODELAY, 1))
}

// upgraded reads the answer to the handshake and gives what came behind it.
func upgraded(c net.Conn) ([]byte, error) {
	_ = c.SetReadDeadline(time.Now().Add(patience))
	var got []byte
	chunk := make([]byte, 4096)
	for {
		n, err := c.Read(chunk)
		if err != nil {
			return nil, err
		}
		got = append(got, chunk[:n]...)
		if head, rest, whole := bytes.Cut(got, []byte("\r\n\r\n")); whole {
			if !bytes.Contains(head, []byte(" 101 ")) {
				return nil, fmt.Errorf("handshake: %.200s", got)
			}
			return bytes.Clone(rest), nil
		}
	}
}

const (
	opText, opClose, opPing, opPong = 1, 8, 9, 10
)

// write sends a frame of at most 64 kB. The mask is zero, which leaves the payload as it is.
func (s *socket) write(op byte, payload []byte) error {
	frame := make([]byte, 0, len(payload)+8)
	frame = append(frame, 0x80|op)
	if len(payload) < 126 {
		frame = append(frame, 0x80|byte(len(payload)))
	} else {
		frame = append(frame, 0x80|126, byte(len(payload)>>8), byte(len(payload)))
	}
	frame = append(append(frame, 0, 0, 0, 0), payload...)
	s.mu.Lock()
	defer s.mu.Unlock()
	for len(frame) > 0 {
		n, err := unix.Write(s.fd, frame)
		if errors.Is(err, unix.EAGAIN) {
			_, _ = unix.Poll([]unix.PollFd{{Fd: int32(s.fd), Events: unix.POLLOUT}}, 100)
			continue
		}
		if err != nil {
			return err
		}
		frame = frame[n:]
	}
	return nil
}

// cut takes the first whole frame off b.
func cut(b []byte) (op byte, payload, rest []byte, whole bool) {
	if len(b) < 2 {
		return 0, nil, b, false
	}
	length, head := int(b[1]&127), 2
	switch {
	case length == 126 && len(b) >= 4:
		length, head = int(b[2])<<8|int(b[3]), 4
	case length == 127 && len(b) >= 10:
		length, head = int(b[6])<<24|int(b[7])<<16|int(b[8])<<8|int(b[9]), 10
	case length >= 126:
		return 0, nil, b, false
	}
	if len(b) < head+length {
		return 0, nil, b, false
	}
	return b[0] & 15, b[head : head+length], b[head+length:], true
}

// await reads until a text holds want; pong answers what keeps the connection alive.
func (s *socket) await(want string, pong func(payload []byte) []byte) error {
	chunk := make([]byte, 8192)
	for end := time.Now().Add(patience); time.Now().Before(end); {
		for {
			op, payload, rest, whole := cut(s.buf)
			if !whole {
				break
			}
			found, closed := bytes.Contains(payload, []byte(want)), op == opClose
			answer := pong(payload)
			text := string(payload)
			s.buf = bytes.Clone(rest)
			switch {
			case closed:
				return fmt.Errorf("closed: %q", text)
			case answer != nil:
				if err := s.write(opText, answer); err != nil {
					return err
				}
			}
			if found {
				return nil
			}
		}
		_, _ = unix.Poll([]unix.PollFd{{Fd: int32(s.fd), Events: unix.POLLIN}}, 1000)
		n, err := unix.Read(s.fd, chunk)
		switch {
		case errors.Is(err, unix.EAGAIN), errors.Is(err, unix.EINTR):
			continue
		case err != nil:
			return err
		case n == 0:
			return io.EOF
		}
		s.buf = append(s.buf, chunk[:n]...)
	}
	return fmt.Errorf("no %q came, but %.200q", want, s.buf)
}

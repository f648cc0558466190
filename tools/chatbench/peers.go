package main

import (
	"bytes"
	"fmt"
	"strconv"
)

// peer is a chat server as its clients speak to it.
type peer interface {
	// join greets and follows the room.
	join(s *socket, i int) error
	// send gives the frame by which connection i sends a text to the room.
	send(i int, id int64, text string) []byte
	// pong gives the answer to a frame that asks whether the client lives; nil when it doesn't.
	pong(payload []byte) []byte
	// isAnswer tells whether a line answers a send rather than delivers a message.
	isAnswer(line []byte) bool
	// isAside tells whether a line that quotes a message is no delivery of it.
	isAside(line []byte) bool
}

// piece speaks the protocol of our server.
type piece struct {
	tokens []string // of connection i
	rooms  []string // of connection i
}

func (p *piece) join(s *socket, i int) error {
	if err := s.write(opText, fmt.Appendf(nil, `{"id":1,"connect":{"token":%q}}`, p.tokens[i])); err != nil {
		return err
	}
	if err := s.await(`"id":1`, p.pong); err != nil {
		return err
	}
	if err := s.write(opText, fmt.Appendf(nil, `{"id":2,"subscribe":{"channel":"room:%s"}}`, p.rooms[i])); err != nil {
		return err
	}
	return s.await(`"id":2,"subscribe"`, p.pong)
}

func (p *piece) send(i int, id int64, text string) []byte {
	return fmt.Appendf(nil, `{"id":%d,"rpc":{"method":"send","data":{"room":"%s","clientId":"bench-%08d","text":"%s"}}}`, id, p.rooms[i], id, text)
}

func (p *piece) pong(payload []byte) []byte {
	if bytes.Equal(payload, []byte("{}")) || bytes.HasPrefix(payload, []byte("{}\n")) || bytes.Contains(payload, []byte("\n{}")) {
		return []byte("{}")
	}
	return nil
}

func (p *piece) isAnswer(line []byte) bool { return bytes.HasPrefix(line, []byte(`{"id":`)) }

// News of a room reach its members beside its log, every two seconds at most.
func (p *piece) isAside(line []byte) bool {
	return bytes.HasPrefix(line, []byte(`{"push":{"channel":"news:`))
}

// socketIO speaks version 5 of its protocol to tools/chatbench/socketio/server.mjs.
type socketIO struct{ rooms []string }

func (p *socketIO) join(s *socket, i int) error {
	if err := s.await("0{", p.pong); err != nil {
		return err
	}
	if err := s.write(opText, []byte("40")); err != nil {
		return err
	}
	if err := s.await("40{", p.pong); err != nil {
		return err
	}
	if err := s.write(opText, fmt.Appendf(nil, `420["join","%s"]`, p.rooms[i])); err != nil {
		return err
	}
	return s.await("430[", p.pong)
}

// The message has the fields that ours has when it is delivered, so that both move the same
// bytes.
func (p *socketIO) send(i int, id int64, text string) []byte {
	return fmt.Appendf(nil, `42%d["send",{"seq":%d,"kind":"message","sender":"01k6zsbtbhkxn1j5rbpqgnmq8e","clientId":"bench-%08d","at":"2026-11-26T07:00:00.000000Z","text":"%s"}]`, id, id, id, text)
}

func (p *socketIO) pong(payload []byte) []byte {
	if len(payload) == 1 && payload[0] == '2' {
		return []byte("3")
	}
	return nil
}

func (p *socketIO) isAnswer(line []byte) bool { return bytes.HasPrefix(line, []byte("43")) }

func (p *socketIO) isAside([]byte) bool { return false }

// stamp marks a text with the moment at which it was sent, in nanoseconds.
const stamp = `"text":"t=`

// sentAt reads the stamp of the first message in b and gives what follows it; false when there
// is none.
func sentAt(b []byte) (at int64, rest []byte, ok bool) {
	_, after, ok := bytes.Cut(b, []byte(stamp))
	if !ok {
		return 0, nil, false
	}
	end := bytes.IndexByte(after, ' ')
	if end < 0 {
		return 0, nil, false
	}
	at, err := strconv.ParseInt(string(after[:end]), 10, 64)
	return at, after[end:], err == nil
}

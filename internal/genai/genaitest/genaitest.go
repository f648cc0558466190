// Package genaitest is a server that speaks the protocols of OpenAI (as LocalAI and
// stable-diffusion.cpp's server speak it, too) and of ComfyUI as they are documented, paints small
// colourful pictures, and has faults on demand. It counts what it is asked. It is there for tests,
// of other packages as well.
package genaitest

import (
	"encoding/base64"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
)

// What can be asked for, to give faults and to count.
const (
	Models      = "GET /v1/models"
	Chat        = "POST /v1/chat/completions"
	Generations = "POST /v1/images/generations"
	Edits       = "POST /v1/images/edits"
	Files       = "GET /files/{name}" // pictures that answers point at
	Upload      = "POST /upload/image"
	Prompt      = "POST /prompt"
	History     = "GET /history/{id}"
	Queue       = "GET /queue"
	Forget      = "POST /queue"
	Interrupt   = "POST /interrupt"
	View        = "GET /view"
	Stats       = "GET /system_stats"
)

// Key is the key that the server wants, if any is sent.
const Key = "sk-test-0123456789abcdef"

// Request is one that was made.
type Request struct {
	Header http.Header
	Body   []byte
}

// JSON reads the body.
func (r Request) JSON() map[string]any {
	var v map[string]any
	_ = json.Unmarshal(r.Body, &v) // of another form there is nothing in it
	return v
}

// Server is the server. It is safe for concurrent use.
type Server struct {
	*httptest.Server

	mu          sync.Mutex // guards what follows
	asked       map[string][]Request
	faults      map[string][]Fault
	always      map[string]Fault
	description string
	reading     string
	comfy       map[string]*job
	held        bool
}

// New runs one until the test ends. What speaks OpenAI's API is below URL + "/v1".
func New(t testing.TB) *Server {
	t.Helper()
	s := &Server{
		asked: map[string][]Request{}, faults: map[string][]Fault{}, always: map[string]Fault{}, comfy: map[string]*job{},
		description: "Deep blue dusk over still water, warm light from the left, a calm and hopeful mood.",
		reading:     `{}`,
	}
	mux := http.NewServeMux()
	for pattern, h := range map[string]http.HandlerFunc{
		Models: s.models, Chat: s.chat, Generations: s.paint, Edits: s.paint, Files: s.file,
		Upload: s.upload, Prompt: s.prompt, History: s.history, Queue: s.queue, Forget: s.forget, Interrupt: s.interrupt, View: s.file, Stats: s.stats,
	} {
		mux.HandleFunc(pattern, s.counted(pattern, h))
	}
	s.Server = httptest.NewServer(mux)
	t.Cleanup(s.Server.Close)
	return s
}

// counted writes a request down and answers it with the fault that is next.
func (s *Server) counted(pattern string, well http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			return // whoever asks is gone
		}
		s.mu.Lock()
		s.asked[pattern] = append(s.asked[pattern], Request{Header: r.Header.Clone(), Body: body})
		fault := s.always[pattern]
		if next := s.faults[pattern]; len(next) > 0 {
			fault, s.faults[pattern] = next[0], next[1:]
		}
		s.mu.Unlock()
		if fault != nil {
			fault(w, r)
			return
		}
		if key := r.Header.Get("Authorization"); key != "" && key != "Bearer "+Key {
			Unauthorized(w, r)
			return
		}
		well(w, r)
	}
}

// Break lets the next requests of a kind fail, one fault each; nil for one that is answered well.
func (s *Server) Break(pattern string, faults ...Fault) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults[pattern] = append(s.faults[pattern], faults...)
}

// BreakAll lets all further requests of a kind fail; nil ends that.
func (s *Server) BreakAll(pattern string, fault Fault) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.always[pattern] = fault
}

// Asked gives the requests of a kind so far.
func (s *Server) Asked(pattern string) []Request {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]Request(nil), s.asked[pattern]...)
}

// Paid tells how often the server was asked for something that costs money.
func (s *Server) Paid() int {
	n := 0
	for _, pattern := range []string{Chat, Generations, Edits, Prompt} {
		n += len(s.Asked(pattern))
	}
	return n
}

// Describes sets what pictures are described with.
func (s *Server) Describes(text string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.description = text
}

// Reads sets what is read on pictures: the JSON of the answer.
func (s *Server) Reads(text string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.reading = text
}

func (s *Server) models(w http.ResponseWriter, _ *http.Request) {
	answer(w, map[string]any{"object": "list", "data": []any{
		map[string]any{"id": "gpt-5.4-mini", "object": "model", "created": 1, "owned_by": "test"},
		map[string]any{"id": "gpt-image-2.5-flare", "object": "model", "created": 1, "owned_by": "test"},
	}})
}

// chat describes, and reads where a schema is told.
func (s *Server) chat(w http.ResponseWriter, _ *http.Request) {
	last := s.Asked(Chat)
	s.mu.Lock()
	text := s.description
	if last[len(last)-1].JSON()["response_format"] != nil {
		text = s.reading
	}
	s.mu.Unlock()
	answer(w, Said(text))
}

// Said is an answer of a chat.
func Said(text string) map[string]any {
	return chatAnswer(map[string]any{"role": "assistant", "content": text, "refusal": nil}, "stop")
}

func chatAnswer(message map[string]any, reason string) map[string]any {
	return map[string]any{
		"id": "chatcmpl-1", "object": "chat.completion", "created": 1, "model": "gpt-5.4-mini",
		"choices": []any{map[string]any{"index": 0, "message": message, "finish_reason": reason}},
		"usage":   map[string]any{"prompt_tokens": 900, "completion_tokens": 100, "total_tokens": 1000},
	}
}

func (s *Server) paint(w http.ResponseWriter, _ *http.Request) {
	answer(w, map[string]any{
		"created": 1, "data": []any{map[string]any{"b64_json": base64.StdEncoding.EncodeToString(Picture())}},
		"usage": map[string]any{"input_tokens": 50, "output_tokens": 1000, "total_tokens": 1050},
	})
}

func (s *Server) file(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "image/png")
	_, _ = w.Write(Picture()) // whoever asks may be gone
}

func answer(w http.ResponseWriter, v any) {
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(v) // whoever asks may be gone
}

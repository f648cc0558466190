package genaitest

import (
	"bytes"
	"encoding/json"
	"net/http"
)

// job is an order at ComfyUI.
type job struct {
	ended  bool
	failed string // the message that tells of it
}

// HoldOrders keeps orders of ComfyUI in its queue until LetOrders.
func (s *Server) HoldOrders() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.held = true
}

// LetOrders lets them end, and further ones at once.
func (s *Server) LetOrders() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.held = false
	for _, j := range s.comfy {
		j.ended = true
	}
}

// FailOrders ends those in the queue with a message, such as execution_error.
func (s *Server) FailOrders(message string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, j := range s.comfy {
		if !j.ended {
			j.ended, j.failed = true, message
		}
	}
}

// Orders tells how many are in the queue.
func (s *Server) Orders() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	n := 0
	for _, j := range s.comfy {
		if !j.ended {
			n++
		}
	}
	return n
}

func (s *Server) upload(w http.ResponseWriter, _ *http.Request) {
	all, kind := s.Asked(Upload), "input"
	if bytes.Contains(all[len(all)-1].Body, []byte("name=\"type\"\r\n\r\ntemp\r\n")) {
		kind = "temp"
	}
	answer(w, map[string]any{"name": "piece-photo.jpg", "subfolder": "", "type": kind})
}

func (s *Server) prompt(w http.ResponseWriter, _ *http.Request) {
	asked := s.Asked(Prompt)
	var order struct {
		ID     string         `json:"prompt_id"`
		Prompt map[string]any `json:"prompt"`
	}
	if json.Unmarshal(asked[len(asked)-1].Body, &order) != nil || len(order.Prompt) == 0 {
		w.WriteHeader(http.StatusBadRequest)
		answer(w, map[string]any{"error": map[string]any{"type": "no_prompt", "message": "No prompt provided"}, "node_errors": map[string]any{}})
		return
	}
	s.mu.Lock()
	s.comfy[order.ID] = &job{ended: !s.held}
	s.mu.Unlock()
	answer(w, map[string]any{"prompt_id": order.ID, "number": len(asked), "node_errors": map[string]any{}})
}

func (s *Server) history(w http.ResponseWriter, r *http.Request) {
	id := r.PathValue("id")
	s.mu.Lock()
	j := s.comfy[id]
	told := map[string]any{}
	switch {
	case j != nil && j.ended && j.failed != "":
		told[id] = map[string]any{"outputs": map[string]any{}, "status": map[string]any{"status_str": "error", "completed": false, "messages": []any{[]any{j.failed, map[string]any{}}}}}
	case j != nil && j.ended:
		told[id] = map[string]any{
			"outputs": map[string]any{"keep": map[string]any{"images": []any{map[string]any{"filename": "piece_00001_.png", "subfolder": "", "type": "output"}}}},
			"status":  map[string]any{"status_str": "success", "completed": true, "messages": []any{}},
		}
	}
	s.mu.Unlock()
	answer(w, told)
}

func (s *Server) queue(w http.ResponseWriter, _ *http.Request) {
	running := []any{}
	s.mu.Lock()
	for id, j := range s.comfy {
		if !j.ended {
			running = append(running, []any{1, id, map[string]any{}, map[string]any{}, []any{"keep"}})
		}
	}
	s.mu.Unlock()
	answer(w, map[string]any{"queue_running": running, "queue_pending": []any{}})
}

func (s *Server) forget(http.ResponseWriter, *http.Request) {} // what runs isn't in the queue

func (s *Server) interrupt(http.ResponseWriter, *http.Request) { s.FailOrders("execution_interrupted") }

func (s *Server) stats(w http.ResponseWriter, _ *http.Request) {
	answer(w, map[string]any{
		"system":  map[string]any{"os": "posix", "comfyui_version": "0.9.2"},
		"devices": []any{map[string]any{"name": "cuda:0 Test", "type": "cuda", "index": 0}},
	})
}

package genaitest

import (
	"encoding/base64"
	"net/http"
	"strconv"
	"sync"
	"time"
)

// Fault answers a request in another way.
type Fault http.HandlerFunc

// Status answers with a status and an error as OpenAI words it.
func Status(status int, code string) Fault {
	return func(w http.ResponseWriter, _ *http.Request) { refuse(w, status, code) }
}

func refuse(w http.ResponseWriter, status int, code string) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	answer(w, map[string]any{"error": map[string]any{"code": code, "type": "invalid_request_error", "param": nil, "message": "Not like this, " + Key + "."}})
}

// The faults of providers.
var (
	Unauthorized Fault = Status(http.StatusUnauthorized, "invalid_api_key")
	NoMoney      Fault = Status(http.StatusTooManyRequests, "insufficient_quota")
	NoModel      Fault = Status(http.StatusNotFound, "model_not_found")
	BadParameter Fault = Status(http.StatusBadRequest, "unknown_parameter")
	Moderated    Fault = Status(http.StatusBadRequest, "moderation_blocked")
	Failing      Fault = Status(http.StatusInternalServerError, "server_error")
	Loading      Fault = Status(http.StatusServiceUnavailable, "model_loading")

	// Refusing is a chat that says no.
	Refusing Fault = func(w http.ResponseWriter, _ *http.Request) {
		answer(w, chatAnswer(map[string]any{"role": "assistant", "content": nil, "refusal": "I can't help with that."}, "stop"))
	}
	// Filtered is a chat that was stopped.
	Filtered Fault = func(w http.ResponseWriter, _ *http.Request) {
		answer(w, chatAnswer(map[string]any{"role": "assistant", "content": "", "refusal": nil}, "content_filter"))
	}
	// Speechless is a chat that thought until its tokens were spent.
	Speechless Fault = func(w http.ResponseWriter, _ *http.Request) {
		answer(w, chatAnswer(map[string]any{"role": "assistant", "content": "", "refusal": nil}, "length"))
	}
	// Nonsense is not JSON.
	Nonsense Fault = func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		_, _ = w.Write([]byte(`{"data": [{"b64_`))
	}
	// Page is what a proxy shows.
	Page Fault = func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		w.WriteHeader(http.StatusBadGateway)
		_, _ = w.Write([]byte("<html>502 Bad Gateway</html>"))
	}
	// Elsewhere leads away.
	Elsewhere Fault = func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Location", "http://127.0.0.1:1/")
		w.WriteHeader(http.StatusFound)
	}
	// Nothing is a whole answer with no picture in it.
	Nothing Fault = func(w http.ResponseWriter, _ *http.Request) { answer(w, map[string]any{"created": 1, "data": []any{}}) }
	// Cut breaks the connection in the middle of the answer.
	Cut Fault = func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		w.Header().Set("Content-Length", "100000")
		_, _ = w.Write([]byte(`{"created": 1, "data": [{"b64_json": "iVBORw0KGgo`))
		_ = http.NewResponseController(w).Flush()
		panic(http.ErrAbortHandler)
	}
	// HungUp breaks it before the answer.
	HungUp Fault = func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }
	// WrongType paints a GIF.
	WrongType Fault = Painted(GIF())
	// Blank paints nothing but white.
	Blank Fault = Painted(White())
)

// Limited is busy, and says for how long.
func Limited(after time.Duration) Fault {
	return func(w http.ResponseWriter, _ *http.Request) {
		if after > 0 {
			w.Header().Set("Retry-After", strconv.Itoa(int(after.Seconds())))
		}
		refuse(w, http.StatusTooManyRequests, "rate_limit_exceeded")
	}
}

// Painted answers with a picture in base 64.
func Painted(picture []byte) Fault {
	return func(w http.ResponseWriter, _ *http.Request) {
		answer(w, map[string]any{"created": 1, "data": []any{map[string]any{"b64_json": base64.StdEncoding.EncodeToString(picture)}}})
	}
}

// At answers with the address of a picture, as dall-e and LocalAI do.
func At(address string) Fault {
	return func(w http.ResponseWriter, _ *http.Request) {
		answer(w, map[string]any{"created": 1, "data": []any{map[string]any{"url": address}}})
	}
}

// Says lets a chat answer with a text.
func Says(text string) Fault {
	return func(w http.ResponseWriter, _ *http.Request) { answer(w, Said(text)) }
}

// Hold keeps a request until it is let go, or whoever asks is gone. Arrived is closed when it is
// there.
type Hold struct {
	Arrived chan struct{}
	Gone    chan struct{} // closed when whoever asked didn't wait
	let     chan struct{}
	once    sync.Once
}

// NewHold gives one.
func NewHold() *Hold {
	return &Hold{Arrived: make(chan struct{}), Gone: make(chan struct{}), let: make(chan struct{})}
}

// Let lets the request go.
func (h *Hold) Let() { h.once.Do(func() { close(h.let) }) }

// Then keeps one request and answers it so.
func (h *Hold) Then(fault Fault) Fault {
	return func(w http.ResponseWriter, r *http.Request) {
		close(h.Arrived)
		select {
		case <-h.let:
			fault(w, r)
		case <-r.Context().Done():
			close(h.Gone)
		}
	}
}

package comfyclient_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"

	"piece/internal/genai"
	"piece/internal/genai/comfyclient"
	"piece/internal/genai/genaitest"
	"piece/internal/platform/clock"
)

func brush(t *testing.T, s *genaitest.Server, change ...func(*comfyclient.Config)) *comfyclient.Brush {
	t.Helper()
	c := comfyclient.Config{
		URL: s.URL, Key: genaitest.Key, Model: "sd15.safetensors", Agent: "PIECE/test", Clock: clock.NewFake(time.Date(2026, 8, 3, 3, 0, 0, 0, time.UTC)),
		Wait: func(ctx context.Context, _ time.Duration) error { return ctx.Err() },
	}
	for _, f := range change {
		f(&c)
	}
	b, err := comfyclient.New(c)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

const job = "6f962d0e-40d9-85e8-b378-7247258cadde"

var order = genai.PaintOrder{Prompt: `dusk "over" the sea, %seed%`, Seed: 7, Picture: genaitest.Photo()}

// nodes are those of the workflow that was ordered.
func nodes(t *testing.T, s *genaitest.Server) map[string]map[string]any {
	t.Helper()
	all := s.Asked(genaitest.Prompt)
	if len(all) != 1 {
		t.Fatalf("%d orders", len(all))
	}
	var o struct {
		ID     string `json:"prompt_id"`
		Prompt map[string]struct {
			Inputs map[string]any `json:"inputs"`
		} `json:"prompt"`
	}
	if err := json.Unmarshal(all[0].Body, &o); err != nil || o.ID != job {
		t.Fatalf("%s: %v", all[0].Body, err)
	}
	out := map[string]map[string]any{}
	for name, n := range o.Prompt {
		out[name] = n.Inputs
	}
	return out
}

func TestComfyUIPaintsFromWords(t *testing.T) {
	s := genaitest.New(t)
	b := brush(t, s)
	told := 0.0
	o := order
	o.Progress = func(done float64) { told = done }
	p, err := b.Paint(t.Context(), genai.Paint, o, job)
	if err != nil || !bytes.Equal(p.Bytes, genaitest.Picture()) || p.Usage.Pictures != 1 || told != 1 {
		t.Errorf("got %d bytes, %+v, %v, told %v", len(p.Bytes), p.Usage, err, told)
	}
	n := nodes(t, s)
	if n["wanted"]["text"] != order.Prompt || n["model"]["ckpt_name"] != "sd15.safetensors" || n["paint"]["seed"] != 7.0 || n["canvas"]["width"] != 512.0 || n["canvas"]["height"] != 512.0 {
		t.Errorf("ordered %v", n)
	}
	if len(s.Asked(genaitest.Upload)) != 0 || b.Model() != "sd15.safetensors" || b.Edits() {
		t.Errorf("%d photos were sent", len(s.Asked(genaitest.Upload)))
	}
}

func TestComfyUIPaintsFromAPicture(t *testing.T) {
	s := genaitest.New(t)
	b := brush(t, s, func(c *comfyclient.Config) { c.Edits, c.Size = true, "768x640" })
	if _, err := b.Paint(t.Context(), genai.Edit, order, job); err != nil {
		t.Fatal(err)
	}
	n := nodes(t, s)
	if n["photo"]["image"] != "piece-photo.jpg [temp]" || n["fitted"]["width"] != 768.0 || n["fitted"]["height"] != 640.0 {
		t.Errorf("ordered %v", n)
	}
	if sent := s.Asked(genaitest.Upload); len(sent) != 1 || !bytes.Contains(sent[0].Body, order.Picture) {
		t.Errorf("%d photos were sent", len(sent))
	}
}

// Words come from a picture: they stay one text of the workflow, and nothing in them is filled in.
func TestAWorkflowOfTheSettingsIsFilled(t *testing.T) {
	s := genaitest.New(t)
	b := brush(t, s, func(c *comfyclient.Config) {
		c.Workflow = []byte(`{"1": {"class_type": "Any", "inputs": {"text": "oil, %prompt%, bright", "noise_seed": "%seed%", "list": ["%width%", 0], "name": "a_%seed%"}}}`)
	})
	if _, err := b.Paint(t.Context(), genai.Paint, order, job); err != nil {
		t.Fatal(err)
	}
	n := nodes(t, s)["1"]
	if n["text"] != `oil, dusk "over" the sea, %seed%, bright` || n["noise_seed"] != 7.0 || n["name"] != "a_7" || n["list"].([]any)[0] != 512.0 {
		t.Errorf("ordered %v", n)
	}
}

func TestWorkflowsThatCantWork(t *testing.T) {
	for says, workflow := range map[string]string{
		"API format": `{"nodes": [], "links": []}`, "class_type": `{"1": {"inputs": {}}}`, "%prompt%": `{"1": {"class_type": "Any"}}`, "%image%": `{"1": {"class_type": "Any", "inputs": {"text": "%prompt%"}}}`,
	} {
		_, err := comfyclient.New(comfyclient.Config{URL: "http://127.0.0.1:8188", Workflow: []byte(workflow), Edits: true, Clock: clock.System{}})
		if err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%s: %v", workflow, err)
		}
	}
	if _, err := comfyclient.New(comfyclient.Config{URL: "http://127.0.0.1:8188", Clock: clock.System{}}); err == nil {
		t.Error("the built-in workflow needs no checkpoint")
	}
}

// D28: what goes wrong is told apart by whether it was run.
func TestD28_FaultsOfComfyUI(t *testing.T) {
	for _, c := range []struct {
		name    string
		pattern string
		fault   genaitest.Fault
		want    genai.Outcome
	}{
		{"no photo is taken", genaitest.Upload, genaitest.HungUp, genai.Down},
		{"a workflow that isn't valid", genaitest.Prompt, genaitest.Status(http.StatusBadRequest, ""), genai.Setup},
		{"a proxy that wants a key", genaitest.Prompt, genaitest.Unauthorized, genai.Setup},
		{"busy", genaitest.Prompt, genaitest.Limited(time.Second), genai.Busy},
		{"it fails", genaitest.Prompt, genaitest.Failing, genai.Down},
		{"the connection breaks while it is ordered", genaitest.Prompt, genaitest.HungUp, genai.Lost},
		{"nonsense", genaitest.Prompt, genaitest.Nonsense, genai.Broken},
		{"the painting is gone", genaitest.View, genaitest.Status(http.StatusNotFound, ""), genai.Lost},
		{"it can't be looked at for a moment", genaitest.History, genaitest.Failing, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := genaitest.New(t)
			s.Break(c.pattern, c.fault)
			_, err := brush(t, s, func(c *comfyclient.Config) { c.Edits = true }).Paint(t.Context(), genai.Edit, order, job)
			if genai.OutcomeOf(err) != c.want {
				t.Errorf("got %v, want %q", err, c.want)
			}
			if n := len(s.Asked(genaitest.Prompt)); n > 1 {
				t.Errorf("ordered %d times", n)
			}
			if err != nil && (strings.Contains(err.Error(), "sk-test") || strings.Contains(err.Error(), "dusk") || strings.Contains(err.Error(), "127.0.0.1")) {
				t.Errorf("D05: the error tells %q", err)
			}
		})
	}
}

func TestHowOrdersEnd(t *testing.T) {
	for message, want := range map[string]genai.Outcome{"execution_error": genai.Broken, "execution_interrupted": genai.Lost} {
		s := genaitest.New(t)
		s.HoldOrders()
		looks := 0
		b := brush(t, s, func(c *comfyclient.Config) {
			c.Wait = func(ctx context.Context, _ time.Duration) error {
				if looks++; looks == 3 {
					s.FailOrders(message)
				}
				return ctx.Err()
			}
		})
		if _, err := b.Paint(t.Context(), genai.Paint, order, job); genai.OutcomeOf(err) != want || looks != 3 {
			t.Errorf("%s: %v after %d looks", message, err, looks)
		}
	}
}

// Who gives up, and what takes too long, doesn't keep ComfyUI busy; a process that stops does, for
// the next one fetches the painting.
func TestOrdersAreCalledOff(t *testing.T) {
	for _, c := range []struct {
		name  string
		why   error
		calls int
	}{{"given up", genai.ErrGivenUp, 1}, {"too long", context.DeadlineExceeded, 1}, {"the process stops", errors.New("stop"), 0}} {
		t.Run(c.name, func(t *testing.T) {
			s := genaitest.New(t)
			s.HoldOrders()
			ctx, cancel := context.WithCancelCause(t.Context())
			if errors.Is(c.why, context.DeadlineExceeded) {
				var over context.CancelFunc
				ctx, over = context.WithDeadline(t.Context(), time.Now().Add(200*time.Millisecond)) // a call has a real one
				defer over()
			}
			b := brush(t, s, func(b *comfyclient.Config) {
				b.Wait = func(ctx context.Context, _ time.Duration) error {
					if !errors.Is(c.why, context.DeadlineExceeded) {
						cancel(c.why)
					}
					<-ctx.Done()
					return ctx.Err()
				}
			})
			if _, err := b.Paint(ctx, genai.Paint, order, job); genai.OutcomeOf(err) != genai.Lost {
				t.Errorf("got %v", err)
			}
			if n := len(s.Asked(genaitest.Interrupt)); n != c.calls || s.Orders() != 1-c.calls {
				t.Errorf("interrupted %d times, %d orders left", n, s.Orders())
			}
		})
	}
}

func TestPaintingsAreFetched(t *testing.T) {
	s := genaitest.New(t)
	if _, err := brush(t, s).Fetch(t.Context(), job, nil); genai.OutcomeOf(err) != genai.Lost {
		t.Errorf("of nobody: %v", err)
	}
	s.HoldOrders()
	ctx, cancel := context.WithCancelCause(t.Context())
	b := brush(t, s, func(c *comfyclient.Config) {
		c.Wait = func(ctx context.Context, _ time.Duration) error {
			cancel(errors.New("stop"))
			return ctx.Err()
		}
	})
	if _, err := b.Paint(ctx, genai.Paint, order, job); err == nil {
		t.Fatal("it is painted although it is held")
	}
	again := brush(t, s, func(c *comfyclient.Config) {
		c.Wait = func(ctx context.Context, _ time.Duration) error {
			s.LetOrders()
			return ctx.Err()
		}
	})
	for _, why := range []string{"it runs", "it is done"} {
		if p, err := again.Fetch(t.Context(), job, nil); err != nil || len(p.Bytes) == 0 {
			t.Errorf("%s: %v", why, err)
		}
	}
	if n := len(s.Asked(genaitest.Prompt)); n != 1 {
		t.Errorf("ordered %d times", n)
	}
	if a, err := again.Ask(t.Context()); err != nil || a.System.Version != "0.9.2" || len(a.Devices) != 1 {
		t.Errorf("it is %+v, %v", a, err)
	}
}

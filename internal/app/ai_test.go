package app

import (
	"bytes"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"piece/internal/genai"
	"piece/internal/genai/genaitest"
	"piece/internal/platform/clock"
	"piece/internal/platform/observe"
)

// aiState is what a person is told of the AI.
type aiState struct {
	Provider *struct {
		Name          string
		Paints, Reads bool
	}
	Agreed    bool
	AgreedAt  *time.Time
	Paintings struct {
		Limit, Left int
		ResetsAt    time.Time
	}
	Paused  string
	Seconds int
}

func (v *visitor) ai() (s aiState) {
	v.t.Helper()
	v.must(http.StatusOK, "GET", "/api/v1/ai", nil, &s)
	return s
}

func TestAPersonAgreesToTheAI(t *testing.T) {
	provider := genaitest.New(t)
	s := open(t, "PIECE_AI_PROVIDER=openai", "PIECE_AI_URL="+provider.URL, "PIECE_AI_KEY="+genaitest.Key, "PIECE_AI_VISION_MODEL=eyes", "PIECE_AI_LABEL=우리 서버", "PIECE_AI_PAINTINGS_PER_DAY=4")
	mona := s.join(t, "mona")
	if got := mona.ai(); got.Provider == nil || got.Provider.Name != "우리 서버" || !got.Provider.Paints || !got.Provider.Reads || got.Agreed || got.AgreedAt != nil || got.Paintings.Left != 4 || got.Paused != "" || got.Seconds == 0 {
		t.Errorf("in the beginning: %+v", got)
	}
	status, body := mona.send("PUT", "/api/v1/ai/consent", map[string]any{"provider": "OpenAI"})
	if status != http.StatusConflict || !strings.Contains(string(body), `"ai_provider"`) {
		t.Errorf("agreeing to another one: %d %s", status, body)
	}
	mona.must(http.StatusNoContent, "PUT", "/api/v1/ai/consent", map[string]any{"provider": "우리 서버"}, nil)
	if got := mona.ai(); !got.Agreed || got.AgreedAt == nil {
		t.Errorf("agreed: %+v", got)
	}
	for range 2 {
		mona.must(http.StatusNoContent, "DELETE", "/api/v1/ai/consent", nil, nil)
	}
	if got := mona.ai(); got.Agreed {
		t.Errorf("taken back: %+v", got)
	}
	if n := provider.Paid(); n != 0 || strings.Contains(s.logged(), genaitest.Key) {
		t.Errorf("%d requests; %s", n, s.logged())
	}
}

func TestWithoutASettingThereIsNoAI(t *testing.T) {
	mona := open(t).join(t, "mona")
	if got := mona.ai(); got.Provider != nil || got.Agreed || got.Paintings.Limit != 0 {
		t.Errorf("have %+v", got)
	}
}

// Who looks and paints, by the settings.
func TestWhoProvidesTheAI(t *testing.T) {
	flow := filepath.Join(t.TempDir(), "flow.json")
	if err := os.WriteFile(flow, []byte(`{"1": {"class_type": "Any", "inputs": {"text": "%prompt%"}}}`), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		flags string
		want  genai.About
	}{
		{"-ai.provider=openai -ai.key=k", genai.About{Name: "OpenAI", Model: "gpt-image-2.5-flare", Paints: true, Sees: true, Reads: true}},
		{"-ai.provider=openai -ai.key=k -ai.mode=edit", genai.About{Name: "OpenAI", Model: "gpt-image-2.5-flare", Paints: true, Edits: true, Sees: true, Reads: true}},
		{"-ai.provider=openai -ai.key=k -ai.image_model=none", genai.About{Name: "OpenAI", Sees: true, Reads: true}},
		{"-ai.provider=openai -ai.key=k -ai.vision_model=none", genai.About{Name: "OpenAI", Model: "gpt-image-2.5-flare", Paints: true}},
		{"-ai.provider=openai -ai.url=http://localhost:8080 -ai.dialect=localai -ai.image_model=sd-3.5 -ai.vision_model=minicpm-v", genai.About{Name: "LocalAI", Model: "sd-3.5", Paints: true, Sees: true, Reads: true}},
		{"-ai.provider=openai -ai.url=https://models.example/v1 -ai.image_model=paints -ai.vision_model=sees", genai.About{Name: "models.example", Model: "paints", Paints: true, Sees: true, Reads: true}},
		{"-ai.provider=openai -ai.url=http://localhost:1234 -ai.dialect=sdcpp", genai.About{Name: "stable-diffusion.cpp", Model: "sd-cpp-local", Paints: true}},
		{"-ai.provider=openai -ai.url=http://localhost:1234 -ai.dialect=sdcpp -ai.vision_url=https://api.openai.com/v1 -ai.vision_key=k", genai.About{Name: "stable-diffusion.cpp, OpenAI", Model: "sd-cpp-local", Paints: true, Sees: true, Reads: true}},
		{"-ai.provider=comfyui -ai.url=http://localhost:8188 -ai.image_model=sd15.safetensors -ai.label=Atelier", genai.About{Name: "Atelier", Model: "sd15.safetensors", Paints: true}},
		{"-ai.provider=comfyui -ai.url=http://localhost:8188 -ai.workflow=" + flow, genai.About{Name: "ComfyUI", Model: "ComfyUI", Paints: true}},
		{"", genai.About{}},
	} {
		config, err := LoadConfig(strings.Fields(c.flags), nil)
		if err != nil {
			t.Errorf("%s: %v", c.flags, err)
			continue
		}
		walls, err := (&house{config: config, version: "test", clock: clock.System{}, metrics: observe.NewRegistry()}).aiWalls()
		if err != nil {
			t.Errorf("%s: %v", c.flags, err)
			continue
		}
		if got := genai.New(genai.Deps{Eyes: walls.Eyes(), Brush: walls.Brush(), Name: walls.name}).About(); got != c.want {
			t.Errorf("%s: have %+v, want %+v", c.flags, got, c.want)
		}
	}
}

func TestAISettingsThatCantWork(t *testing.T) {
	for _, c := range []struct{ flags, says string }{
		{"-ai.provider=dalle", "ai.provider"},
		{"-ai.key=s3cret", "ai.provider"},
		{"-ai.provider=comfyui", "ai.url"},
		{"-ai.provider=openai -ai.url=localhost:8080", "ai.url"},
		{"-ai.provider=openai -ai.url=http://user:s3cret@localhost:8080", "ai.key"},
		{"-ai.provider=openai -ai.dialect=french", "ai.dialect"},
		{"-ai.mode=paint", "ai.mode"},
		{"-ai.image_size=big", "ai.image_size"},
		{"-ai.styles=oil,crayon", "crayon"},
		{"-ai.timeout=0s", "ai.timeout"},
		{"-ai.timeout=2h", "ai.timeout"},
		{"-ai.workers=0", "ai.workers"},
		{"-ai.budget_per_day=-1", "ai.budget_per_day"},
		{"-ai.price_picture=-1", "ai.price_picture"},
		{"-ai.paintings_per_day=-1", "ai.paintings_per_day"},
		{"-ai.picture_hosts=https://pictures.example/", "ai.picture_hosts"},
		{"-ai.budget_per_day=+Inf", "ai.budget_per_day"},
		{"-ai.price_in=NaN", "ai.price_in"},
		{"-ai.image_model=" + strings.Repeat("m", 129), "ai.image_model"},
		{"-ai.label=" + strings.Repeat("나", 129), "ai.label"},
	} {
		if _, err := LoadConfig(strings.Fields(c.flags), nil); err == nil || !strings.Contains(err.Error(), c.says) || strings.Contains(err.Error(), "s3cret") {
			t.Errorf("%s: %v", c.flags, err)
		}
	}
}

// piece ai check tells what works, what it takes, and what to do about what doesn't.
func TestAICheck(t *testing.T) {
	for _, c := range []struct {
		name  string
		flags string // beside the address
		fault func(s *genaitest.Server)
		code  int
		says  []string
		paid  int
	}{
		{"all is well", "-ai.provider=openai -ai.dialect=openai -ai.vision_model=gpt-5.4-mini -ai.image_model=gpt-image-2.5-flare", nil, 0,
			[]string{"2 models, gpt-5.4-mini among them", "for 0.395 USD at most: piece ai check --paint"}, 0},
		{"for real", "--paint -ai.provider=openai -ai.dialect=openai -ai.vision_model=gpt-5.4-mini -ai.image_model=gpt-image-2.5-flare", nil, 0,
			[]string{"takes 0.395 USD at most", "Deep blue dusk", `{"title":"파도의 노래"}`, "a png of 384×384 pixels", "about 0.2 USD"}, 3},
		{"a wrong key", "-ai.provider=openai -ai.key=sk-wrong -ai.image_model=x", nil, 1, []string{"FAILED", "401", "ai.key is wrong"}, 0},
		{"no money", "--paint -ai.provider=openai -ai.dialect=openai -ai.image_model=x", func(s *genaitest.Server) { s.Break(genaitest.Generations, genaitest.NoMoney) }, 1, []string{"insufficient_quota", "no money"}, 1},
		{"no key", "-ai.provider=openai -ai.dialect=openai -ai.image_model=x -ai.vision_model=y", func(s *genaitest.Server) { s.Break(genaitest.Models, genaitest.Unauthorized) }, 1, []string{"ai.key is empty"}, 0},
		{"nothing may be spent", "-ai.provider=openai -ai.image_model=x -ai.budget_per_day=0", nil, 0, []string{"the money of the day is spent"}, 0},
		{"nonsense", "--paint -ai.provider=openai -ai.image_model=x", func(s *genaitest.Server) { s.Break(genaitest.Generations, genaitest.Nonsense) }, 1, []string{"ai.dialect"}, 1},
		{"a GIF", "--paint -ai.provider=openai -ai.image_model=x", func(s *genaitest.Server) { s.Break(genaitest.Generations, genaitest.WrongType) }, 1, []string{"no picture"}, 1},
		{"it is down", "-ai.provider=openai -ai.image_model=x", func(s *genaitest.Server) { s.Close() }, 1, []string{"no connection", "Does it run"}, 0},
		{"another model", "-ai.provider=openai -ai.image_model=x", nil, 0, []string{"x is not among them"}, 0},
		{"ComfyUI", "--paint -ai.provider=comfyui -ai.image_model=sd15.safetensors -ai.price_picture=0", nil, 0, []string{"ComfyUI 0.9.2", "1 pictures", "about 0 USD"}, 1},
		{"nothing is set up", "", nil, 1, []string{"no AI is set up"}, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := genaitest.New(t)
			s.Reads(`{"title":"파도의 노래"}`)
			if c.fault != nil {
				c.fault(s)
			}
			args := append([]string{"ai", "check"}, strings.Fields(c.flags)...)
			if c.flags != "" {
				args = append(args, "-ai.url="+s.URL)
			}
			var out, errs bytes.Buffer
			if code := Main(t.Context(), args, nil, &out, &errs); code != c.code {
				t.Errorf("code %d: %s%s", code, &out, &errs)
			}
			for _, words := range c.says {
				if !strings.Contains(out.String()+errs.String(), words) {
					t.Errorf("it doesn't say %q: %s%s", words, &out, &errs)
				}
			}
			if s.Paid() != c.paid || strings.Contains(out.String()+errs.String(), "sk-") {
				t.Errorf("%d requests were paid, want %d; %s%s", s.Paid(), c.paid, &out, &errs)
			}
		})
	}
}

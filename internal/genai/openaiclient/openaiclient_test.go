package openaiclient_test

import (
	"bytes"
	"context"
	"encoding/json"
	"mime"
	"mime/multipart"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"piece/internal/genai"
	"piece/internal/genai/genaitest"
	"piece/internal/genai/openaiclient"
	"piece/internal/platform/clock"
)

func config(s *genaitest.Server, change ...func(*openaiclient.Config)) openaiclient.Config {
	c := openaiclient.Config{URL: s.URL + "/v1", Key: genaitest.Key, Dialect: openaiclient.OpenAI, Model: "gpt-image-2.5-flare", Agent: "PIECE/test", Clock: clock.NewFake(time.Date(2026, 8, 3, 3, 0, 0, 0, time.UTC))}
	for _, f := range change {
		f(&c)
	}
	return c
}

func brush(t *testing.T, s *genaitest.Server, change ...func(*openaiclient.Config)) *openaiclient.Brush {
	t.Helper()
	b, err := openaiclient.NewBrush(config(s, change...))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func eyes(t *testing.T, s *genaitest.Server, change ...func(*openaiclient.Config)) *openaiclient.Eyes {
	t.Helper()
	e, err := openaiclient.NewEyes(config(s, append([]func(*openaiclient.Config){func(c *openaiclient.Config) { c.Model = "gpt-5.4-mini" }}, change...)...))
	if err != nil {
		t.Fatal(err)
	}
	return e
}

var (
	order = genai.PaintOrder{Prompt: "dusk over the sea", Seed: 7}
	look  = genai.DescribeOrder{Picture: genaitest.Photo(), Instructions: "What colours?", MaxRunes: 200}
	read  = genai.ReadOrder{Picture: genaitest.Photo(), Instructions: "What is printed?", SchemaName: "ticket", Schema: json.RawMessage(`{"type":"object","properties":{"title":{"type":"string"}},"required":["title"],"additionalProperties":false}`)}
)

// only gives the body of the only request of a kind.
func only(t *testing.T, s *genaitest.Server, pattern string) map[string]any {
	t.Helper()
	all := s.Asked(pattern)
	if len(all) != 1 {
		t.Fatalf("%d requests, want one", len(all))
	}
	for name := range all[0].Header {
		if strings.HasPrefix(name, "X-Stainless") {
			t.Errorf("the server is told of this machine: %s", name)
		}
	}
	if got := all[0].Header.Get("User-Agent"); got != "PIECE/test" {
		t.Errorf("asked as %q", got)
	}
	return all[0].JSON()
}

func TestAPictureIsDescribed(t *testing.T) {
	s := genaitest.New(t)
	told, err := eyes(t, s).Describe(t.Context(), look)
	if err != nil || !strings.Contains(told.Text, "dusk") || told.Usage != (genai.Usage{TokensIn: 900, TokensOut: 100}) {
		t.Errorf("got %+v, %v", told, err)
	}
	body := only(t, s, genaitest.Chat)
	if body["model"] != "gpt-5.4-mini" || body["max_completion_tokens"] == nil || body["max_tokens"] != nil || body["response_format"] != nil {
		t.Errorf("asked %v", body)
	}
	if text := string(s.Asked(genaitest.Chat)[0].Body); !strings.Contains(text, `"data:image/jpeg;base64,`) || !strings.Contains(text, "What colours?") {
		t.Errorf("asked %.300s", text)
	}
}

func TestAPictureIsReadByASchema(t *testing.T) {
	s := genaitest.New(t)
	for answer, want := range map[string]string{
		`{"title":"파도의 노래"}`:                              `{"title":"파도의 노래"}`,
		"```json\n{\"title\":\"파도\"}\n```":                `{"title":"파도"}`,
		`Here it is: {"title":"{파도}"} I hope that helps.`: `{"title":"{파도}"}`,
		`I see no ticket here.`:                           `I see no ticket here.`, // whoever asked says that it is broken
	} {
		s.Reads(answer)
		told, err := eyes(t, s).Read(t.Context(), read)
		if err != nil || told.Text != want {
			t.Errorf("%q: got %q, %v", answer, told.Text, err)
		}
	}
	format, _ := s.Asked(genaitest.Chat)[0].JSON()["response_format"].(map[string]any)
	schema, _ := format["json_schema"].(map[string]any)
	if format["type"] != "json_schema" || schema["name"] != "ticket" || schema["strict"] != true || schema["schema"].(map[string]any)["type"] != "object" {
		t.Errorf("asked for %v", format)
	}
}

// What each dialect is told of a painting.
func TestPaintingIsAskedForInTheDialect(t *testing.T) {
	for _, c := range []struct {
		name    string
		change  func(*openaiclient.Config)
		want    map[string]any // fields and values
		without []string
	}{
		{"OpenAI", func(*openaiclient.Config) {},
			map[string]any{"model": "gpt-image-2.5-flare", "prompt": "dusk over the sea", "size": "1024x1024", "quality": "medium"}, []string{"response_format", "seed", "n", "style"}},
		{"an old model of OpenAI's kind", func(c *openaiclient.Config) { c.Dialect, c.Model = openaiclient.Auto, "dall-e-3" },
			map[string]any{"model": "dall-e-3", "response_format": "b64_json"}, []string{"quality", "seed"}},
		{"settings", func(c *openaiclient.Config) { c.Size, c.Quality = "1536x1536", "high" },
			map[string]any{"size": "1536x1536", "quality": "high"}, nil},
		{"LocalAI", func(c *openaiclient.Config) { c.Dialect, c.Model = openaiclient.Auto, "sd-1.5" },
			map[string]any{"model": "sd-1.5", "response_format": "b64_json", "seed": 7.0, "size": "512x512"}, []string{"quality"}},
		{"stable-diffusion.cpp", func(c *openaiclient.Config) { c.Dialect, c.Model = openaiclient.SDCpp, "" },
			map[string]any{"model": "sd-cpp-local", "prompt": `dusk over the sea <sd_cpp_extra_args>{"seed":7}</sd_cpp_extra_args>`, "size": "512x512"}, []string{"response_format", "seed", "quality"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := genaitest.New(t)
			p, err := brush(t, s, c.change).Paint(t.Context(), genai.Paint, order, "job")
			if err != nil || !bytes.Equal(p.Bytes, genaitest.Picture()) || p.Usage.Pictures != 1 || p.Usage.TokensOut != 1000 {
				t.Errorf("got %d bytes, %+v, %v", len(p.Bytes), p.Usage, err)
			}
			body := only(t, s, genaitest.Generations)
			for field, want := range c.want {
				if body[field] != want {
					t.Errorf("%s is %v, want %v", field, body[field], want)
				}
			}
			for _, field := range c.without {
				if _, ok := body[field]; ok {
					t.Errorf("%s is told: %v", field, body[field])
				}
			}
		})
	}
}

// What a photo makes a model say must not become arguments of the server.
func TestAPromptBringsNoArgumentsAlong(t *testing.T) {
	s := genaitest.New(t)
	o := genai.PaintOrder{Prompt: `sea <sd_cpp_sd_cpp_extra_argsextra_args>{"width":8192}</sd_cpp_extra_args>|people`, Seed: 1<<62 + 9}
	if _, err := brush(t, s, func(c *openaiclient.Config) { c.Dialect = openaiclient.SDCpp }).Paint(t.Context(), genai.Paint, o, ""); err != nil {
		t.Fatal(err)
	}
	prompt, _ := s.Asked(genaitest.Generations)[0].JSON()["prompt"].(string)
	if strings.Count(prompt, "<sd_cpp_extra_args>") != 1 || !strings.HasSuffix(prompt, `<sd_cpp_extra_args>{"seed":9}</sd_cpp_extra_args>`) {
		t.Errorf("asked for %q", prompt)
	}
	if _, err := brush(t, s, func(c *openaiclient.Config) { c.Dialect = openaiclient.LocalAI }).Paint(t.Context(), genai.Paint, o, ""); err != nil {
		t.Fatal(err)
	}
	if prompt, _ := s.Asked(genaitest.Generations)[1].JSON()["prompt"].(string); strings.Contains(prompt, "|") {
		t.Errorf("asked for %q", prompt)
	}
}

func TestPaintingFromAPicture(t *testing.T) {
	o := order
	o.Picture = genaitest.Photo()
	for _, d := range []openaiclient.Dialect{openaiclient.OpenAI, openaiclient.SDCpp} {
		s := genaitest.New(t)
		p, err := brush(t, s, func(c *openaiclient.Config) { c.Dialect, c.Edits = d, true }).Paint(t.Context(), genai.Edit, o, "")
		if err != nil || len(p.Bytes) == 0 {
			t.Fatal(err)
		}
		asked := s.Asked(genaitest.Edits)[0]
		_, params, err := mime.ParseMediaType(asked.Header.Get("Content-Type"))
		if err != nil {
			t.Fatal(err)
		}
		form, err := multipart.NewReader(bytes.NewReader(asked.Body), params["boundary"]).ReadForm(1 << 20)
		if err != nil || len(form.File["image"]) != 1 || form.File["image"][0].Header.Get("Content-Type") != "image/jpeg" || !strings.HasPrefix(form.Value["prompt"][0], "dusk") || form.Value["size"] == nil {
			t.Errorf("%s: asked for %+v, %v", d, form, err)
		}
	}
	s := genaitest.New(t)
	if _, err := brush(t, s, func(c *openaiclient.Config) { c.Dialect, c.Edits = openaiclient.LocalAI, true }).Paint(t.Context(), genai.Edit, o, ""); err != nil {
		t.Fatal(err)
	}
	if body := only(t, s, genaitest.Generations); body["file"] == nil || body["ref_images"] == nil {
		t.Error("LocalAI isn't given the picture")
	}
}

// says answers a body that is called JSON.
func says(status int, body string) genaitest.Fault {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(status)
		_, _ = w.Write([]byte(body))
	}
}

// D28: what goes wrong is told apart by whether it was run, and so paid.
func TestD28_FaultsOfPainting(t *testing.T) {
	for _, c := range []struct {
		name  string
		fault genaitest.Fault
		want  genai.Outcome
		after time.Duration
	}{
		{"a wrong key", genaitest.Unauthorized, genai.Setup, 0},
		{"no such model", genaitest.NoModel, genai.Setup, 0},
		{"a parameter it doesn't know", genaitest.BadParameter, genai.Setup, 0},
		{"an account without money", genaitest.NoMoney, genai.Setup, 0},
		{"a redirect", genaitest.Elsewhere, genai.Setup, 0},
		{"too many requests", genaitest.Limited(37 * time.Second), genai.Busy, 37 * time.Second},
		{"too many requests, for how long it doesn't say", genaitest.Limited(0), genai.Busy, 0},
		{"a model that is loaded", genaitest.Loading, genai.Busy, 0},
		{"a server that fails", genaitest.Failing, genai.Down, 0},
		{"a page of a proxy", genaitest.Page, genai.Down, 0},
		{"a proxy that lost patience", genaitest.Status(http.StatusGatewayTimeout, ""), genai.Lost, 0},
		{"moderation", genaitest.Moderated, genai.Refused, 0},
		{"another moderation", genaitest.Status(http.StatusBadRequest, "content_policy_violation"), genai.Refused, 0},
		{"an answer that breaks off", genaitest.Cut, genai.Lost, 0},
		{"a connection that breaks", genaitest.HungUp, genai.Lost, 0},
		{"nonsense", genaitest.Nonsense, genai.Broken, 0},
		{"no picture", genaitest.Nothing, genai.Broken, 0},
		{"an error that is a text", func(w http.ResponseWriter, _ *http.Request) {
			w.WriteHeader(http.StatusInternalServerError)
			_, _ = w.Write([]byte(`{"error":"generate_image returned no results"}`))
		}, genai.Down, 0},
		{"a key that comes back", says(http.StatusBadRequest, `{"error":{"code":"`+genaitest.Key+`","param":"x`+genaitest.Key+`"}}`), genai.Setup, 0},
		{"base 64 that is none", func(w http.ResponseWriter, _ *http.Request) {
			_, _ = w.Write([]byte(`{"created":1,"data":[{"b64_json":"***"}]}`))
		}, genai.Broken, 0},
		{"null", says(http.StatusOK, "null"), genai.Broken, 0},
		{"a list", says(http.StatusOK, "[]"), genai.Broken, 0},
		{"nothing at all", says(http.StatusNoContent, ""), genai.Broken, 0},
		{"an empty body", says(http.StatusOK, ""), genai.Broken, 0},
		{"a redirect in JSON", says(http.StatusTemporaryRedirect, `{"data":[]}`), genai.Setup, 0},
		{"an address that isn't allowed", genaitest.At("http://169.254.169.254/latest/meta-data"), genai.Broken, 0},
		{"no address", genaitest.At("file:///etc/passwd"), genai.Broken, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := genaitest.New(t)
			s.Break(genaitest.Generations, c.fault)
			_, err := brush(t, s).Paint(t.Context(), genai.Paint, order, "")
			failed, ok := err.(*genai.Error)
			if !ok || failed.Outcome != c.want || failed.RetryAfter != c.after {
				t.Fatalf("got %v (%+v), want %s after %s", err, failed, c.want, c.after)
			}
			if len(s.Asked(genaitest.Generations)) != 1 {
				t.Errorf("asked %d times", len(s.Asked(genaitest.Generations)))
			}
			if text := err.Error(); strings.Contains(text, "sk-test") || strings.Contains(text, "dusk") || strings.Contains(text, "127.0.0.1") {
				t.Errorf("D05: the error tells %q", text)
			}
		})
	}
}

func TestD28_FaultsOfLooking(t *testing.T) {
	for _, c := range []struct {
		name  string
		fault genaitest.Fault
		want  genai.Outcome
	}{
		{"a refusal", genaitest.Refusing, genai.Refused},
		{"a filter", genaitest.Filtered, genai.Refused},
		{"a filter before", genaitest.Status(http.StatusBadRequest, "content_filter"), genai.Refused},
		{"thoughts without an answer", genaitest.Speechless, genai.Broken},
		{"an empty answer", genaitest.Says(" "), genai.Broken},
		{"no choice", genaitest.Nothing, genai.Broken},
		{"null", says(http.StatusOK, "null"), genai.Broken},
		{"nothing at all", says(http.StatusNoContent, ""), genai.Broken},
		{"nonsense", genaitest.Nonsense, genai.Broken},
		{"an answer that breaks off", genaitest.Cut, genai.Lost},
		{"a wrong key", genaitest.Unauthorized, genai.Setup},
		{"too many requests", genaitest.Limited(time.Second), genai.Busy},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := genaitest.New(t)
			s.Break(genaitest.Chat, c.fault)
			if _, err := eyes(t, s).Describe(t.Context(), look); genai.OutcomeOf(err) != c.want {
				t.Errorf("got %v, want %s", err, c.want)
			}
		})
	}
}

// D28: who is not waited for may have painted, who was not reached has not.
func TestD28_NoAnswerInTimeAndNobodyThere(t *testing.T) {
	s := genaitest.New(t)
	hold := genaitest.NewHold()
	s.Break(genaitest.Generations, hold.Then(genaitest.Nothing))
	ctx, cancel := context.WithCancel(t.Context())
	go func() {
		<-hold.Arrived
		cancel()
	}()
	if _, err := brush(t, s).Paint(ctx, genai.Paint, order, ""); genai.OutcomeOf(err) != genai.Lost {
		t.Errorf("got %v", err)
	}
	<-hold.Gone // it isn't kept working for nobody

	l, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	nobody := "http://" + l.Addr().String()
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := brush(t, s, func(c *openaiclient.Config) { c.URL = nobody }).Paint(t.Context(), genai.Paint, order, ""); genai.OutcomeOf(err) != genai.Down {
		t.Errorf("nobody there: %v", err)
	}
}

// D27: an address inside an answer is asked at the provider itself and at hosts of the settings only,
// and those don't lead inside.
func TestD27_PicturesAreFetchedFromKnownPlacesOnly(t *testing.T) {
	s, other := genaitest.New(t), genaitest.New(t)
	paint := func(address string, change ...func(*openaiclient.Config)) ([]byte, error) {
		s.Break(genaitest.Generations, genaitest.At(address))
		p, err := brush(t, s, change...).Paint(t.Context(), genai.Paint, order, "")
		return p.Bytes, err
	}
	if b, err := paint(s.URL + "/files/a.png"); err != nil || !bytes.Equal(b, genaitest.Picture()) {
		t.Errorf("at the provider: %v", err)
	}
	if _, err := paint(other.URL + "/files/a.png"); genai.OutcomeOf(err) != genai.Broken {
		t.Errorf("elsewhere: %v", err)
	}
	allowed := func(c *openaiclient.Config) { c.PictureHosts = []string{strings.TrimPrefix(other.URL, "http://")} }
	if _, err := paint(other.URL+"/files/a.png", allowed); genai.OutcomeOf(err) != genai.Broken {
		t.Errorf("a known host at a private address: %v", err)
	}
	if n := len(other.Asked(genaitest.Files)); n != 0 {
		t.Errorf("the other server was asked %d times", n)
	}
	s.Break(genaitest.Files, genaitest.Status(http.StatusForbidden, "expired"))
	if _, err := paint(s.URL + "/files/a.png"); genai.OutcomeOf(err) != genai.Broken {
		t.Errorf("expired: %v", err)
	}
	if b, err := paint("data:image/png;base64,iVBORw0KGgo="); err != nil || len(b) != 8 {
		t.Errorf("in the address itself: %v", err)
	}
}

func TestModelsAreListedAndTheEnvironmentIsIgnored(t *testing.T) {
	s := genaitest.New(t)
	t.Setenv("OPENAI_BASE_URL", "http://127.0.0.1:1/")
	t.Setenv("OPENAI_API_KEY", "sk-of-somebody-else")
	t.Setenv("OPENAI_ORG_ID", "org-of-somebody-else")
	b := brush(t, s, func(c *openaiclient.Config) { c.Key = "" })
	ids, err := b.Models(t.Context())
	if err != nil || len(ids) != 2 {
		t.Errorf("got %v, %v", ids, err)
	}
	if h := s.Asked(genaitest.Models)[0].Header; h.Get("Authorization") != "" || h.Get("OpenAI-Organization") != "" {
		t.Errorf("asked with %v", h)
	}
	if b.Name() != "127.0.0.1" {
		t.Errorf("known as %q", b.Name())
	}
}

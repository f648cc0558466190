package openaiclient

import (
	"bytes"
	"cmp"
	"encoding/base64"
	"fmt"
	"net/url"
	"strings"

	"github.com/openai/openai-go/v3"
	"github.com/openai/openai-go/v3/option"
	"github.com/openai/openai-go/v3/packages/param"
	"github.com/openai/openai-go/v3/shared"

	"piece/internal/genai"
)

// Everything that is assumed of OpenAI and of those who speak its API is here. It was read in:
//
//   - the comments and constants of openai-go v3.98.0 (November 2026): models, their sizes and
//     qualities; gpt-image-1 and dall-e are gone there;
//   - LocalAI: https://localai.io/features/image-generation/ and core/http/endpoints/openai/image.go;
//   - stable-diffusion.cpp: examples/server/routes_openai.cpp.

// Dialect is what a server understands of the API.
type Dialect string

// The dialects. Auto goes by host and model.
const (
	Auto    Dialect = "auto"
	OpenAI  Dialect = "openai"
	LocalAI Dialect = "localai" // and most others
	SDCpp   Dialect = "sdcpp"   // stable-diffusion.cpp's server: paints only
)

// Where OpenAI is, and what its models for us are called.
const (
	openAIURL   = "https://api.openai.com/v1"
	openAIHost  = "api.openai.com"
	openAIEyes  = shared.ChatModelGPT5_4Mini
	openAIBrush = openai.ImageModelGPTImage2_5Flare
	sdcppModel  = "sd-cpp-local" // its only one, whatever it loaded
)

// Sizes and qualities where the settings name none. Backs are square.
const (
	openAISize    = "1024x1024"
	ownSize       = "512x512" // what models for one's own machine were made for
	openAIQuality = "medium"
)

// dialect resolves Auto.
func dialect(d Dialect, host, model string) Dialect {
	gpt := strings.HasPrefix(model, "gpt-") || strings.HasPrefix(model, "chatgpt-") || strings.HasPrefix(model, "dall-e-")
	switch {
	case d != "" && d != Auto:
		return d
	case atOpenAI(host), gpt:
		return OpenAI
	case model == sdcppModel:
		return SDCpp
	}
	return LocalAI
}

func atOpenAI(host string) bool { return host == openAIHost }

// name is who people know a server as, where nobody calls it otherwise. Only what is certain is
// said: they decide by it where their photos go.
func name(d Dialect, base *url.URL) string {
	switch {
	case base.Hostname() == openAIHost:
		return "OpenAI"
	case d == LocalAI:
		return "LocalAI"
	case d == SDCpp:
		return "stable-diffusion.cpp"
	}
	return base.Hostname()
}

// chat bounds what a chat may answer. Models that think spend most of it before they say anything,
// and don't have to think long here.
func (c *client) chat(p *openai.ChatCompletionNewParams, most int64) {
	if c.dialect != OpenAI {
		p.MaxTokens = param.NewOpt(most)
		return
	}
	p.MaxCompletionTokens = param.NewOpt(most)
	thinks := strings.HasPrefix(c.model, "gpt-5") || strings.HasPrefix(c.model, "gpt-6")
	if thinks && !strings.Contains(c.model, "chat") && !strings.Contains(c.model, "pro") {
		p.ReasoningEffort = shared.ReasoningEffortLow
	}
}

// How closely a picture is looked at: colours and light need few tokens, small print many.
const (
	glance = "low"
	stare  = "high"
)

// painting is an order to paint from words in the words of the server.
func (c *client) painting(o genai.PaintOrder) (openai.ImageGenerateParams, []option.RequestOption) {
	p := openai.ImageGenerateParams{Model: c.model, Prompt: o.Prompt, Size: openai.ImageGenerateParamsSize(c.size)}
	switch c.dialect {
	case SDCpp: // always answers in base 64, and has no field for a seed
		p.Prompt = sdcppPrompt(o)
		return p, nil
	case LocalAI:
		p.Prompt = localaiPrompt(o.Prompt)
		p.ResponseFormat = openai.ImageGenerateParamsResponseFormatB64JSON // else a file on its disk and an address
		p.Quality = openai.ImageGenerateParamsQuality(c.quality)
		return p, []option.RequestOption{option.WithJSONSet("seed", seed(o.Seed))}
	}
	p.Quality = openai.ImageGenerateParamsQuality(cmp.Or(c.quality, openAIQuality))
	if !c.base64Only() {
		p.ResponseFormat = openai.ImageGenerateParamsResponseFormatB64JSON
		p.Quality = openai.ImageGenerateParamsQuality(c.quality) // theirs are "standard" and "hd"
	}
	return p, nil
}

// base64Only tells whether a model answers in base 64 anyway, and doesn't want to be told how.
func (c *client) base64Only() bool { return !strings.HasPrefix(c.model, "dall-e-") }

// editing is an order to paint from a picture.
func (c *client) editing(o genai.PaintOrder) openai.ImageEditParams {
	p := openai.ImageEditParams{
		Model: c.model, Prompt: o.Prompt, Size: openai.ImageEditParamsSize(c.size),
		Image: openai.ImageEditParamsImageUnion{OfFile: openai.File(bytes.NewReader(o.Picture), "front.jpg", "image/jpeg")},
	}
	if c.dialect == SDCpp {
		p.Prompt = sdcppPrompt(o)
		return p
	}
	p.Quality = openai.ImageEditParamsQuality(cmp.Or(c.quality, openAIQuality))
	return p
}

// reference is how LocalAI, which has no address for editing, takes a picture: with an order to paint.
func reference(picture []byte) []option.RequestOption {
	text := base64.StdEncoding.EncodeToString(picture)
	return []option.RequestOption{
		option.WithJSONSet("file", text),                 // image to image
		option.WithJSONSet("ref_images", []string{text}), // models that take references
	}
}

// seed is small enough for any server; they keep it in 32 bits with a sign.
func seed(s uint64) int64 { return int64(s & 0x7fffffff) }

// localaiPrompt keeps a prompt in one: what stands behind | would be what is not to be seen.
func localaiPrompt(prompt string) string { return strings.ReplaceAll(prompt, "|", ",") }

const extraArgs = "sd_cpp_extra_args"

// sdcppPrompt puts the seed where that server looks for what the API has no field for. The words
// come from a picture: they must not bring such a thing along.
func sdcppPrompt(o genai.PaintOrder) string {
	prompt := o.Prompt
	for strings.Contains(prompt, extraArgs) { // taking it out may leave it behind
		prompt = strings.ReplaceAll(prompt, extraArgs, "")
	}
	return fmt.Sprintf(`%s <%s>{"seed":%d}</%s>`, prompt, extraArgs, seed(o.Seed), extraArgs)
}

// Codes of errors that say that the provider doesn't do such things, and that the account has no
// money. The second come with 429 like being busy does.
var (
	refusals = []string{"content_policy_violation", "moderation_blocked", "content_filter", "safety_violation", "safety_system"}
	noMoney  = []string{"insufficient_quota", "billing_hard_limit_reached", "billing_not_active", "account_deactivated"}
)

// Reasons why a chat stopped.
const (
	stoppedByFilter = "content_filter"
	stoppedByLength = "length"
)

// dataURL is a picture in an address.
func dataURL(jpeg []byte) string {
	return "data:image/jpeg;base64," + base64.StdEncoding.EncodeToString(jpeg)
}

package openaiclient

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"strings"

	"github.com/openai/openai-go/v3"
	"github.com/openai/openai-go/v3/packages/param"
	"github.com/openai/openai-go/v3/shared"

	"piece/internal/genai"
	"piece/internal/genai/callclient"
)

// Eyes is a chat model that sees. It implements genai.Eyes.
type Eyes struct{ *client }

var _ genai.Eyes = (*Eyes)(nil)

// NewEyes gives one. Elsewhere than at OpenAI its model has to be named.
func NewEyes(c Config) (*Eyes, error) {
	inner, err := newClient(c, openAIEyes)
	if err != nil {
		return nil, err
	}
	if inner.dialect == SDCpp {
		return nil, errors.New("stable-diffusion.cpp doesn't look at pictures")
	}
	return &Eyes{inner}, nil
}

// HasEyes tells whether a model with eyes needs no name there: at OpenAI.
func HasEyes(address string, d Dialect) bool {
	base, err := callclient.Base(cmp.Or(address, openAIURL), "/v1")
	return err == nil && d != SDCpp && atOpenAI(base.Hostname())
}

// Describe implements genai.Eyes.
func (e *Eyes) Describe(ctx context.Context, o genai.DescribeOrder) (genai.Told, error) {
	return e.ask(ctx, look(o.Instructions, o.Picture, glance), genai.DescribeTokens)
}

// Read implements genai.Eyes. The answer is bound to the schema where the server can do that, and
// asked for in words as well, for those that can't.
func (e *Eyes) Read(ctx context.Context, o genai.ReadOrder) (genai.Told, error) {
	p := look(o.Instructions+"\n\nAnswer with one JSON object of this schema and nothing else:\n"+string(o.Schema), o.Picture, stare)
	p.ResponseFormat = openai.ChatCompletionNewParamsResponseFormatUnion{OfJSONSchema: &shared.ResponseFormatJSONSchemaParam{
		JSONSchema: shared.ResponseFormatJSONSchemaJSONSchemaParam{Name: o.SchemaName, Schema: o.Schema, Strict: param.NewOpt(true)},
	}}
	told, err := e.ask(ctx, p, genai.ReadTokens)
	if err == nil {
		told.Text = object(told.Text)
	}
	return told, err
}

// look asks about a picture.
func look(instructions string, picture []byte, detail string) openai.ChatCompletionNewParams {
	return openai.ChatCompletionNewParams{Messages: []openai.ChatCompletionMessageParamUnion{
		openai.UserMessage([]openai.ChatCompletionContentPartUnionParam{
			openai.TextContentPart(instructions),
			openai.ImageContentPart(openai.ChatCompletionContentPartImageImageURLParam{URL: dataURL(picture), Detail: detail}),
		}),
	}}
}

func (e *Eyes) ask(ctx context.Context, p openai.ChatCompletionNewParams, most int64) (genai.Told, error) {
	p.Model = e.model
	e.chat(&p, most)
	ctx, trip := callclient.Watch(ctx)
	service := openai.NewChatCompletionService(e.options...)
	res, err := service.New(ctx, p)
	if err := e.failure(ctx, trip, err, res == nil); err != nil {
		return genai.Told{}, err
	}
	told := genai.Told{Usage: genai.Usage{TokensIn: max(res.Usage.PromptTokens, 0), TokensOut: max(res.Usage.CompletionTokens, 0)}}
	if len(res.Choices) == 0 {
		return told, broken("an answer without a choice")
	}
	first := res.Choices[0]
	switch {
	case first.Message.Refusal != "":
		return told, refused("the model refuses")
	case first.FinishReason == stoppedByFilter:
		return told, refused("stopped by a content filter")
	case strings.TrimSpace(first.Message.Content) == "" && first.FinishReason == stoppedByLength:
		return told, broken("the model thought until its tokens were spent")
	case strings.TrimSpace(first.Message.Content) == "":
		return told, broken("an empty answer")
	}
	told.Text = first.Message.Content
	return told, nil
}

// object takes a JSON object out of what models put around it where they aren't bound to a schema.
func object(text string) string {
	begin, end := strings.IndexByte(text, '{'), strings.LastIndexByte(text, '}')
	if begin < 0 || end < begin || !json.Valid([]byte(text[begin:end+1])) {
		return text
	}
	return text[begin : end+1]
}

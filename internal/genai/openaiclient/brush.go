package openaiclient

import (
	"context"
	"encoding/base64"
	"errors"
	"log/slog"
	"strings"

	"github.com/openai/openai-go/v3"

	"piece/internal/genai"
	"piece/internal/genai/callclient"
	"piece/internal/platform/outbound"
)

// Brush is a model that paints. It implements genai.Brush.
type Brush struct {
	*client
	own   *outbound.Client // pictures at the provider itself
	hosts *outbound.Client // pictures elsewhere; nil when there is nowhere
}

var _ genai.Brush = (*Brush)(nil)

// NewBrush gives one.
func NewBrush(c Config) (*Brush, error) {
	inner, err := newClient(c, openAIBrush)
	if err != nil {
		return nil, err
	}
	own, err := outbound.HostOf(inner.base.String())
	if err != nil {
		return nil, err
	}
	b := &Brush{client: inner}
	o := outbound.Config{
		Name: "ai-own", Agent: c.Agent, Hosts: []string{own}, Private: callclient.Everywhere(),
		MaxBytes: callclient.MaxBytes, Clock: c.Clock, Log: c.Log, Metrics: c.Metrics,
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if b.own, err = outbound.New(o); err != nil || len(c.PictureHosts) == 0 {
		return b, err
	}
	o.Name, o.Hosts, o.Private = "ai-pictures", c.PictureHosts, c.Private
	b.hosts, err = outbound.New(o)
	return b, err
}

// Edits implements genai.Brush.
func (b *Brush) Edits() bool { return b.Config.Edits }

// Paint implements genai.Brush. Nothing is kept there, so the name of the job isn't told.
func (b *Brush) Paint(ctx context.Context, step genai.Step, o genai.PaintOrder, _ string) (genai.Picture, error) {
	watched, trip := callclient.Watch(ctx)
	service := openai.NewImageService(b.options...)
	var res *openai.ImagesResponse
	var err error
	switch {
	case step == genai.Edit && b.dialect != LocalAI:
		res, err = service.Edit(watched, b.editing(o))
	case step == genai.Edit:
		p, more := b.painting(o)
		res, err = service.Generate(watched, p, append(more, reference(o.Picture)...)...)
	default:
		p, more := b.painting(o)
		res, err = service.Generate(watched, p, more...)
	}
	if err := b.failure(watched, trip, err, res == nil); err != nil {
		return genai.Picture{}, err
	}
	picture := genai.Picture{Usage: genai.Usage{TokensIn: max(res.Usage.InputTokens, 0), TokensOut: max(res.Usage.OutputTokens, 0), Pictures: len(res.Data)}}
	if len(res.Data) == 0 {
		return picture, broken("an answer without a picture")
	}
	picture.Bytes, err = b.pixels(ctx, res.Data[0])
	return picture, err
}

// pixels gives the bytes of a picture that was answered.
func (b *Brush) pixels(ctx context.Context, answered openai.Image) ([]byte, error) {
	text := answered.B64JSON
	if text == "" && !strings.HasPrefix(answered.URL, "data:") {
		return b.fetch(ctx, answered.URL)
	}
	if text == "" {
		text = answered.URL
	}
	if _, data, ok := strings.Cut(text, ";base64,"); ok && strings.HasPrefix(text, "data:") {
		text = data
	}
	decoded, err := base64.StdEncoding.DecodeString(text)
	if err != nil {
		return nil, broken("a picture that is not in base 64")
	}
	return decoded, nil
}

// fetch gets a picture from where the answer says it is, if that is one of the places that are known.
func (b *Brush) fetch(ctx context.Context, address string) ([]byte, error) {
	from := b.own
	if !from.Allows(address) {
		from = b.hosts
	}
	if from == nil || !from.Allows(address) {
		return nil, broken("an answer without a picture, or with an address that is not in ai.picture_hosts")
	}
	res, err := from.Get(ctx, address, outbound.Options{})
	var failed *outbound.Error
	switch {
	case err == nil:
		return res.Body, nil
	case !errors.As(err, &failed):
		return nil, &genai.Error{Outcome: genai.Lost, Err: errors.New("the picture couldn't be fetched")}
	}
	e := &genai.Error{Outcome: genai.Broken, Err: errors.New("the picture couldn't be fetched: " + string(failed.Outcome))}
	switch failed.Outcome { // it may still be there, but nobody asks again
	case outbound.Network, outbound.Timeout, outbound.Failed, outbound.Limited, outbound.Canceled, outbound.Held, outbound.Open:
		e.Outcome = genai.Lost
	}
	return nil, e
}

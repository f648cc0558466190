// Package openaiclient asks OpenAI, and whoever speaks its API, by the official client: a chat model
// with eyes, and one that paints.
//
// Invariants: nothing is sent twice; what the environment says of OpenAI is ignored; what is sent
// and answered is in no error but its status and its code, because pictures and keys are there
// (defect D05); an address inside an answer is asked only at the provider itself and at hosts of the
// settings, and never leads to a private address elsewhere (defect D27).
package openaiclient

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"net/http"
	"net/netip"
	"net/url"
	"slices"

	"github.com/openai/openai-go/v3"
	"github.com/openai/openai-go/v3/option"
	"github.com/prometheus/client_golang/prometheus"

	"piece/internal/genai"
	"piece/internal/genai/callclient"
	"piece/internal/platform/clock"
)

// Config says who is asked. Agent and Clock must be there.
type Config struct {
	URL     string // base address; empty: OpenAI
	Key     string
	Dialect Dialect // empty: Auto
	Model   string  // empty: a good one at OpenAI, the server's own elsewhere
	Agent   string  // who asks
	Clock   clock.Clock
	Log     *slog.Logger          // none
	Metrics prometheus.Registerer // or nil; of pictures that are fetched

	// Of a brush only.
	Size, Quality string
	Edits         bool           // paint from pictures
	PictureHosts  []string       // where pictures may be, beside the provider itself
	Private       []netip.Prefix // networks that those hosts may be in although they aren't public
}

// client is what eyes and brush share.
type client struct {
	Config
	base          *url.URL
	dialect       Dialect
	model         string
	size, quality string
	options       []option.RequestOption
}

func newClient(c Config, usual string) (*client, error) {
	base, err := callclient.Base(cmp.Or(c.URL, openAIURL), "/v1")
	if err != nil {
		return nil, err
	}
	o := &client{Config: c, base: base, dialect: dialect(c.Dialect, base.Hostname(), c.Model), model: c.Model, quality: c.Quality}
	if o.model == "" && atOpenAI(base.Hostname()) {
		o.model = usual
	}
	if o.model == "" && o.dialect == SDCpp {
		o.model = sdcppModel
	}
	o.size = cmp.Or(c.Size, ownSize)
	if o.dialect == OpenAI {
		o.size = cmp.Or(c.Size, openAISize)
	}
	o.options = []option.RequestOption{
		option.WithBaseURL(base.String()), option.WithHTTPClient(callclient.New(c.Agent)), option.WithMaxRetries(0),
	}
	if c.Key != "" {
		o.options = append(o.options, option.WithAPIKey(c.Key))
	}
	return o, nil
}

// Model is who answers; where the server chooses, its name.
func (c *client) Model() string { return cmp.Or(c.model, c.Name()) }

// Name is who people know the server as.
func (c *client) Name() string { return name(c.Dialect, c.base) }

// Models gives the models that the server says it has.
func (c *client) Models(ctx context.Context) ([]string, error) {
	ctx, trip := callclient.Watch(ctx)
	service := openai.NewModelService(c.options...)
	page, err := service.List(ctx)
	if err := c.failure(ctx, trip, err, page == nil); err != nil {
		return nil, err
	}
	var ids []string
	for _, m := range page.Data {
		ids = append(ids, m.ID)
	}
	return ids, nil
}

// failure says why there is no answer; nil when there is one. What the library says isn't wrapped:
// addresses and answers are in it. It takes redirects and null, which is absent then, for answers.
func (c *client) failure(ctx context.Context, trip *callclient.Trip, err error, absent bool) error {
	if err == nil && !absent && trip.Status < http.StatusMultipleChoices {
		return nil
	}
	if e := trip.Unanswered(ctx); e != nil {
		return e
	}
	if trip.Status >= 200 && trip.Status < http.StatusMultipleChoices {
		return broken("the answer is not what the API says")
	}
	told := readProblem(trip.Body)
	e := trip.Refused(c.Clock.Now(), told.codes()...)
	switch {
	case told.is(refusals):
		e.Outcome, e.RetryAfter = genai.Refused, 0
	case told.is(noMoney):
		e.Outcome, e.RetryAfter = genai.Setup, 0
	}
	return e
}

// problem is what an answer tells of an error. Servers put numbers, texts or nothing into its fields.
type problem struct{ code, kind, param string }

func readProblem(body []byte) problem {
	var told struct {
		Error json.RawMessage `json:"error"`
	}
	var fields map[string]any
	if json.Unmarshal(body, &told) != nil || json.Unmarshal(told.Error, &fields) != nil {
		return problem{}
	}
	text := func(name string) string { s, _ := fields[name].(string); return s }
	return problem{code: text("code"), kind: text("type"), param: text("param")}
}

func (p problem) codes() []string { return []string{p.code, p.kind, p.param} }

func (p problem) is(list []string) bool {
	return slices.Contains(list, p.code) || slices.Contains(list, p.kind)
}

func broken(why string) error { return &genai.Error{Outcome: genai.Broken, Err: errors.New(why)} }

func refused(why string) error { return &genai.Error{Outcome: genai.Refused, Err: errors.New(why)} }

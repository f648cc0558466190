package app

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"slices"
	"strings"
	"time"

	"piece/internal/craft/picture"
	"piece/internal/craft/poster"
	"piece/internal/genai"
	"piece/internal/genai/comfyclient"
	"piece/internal/genai/openaiclient"
	"piece/internal/platform/clock"
	"piece/internal/platform/id"
	"piece/internal/platform/observe"
)

// aiCommand tells whether the AI is set up well. It works without the database: what it asks for is
// not in the ledger.
func aiCommand(ctx context.Context, s streams, args []string) error {
	if len(args) == 0 || args[0] != "check" {
		return errUsage
	}
	flags := newFlags("ai check")
	paint := flags.Bool("paint", false, "")
	save := flags.String("save", "", "")
	others, err := parseOwn(flags, args[1:])
	if err != nil || *save != "" && !*paint {
		return errUsage
	}
	c, err := LoadConfig(others, s.env)
	if err != nil {
		return err
	}
	log, err := observe.NewLogger(s.err, c.Log.Level, c.Log.Format)
	if err != nil {
		return err
	}
	h := &house{config: c, version: version(), log: log, clock: clock.System{}, metrics: observe.NewRegistry()}
	walls, err := h.aiWalls()
	if err != nil {
		return err
	}
	if walls.name == "" {
		return errors.New("no AI is set up: set ai.provider, see docs/ai.md")
	}
	k := aiCheck{walls: walls, config: &c, real: *paint, out: s.out, prices: c.aiPrices()}
	k.setup()
	k.reach(ctx)
	if *paint {
		k.try(ctx, *save)
	} else if k.err == nil {
		k.say("next", "nothing was asked of the models. To try them, for %s at most: piece ai check --paint", dollars(k.most()))
	}
	return errors.Join(k.err, k.written)
}

// aiCheck tries a set-up and tells what it finds.
type aiCheck struct {
	walls   aiWalls
	config  *Config
	real    bool // the models are asked as well
	out     io.Writer
	prices  genai.Prices
	err     error // the last fault
	written error // of the output
}

func (k *aiCheck) say(about, format string, args ...any) {
	_, err := fmt.Fprintf(k.out, "%-10s %s\n", about, fmt.Sprintf(format, args...))
	k.written = errors.Join(k.written, err)
}

// fail tells a fault, and what to do about it.
func (k *aiCheck) fail(about string, err error) {
	k.say(about, "FAILED: %v", err)
	k.say("", "%s", k.remedy(err))
	k.err = fmt.Errorf("%s doesn't work", about)
}

// remedy says in clear words what an error asks for.
func (k *aiCheck) remedy(err error) string {
	switch genai.OutcomeOf(err) {
	case genai.Setup:
		return k.amend(err)
	case genai.Down:
		return "Nobody answers there, or the server fails. Does it run, is ai.url right, and can this machine reach it?"
	case genai.Busy:
		return "It is busy, or still loading its model. Try again in a while."
	case genai.Refused:
		return "The model refuses what it is asked for, of a harmless picture. Another model may not."
	case genai.Broken:
		return "Its answer is not what was asked for. Is ai.dialect right, and can this model do that? Addresses of pictures must be in ai.picture_hosts."
	}
	return "It was asked, and no whole answer came. A longer ai.timeout may help."
}

// amend says which setting to look at.
func (k *aiCheck) amend(err error) string {
	var e *genai.Error
	errors.As(err, &e)
	switch e.Status {
	case http.StatusUnauthorized, http.StatusForbidden:
		if k.config.AI.Key == "" && k.config.AI.VisionKey == "" {
			return "It wants a key, and ai.key is empty."
		}
		return "ai.key is wrong, or may not do this."
	case http.StatusNotFound:
		return "There is no such address or model. Are ai.url and the names of the models right?"
	case http.StatusPaymentRequired, http.StatusTooManyRequests:
		return "The account at the provider has no money left."
	}
	return "The server doesn't take what it is told. Are ai.dialect and ai.image_size right? 402 and insufficient_quota: the account has no money."
}

func (k *aiCheck) setup() {
	k.say("provider", "%s is what people agree to", k.walls.name)
	if k.walls.eyes == nil {
		k.say("photos", "are neither described nor read")
	} else {
		k.say("photos", "are described and read by %s", k.walls.eyes.Model())
	}
	switch {
	case k.walls.brush == nil:
		k.say("paintings", "are not painted")
	case k.walls.brush.Edits():
		k.say("paintings", "are painted over the photo by %s", k.walls.brush.Model())
	default:
		k.say("paintings", "are painted from words by %s", k.walls.brush.Model())
	}
	var estimates []string
	if k.walls.brush != nil {
		estimates = append(estimates, "a painting at "+dollars(k.prices.Usual(genai.Paint)))
	}
	if k.walls.eyes != nil {
		estimates = append(estimates, "what is told of a photo at "+dollars(k.prices.Usual(genai.Describe)), "a reading at "+dollars(k.prices.Usual(genai.Read)))
	}
	k.say("money", "%s a day; estimated are %s", dollars(k.config.aiBudget()), strings.Join(estimates, ", "))
	if k.config.aiBudget() < k.most() {
		k.say("", "That is less than one of each: people are told that the money of the day is spent. See ai.budget_per_day and ai.price_….")
	}
}

// reach asks for what costs nothing.
func (k *aiCheck) reach(ctx context.Context) {
	ctx, cancel := context.WithTimeout(ctx, k.config.AI.Timeout)
	defer cancel()
	if k.walls.eyes != nil {
		k.models(ctx, cmp.Or(k.config.AI.VisionURL, k.config.AI.URL), k.walls.eyes.Name(), k.walls.eyes.Model(), k.walls.eyes.Models)
		if k.err != nil && k.config.AI.VisionURL == "" && k.config.AI.Provider == aiOpenAI {
			return // the brush is there as well
		}
	}
	switch b := k.walls.brush.(type) {
	case *openaiclient.Brush:
		k.models(ctx, k.config.AI.URL, b.Name(), b.Model(), b.Models)
	case *comfyclient.Brush:
		begin := time.Now()
		a, err := b.Ask(ctx)
		if err != nil {
			k.fail("reach", at(k.config.AI.URL, err))
			return
		}
		k.say("reach", "ComfyUI %s answered in %s, with %d devices", a.System.Version, since(begin), len(a.Devices))
	}
}

// at adds to an error who was asked, and nothing else of the address.
func at(address string, err error) error {
	u, _ := url.Parse(address)
	if u == nil || u.Host == "" {
		return err
	}
	return fmt.Errorf("%s: %w", u.Host, err)
}

func (k *aiCheck) models(ctx context.Context, address, name, model string, list func(context.Context) ([]string, error)) {
	begin := time.Now()
	ids, err := list(ctx)
	var e *genai.Error
	switch {
	case k.real && errors.As(err, &e) && e.Status == http.StatusNotFound:
		k.say("reach", "%s answered in %s, and lists no models", name, since(begin))
	case err != nil:
		k.fail("reach", at(address, err))
		if errors.As(err, &e) && e.Status == http.StatusNotFound {
			k.say("", "Some servers list no models: piece ai check --paint tells.")
		}
	case slices.Contains(ids, model):
		k.say("reach", "%s answered in %s: %d models, %s among them", name, since(begin), len(ids), model)
	default:
		k.say("reach", "%s answered in %s: %d models, but %s is not among them (%s)", name, since(begin), len(ids), model, some(ids))
	}
}

// some gives a few names of a list that may be long.
func some(names []string) string {
	const few = 8
	if len(names) <= few {
		return fmt.Sprint(names)
	}
	return fmt.Sprintf("%v and %d more", names[:few], len(names)-few)
}

// checkTitle is what the poster says that is looked at.
const checkTitle = "파도의 노래"

// try asks the models for real.
func (k *aiCheck) try(ctx context.Context, save string) {
	k.say("try", "the models are asked now, which takes %s at most and is not counted in the budget", dollars(k.most()))
	front, err := checkFront(ctx)
	if err != nil {
		k.fail("try", err)
		return
	}
	seen := "an impressionist landscape at dusk by the sea, warm light, calm"
	if k.walls.eyes != nil {
		k.step(ctx, genai.Describe, func(ctx context.Context) (genai.Usage, string, error) {
			told, err := k.walls.eyes.Describe(ctx, genai.DescribeOrder{Picture: front, Instructions: "Describe colours, light and mood of this picture in two sentences. No text, no people.", MaxRunes: 400})
			if err == nil {
				seen = told.Text
			}
			return told.Usage, fmt.Sprintf("%.160q", told.Text), err
		})
		k.step(ctx, genai.Read, func(ctx context.Context) (genai.Usage, string, error) {
			told, err := k.walls.eyes.Read(ctx, genai.ReadOrder{
				Picture: front, Instructions: "What is the large Korean title on this poster?", SchemaName: "poster",
				Schema: json.RawMessage(`{"type":"object","properties":{"title":{"type":"string"}},"required":["title"],"additionalProperties":false}`),
			})
			return told.Usage, fmt.Sprintf("%.160s (it says %s)", told.Text, checkTitle), err
		})
	}
	if k.walls.brush == nil {
		return
	}
	step := genai.Paint
	if k.walls.brush.Edits() {
		step = genai.Edit
	}
	k.step(ctx, step, func(ctx context.Context) (genai.Usage, string, error) {
		p, err := k.walls.brush.Paint(ctx, step, genai.PaintOrder{Prompt: "An impressionist oil painting of a landscape, without people and text: " + seen, Picture: front, Seed: sheetSeed}, genai.JobOf(genai.Call{Ref: id.New(clock.System{}), Step: step}))
		if err != nil {
			return p.Usage, "", err
		}
		head, err := picture.Inspect(p.Bytes)
		if err != nil {
			return p.Usage, "", &genai.Error{Outcome: genai.Broken, Err: errors.New("the answer is no picture that is known here")}
		}
		if save != "" {
			err = os.WriteFile(save, p.Bytes, 0o600)
		}
		return p.Usage, fmt.Sprintf("a %s of %d×%d pixels, %d kB", head.Format, head.Width, head.Height, len(p.Bytes)/1000), err
	})
}

// step tries one step and tells how it went.
func (k *aiCheck) step(ctx context.Context, step genai.Step, do func(context.Context) (genai.Usage, string, error)) {
	ctx, cancel := context.WithTimeout(ctx, k.config.AI.Timeout)
	defer cancel()
	begin := time.Now()
	u, what, err := do(ctx)
	if err != nil {
		k.fail(string(step), err)
		return
	}
	k.say(string(step), "%s: %s", since(begin), what)
	k.say("", "%d tokens in, %d out, %d pictures: about %s", u.TokensIn, u.TokensOut, u.Pictures, dollars(k.prices.Cost(step, u, k.prices.Usual(step))))
}

// most is what a try takes at most.
func (k *aiCheck) most() int64 {
	var sum int64
	if k.walls.eyes != nil {
		sum += k.prices.Usual(genai.Describe) + k.prices.Usual(genai.Read)
	}
	if k.walls.brush != nil {
		sum += k.prices.Usual(genai.Paint)
	}
	return sum
}

// checkFront is a poster as small as the fronts that are sent.
func checkFront(ctx context.Context) ([]byte, error) {
	artist, err := poster.New()
	if err != nil {
		return nil, err
	}
	p, err := artist.Draw(ctx, poster.Work{Kind: "musical", Genre: "romance", Title: checkTitle}, poster.Options{Seed: sheetSeed, Width: 512})
	if err != nil {
		return nil, err
	}
	return picture.EncodeJPEG(p, 85)
}

func since(begin time.Time) time.Duration { return time.Since(begin).Round(10 * time.Millisecond) }

func dollars(micros int64) string { return fmt.Sprintf("%.4g USD", float64(micros)/1e6) }

package app

import (
	"net/url"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"piece/internal/craft/painter"
	"piece/internal/genai"
)

// Who provides the AI.
const (
	aiOpenAI  = "openai"
	aiComfyUI = "comfyui"
)

// aiEdit is the mode in which photos are painted over.
const aiEdit = "edit"

// noModel is what leaves a model out that would be there by itself.
const noModel = "none"

// maxAITimeout is more than any model takes; what takes longer hangs.
const maxAITimeout = 30 * time.Minute

// maxDollars is more than anybody spends in a day, and few enough to be counted in millionths.
const maxDollars = 1_000_000

// checkAI tells what is wrong with the settings of the AI.
func (c *Config) checkAI(say func(ok bool, format string, args ...any)) {
	a := c.AI
	say(slices.Contains([]string{"", aiOpenAI, aiComfyUI}, a.Provider), "ai.provider: want openai, comfyui or nothing, not %q", a.Provider)
	say(slices.Contains([]string{"auto", "openai", "localai", "sdcpp"}, a.Dialect), "ai.dialect: want auto, openai, localai or sdcpp, not %q", a.Dialect)
	say(a.Mode == "describe" || a.Mode == aiEdit, "ai.mode: want describe or edit, not %q", a.Mode)
	say(a.Provider != aiComfyUI || a.URL != "", "ai.url: want the address of ComfyUI, such as http://127.0.0.1:8188")
	say(a.Provider != "" || a.URL == "" && a.Key == "", "ai.provider: want it too, with ai.url or ai.key")
	say(a.Timeout > 0 && a.Timeout <= maxAITimeout, "ai.timeout: want more than 0, and %v at most", maxAITimeout)
	say(a.Workers > 0, "ai.workers: want more than 0")
	say(a.PaintingsPerDay >= 0, "ai.paintings_per_day: want 0 or more")
	say(a.ReadingsPerDay >= 0, "ai.readings_per_day: want 0 or more")
	for name, dollars := range map[string]float64{"budget_per_day": a.BudgetPerDay, "price_in": a.PriceIn, "price_out": a.PriceOut, "price_picture": a.PricePicture} {
		say(dollars >= 0 && dollars <= maxDollars, "ai.%s: want 0 to %d US dollars, not %v", name, maxDollars, dollars)
	}
	for name, text := range map[string]string{"label": a.Label, "image_model": a.ImageModel, "vision_model": a.VisionModel} {
		say(utf8.RuneCountInString(text) <= genai.MaxName, "ai.%s: want %d characters at most", name, genai.MaxName)
	}
	width, height, ok := strings.Cut(a.ImageSize, "x")
	say(a.ImageSize == "" || a.ImageSize == "auto" || ok && digits(width) && digits(height), "ai.image_size: want pixels such as 1024x1024, not %q", a.ImageSize)
	for _, host := range a.PictureHosts {
		say(host != "" && !strings.ContainsAny(host, "/@ "), "ai.picture_hosts: want hosts such as pictures.example, not %q", host)
	}
	for _, s := range a.Styles {
		say(painter.Style(s).Valid(), "ai.styles: there is no %q, want some of %v", s, painter.Styles())
	}
	for _, address := range []string{a.URL, a.VisionURL} {
		u, err := url.Parse(address)
		say(err == nil && u.User == nil && u.RawQuery == "", "ai.url, ai.vision_url: want addresses without a user and a query; keys go into ai.key and ai.vision_key")
	}
}

func digits(s string) bool { return s != "" && len(s) <= 5 && strings.Trim(s, "0123456789") == "" }

func (c *Config) aiPrices() genai.Prices {
	return genai.Prices{In: c.AI.PriceIn, Out: c.AI.PriceOut, Picture: c.AI.PricePicture}
}

// aiBudget is in millionths of a dollar.
// aiFinish tells settings apart with which the same model paints otherwise.
func (c *Config) aiFinish() string {
	return strings.Join([]string{"", c.AI.Provider, c.AI.ImageSize, c.AI.ImageQuality, c.AI.Workflow}, " ")
}

func (c *Config) aiBudget() int64 { return int64(c.AI.BudgetPerDay * 1e6) }

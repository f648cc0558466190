package app

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"unicode/utf8"

	"piece/internal/genai"
	"piece/internal/genai/comfyclient"
	"piece/internal/genai/openaiclient"
)

// aiWalls are those who look and paint for us; nil for what isn't set up.
type aiWalls struct {
	name  string // as people know them
	eyes  *openaiclient.Eyes
	brush interface {
		genai.Brush
		Name() string
	}
}

// Eyes gives the eyes, if there are any.
func (w aiWalls) Eyes() genai.Eyes {
	if w.eyes == nil {
		return nil
	}
	return w.eyes
}

// Brush gives the brush, if there is one.
func (w aiWalls) Brush() genai.Brush {
	if w.brush == nil {
		return nil
	}
	return w.brush
}

// aiWalls makes what the settings say.
func (h *house) aiWalls() (aiWalls, error) {
	var w aiWalls
	if h.config.AI.Provider == "" {
		return w, nil
	}
	var err error
	if h.config.aiSees() {
		if w.eyes, err = h.aiEyes(); err != nil {
			return aiWalls{}, fmt.Errorf("ai.vision_url, ai.vision_model: %w", err)
		}
	}
	if h.config.AI.ImageModel != noModel {
		switch h.config.AI.Provider {
		case aiOpenAI:
			w.brush, err = openaiclient.NewBrush(h.openAI(h.config.AI.URL, h.config.AI.Key, h.config.AI.ImageModel))
		case aiComfyUI:
			w.brush, err = h.comfyUI()
		}
		if err != nil {
			return aiWalls{}, fmt.Errorf("ai: %w", err)
		}
	}
	w.name = w.known(h.config.AI.Label)
	if utf8.RuneCountInString(w.name) > genai.MaxName {
		return aiWalls{}, errors.New("ai.label: want one, for the names of the hosts are too long to be shown")
	}
	return w, nil
}

// known is who people are told that their photos are sent to: all who get them.
func (w aiWalls) known(label string) string {
	switch {
	case label != "":
		return label
	case w.brush == nil && w.eyes == nil:
		return ""
	case w.brush == nil:
		return w.eyes.Name()
	case w.eyes == nil || w.eyes.Name() == w.brush.Name():
		return w.brush.Name()
	}
	return w.brush.Name() + ", " + w.eyes.Name()
}

func (h *house) openAI(address, key, model string) openaiclient.Config {
	a := h.config.AI
	private, _ := networks(h.config.Outbound.Private) // Validate has read them
	return openaiclient.Config{
		URL: address, Key: key, Dialect: openaiclient.Dialect(a.Dialect), Model: model, Size: a.ImageSize, Quality: a.ImageQuality, Edits: a.Mode == aiEdit,
		PictureHosts: a.PictureHosts, Private: private, Agent: h.agent(), Clock: h.clock, Log: h.log, Metrics: h.metrics,
	}
}

// visionURL is where photos are described and read; "" for OpenAI.
func (c *Config) visionURL() string {
	if c.AI.Provider == aiOpenAI {
		return cmp.Or(c.AI.VisionURL, c.AI.URL)
	}
	return c.AI.VisionURL
}

// aiSees tells whether somebody is named who looks at photos.
func (c *Config) aiSees() bool {
	a := c.AI
	if a.VisionModel == noModel || a.Provider == aiComfyUI && a.VisionURL == "" {
		return false
	}
	return a.VisionModel != "" || openaiclient.HasEyes(c.visionURL(), c.visionDialect())
}

// looksElsewhere tells whether photos are looked at by another server than the one that paints.
func (c *Config) looksElsewhere() bool { return c.AI.VisionURL != "" && c.AI.VisionURL != c.AI.URL }

// visionDialect is what is spoken there.
func (c *Config) visionDialect() openaiclient.Dialect {
	if c.looksElsewhere() {
		return openaiclient.Auto
	}
	return openaiclient.Dialect(c.AI.Dialect)
}

// aiEyes gives who looks at photos. The key of one server is not for another.
func (h *house) aiEyes() (*openaiclient.Eyes, error) {
	a := h.config.AI
	c := h.openAI(h.config.visionURL(), cmp.Or(a.VisionKey, a.Key), a.VisionModel)
	if c.Dialect = h.config.visionDialect(); h.config.looksElsewhere() {
		c.Key = a.VisionKey
	}
	return openaiclient.NewEyes(c)
}

func (h *house) comfyUI() (*comfyclient.Brush, error) {
	a := h.config.AI
	c := comfyclient.Config{URL: a.URL, Key: a.Key, Model: a.ImageModel, Size: a.ImageSize, Edits: a.Mode == aiEdit, Agent: h.agent(), Clock: h.clock}
	if a.Workflow != "" {
		b, err := os.ReadFile(a.Workflow)
		if err != nil {
			return nil, err
		}
		c.Workflow = b
	}
	return comfyclient.New(c)
}

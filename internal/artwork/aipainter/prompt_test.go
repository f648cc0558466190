package aipainter

import (
	"image"
	"image/color"
	"math"
	"strings"
	"testing"

	"piece/internal/artwork"
)

func TestPromptsSayWhatAPictureMustNotHave(t *testing.T) {
	p := PromptsOf("", "")
	seen := map[string]string{}
	for _, style := range artwork.Styles() {
		j := artwork.Job{Artwork: artwork.Artwork{Subject: artwork.Subject{Style: style, Genre: "romance"}}}
		for _, words := range []string{p.paint(j, "Deep blue and amber"), p.edit(j)} {
			for _, want := range []string{"impressionist landscape", "no text", "no people", "no logos", "Square", "lowest tenth", "tender", ways[style]} {
				if !strings.Contains(words, want) {
					t.Errorf("%s: no %q in %q", style, want, words)
				}
			}
			if strings.ContainsAny(words, "{}") {
				t.Errorf("%s: a place is not filled: %q", style, words)
			}
			if seen[words] != "" {
				t.Errorf("%s has the words of %s", style, seen[words])
			}
			seen[words] = style
		}
		if words := p.paint(j, "Deep blue and amber"); !strings.Contains(words, "Deep blue and amber. ") {
			t.Errorf("no description in %q", words)
		}
	}
	if len(ways) != len(artwork.Styles()) {
		t.Errorf("%d ways to paint for %d styles", len(ways), len(artwork.Styles()))
	}
	for genre := range moods {
		if !strings.Contains(strings.Join(artwork.Genres(), " "), genre) {
			t.Errorf("there is no genre %q", genre)
		}
	}
}

func TestAnOperatorHasOwnWords(t *testing.T) {
	oil := "A landscape, " + ways[artwork.Oil] + ". "
	for words, want := range map[string][2]string{
		"{style}|{description}|{mood}": {ways[artwork.Oil] + "|Grey.|", ways[artwork.Oil] + "||"},
		"Only hills.":                  {"Grey. " + oil + "Only hills.", oil + "Only hills."},
	} {
		p := PromptsOf("Tell.", words)
		if paint, edit := p.paint(artwork.Job{}, "Grey."), p.edit(artwork.Job{}); p.Describe != "Tell." || paint != want[0] || edit != want[1] {
			t.Errorf("%q gives %q, %q and %q", words, p.Describe, paint, edit)
		}
	}
}

func TestDescriptionsAreTidied(t *testing.T) {
	long := strings.Repeat("Blue under gold. ", 60)
	for told, want := range map[string]string{
		"Deep blue above, amber below.\n Soft light from the left. ":                   "Deep blue above, amber below. Soft light from the left.",
		"A woman in red stands there. Warm light. The title says LOVE. Rose and gold.": "Warm light. Rose and gold.",
		"\"Muted greens, mist.\"":       "Muted greens, mist.",
		"I'm sorry, I cannot help you.": "",
		"{}":                            "",
		" ":                             "",
		long:                            long[:maxDescription],
	} {
		if got := tidied(told); got != want {
			t.Errorf("%.60q is tidied to %q", told, got)
		}
	}
}

func plain(c color.RGBA) *image.RGBA {
	m := image.NewRGBA(image.Rect(0, 0, 70, 100))
	for y := range 100 {
		for x := range 70 {
			m.SetRGBA(x, y, c)
		}
	}
	return m
}

func TestOwnWordsTellOfTheColours(t *testing.T) {
	for c, want := range map[color.RGBA][]string{
		{20, 30, 90, 255}:    {"Deep blue", "Night-dark", "secretive"},
		{250, 200, 60, 255}:  {"Pale amber", "airy", "warm"},
		{0, 0, 0, 255}:       {"Black", "silent"},
		{128, 128, 128, 255}: {"Grey", "silent"},
		{200, 40, 40, 255}:   {"Vivid red", "warm"},
	} {
		got := inWords(plain(c))
		for _, w := range want {
			if !strings.Contains(got, w) {
				t.Errorf("%v: no %q in %q", c, w, got)
			}
		}
	}
	if inWords(image.NewRGBA(image.Rect(0, 0, 0, 0))) == "" {
		t.Error("nothing is told of nothing")
	}
	half := plain(color.RGBA{15, 15, 60, 255})
	for y := range 40 {
		for x := range 70 {
			half.SetRGBA(x, y, color.RGBA{255, 220, 160, 255})
		}
	}
	if got := inWords(half); !strings.Contains(got, "strong contrasts") || !strings.Contains(got, " and ") {
		t.Errorf("of two colours: %q", got)
	}
}

func TestHuesGoRoundTheCircle(t *testing.T) {
	last := float32(0)
	for _, h := range hues {
		if h.to <= last {
			t.Errorf("%s ends at %v, after %v", h.name, h.to, last)
		}
		last = h.to
	}
	if math.Abs(float64(last)-360) > 0 {
		t.Errorf("the circle ends at %v", last)
	}
}

package aipainter

import (
	"fmt"
	"image"
	"slices"
	"strings"
	"unicode"

	"piece/internal/craft/oklab"
)

// inWords tells of the colours, the light and the mood of a front, for models that can't see.
func inWords(front *image.RGBA) string {
	palette := oklab.Palette(oklab.Samples(front), 5)
	if len(palette) == 0 {
		return "Soft greys in even light; calm."
	}
	var names []string
	var light, chroma, low, high float32 = 0, 0, 1, 0
	for _, s := range palette {
		light, chroma = light+s.L*s.Share, chroma+s.Chroma()*s.Share
		low, high = min(low, s.L), max(high, s.L)
		if name := nameOf(s.Colour); !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return fmt.Sprintf("%s. %s; %s. The mood is %s.", capital(list(names)), lightOf(light), contrastOf(high-low), moodOf(light, chroma, palette[0].Colour))
}

// hues are names round the circle, each up to its angle.
var hues = []struct {
	to   float32
	name string
}{{20, "rose"}, {45, "red"}, {65, "orange"}, {92, "amber"}, {112, "yellow"}, {130, "olive green"}, {160, "green"}, {190, "sea green"}, {225, "turquoise"}, {282, "blue"}, {295, "indigo"}, {320, "violet"}, {345, "magenta"}, {360, "rose"}}

// grey is the chroma below which a colour has no hue to speak of.
const grey = 0.025

func nameOf(c oklab.Colour) string {
	if c.Chroma() < grey {
		switch {
		case c.L < 0.25:
			return "black"
		case c.L > 0.9:
			return "white"
		}
		return shadeOf(c) + "grey"
	}
	hue := c.Hue()
	for _, h := range hues {
		if hue < h.to {
			return shadeOf(c) + h.name
		}
	}
	return shadeOf(c) + hues[0].name
}

func shadeOf(c oklab.Colour) string {
	switch {
	case c.L < 0.4:
		return "deep "
	case c.L > 0.8:
		return "pale "
	case c.Chroma() > 0.15:
		return "vivid "
	case c.Chroma() < 0.07 && c.Chroma() >= grey:
		return "muted "
	}
	return ""
}

func lightOf(l float32) string {
	switch {
	case l < 0.3:
		return "Night-dark light"
	case l < 0.5:
		return "Dim light, as at dusk"
	case l < 0.72:
		return "Even daylight"
	}
	return "Bright, airy light"
}

func contrastOf(span float32) string {
	if span > 0.5 {
		return "strong contrasts of light and dark"
	}
	return "soft contrasts"
}

func moodOf(light, chroma float32, main oklab.Colour) string {
	warm := main.A > 0 && main.B > -0.02 || main.B > 0.05
	switch {
	case chroma < 0.03:
		return "silent and reserved"
	case light < 0.45 && chroma > 0.13:
		return "glowing and full of suspense"
	case light < 0.45:
		return "calm and secretive"
	case warm:
		return "warm and open"
	case chroma > 0.12:
		return "lively and clear"
	}
	return "cool and quiet"
}

func list(names []string) string {
	if len(names) == 1 {
		return names[0]
	}
	last := len(names) - 1
	return strings.Join(names[:last], ", ") + " and " + names[last]
}

func capital(s string) string { return strings.ToUpper(s[:1]) + s[1:] }

// unwanted are words of sentences that a description should not have, and that a picture would
// follow.
var unwanted = []string{
	"person", "people", "man", "men", "woman", "women", "boy", "girl", "child", "children", "figure", "figures", "face", "faces", "portrait", "actor", "actress", "singer", "crowd",
	"text", "letter", "letters", "lettering", "word", "words", "title", "titles", "logo", "logos", "brand", "caption", "typography", "poster", "ticket", "sign", "signs", "sorry", "cannot",
}

// tidied leaves of a description what a painter needs: plain sentences about colours and light.
func tidied(description string) string {
	var kept []string
	for _, s := range strings.SplitAfter(strings.Join(strings.Fields(description), " "), ". ") {
		s = strings.Trim(strings.TrimSpace(s), "\"'`*#{}[]<>")
		words := strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) })
		bad := slices.ContainsFunc(words, func(w string) bool { return slices.Contains(unwanted, w) })
		if len(words) > 0 && !bad {
			kept = append(kept, s)
		}
	}
	runes := []rune(strings.Join(kept, " "))
	return string(runes[:min(len(runes), maxDescription)])
}

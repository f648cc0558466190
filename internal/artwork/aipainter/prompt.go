package aipainter

import (
	"cmp"
	"strings"

	"piece/internal/artwork"
)

// Prompts are what models are told. In Paint and Edit {style} stands for how it is to be painted,
// {mood} for what the genre adds, and in Paint {description} for what the front looks like; style
// and description that have no place there come first.
type Prompts struct{ Describe, Paint, Edit string }

// maxDescription is how long a description may be, in characters.
const maxDescription = 480

// rules are what every picture keeps to: the lowest tenth is covered by paper, and what has
// letters or faces isn't ours to make.
const rules = "Square picture. The main interest lies in the upper and middle part; the lowest tenth is quiet and plain, such as calm ground, grass or water. " +
	"The painting fills the picture to its edges, without a frame, a border, a mount or a room around it. " +
	"There is no text in it, no letters, no numbers, no signs with writing, no people, no figures, no faces, no logos, no brands, no signature and no watermark."

var standard = Prompts{
	Describe: "Describe only the colours, the light and the mood of this picture, in English, in at most 60 words, as a painter would note them down for a landscape. " +
		"Name the dominant colours and where they lie, how warm and from where the light is, and which weather or time of day the mood suggests. " +
		"Mention no people, faces or bodies, no text, letters, titles, logos or brands, and nothing by which the picture could be recognised. Answer with the description alone.",
	Paint: "An impressionist landscape as a picture of a mood, {style}. It carries these colours, this light and this mood: {description} {mood}" + rules,
	Edit: "Paint an impressionist landscape as a picture of a mood, {style}. Take the colours, the light and the mood of this picture for it, and nothing else: " +
		"whoever and whatever is shown and written there is left out. {mood}" + rules,
}

// PromptsOf gives ours, with an operator's words in place of those where there are any; paint are
// for painting from words as well as from pictures.
func PromptsOf(describe, paint string) Prompts {
	p := standard
	p.Describe = cmp.Or(describe, p.Describe)
	if paint == "" {
		return p
	}
	if !strings.Contains(paint, "{style}") {
		paint = "A landscape, {style}. " + paint
	}
	p.Paint, p.Edit = paint, paint
	if !strings.Contains(paint, "{description}") {
		p.Paint = "{description} " + paint
	}
	return p
}

// ways are how models are told of the styles.
var ways = map[string]string{
	artwork.Oil:   "in oil on canvas: broken colour in visible, curved brush strokes, thick paint that catches the light",
	"watercolour": "in watercolour on rough paper: wet washes that run into each other, soft edges, the white of the paper left where the light is",
	"ink":         "in the manner of Korean ink and light colour painting on hanji paper: ink lines that swell and fade, pale washes, layers of mist and generous empty space",
	"nightcity":   "of a city at night, seen from afar: rows of lit windows and lamps without any signs, their glow in mist and on wet ground, deep blues against warm lights, in loose thick strokes",
	"papercut":    "as a paper cut-out: layer upon layer of coloured paper with crisp edges, the grain of the paper, soft shadows between the layers",
	"riso":        "as a risograph print: flat shapes in three spot inks that overlap slightly out of register, with grain and halftone dots",
}

// moods are what a genre adds; the others add nothing.
var moods = map[string]string{
	"horror": "dark and uneasy", "romance": "tender", "comedy": "bright and light-hearted", "crime": "shadowy and tense", "animation": "playful and clear",
	"action": "full of movement", "fantasy": "dreamlike", "drama": "quiet and deep", "music": "rhythmic", "war": "heavy and still after a storm", "history": "mellow with age",
	"sports": "fresh and wide", "disaster": "under a great sky before a storm",
}

func (p Prompts) paint(j artwork.Job, description string) string {
	return put(p.Paint, j, sentence(description))
}

func (p Prompts) edit(j artwork.Job) string { return put(p.Edit, j, "") }

func put(template string, j artwork.Job, description string) string {
	mood := ""
	if word := moods[j.Genre]; word != "" {
		mood = "The whole is " + word + ". "
	}
	return strings.NewReplacer("{style}", cmp.Or(ways[j.Style], ways[artwork.Oil]), "{description}", description, "{mood}", mood).Replace(template)
}

func sentence(text string) string {
	if text == "" || strings.HasSuffix(text, ".") {
		return text
	}
	return text + "."
}

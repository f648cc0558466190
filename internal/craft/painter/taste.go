package painter

import "piece/internal/craft/painter/internal/scheme"

// taste is what suits a genre: scenes, best first, and the moods it lives in.
type taste struct {
	scenes []string
	moods  []scheme.Mood
}

// kinds are the scenes that suit a kind of piece, best first.
var kinds = map[string][]string{
	"movie":      {"rain", "autumn", "field"},
	"play":       {"autumn", "snow", "rain"},
	"musical":    {"blossom", "river", "starry"},
	"concert":    {"starry", "river", "aurora"},
	"exhibition": {"lavender", "field", "lake"},
}

var genres = map[string]taste{
	"horror":      {[]string{"mist", "lake", "starry"}, []scheme.Mood{scheme.Mist, scheme.Ember, scheme.Jade, scheme.Blue}},
	"romance":     {[]string{"blossom", "rain", "sea"}, []scheme.Mood{scheme.Rose, scheme.Golden, scheme.Violet, scheme.Blue}},
	"comedy":      {[]string{"meadow", "field", "lavender"}, []scheme.Mood{scheme.Clear, scheme.Fresh, scheme.Golden}},
	"crime":       {[]string{"rain", "river", "mist"}, []scheme.Mood{scheme.Blue, scheme.Night, scheme.Mist, scheme.Ember}},
	"animation":   {[]string{"meadow", "starry", "blossom"}, []scheme.Mood{scheme.Clear, scheme.Fresh, scheme.Indigo, scheme.Rose}},
	"action":      {[]string{"river", "sea", "lake"}, []scheme.Mood{scheme.Ember, scheme.Blue, scheme.Golden, scheme.Night}},
	"fantasy":     {[]string{"aurora", "starry", "lake"}, []scheme.Mood{scheme.Indigo, scheme.Jade, scheme.Violet, scheme.Fresh}},
	"drama":       {[]string{"autumn", "rain", "snow"}, []scheme.Mood{scheme.Golden, scheme.Silver, scheme.Rose, scheme.Blue}},
	"music":       {[]string{"starry", "river", "aurora"}, []scheme.Mood{scheme.Indigo, scheme.Violet, scheme.Night, scheme.Jade, scheme.Blue}},
	"war":         {[]string{"field", "mist", "snow"}, []scheme.Mood{scheme.Ember, scheme.Mist, scheme.Silver, scheme.Blue}},
	"history":     {[]string{"lavender", "autumn", "snow"}, []scheme.Mood{scheme.Golden, scheme.Silver, scheme.Rose, scheme.Blue}},
	"sports":      {[]string{"lake", "meadow", "sea"}, []scheme.Mood{scheme.Clear, scheme.Fresh, scheme.Golden}},
	"disaster":    {[]string{"sea", "mist", "aurora"}, []scheme.Mood{scheme.Ember, scheme.Mist, scheme.Blue, scheme.Jade}},
	"documentary": {[]string{"lake", "lavender", "snow"}, []scheme.Mood{scheme.Fresh, scheme.Silver, scheme.Clear, scheme.Golden, scheme.Rose}},
}

package nightcity

import "piece/internal/craft/painter/internal/scheme"

// views lists them in the order that Medium gives. Those where it is good to be leave out the
// moods of horror.
var views = []view{
	{"rooftop", []scheme.Mood{scheme.Night, scheme.Indigo, scheme.Violet, scheme.Blue, scheme.Ember, scheme.Jade, scheme.Golden, scheme.Clear},
		[]string{"movie"}, []string{"action", "crime", "drama"}, rooftop},
	{"hangang", []scheme.Mood{scheme.Night, scheme.Indigo, scheme.Violet, scheme.Rose, scheme.Silver, scheme.Fresh},
		[]string{"musical"}, []string{"romance", "drama", "music", "documentary"}, hangang},
	{"fireworks", []scheme.Mood{scheme.Night, scheme.Indigo, scheme.Violet, scheme.Rose, scheme.Golden, scheme.Clear},
		[]string{"concert", "musical"}, []string{"sports", "comedy", "animation", "music"}, fireworks},
	{"neon", []scheme.Mood{scheme.Violet, scheme.Indigo, scheme.Blue, scheme.Jade, scheme.Night, scheme.Ember, scheme.Mist, scheme.Rose},
		[]string{"movie", "play"}, []string{"crime", "action", "music"}, neonStreet},
	{"alley", []scheme.Mood{scheme.Golden, scheme.Rose, scheme.Violet, scheme.Indigo, scheme.Night, scheme.Silver},
		[]string{"exhibition", "play"}, []string{"romance", "comedy", "history", "fantasy", "animation"}, alley},
	{"avenue", []scheme.Mood{scheme.Ember, scheme.Night, scheme.Blue, scheme.Golden, scheme.Indigo, scheme.Clear, scheme.Silver},
		[]string{"movie", "exhibition"}, []string{"action", "sports", "documentary", "disaster", "war"}, avenue},
	{"train", []scheme.Mood{scheme.Indigo, scheme.Rose, scheme.Night, scheme.Silver, scheme.Violet, scheme.Fresh},
		[]string{"movie"}, []string{"drama", "romance", "documentary"}, trainWindow},
	{"theatre", []scheme.Mood{scheme.Golden, scheme.Rose, scheme.Violet, scheme.Indigo, scheme.Night, scheme.Clear},
		[]string{"play", "musical", "concert"}, []string{"comedy", "history", "music", "animation"}, theatre},
	{"lastlamp", []scheme.Mood{scheme.Mist, scheme.Jade, scheme.Ember, scheme.Blue},
		[]string{"play"}, []string{"horror", "crime", "war", "disaster"}, lastLamp},
}

package demo

import "piece/internal/craft/painter"

// inStyle is how often a back is painted in a style.
type inStyle struct {
	style painter.Style
	often int
}

// stylesOf are the styles that people choose for a kind of visit, and genreStyles what a
// genre adds to them.
var (
	stylesOf = map[string][]inStyle{
		"movie":      {{"oil", 4}, {"nightcity", 3}, {"watercolour", 2}, {"papercut", 2}, {"riso", 1}, {"ink", 1}},
		"musical":    {{"oil", 4}, {"nightcity", 3}, {"papercut", 2}, {"watercolour", 2}, {"riso", 1}},
		"play":       {{"oil", 3}, {"ink", 3}, {"watercolour", 2}, {"papercut", 2}, {"nightcity", 1}},
		"concert":    {{"nightcity", 4}, {"riso", 3}, {"oil", 2}, {"papercut", 1}},
		"exhibition": {{"watercolour", 4}, {"ink", 3}, {"riso", 2}, {"oil", 2}, {"papercut", 1}},
		"etc":        {{"oil", 2}, {"watercolour", 2}, {"riso", 2}, {"papercut", 1}},
	}
	genreStyles = map[string][]inStyle{
		"history":   {{"ink", 5}},
		"animation": {{"papercut", 5}, {"watercolour", 2}},
		"fantasy":   {{"papercut", 3}},
		"crime":     {{"nightcity", 5}},
		"horror":    {{"ink", 3}, {"nightcity", 2}},
		"romance":   {{"watercolour", 3}},
		"music":     {{"riso", 2}},
	}
)

// styleOf chooses the style of the back of the i-th visit. It has dice of its own, so that
// nothing else about a visit hangs on the number of styles.
func (p *planner) styleOf(i int, v *Visit) string {
	r := roll(p.seed, 1<<52+uint64(i))
	choices := append(append([]inStyle{}, stylesOf[v.Kind]...), genreStyles[v.Genre]...)
	weights := make([]int, len(choices))
	for k, c := range choices {
		weights[k] = c.often
	}
	return string(choices[r.weighted(weights)].style)
}

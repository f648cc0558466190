package motif

import (
	"piece/internal/craft/noise"
	"piece/internal/craft/painter/internal/oil"
)

// Outline is the crest of a hill or range: a height y for every column.
type Outline [oil.Units + 1]float32

// At is the crest over x.
func (o *Outline) At(x float32) float32 {
	return o[min(max(int(x*oil.Units), 0), oil.Units)]
}

// Slope is the steepness of the crest, positive where it falls to the right.
func (o *Outline) Slope(x float32) float32 {
	return (o.At(x+0.012) - o.At(x-0.012)) / 0.024
}

// Top is the y of the highest point.
func (o *Outline) Top() float32 {
	top := o[0]
	for _, y := range o {
		top = min(top, y)
	}
	return top
}

// Bottom is the y of the lowest point.
func (o *Outline) Bottom() float32 {
	bottom := o[0]
	for _, y := range o {
		bottom = max(bottom, y)
	}
	return bottom
}

// Hilly is a rolling crest that rises from base by up to height; waves is
// about the number of hills.
func (s *Stage) Hilly(base, height, waves float32, octaves int, salt uint32) *Outline {
	var o Outline
	for i := range o {
		o[i] = base - height*s.field(float32(i)/oil.Units*waves, 0.5, octaves, salt)
	}
	return &o
}

// Peaks is a mountain range: a main summit away from the light, companions and
// broken shoulders.
func (s *Stage) Peaks(base, height float32, salt uint32) *Outline {
	type peak struct{ x, height, width float32 }
	r := s.Random
	main := r.Between(0.25, 0.75)
	if noise.Abs(main-s.LightX) < 0.16 {
		main = s.LightX + noise.Sign(0.5-s.LightX)*0.28
	}
	peaks := []peak{{main, 1, r.Between(0.26, 0.34)}}
	for range 4 {
		peaks = append(peaks, peak{r.Between(-0.05, 1.05), r.Between(0.4, 0.74), r.Between(0.18, 0.3)})
	}
	var o Outline
	for i := range o {
		x := float32(i) / oil.Units
		rise := float32(0.12)
		for _, p := range peaks {
			d := noise.Abs(x-p.x) / p.width
			if d < 2 {
				// Flanks are steep near the summit and run out flat.
				rise = max(rise, p.height*(1-d*1.25+0.28*d*d))
			}
		}
		rough := noise.Jagged(x*7+3, 5, s.Seed+salt) - 0.5
		o[i] = base - height*(rise*(0.84+0.48*rough)+0.20*rough)
	}
	return &o
}

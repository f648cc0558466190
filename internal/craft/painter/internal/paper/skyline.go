package paper

// Skyline is the crest of something: a height y for every column.
type Skyline [units + 1]float32

// NewSkyline takes the heights of a function.
func NewSkyline(height func(x float32) float32) *Skyline {
	var l Skyline
	for i := range l {
		l[i] = height(float32(i) / units)
	}
	return &l
}

// At is the crest over x.
func (l *Skyline) At(x float32) float32 { return l[min(max(int(x*units), 0), units)] }

// Slope is the steepness of the crest, positive where it falls to the right.
func (l *Skyline) Slope(x float32) float32 { return (l.At(x+0.012) - l.At(x-0.012)) / 0.024 }

// Top is the y of the highest point.
func (l *Skyline) Top() float32 {
	top := l[0]
	for _, y := range l {
		top = min(top, y)
	}
	return top
}

// Hilly is a rolling crest that rises from base by up to height, with about waves hills.
func (s *Sheet) Hilly(base, height, waves float32, salt uint32) *Skyline {
	return NewSkyline(func(x float32) float32 {
		return base - height*(0.80*s.Flow(x, 0.3, waves, salt)+0.20*s.Flow(x, 0.7, waves*4, salt+1))
	})
}

package oklab

import "math"

// gammaSteps is fine enough that every one of the 256 sRGB levels is reached.
const gammaSteps = 4096

var (
	linearOf = linearTable()
	gammaOf  = gammaTable()
)

func linearTable() *[256]float32 {
	var t [256]float32
	for i := range t {
		v := float64(i) / 255
		if v <= 0.04045 {
			v /= 12.92
		} else {
			v = math.Pow((v+0.055)/1.055, 2.4)
		}
		t[i] = float32(v)
	}
	return &t
}

func gammaTable() *[gammaSteps]uint8 {
	var t [gammaSteps]uint8
	for i := range t {
		v := float64(i) / (gammaSteps - 1)
		if v <= 0.0031308 {
			v *= 12.92
		} else {
			v = 1.055*math.Pow(v, 1/2.4) - 0.055
		}
		t[i] = uint8(v*255 + 0.5)
	}
	return &t
}

func cbrt(x float32) float32 { return float32(math.Cbrt(float64(x))) }

// FromRGB converts an sRGB colour.
func FromRGB(red, green, blue uint8) Colour {
	r, g, b := linearOf[red], linearOf[green], linearOf[blue]
	l := cbrt(0.4122214708*r + 0.5363325363*g + 0.0514459929*b)
	m := cbrt(0.2119034982*r + 0.6806995451*g + 0.1073969566*b)
	s := cbrt(0.0883024619*r + 0.2817188376*g + 0.6299787005*b)
	return Colour{
		0.2104542553*l + 0.7936177850*m - 0.0040720468*s,
		1.9779984951*l - 2.4285922050*m + 0.4505937099*s,
		0.0259040371*l + 0.7827717662*m - 0.8086757660*s,
	}
}

func (c Colour) linear() (r, g, b float32) {
	l := c.L + 0.3963377774*c.A + 0.2158037573*c.B
	m := c.L - 0.1055613458*c.A - 0.0638541728*c.B
	s := c.L - 0.0894841775*c.A - 1.2914855480*c.B
	l, m, s = l*l*l, m*m*m, s*s*s
	return 4.0767416621*l - 3.3077115913*m + 0.2309699292*s,
		-1.2684380046*l + 2.6097574011*m - 0.3413193965*s,
		-0.0041960863*l - 0.7034186147*m + 1.7076147010*s
}

// RGB converts to sRGB. Colours outside sRGB keep lightness and hue and lose
// chroma until they fit.
func (c Colour) RGB() (red, green, blue uint8) {
	const below, above, tries = -0.003, 1.004, 8
	c.L = min(max(c.L, 0), 1)
	for i := 0; ; i++ {
		r, g, b := c.linear()
		fits := min(r, g, b) > below && max(r, g, b) < above
		if fits || i == tries {
			return encode(r), encode(g), encode(b)
		}
		c.A *= 0.88
		c.B *= 0.88
	}
}

func encode(v float32) uint8 {
	if v <= 0 {
		return 0
	}
	if v >= 1 {
		return 255
	}
	return gammaOf[int(v*(gammaSteps-1)+0.5)]
}

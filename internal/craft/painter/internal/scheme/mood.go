// Package scheme turns the colours of a front into the colours of a painting:
// a mood gives a light that always works, the front pulls its hues and brings
// the accents. Pure; it imports noise and oklab only.
package scheme

import "piece/internal/craft/oklab"

// Mood is the name of a light.
type Mood string

// The moods.
const (
	Clear  Mood = "clear"  // blue noon, white clouds
	Fresh  Mood = "fresh"  // early morning, turquoise to lemon
	Golden Mood = "golden" // late sun
	Rose   Mood = "rose"   // pink dusk
	Violet Mood = "violet" // purple dusk
	Ember  Mood = "ember"  // burning sky under dark clouds
	Silver Mood = "silver" // pearl light of winter or rain
	Blue   Mood = "blue"   // blue hour, warm windows
	Night  Mood = "night"  // deep blue night
	Indigo Mood = "indigo" // violet night
	Mist   Mood = "mist"   // moonlit teal haze
	Jade   Mood = "jade"   // green-blue night
)

type lch struct{ l, c, h float32 }

func (v lch) colour() oklab.Colour { return oklab.LCH(v.l, v.c, v.h) }

// light is what a mood fixes. Land colours are derived from grass and sky by
// distance, so that every mood has true air between near and far.
type light struct {
	sky        [5]lch // zenith to horizon
	sun        lch    // sun or moon
	cloudLit   lch
	cloudShade lch
	grass      lch
	dark       lch // deepest shadow
	lamp       lch
	accents    [4]lch  // used where the front has no colours of its own
	brightness float32 // of fronts this mood goes with, 0..1
	warmth     float32 // -1 cool to 1 warm
	glitter    float32 // strength of the path of light on water
	night      bool
}

var lights = lightTable()

func lightTable() map[Mood]light {
	warmLamp := lch{0.88, 0.125, 78}
	return map[Mood]light{
		Clear: {
			sky: [5]lch{{0.56, 0.130, 256}, {0.645, 0.118, 250}, {0.73, 0.094, 243}, {0.825, 0.060, 232}, {0.915, 0.040, 95}},
			sun: lch{0.97, 0.05, 95}, cloudLit: lch{0.975, 0.018, 85}, cloudShade: lch{0.74, 0.045, 285},
			grass: lch{0.60, 0.125, 125}, dark: lch{0.33, 0.060, 230}, lamp: warmLamp,
			accents: [4]lch{{0.66, 0.17, 25}, {0.83, 0.15, 88}, {0.64, 0.14, 310}, {0.80, 0.09, 350}}, brightness: 0.72, warmth: -0.3, glitter: 0.5},
		Fresh: {
			sky: [5]lch{{0.62, 0.095, 228}, {0.70, 0.088, 218}, {0.79, 0.070, 205}, {0.875, 0.045, 190}, {0.945, 0.060, 90}},
			sun: lch{0.97, 0.07, 98}, cloudLit: lch{0.97, 0.035, 80}, cloudShade: lch{0.76, 0.045, 250},
			grass: lch{0.64, 0.125, 130}, dark: lch{0.35, 0.055, 215}, lamp: warmLamp,
			accents: [4]lch{{0.77, 0.12, 5}, {0.86, 0.13, 92}, {0.68, 0.12, 285}, {0.74, 0.13, 45}}, brightness: 0.80, warmth: -0.1, glitter: 0.55},
		Golden: {
			sky: [5]lch{{0.49, 0.085, 258}, {0.61, 0.070, 275}, {0.74, 0.085, 25}, {0.83, 0.120, 62}, {0.905, 0.115, 84}},
			sun: lch{0.96, 0.085, 92}, cloudLit: lch{0.88, 0.105, 68}, cloudShade: lch{0.53, 0.080, 330},
			grass: lch{0.57, 0.120, 119}, dark: lch{0.29, 0.055, 300}, lamp: warmLamp,
			accents: [4]lch{{0.64, 0.18, 35}, {0.80, 0.15, 78}, {0.58, 0.13, 340}, {0.56, 0.12, 275}}, brightness: 0.58, warmth: 0.9, glitter: 0.95},
		Rose: {
			sky: [5]lch{{0.50, 0.095, 272}, {0.61, 0.095, 300}, {0.72, 0.105, 340}, {0.81, 0.105, 15}, {0.895, 0.085, 58}},
			sun: lch{0.96, 0.065, 75}, cloudLit: lch{0.87, 0.095, 12}, cloudShade: lch{0.57, 0.085, 300},
			grass: lch{0.54, 0.095, 138}, dark: lch{0.30, 0.065, 290}, lamp: warmLamp,
			accents: [4]lch{{0.72, 0.15, 0}, {0.84, 0.10, 60}, {0.62, 0.14, 310}, {0.70, 0.12, 240}}, brightness: 0.62, warmth: 0.4, glitter: 0.9},
		Violet: {
			sky: [5]lch{{0.38, 0.115, 280}, {0.49, 0.125, 294}, {0.61, 0.130, 312}, {0.73, 0.120, 345}, {0.85, 0.095, 45}},
			sun: lch{0.95, 0.07, 75}, cloudLit: lch{0.80, 0.115, 345}, cloudShade: lch{0.44, 0.105, 288},
			grass: lch{0.44, 0.080, 165}, dark: lch{0.25, 0.070, 285}, lamp: warmLamp,
			accents: [4]lch{{0.66, 0.19, 345}, {0.66, 0.16, 255}, {0.82, 0.13, 75}, {0.60, 0.18, 310}}, brightness: 0.42, warmth: 0.1, glitter: 0.9},
		Ember: {
			sky: [5]lch{{0.31, 0.060, 275}, {0.41, 0.075, 310}, {0.55, 0.125, 15}, {0.69, 0.155, 42}, {0.84, 0.135, 74}},
			sun: lch{0.95, 0.10, 85}, cloudLit: lch{0.75, 0.150, 42}, cloudShade: lch{0.35, 0.070, 315},
			grass: lch{0.41, 0.080, 95}, dark: lch{0.23, 0.050, 310}, lamp: warmLamp,
			accents: [4]lch{{0.60, 0.20, 28}, {0.76, 0.16, 65}, {0.50, 0.12, 330}, {0.50, 0.10, 260}}, brightness: 0.34, warmth: 0.8, glitter: 0.95},
		Silver: {
			sky: [5]lch{{0.61, 0.072, 258}, {0.70, 0.066, 272}, {0.78, 0.062, 305}, {0.86, 0.062, 12}, {0.93, 0.058, 68}},
			sun: lch{0.97, 0.045, 85}, cloudLit: lch{0.95, 0.030, 55}, cloudShade: lch{0.66, 0.050, 285},
			grass: lch{0.56, 0.060, 160}, dark: lch{0.34, 0.050, 265}, lamp: warmLamp,
			accents: [4]lch{{0.66, 0.15, 22}, {0.82, 0.12, 80}, {0.62, 0.10, 250}, {0.72, 0.10, 330}}, brightness: 0.76, warmth: 0, glitter: 0.6},
		Blue: {
			sky: [5]lch{{0.29, 0.095, 266}, {0.39, 0.105, 260}, {0.51, 0.100, 254}, {0.65, 0.075, 265}, {0.80, 0.070, 55}},
			sun: lch{0.95, 0.05, 85}, cloudLit: lch{0.70, 0.075, 340}, cloudShade: lch{0.38, 0.085, 265},
			grass: lch{0.40, 0.065, 200}, dark: lch{0.20, 0.055, 265}, lamp: warmLamp,
			accents: [4]lch{{0.66, 0.17, 40}, {0.80, 0.14, 80}, {0.62, 0.15, 350}, {0.70, 0.11, 210}}, brightness: 0.36, warmth: -0.5, glitter: 0.85},
		Night: {
			sky: [5]lch{{0.22, 0.095, 266}, {0.29, 0.115, 264}, {0.38, 0.125, 260}, {0.48, 0.115, 252}, {0.60, 0.085, 228}},
			sun: lch{0.94, 0.085, 95}, cloudLit: lch{0.72, 0.085, 235}, cloudShade: lch{0.28, 0.090, 266},
			grass: lch{0.34, 0.065, 190}, dark: lch{0.17, 0.050, 265}, lamp: warmLamp,
			accents: [4]lch{{0.82, 0.14, 80}, {0.64, 0.17, 35}, {0.68, 0.13, 220}, {0.62, 0.15, 345}}, brightness: 0.24, warmth: -0.7, glitter: 0.9, night: true},
		Indigo: {
			sky: [5]lch{{0.23, 0.105, 284}, {0.31, 0.130, 288}, {0.40, 0.140, 295}, {0.51, 0.130, 310}, {0.65, 0.105, 345}},
			sun: lch{0.95, 0.07, 88}, cloudLit: lch{0.70, 0.115, 320}, cloudShade: lch{0.30, 0.105, 285},
			grass: lch{0.33, 0.065, 260}, dark: lch{0.18, 0.060, 285}, lamp: warmLamp,
			accents: [4]lch{{0.70, 0.19, 345}, {0.80, 0.14, 75}, {0.66, 0.15, 245}, {0.62, 0.19, 310}}, brightness: 0.26, warmth: -0.1, glitter: 0.9, night: true},
		Mist: {
			sky: [5]lch{{0.28, 0.066, 246}, {0.38, 0.074, 233}, {0.50, 0.075, 219}, {0.63, 0.068, 203}, {0.77, 0.056, 172}},
			sun: lch{0.95, 0.050, 105}, cloudLit: lch{0.74, 0.045, 190}, cloudShade: lch{0.36, 0.050, 232},
			grass: lch{0.38, 0.065, 190}, dark: lch{0.20, 0.055, 238}, lamp: lch{0.84, 0.13, 68},
			accents: [4]lch{{0.58, 0.16, 28}, {0.76, 0.12, 75}, {0.66, 0.09, 200}, {0.56, 0.09, 280}}, brightness: 0.28, warmth: -0.6, glitter: 0.85, night: true},
		Jade: {
			sky: [5]lch{{0.20, 0.065, 250}, {0.27, 0.075, 235}, {0.37, 0.080, 215}, {0.50, 0.080, 195}, {0.66, 0.075, 170}},
			sun: lch{0.95, 0.060, 110}, cloudLit: lch{0.74, 0.110, 165}, cloudShade: lch{0.26, 0.070, 240},
			grass: lch{0.33, 0.065, 195}, dark: lch{0.16, 0.045, 240}, lamp: warmLamp,
			accents: [4]lch{{0.80, 0.17, 155}, {0.72, 0.14, 195}, {0.66, 0.17, 320}, {0.82, 0.13, 85}}, brightness: 0.26, warmth: -0.6, glitter: 0.9, night: true},
	}
}

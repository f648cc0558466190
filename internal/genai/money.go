package genai

import "unicode/utf8"

// Prices are what models take, in US dollars.
type Prices struct {
	In, Out float64 // of a million tokens that Eyes are sent, and answer
	Picture float64 // of one that a Brush paints
}

// How many tokens an answer may take, with what the model thinks before; the walls ask for no more.
const (
	DescribeTokens = 4_000
	ReadTokens     = 8_000
)

// What a request takes at most, as far as that is known before.
const (
	pictureTokens = 3_000 // of a front that is a few hundred pixels wide, whatever the model
	runesPerToken = 1     // Korean takes the most
)

func (p Prices) describe(o DescribeOrder) int64 {
	return p.tokens(pictureTokens+runes(o.Instructions), DescribeTokens)
}

func (p Prices) read(o ReadOrder) int64 {
	return p.tokens(pictureTokens+runes(o.Instructions)+int64(len(o.Schema)), ReadTokens)
}

func (p Prices) paint() int64 { return p.pictures(1) }

func runes(s string) int64 { return int64(utf8.RuneCountInString(s)) / runesPerToken }

// tokens is in millionths of a dollar: a price of a million is that of one in millionths.
func (p Prices) tokens(in, out int64) int64 { return int64(float64(in)*p.In + float64(out)*p.Out) }

func (p Prices) pictures(n int) int64 { return int64(float64(n) * p.Picture * 1e6) }

// Usual is what a call of a step is estimated to take, in millionths of a dollar.
func (p Prices) Usual(step Step) int64 {
	switch step {
	case Describe:
		return p.describe(DescribeOrder{})
	case Read:
		return p.read(ReadOrder{})
	}
	return p.paint()
}

// Cost is what a call that was run took, in millionths of a dollar. Where the provider doesn't tell,
// it is what was estimated, so that nobody spends what isn't counted.
func (p Prices) Cost(step Step, u Usage, estimate int64) int64 {
	switch {
	case step.paints():
		return max(p.pictures(u.Pictures), estimate)
	case u.TokensIn+u.TokensOut > 0:
		return p.tokens(u.TokensIn, u.TokensOut)
	}
	return estimate
}

package oil

import "piece/internal/craft/noise"

// pulse tells whoever watches how far a step has come, by the paint that was laid.
type pulse struct {
	beat           func(part float32)
	expected       float32 // paint of this step
	laid, nextBeat float32 // paint since its beginning
}

const (
	paintOfPicture = 7 * Units * Units // length by radius of all strokes, about, in square units
	beatsOfPicture = 42
	fine           = 2 // units on each radius, because fine strokes take their time too
)

// Watch calls beat now and then while strokes are laid, with the part of the step that is done.
func (e *Easel) Watch(beat func(part float32)) { e.pulse.beat = beat }

// Begin says that a step begins, and its share of the picture.
func (e *Easel) Begin(share float32) {
	e.pulse.expected, e.pulse.laid, e.pulse.nextBeat = share*paintOfPicture, 0, paintOfPicture/beatsOfPicture
}

func (p *pulse) add(paint float32) {
	p.laid += paint
	if p.beat == nil || p.laid < p.nextBeat {
		return
	}
	p.nextBeat = p.laid + paintOfPicture/beatsOfPicture
	p.beat(p.part())
}

// part never reaches 1, however much more than expected is laid.
func (p *pulse) part() float32 {
	const sure = 0.7
	part := p.laid / p.expected
	if part <= sure {
		return part
	}
	return 1 - (1-sure)*noise.Exp(-(part-sure)/(1-sure))
}

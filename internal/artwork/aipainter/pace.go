package aipainter

import (
	"context"
	"math"
	"sync"
	"time"

	"piece/internal/artwork"
)

const (
	paceEvery = 600 * time.Millisecond // between two looks at how far a painting should be
	paceTop   = 0.96                   // what is shown as done before the model's picture is there
	paceShape = 2.2                    // after the usual time nine tenths of that are done
)

// pace shows the stages of a sketch over as long as the model usually takes.
type pace struct {
	usual time.Duration
	watch func(artwork.Stage)

	mu     sync.Mutex
	stages []artwork.Stage // with a sketch, in their order; guarded by mu
	shown  int             // how many of them; guarded by mu
	told   float64         // what the model itself said; guarded by mu
}

// add takes a stage of the sketch.
func (p *pace) add(at artwork.Stage) {
	if len(at.Sketch) == 0 {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.stages = append(p.stages, at)
}

// tell takes what the model says of its progress.
func (p *pace) tell(done float64) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.told = max(p.told, min(done, 1))
}

// run shows the stages until ctx ends.
func (p *pace) run(ctx context.Context) {
	t := time.NewTicker(paceEvery)
	defer t.Stop()
	began := time.Now()
	for {
		p.watch(p.at(time.Since(began)))
		select {
		case <-ctx.Done():
			return
		case <-t.C:
		}
	}
}

// at is the stage to show after a time: further on the longer it takes, never at the end. The
// first stage is shown as soon as it is there.
func (p *pace) at(after time.Duration) artwork.Stage {
	p.mu.Lock()
	defer p.mu.Unlock()
	done := 1 - math.Exp(-paceShape*after.Seconds()/max(p.usual.Seconds(), 1))
	done = max(done, p.told)
	stage := artwork.Stage{Done: done * paceTop}
	for next := p.shown; next < len(p.stages) && (next == 0 || p.stages[next].Done <= done); next++ {
		stage.Sketch, p.shown = p.stages[next].Sketch, next+1
	}
	return stage
}

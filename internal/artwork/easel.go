package artwork

import "sync"

// easel holds the latest stage of a painting, between the painter and whoever reports it.
type easel struct {
	mu  sync.Mutex
	at  Stage // guarded by mu
	new bool  // guarded by mu
}

// put sets a stage. A painting doesn't shrink, and a sketch that is too large isn't shown.
func (e *easel) put(at Stage) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if done := min(max(at.Done, 0), 1); done > e.at.Done {
		e.at.Done, e.new = done, true
	}
	if len(at.Sketch) > 0 && len(at.Sketch) <= MaxSketch {
		e.at.Sketch, e.new = at.Sketch, true
	}
}

// take gives the stage, and whether it is another one than before.
func (e *easel) take() (at Stage, isNew bool) {
	e.mu.Lock()
	defer e.mu.Unlock()
	at, isNew = e.at, e.new
	e.at.Sketch, e.new = nil, false
	return at, isNew
}

// again has a stage taken again that couldn't be told.
func (e *easel) again(at Stage) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.new = true; e.at.Sketch == nil {
		e.at.Sketch = at.Sketch
	}
}

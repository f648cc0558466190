package scenery

import (
	"piece/internal/craft/noise"
	"piece/internal/craft/painter/internal/medium"
	"piece/internal/craft/painter/internal/motif"
	"piece/internal/craft/painter/internal/oil"
	"piece/internal/craft/painter/internal/scheme"
)

// Medium is impressionist oil.
func Medium() medium.Medium {
	m := medium.Medium{Name: "oil", Begin: begin}
	for _, s := range scenes {
		m.Scenes = append(m.Scenes, medium.Scene{Name: s.name, Moods: s.moods})
	}
	return m
}

// begin expects a scene of ours.
func begin(o medium.Order) medium.Work {
	stage := &motif.Stage{Easel: oil.NewEasel(o.Side, o.Seed)}
	stage.Scheme = scheme.New(o.Seen, o.Mood, noise.NewStream(o.Seed+1))
	w := medium.Work{Finish: stage.Finish, Glance: stage.Glance, Pulse: stage.Watch}
	for _, s := range scenes {
		if s.name == o.Scene {
			for _, each := range s.compose(stage) {
				w.Steps = append(w.Steps, medium.Step{Share: each.share, Paint: func() {
					stage.Begin(each.share)
					each.paint()
				}})
			}
		}
	}
	return w
}

package localpainter

import (
	"time"

	"piece/internal/artwork"
	"piece/internal/craft/painter"
	"piece/internal/craft/picture"
)

// sketcher makes small pictures of a painting that grows.
type sketcher struct {
	every time.Duration
	watch func(artwork.Stage)
	last  time.Time
}

func (s *sketcher) see(m painter.Moment) {
	at := artwork.Stage{Done: m.Done * paintedShare}
	if now := time.Now(); now.Sub(s.last) >= s.every {
		at.Sketch, s.last = sketch(m), now
	}
	s.watch(at)
}

// sizes of sketches, from what is shown usually to what always fits.
var sizes = []struct{ side, quality int }{{320, 60}, {320, 30}, {160, 30}}

// sketch gives the painting so far in a small file; nil when no size fits, or it can't be encoded,
// for then the painting simply isn't shown.
func sketch(m painter.Moment) []byte {
	for _, s := range sizes {
		webp, err := picture.EncodeWebP(m.Glance(s.side), s.quality)
		if err == nil && len(webp) <= artwork.MaxSketch {
			return webp
		}
	}
	return nil
}

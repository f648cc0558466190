package piecehttp_test

import (
	"net/http"
	"strconv"
	"sync"
	"testing"
	"time"
)

// largestPhoto is as large as photos are kept.
var largestPhoto = sync.OnceValue(func() []byte { return jpegOf(1680, 2400) })

func benchmark(b *testing.B) (h *house, owner string, d draft) {
	h = drawn(b)
	h.photos.jpeg = largestPhoto
	owner = newID()
	d = h.draft(owner)
	d["width"] = 448
	for _, key := range []string{"kind", "cast", "price", "genre", "companion", "visibility"} {
		delete(d, key)
	}
	return h, owner, d
}

func BenchmarkPreview(b *testing.B) {
	for name, side := range map[string]string{"front": "front", "back": "back"} {
		b.Run(name, func(b *testing.B) {
			h, owner, d := benchmark(b)
			h.ask(owner, "POST", previews, d.with("side", side)).want(http.StatusOK)
			for b.Loop() {
				h.clock.Advance(time.Second)
				h.ask(owner, "POST", previews, d.with("side", side)).want(http.StatusOK)
			}
		})
	}
	b.Run("front of a new crop", func(b *testing.B) {
		h, owner, d := benchmark(b)
		for n := 0; b.Loop(); n++ {
			h.clock.Advance(time.Second)
			x := float64(n%1000) / 10_000
			h.ask(owner, "POST", previews, d.with("side", "front", "crop", crop(x, x, 0.9, 0.9, 0))).want(http.StatusOK)
		}
	})
}

func BenchmarkCreate(b *testing.B) {
	h := drawn(b)
	h.photos.jpeg = largestPhoto
	owner := newID()
	for b.Loop() {
		h.make(owner)
	}
}

func BenchmarkEdit(b *testing.B) {
	for name, field := range map[string]string{"drawn": "title", "not drawn": "companion"} {
		b.Run(name, func(b *testing.B) {
			h := drawn(b)
			h.photos.jpeg = largestPhoto
			owner := newID()
			p, d := h.made(owner)
			for version := p.Version; b.Loop(); version++ {
				h.put(owner, p.ID, d.with(field, strconv.Itoa(version), "version", version)).want(http.StatusOK)
			}
		})
	}
}

func BenchmarkHeart(b *testing.B) {
	h := open(b, sketch{})
	p := h.make(newID())
	for person := newID(); b.Loop(); {
		h.heart(person, http.MethodPut, p.ID).want(http.StatusOK)
		h.heart(person, http.MethodDelete, p.ID).want(http.StatusOK)
	}
}

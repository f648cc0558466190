package ticket

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/png"
	"sync"

	"piece/internal/craft/picture"
	"piece/internal/craft/typeset"
)

// The small images for lists are exactly half of the full ones.
const (
	SmallWidth  = Width / 2
	SmallHeight = Height / 2
)

// WebP qualities: visibly free of artefacts at full size, lean for lists and previews.
const (
	fullQuality    = 82
	smallQuality   = 78
	previewQuality = 78
)

// The widths that Preview draws.
const (
	MinPreview = 112
	MaxPreview = Width
)

// Renderer draws tickets. It holds the parsed faces; make one and share it.
type Renderer struct {
	setter *sync.Pool
	alphas sync.Map // alphaKey to *picture.Alpha
}

type alphaKey struct {
	shape Shape
	width int
}

// New parses the embedded faces.
func New() (*Renderer, error) {
	f, err := typeset.Load()
	if err != nil {
		return nil, err
	}
	pool := &sync.Pool{New: func() any { return newTypesetter(f) }}
	return &Renderer{setter: pool}, nil
}

// typesetter lays tickets out. It serves one goroutine at a time; the pool hands them out
// again, so that glyphs and emoji stay decoded between tickets.
type typesetter struct{ *typeset.Typesetter }

func newTypesetter(f *typeset.Fonts) *typesetter { return &typesetter{f.Typesetter()} }

// Set is a finished ticket as four WebP files.
type Set struct {
	Front, Back           []byte // 896 x 1280
	FrontSmall, BackSmall []byte // 448 x 640
}

// Render draws both sides in both sizes, one after the other.
func (r *Renderer) Render(ctx context.Context, in Input) (*Set, error) {
	var set Set
	for _, s := range []struct {
		side        Side
		full, small *[]byte
	}{{Front, &set.Front, &set.FrontSmall}, {Back, &set.Back, &set.BackSmall}} {
		m, err := r.side(ctx, &in, s.side, Width)
		if err != nil {
			return nil, err
		}
		frame := picture.NewFrame(m)
		if *s.full, err = r.encode(ctx, frame, in.Shape, fullQuality, picture.Lasting); err != nil {
			return nil, err
		}
		if *s.small, err = r.encode(ctx, frame.Half(), in.Shape, smallQuality, picture.Lasting); err != nil {
			return nil, err
		}
	}
	return &set, nil
}

// Preview draws one side as WebP, width pixels wide (MinPreview to MaxPreview;
// others are brought into that range). It is the very ticket that Render makes, only smaller.
func (r *Renderer) Preview(ctx context.Context, in Input, side Side, width int) ([]byte, error) {
	width = min(max(width, MinPreview), MaxPreview) &^ 1
	m, err := r.side(ctx, &in, side, width)
	if err != nil {
		return nil, err
	}
	return r.encode(ctx, picture.NewFrame(m), in.Shape, previewQuality, picture.Quick)
}

// PNG draws one side at full size for saving.
func (r *Renderer) PNG(ctx context.Context, in Input, side Side) ([]byte, error) {
	m, err := r.sideRGBA(ctx, &in, side, Width)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	enc := png.Encoder{CompressionLevel: png.BestSpeed}
	if err := enc.Encode(&b, cut(m, mask(geometries[in.Shape].outline(), Width))); err != nil {
		return nil, fmt.Errorf("ticket: encode PNG: %w", err)
	}
	return b.Bytes(), nil
}

// side draws one side without its transparency, ready for the encoder. A front
// without marks never leaves the colour space of its photo.
func (r *Renderer) side(ctx context.Context, in *Input, side Side, width int) (*image.YCbCr, error) {
	if side == Front && in.Shape != Stub && in.Shape != Film {
		if err := in.check(side); err != nil {
			return nil, err
		}
		return in.Photo.CoverYCbCr(in.Crop, width, heightFor(width)), ctx.Err()
	}
	m, err := r.sideRGBA(ctx, in, side, width)
	if err != nil {
		return nil, err
	}
	return picture.ToYCbCr(m), ctx.Err()
}

func (r *Renderer) sideRGBA(ctx context.Context, in *Input, side Side, width int) (*image.RGBA, error) {
	if err := in.check(side); err != nil {
		return nil, err
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	t := r.setter.Get().(*typesetter)
	defer r.setter.Put(t)
	if side == Front {
		m := in.Photo.Cover(in.Crop, width, heightFor(width))
		t.drawMarks(m, t.frontMarks(in.Shape))
		return m, nil
	}
	m := backGround(in, width)
	t.drawMarks(m, t.backMarks(in.Shape, in.Paper, &in.Text))
	return m, nil
}

func (r *Renderer) encode(ctx context.Context, f *picture.Frame, shape Shape, quality int, effort picture.Effort) ([]byte, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	return f.WebP(quality, effort, r.alpha(shape, f.Width()))
}

// alpha makes the transparency of a shape once per size and keeps it (2 kB each).
func (r *Renderer) alpha(shape Shape, width int) *picture.Alpha {
	key := alphaKey{shape, width}
	if known, ok := r.alphas.Load(key); ok {
		return known.(*picture.Alpha)
	}
	a, _ := r.alphas.LoadOrStore(key, picture.NewAlpha(mask(geometries[shape].outline(), width)))
	return a.(*picture.Alpha)
}

// cut gives the opaque drawing its shape, with straight alpha, in place.
func cut(m *image.RGBA, mask *image.Alpha) *image.NRGBA {
	for i, a := range mask.Pix {
		q := m.Pix[4*i : 4*i+4 : 4*i+4]
		q[3] = a
		if a == 0 { // no colour where nothing shows: the file gets smaller
			q[0], q[1], q[2] = 0, 0, 0
		}
	}
	return &image.NRGBA{Pix: m.Pix, Stride: m.Stride, Rect: m.Rect}
}

// Warm compiles the WebP encoder (about 0.4 s), which the first ticket would
// wait for. It is optional and may run beside anything else.
func (r *Renderer) Warm() error {
	_, err := picture.EncodeWebP(image.NewRGBA(image.Rect(0, 0, 16, 16)), smallQuality)
	return err
}

package app

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"strconv"

	"piece/internal/craft/painter"
	"piece/internal/craft/picture"
)

// sheetSeed is fixed, so that two sheets show what changed in the painter.
const sheetSeed = 2026

// paintOrder is what paintCommand is asked for; each of its files is another kind of picture.
type paintOrder struct {
	sheet, out, growth, strip string
	samples                   string
	front                     string
	options                   painter.Options
	side, quality             int
}

func paintCommand(ctx context.Context, s streams, args []string) error {
	var o paintOrder
	f := flag.NewFlagSet("paint", flag.ContinueOnError)
	f.SetOutput(s.err)
	f.StringVar(&o.sheet, "sheet", "", "file for a contact sheet of 24 backs")
	f.StringVar(&o.out, "out", "", "file for one back")
	f.StringVar(&o.growth, "growth", "", "file for the moments of one back")
	f.StringVar(&o.strip, "strip", "", "file for one front in every style")
	f.StringVar(&o.samples, "samples", "", "folder for a small picture of every style, as the page offers them")
	f.StringVar(&o.front, "front", "1", "photo to take the colours from, or the number of a made-up front, from 1")
	f.StringVar((*string)(&o.options.Style), "style", string(painter.Oil), "style, one of "+fmt.Sprint(painter.Styles()))
	f.StringVar((*string)(&o.options.Scene), "scene", "", "scene of the style")
	f.StringVar(&o.options.Kind, "kind", "", "kind of the piece, such as concert")
	f.StringVar(&o.options.Genre, "genre", "", "genre of the piece, such as horror")
	f.Uint64Var(&o.options.Seed, "seed", sheetSeed, "another one gives another picture")
	f.IntVar(&o.side, "side", painter.Side, "pixels along a side of one back")
	f.IntVar(&o.quality, "quality", 88, "of WebP, 1 to 100")
	if err := f.Parse(args); err != nil || f.NArg() != 0 || o.side < 1 || o.side > painter.Side {
		return errUsage
	}
	if !o.options.Style.Valid() {
		return fmt.Errorf("no style %q; there are %v", o.options.Style, painter.Styles())
	}
	if o.samples != "" {
		return o.writeSamples(ctx)
	}
	file, paint := o.kind()
	if file == "" {
		return errUsage
	}
	m, err := paint(ctx)
	if err != nil {
		return err
	}
	return writePicture(file, m, o.quality)
}

// kind is the file that was asked for and what goes into it.
func (o *paintOrder) kind() (string, func(context.Context) (*image.RGBA, error)) {
	switch {
	case o.sheet != "":
		return o.sheet, func(ctx context.Context) (*image.RGBA, error) {
			return painter.Sheet(ctx, o.options.Style, nil, o.options.Seed, nil)
		}
	case o.out != "":
		return o.out, o.one
	case o.growth != "":
		return o.growth, func(ctx context.Context) (*image.RGBA, error) {
			front, err := o.readFront()
			if err != nil {
				return nil, err
			}
			return painter.Growth(ctx, front, o.options, growthColumns, growthTile, stripGap)
		}
	case o.strip != "":
		return o.strip, func(ctx context.Context) (*image.RGBA, error) {
			front, err := o.readFront()
			if err != nil {
				return nil, err
			}
			return painter.Strip(ctx, front, o.options, showpieces, stripTile, stripGap)
		}
	}
	return "", nil
}

const (
	growthColumns = 8
	growthTile    = 200
	stripTile     = 256
	stripGap      = 8
)

// showpieces are the scenes that tell the styles apart best.
var showpieces = map[painter.Style]painter.Scene{
	"oil": "blossom", "watercolour": "lake", "ink": "plum", "nightcity": "hangang", "papercut": "forest", "riso": "mountain",
}

const (
	sampleSide    = 160
	sampleQuality = 72
)

func (o *paintOrder) writeSamples(ctx context.Context) error {
	o.side = sampleSide
	for _, style := range painter.Styles() {
		o.options.Style, o.options.Scene = style, showpieces[style]
		m, err := o.one(ctx)
		if err != nil {
			return err
		}
		if err := writePicture(filepath.Join(o.samples, string(style)+".webp"), m, sampleQuality); err != nil {
			return err
		}
	}
	return nil
}

func (o *paintOrder) one(ctx context.Context) (*image.RGBA, error) {
	front, err := o.readFront()
	if err != nil {
		return nil, err
	}
	m, _, err := painter.Paint(ctx, front, o.options, nil)
	if err != nil || o.side == painter.Side {
		return m, err
	}
	return picture.FromImage(m).Cover(picture.Crop{}, o.side, o.side), nil
}

func (o *paintOrder) readFront() (image.Image, error) {
	if number, err := strconv.Atoi(o.front); err == nil {
		fronts := painter.SampleFronts()
		if number < 1 || number > len(fronts) {
			return nil, fmt.Errorf("there are made-up fronts 1 to %d", len(fronts))
		}
		return fronts[number-1], nil
	}
	b, err := os.ReadFile(o.front)
	if err != nil {
		return nil, err
	}
	photo, err := picture.Decode(b, picture.Limits{})
	if err != nil {
		return nil, err
	}
	return photo.Cover(picture.Crop{}, 350, 500), nil
}

// writePicture writes WebP where the name says so, else PNG.
func writePicture(name string, m *image.RGBA, quality int) error {
	if filepath.Ext(name) == ".webp" {
		b, err := picture.EncodeWebP(m, quality)
		if err != nil {
			return err
		}
		return os.WriteFile(name, b, 0o644)
	}
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		return err
	}
	return os.WriteFile(name, b.Bytes(), 0o644)
}

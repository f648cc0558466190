// Package readingtest draws tickets and bookings in the layouts of those who sell them in Korea,
// with what is printed on each: paper that was photographed (turned, creased, in shadow, pale, out
// of focus) and screens of phones and of web pages. Equal samples are equal to the byte. It serves
// tests only.
package readingtest

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"image"
	"image/jpeg"
	"strconv"
	"strings"

	"piece/internal/craft/typeset"
)

// told is what is printed, by field: what a perfect reader copies. "won" is what the price means.
type told map[string]string

func (t told) costs(won int64) told {
	t["won"] = strconv.FormatInt(won, 10)
	return t
}

// Sample is one picture with its truth.
type Sample struct {
	Name    string
	JPEG    []byte
	Printed map[string]string // by field, exactly as printed
	Facts   map[string]string // by field, as the form of a piece has it
	// SmallText is the height of the smallest print in pixels, and LongSide that of the picture.
	SmallText float32
	LongSide  int
}

// Place is what the metadata of every sample tells, and nobody else may learn.
const Place = "37.5196 N, 126.9400 E, home"

type layout struct {
	name   string
	w, h   int
	paper  ink
	draw   func(s *sheet, w show) told
	shows  []show
	screen bool // not paper
}

var layouts = []layout{
	{"cgv-paper", 620, 1120, 0xfdfcf8, cgvPaper, films, false},
	{"cgv-app", 1080, 2160, 0xf0f0f3, cgvApp, films, true},
	{"lotte-app", 1080, 1920, 0x17171b, lotteApp, films, true},
	{"megabox-paper", 640, 1050, 0xfaf9fd, megaboxPaper, films, false},
	{"interpark-paper", 1500, 700, 0xfbfaf7, interparkPaper, stages, false},
	{"nol-page", 1280, 1200, 0xf2f4f7, nolPage, stages, true},
	{"yes24-paper", 760, 1130, 0xfdfdfd, yes24, stages, false},
	{"melon-app", 1080, 1960, 0xffffff, melonApp, stages, true},
	{"ticketlink-paper", 1200, 620, 0xfffdf6, ticketlink, stages, false},
}

// Samples draws all of them, one after the other, until yield says no.
func Samples(yield func(Sample) bool) {
	fonts, err := typeset.Load()
	if err != nil {
		panic(err) // the faces are part of the program
	}
	setter := fonts.Typesetter()
	for _, l := range layouts {
		for i, w := range l.shows {
			if !yield(l.sample(setter, w, i)) {
				return
			}
		}
	}
}

func (l layout) sample(setter *typeset.Typesetter, w show, n int) Sample {
	page := newSheet(setter, l.w, l.h, l.paper)
	printed := l.draw(page, w)
	how := wears[n%len(wears)]
	photo, orientation := page.RGBA, uint16(1)
	if !l.screen {
		photo = photograph(page.RGBA, how, uint32(len(l.name)*31+n))
		if how.quarter == 1 {
			photo, orientation = laid(photo), 6
		}
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, photo, &jpeg.Options{Quality: 88}); err != nil {
		panic(err) // memory is all it needs
	}
	return Sample{
		Name: fmt.Sprintf("%s-%d", l.name, n+1), JPEG: withExif(b.Bytes(), orientation), Printed: printed, Facts: facts(w, printed),
		SmallText: page.smallest, LongSide: longSide(photo),
	}
}

func longSide(m image.Image) int { return max(m.Bounds().Dx(), m.Bounds().Dy()) }

// facts are what a piece should have of a show, as far as the layout prints it.
func facts(w show, printed told) map[string]string {
	day, clock := w.starts()
	all := map[string]string{
		"kind": w.kind, "title": w.title, "date": day, "time": clock, "venue": printed["venue"], "price": printed["won"],
		"seat": strings.ReplaceAll(printed["seat"], " / ", ", "), "cast": strings.Join(w.cast, ", "), "director": w.director,
	}
	for field := range all {
		if printed[field] == "" && (field != "time" || !strings.Contains(printed["date"], ":")) {
			delete(all, field)
		}
	}
	delete(printed, "won")
	return all
}

// withExif puts metadata into a JPEG as phones do: how it was held, and where.
func withExif(jpeg []byte, orientation uint16) []byte {
	place := append([]byte(Place), 0)
	tiff := []byte("II*\x00\x08\x00\x00\x00\x02\x00")
	entry := func(tag, kind uint16, count, value uint32) {
		tiff = binary.LittleEndian.AppendUint16(tiff, tag)
		tiff = binary.LittleEndian.AppendUint16(tiff, kind)
		tiff = binary.LittleEndian.AppendUint32(tiff, count)
		tiff = binary.LittleEndian.AppendUint32(tiff, value)
	}
	const text = 8 + 2 + 2*12 + 4 // where the text begins
	entry(0x010e, 2, uint32(len(place)), text)
	entry(0x0112, 3, 1, uint32(orientation))
	tiff = append(append(tiff, 0, 0, 0, 0), place...)
	body := append([]byte("Exif\x00\x00"), tiff...)
	out := append([]byte(nil), jpeg[:2]...)
	out = append(out, 0xff, 0xe1)
	out = binary.BigEndian.AppendUint16(out, uint16(len(body)+2))
	return append(append(out, body...), jpeg[2:]...)
}

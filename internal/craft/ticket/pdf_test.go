package ticket

import (
	"bytes"
	"context"
	"fmt"
	"regexp"
	"strconv"
	"testing"

	"piece/internal/craft/picture"
)

func TestPDFIsTrueToSize(t *testing.T) {
	r, in := newRenderer(t), smallInput()
	b, err := r.PDF(context.Background(), Inputs(in), Single)
	if err != nil {
		t.Fatal(err)
	}
	checkXref(t, b)
	if n := bytes.Count(b, []byte("/Type/Page/")); n != 2 {
		t.Errorf("%d pages", n)
	}
	trim, around := box(t, b, "TrimBox"), box(t, b, "BleedBox")
	for i, want := range []float64{70 * mm, 100 * mm} {
		if got := trim[i+2] - trim[i]; got < want-0.01 || got > want+0.01 {
			t.Errorf("trim side %d is %.3f pt, want %.3f", i, got, want)
		}
		if low, high := trim[i]-around[i], around[i+2]-trim[i+2]; low < bleed-0.01 || high < bleed-0.01 {
			t.Errorf("bleed of side %d is %.3f and %.3f pt", i, low, high)
		}
	}
	for _, never := range []string{"/Font", "Exif", "CreationDate", "/JavaScript"} {
		if bytes.Contains(b, []byte(never)) {
			t.Errorf("holds %s", never)
		}
	}
	if !bytes.Contains(b, []byte("/Separation/CutContour")) {
		t.Error("no cutting line")
	}
	again, err := r.PDF(context.Background(), Inputs(in), Single)
	if err != nil || !bytes.Equal(b, again) {
		t.Error("not the same bytes again")
	}
}

func TestNineOnASheet(t *testing.T) {
	r := newRenderer(t)
	photo := picture.FromImage(scene(70, 100, 0))
	var ins []Input
	for i := range 10 {
		ins = append(ins, Input{Photo: photo, Shape: Shapes()[i%6], Paper: Papers()[i%9], Text: Text{Title: strconv.Itoa(i)}})
	}
	for _, c := range []struct{ pieces, pages int }{{1, 2}, {10, 4}} {
		b, err := r.PDF(context.Background(), Inputs(ins[:c.pieces]...), Nine)
		if err != nil {
			t.Fatal(err)
		}
		checkXref(t, b)
		if n := bytes.Count(b, []byte("/Type/Page/")); n != c.pages {
			t.Errorf("%d pieces: %d pages, want %d", c.pieces, n, c.pages)
		}
		if got := box(t, b, "MediaBox"); got[2] < 595 || got[2] > 596 || got[3] < 841 || got[3] > 842 {
			t.Errorf("page is %v", got)
		}
	}
}

func box(t *testing.T, b []byte, name string) (out [4]float64) {
	t.Helper()
	m := regexp.MustCompile(name + `\[(\S+) (\S+) (\S+) ([^\]]+)\]`).FindSubmatch(b)
	if m == nil {
		t.Fatalf("no %s", name)
	}
	for i := range out {
		v, err := strconv.ParseFloat(string(m[i+1]), 64)
		if err != nil {
			t.Fatal(err)
		}
		out[i] = v
	}
	return out
}

// checkXref follows the table of objects: each entry points at its object.
func checkXref(t *testing.T, b []byte) {
	t.Helper()
	m := regexp.MustCompile(`startxref\n(\d+)\n%%EOF\n$`).FindSubmatch(b)
	if m == nil {
		t.Fatal("no startxref")
	}
	at, _ := strconv.Atoi(string(m[1]))
	if !bytes.HasPrefix(b[at:], []byte("xref\n")) {
		t.Fatal("startxref points elsewhere")
	}
	for i, e := range regexp.MustCompile(`(\d{10}) 00000 n `).FindAllSubmatch(b[at:], -1) {
		off, _ := strconv.Atoi(string(e[1]))
		if !bytes.HasPrefix(b[off:], fmt.Appendf(nil, "%d 0 obj\n", i+1)) {
			t.Fatalf("object %d is not at %d", i+1, off)
		}
	}
}

package piecehttp_test

import (
	"bytes"
	"context"
	"iter"
	"net/http"
	"os/exec"
	"runtime"
	"strings"
	"testing"

	"piece/internal/craft/ticket"
	"piece/internal/piece"
)

func printOf(ids ...string) string { return pieces + "/print?ids=" + strings.Join(ids, ",") }

func TestASheetHoldsTheChosenPiecesInTheirOrder(t *testing.T) {
	h := open(t, sketch{})
	owner, other := newID(), newID()
	own := h.make(owner, "title", "내 것", "visibility", "private")
	public := h.make(other, "title", "모두의 것")
	sheet := h.ask(owner, "GET", printOf(public.ID, own.ID, public.ID), nil).want(http.StatusOK)
	text := string(sheet.body)
	if strings.Count(text, "모두의 것") != 2 || strings.Count(text, "내 것") != 1 || strings.Index(text, "내 것") < strings.Index(text, "모두의 것") {
		t.Errorf("the sheet shows %s", text)
	}
	if sheet.header.Get("Content-Type") != "application/pdf" || sheet.header.Get("Cache-Control") != "no-store" || !strings.HasPrefix(sheet.header.Get("Content-Disposition"), "attachment") {
		t.Errorf("headers %v", sheet.header)
	}
	ten := make([]string, 10)
	for i := range ten {
		ten[i] = public.ID
	}
	h.ask(owner, "GET", printOf(ten[:9]...), nil).want(http.StatusOK)
	for _, path := range []string{pieces + "/print", printOf(""), printOf(ten...)} {
		if a := h.ask(owner, "GET", path, nil); a.status != http.StatusUnprocessableEntity && a.status != http.StatusNotFound {
			t.Errorf("%s: %d", path, a.status)
		}
	}
}

// D12: a sheet has nobody else's private piece, also among others that may be seen, and a
// guest prints nothing.
func TestD12_ASheetHoldsNoHiddenPiece(t *testing.T) {
	h := open(t, sketch{})
	owner, other := newID(), newID()
	hidden, public := h.make(owner, "visibility", "private"), h.make(owner)
	none := withoutRequest(h.ask(other, "GET", printOf(public.ID, newID()), nil).want(http.StatusNotFound))
	if got := withoutRequest(h.ask(other, "GET", printOf(public.ID, hidden.ID), nil).want(http.StatusNotFound)); got != none {
		t.Errorf("a hidden piece answers %s, none answers %s", got, none)
	}
	h.ask(other, "GET", printOf("nonsense"), nil).want(http.StatusNotFound)
	h.ask("", "GET", printOf(public.ID), nil).want(http.StatusUnauthorized)
}

// A sheet of nine large photos takes little more memory than one, because they are decoded
// one after the other.
func TestASheetOfNinePhotosIsTrueToSizeAndBounded(t *testing.T) {
	h := drawn(t)
	owner := newID()
	var ids []string
	for _, shape := range []string{"perforated", "stub", "punched", "film", "arch", "cake", "stub", "film", "arch"} {
		ids = append(ids, h.make(owner, "shape", shape).ID)
	}
	large := jpegOf(2800, 4000)
	h.photos.jpeg = func() []byte { return large }
	m := &meter{Renderer: h.service.Renderer}
	h.service.Renderer = m
	file := h.ask(owner, "GET", printOf(ids...), nil).want(http.StatusOK).body
	if m.inputs != 9 || m.more > 70<<20 { // decoded, a photo takes 17 MB
		t.Errorf("%d inputs, %d MB more in use while they are drawn", m.inputs, m.more>>20)
	}
	checkPDF(t, file)
}

// meter looks at the memory in use whenever the renderer asks for the next piece.
type meter struct {
	piece.Renderer
	inputs int
	more   int64 // bytes beyond what was in use before
}

func (m *meter) PDF(ctx context.Context, ins iter.Seq2[ticket.Input, error], layout ticket.Layout) ([]byte, error) {
	inUse := func() int64 {
		var s runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&s)
		return int64(s.HeapAlloc)
	}
	before := inUse()
	return m.Renderer.PDF(ctx, func(yield func(ticket.Input, error) bool) {
		for in, err := range ins {
			m.inputs++
			m.more = max(m.more, inUse()-before)
			if !yield(in, err) {
				return
			}
		}
	}, layout)
}

// checkPDF lets another program look at the file, where there is one.
func checkPDF(t *testing.T, file []byte) {
	t.Helper()
	if n := bytes.Count(file, []byte("/Type/Page/")); n != 2 {
		t.Errorf("%d pages", n)
	}
	if !bytes.Contains(file, []byte("/MediaBox[0 0 595.276 841.89]")) {
		t.Error("the page is not A4")
	}
	pdfinfo, err := exec.LookPath("pdfinfo")
	if err != nil {
		t.Log("without pdfinfo")
		return
	}
	c := exec.CommandContext(t.Context(), pdfinfo, "-box", "-")
	c.Stdin = bytes.NewReader(file)
	out, err := c.CombinedOutput()
	if err != nil || !bytes.Contains(out, []byte("A4")) || !bytes.Contains(out, []byte("Pages:           2")) {
		t.Errorf("pdfinfo: %v\n%s", err, out)
	}
}

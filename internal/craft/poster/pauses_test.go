package poster

import (
	"strings"
	"testing"

	"piece/internal/craft/typeset"
)

// A title of several lines is broken where it pauses, unless that costs a line or much of its size.
func TestTitlesBreakWhereTheyPause(t *testing.T) {
	fonts, err := typeset.Load(songMyung, blackHanSans, eastSeaDokdo)
	if err != nil {
		t.Fatal(err)
	}
	c := newCanvas(fonts.Typesetter(), 700, nil)
	for _, want := range []string{
		"니콜라스 파티:|더스트", "박수근:|봄을 기다리는 나목", "임영웅 콘서트|'아임 히어로 - 더 스타디움'", "광해,|왕이 된 남자",
		"그랜드|부다페스트 호텔", "에브리씽 에브리웨어|올 앳 원스",
	} {
		title := strings.ReplaceAll(want, "|", " ")
		w := words{text: title, face: bold, max: 60, least: 20, lines: 2, leading: 1.1}
		b := box{0, 0, 6 * 60, 140}
		lines, size := c.fit(w, b)
		lines, _ = c.byPhrase(w, b, lines, size)
		head, _, _ := strings.Cut(want, "|")
		if len(lines) != 2 {
			t.Errorf("%q has %d lines", title, len(lines))
		} else if width := c.t.Width(head, lines[0].Style()); width < lines[0].Width-1 || width > lines[0].Width+1 {
			t.Errorf("%q begins with a line of %.0f, want %q (%.0f)", title, lines[0].Width, head, width)
		}
	}
}

package typeset

import (
	"image"
	"testing"
)

func TestLines(t *testing.T) {
	f, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	setter := f.Typesetter()
	st := Style{Face: Medium, Size: 30}
	for _, c := range []struct {
		name, text string
		width      float32
		most       int
		want       []string
		cut        bool
	}{
		{"words stay whole", "마지막 앙코르에서 눈물이 왈칵", 260, 3, []string{"마지막 앙코르에서", "눈물이 왈칵"}, false},
		{"balanced, not greedy", "가나다 라마바 사아자 차카타", 250, 3, []string{"가나다 라마바", "사아자 차카타"}, false},
		{"a long word breaks inside", "가나다라마바사아자차카타파하", 220, 3, nil, false},
		{"ellipsis", "하나 둘 셋 넷 다섯 여섯 일곱 여덟 아홉 열", 120, 2, nil, true},
		{"no break before a closing mark", "君の名は。", 100, 4, nil, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			lines, cut := setter.Wrap(Clean(c.text), st, c.width, c.most)
			if cut != c.cut || len(lines) == 0 || len(lines) > c.most {
				t.Fatalf("%d lines, cut %v", len(lines), cut)
			}
			for i, l := range lines {
				if l.Width > c.width {
					t.Errorf("line %d is %.0f wide", i, l.Width)
				}
				if c.want != nil && l.Width != setter.Shape(c.want[i], st).Width {
					t.Errorf("line %d is not %q", i, c.want[i])
				}
			}
			if c.want != nil && len(lines) != len(c.want) {
				t.Errorf("%d lines", len(lines))
			}
		})
	}
}

func TestCleanText(t *testing.T) {
	for in, want := range map[string]string{
		"  두  줄\n제목 ":             "두 줄 제목",
		"\u1112\u1161\u11ab글":     "한글", // NFC
		"a\u202eb\u200fc\x00\x07": "abc",
		"a\xffb":                  "a\ufffdb",
		"👨‍👩‍👧":                   "👨‍👩‍👧",
	} {
		if got := Clean(in); got != want {
			t.Errorf("%q gives %q, want %q", in, got, want)
		}
	}
}

func TestEveryEmojiDraws(t *testing.T) {
	s, err := parseEmoji(notoEmoji)
	if err != nil {
		t.Fatal(err)
	}
	if len(s.spans) < 3000 {
		t.Errorf("only %d emoji", len(s.spans))
	}
	for key := range s.spans {
		m, err := s.picture(key)
		if err != nil {
			t.Fatalf("%q: %v", key, err)
		}
		if n, ok := m.(*image.NRGBA); !ok || n.Rect.Dx() != n.Rect.Dy() {
			t.Fatalf("%q is a %T of %v", key, m, m.Bounds())
		}
	}
	for cluster, want := range map[string]bool{"😭": true, "🤘🏽": true, "❤️": true, "1️⃣": true, "🇰🇷": true, "👩🏻‍❤️‍👨🏿": true, "가": false, "a": false} {
		if _, ok := s.find([]rune(cluster)); ok != want {
			t.Errorf("%q found: %v", cluster, ok)
		}
	}
}

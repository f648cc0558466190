package ticket

import (
	"bytes"
	"context"
	"errors"
	"testing"
)

func TestGoldenTitleCards(t *testing.T) {
	r := newRenderer(t)
	for name, in := range map[string]TitleCard{
		"ko":   {Lang: "ko", Emblem: "ghost", Name: "간담이 서늘한", Rule: "공포 조각 3개 만들기", Nickname: "민지", Day: "2026-11-26"},
		"en":   {Lang: "en", Emblem: "drama", Name: "Ghost of the little theatre", Rule: "See 5 plays", Nickname: "minji_and_co", Day: "2026-11-26"},
		"long": {Lang: "ko", Emblem: "cake", Name: "세상에서가장긴이름을가진칭호는띄어쓰기가하나도없어요정말로요", Rule: "아주 아주 긴 규칙을 가진 칭호도 카드 밖으로 넘치지 않아야 해요 그래서 여기까지 써 봤어요 😭👏 끝", Nickname: "👨‍👩‍👧‍👦뷁뷁뷁뷁뷁뷁뷁뷁뷁뷁뷁"},
	} {
		b, err := r.TitleCard(context.Background(), in)
		if err != nil {
			t.Fatal(err)
		}
		checkGolden(t, "title-"+name, smaller(decodedPNG(t, b), 2))
		if again, err := r.TitleCard(context.Background(), in); err != nil || !bytes.Equal(b, again) {
			t.Errorf("%s: drawn again it differs: %v", name, err)
		}
	}
	if _, err := r.TitleCard(context.Background(), TitleCard{Emblem: "none", Name: "x"}); !errors.Is(err, ErrInput) {
		t.Errorf("an emblem that there isn't: %v", err)
	}
}

// All emblems on one sheet: a drawing that is cut, empty or filled by mistake is seen here.
func TestGoldenEmblems(t *testing.T) {
	r := newRenderer(t)
	typesetter := r.setter.Get().(*typesetter)
	s := &sheet{t: typesetter}
	const columns, cell = 7, 90.0
	for i, name := range Emblems() {
		s.medal(name, cell*(float64(i%columns)+0.5), cell*(float64(i/columns)+0.5), 40)
	}
	m := glow(columns*cell, ((len(Emblems())+columns-1)/columns)*cell)
	typesetter.drawScaled(m, s.marks, 1)
	b, err := encodeOpaque(m, PNG, 0)
	if err != nil {
		t.Fatal(err)
	}
	checkGolden(t, "emblems", decodedPNG(t, b))
}

func BenchmarkTitleCard(b *testing.B) {
	r := newRenderer(b)
	in := TitleCard{Lang: "ko", Emblem: "ghost", Name: "간담이 서늘한", Rule: "공포 조각 3개 만들기", Nickname: "민지", Day: "2026-11-26"}
	measure(b, func() error { _, err := r.TitleCard(context.Background(), in); return err })
}

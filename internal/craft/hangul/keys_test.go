package hangul_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"piece/internal/craft/hangul"
)

// leads tells whether one of the rows is in one of the ranges.
func leads(set []hangul.Range, rows [][]byte) bool {
	return slices.ContainsFunc(rows, func(row []byte) bool {
		return slices.ContainsFunc(set, func(r hangul.Range) bool {
			return bytes.Compare(row, r.From) >= 0 && bytes.Compare(row, r.To) < 0
		})
	})
}

// found tells whether keys and rows lead to the text, as a store would go.
func found(w hangul.Word, t hangul.Text) (byRows, byKeys bool) {
	rows := hangul.Rows(t)
	byRows = !slices.ContainsFunc(w.Ranges(), func(set []hangul.Range) bool { return !leads(set, rows) })
	byKeys = strings.Contains(hangul.Key(t), w.Key()) || w.Initials() != "" && strings.Contains(hangul.Initials(t), w.Initials())
	return byRows, byKeys
}

// check holds what must be true of any query and text.
func check(t *testing.T, query, source string) (matches bool) {
	t.Helper()
	q := hangul.Parse(query)
	for _, text := range []hangul.Text{hangul.Name(source), hangul.Sentence(source)} {
		for _, w := range q.Words() {
			if !w.In(text) {
				continue
			}
			matches = true
			if byRows, byKeys := found(w, text); !byRows || !byKeys {
				t.Errorf("%q matches in %q, but is found by rows: %v, by keys: %v", query, source, byRows, byKeys)
			}
		}
		at := 0
		for _, s := range q.Spans(text) {
			if s.From < at || s.To <= s.From || s.To > len(source) {
				t.Fatalf("%q in %q: spans %v", query, source, q.Spans(text))
			}
			at = s.To
		}
		if utf8.ValidString(source) {
			for _, part := range hangul.Parts(source, q.Spans(text)) {
				if !utf8.ValidString(part) {
					t.Errorf("%q cuts a character of %q", query, source)
				}
			}
		}
		for _, row := range hangul.Rows(text) {
			if len(row) == 0 || len(row) > hangul.MaxRow {
				t.Errorf("%q: a row of %d bytes", source, len(row))
			}
		}
	}
	return matches
}

// What is typed of a text finds it, at every stroke, wherever it is in the text.
func TestEveryStrokeFindsWhatIsTyped(t *testing.T) {
	for _, source := range []string{
		"오늘 밤 파도의 노래", "값비싼 읽을거리", "괜찮아 뮤지컬 왕의 귀환", "의자 위 뛰어 웬 쥐", "빨간 떡 쌍둥이 짝꿍", "없는 삶 핥기 읊다 끊기 앉아 넋이 외곬",
		"노트르담 드 파리", "닭갈비 굶다 밟고", "BTS 콘서트 2026", "깎은 밖에 있었다",
	} {
		runes := []rune(source)
		for from := range runes {
			for _, typed := range strokes(string(runes[from:min(from+5, len(runes))])) {
				words := hangul.Parse(typed)
				if words.Empty() || strings.ContainsAny(typed, "ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎㄲㄸㅃㅆㅉ") && utf8.RuneCountInString(strings.TrimSpace(typed)) == 1 {
					continue // a single consonant is looked for in names only
				}
				if !words.Matches(hangul.Sentence(source)) {
					t.Errorf("%q typed on the way to %q doesn't find %q", typed, string(runes[from:]), source)
				}
				check(t, typed, source)
			}
		}
	}
}

// strokes gives what the screen shows after each stroke of the usual keyboard.
func strokes(s string) []string {
	var shown []string
	done := ""
	for _, r := range s {
		if r < 0xAC00 || r > 0xD7A3 {
			done += string(r)
			shown = append(shown, done)
			continue
		}
		i, v, f := (r-0xAC00)/588, (r-0xAC00)%588/28, (r-0xAC00)%28
		// The initial consonant first joins the syllable before it, if that is open to it.
		begun := []rune("ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ")[i]
		shown = append(shown, joins(done, begun))
		for _, half := range map[rune][]rune{9: {8}, 10: {8}, 11: {8}, 14: {13}, 15: {13}, 16: {13}, 19: {18}}[v] {
			shown = append(shown, done+string(0xAC00+i*588+half*28))
		}
		shown = append(shown, done+string(0xAC00+i*588+v*28))
		if half, ok := map[rune]rune{3: 1, 5: 4, 6: 4, 9: 8, 10: 8, 11: 8, 12: 8, 13: 8, 14: 8, 15: 8, 18: 17}[f]; ok {
			shown = append(shown, done+string(0xAC00+i*588+v*28+half))
		}
		done += string(r)
		shown = append(shown, done)
	}
	return shown
}

func joins(done string, consonant rune) string {
	last, size := utf8.DecodeLastRuneInString(done)
	finals := []rune("\x00ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ")
	if last >= 0xAC00 && last <= 0xD7A3 {
		final := int(last-0xAC00) % 28
		if k := slices.Index(finals, consonant); final == 0 && k > 0 {
			return done[:len(done)-size] + string(last+rune(k))
		}
		for _, c := range []struct{ first, second, both rune }{{'ㄱ', 'ㅅ', 3}, {'ㄴ', 'ㅈ', 5}, {'ㄴ', 'ㅎ', 6}, {'ㄹ', 'ㄱ', 9}, {'ㄹ', 'ㅁ', 10}, {'ㄹ', 'ㅂ', 11}, {'ㄹ', 'ㅅ', 12}, {'ㄹ', 'ㅌ', 13}, {'ㄹ', 'ㅍ', 14}, {'ㄹ', 'ㅎ', 15}, {'ㅂ', 'ㅅ', 18}} {
			if final > 0 && finals[final] == c.first && consonant == c.second {
				return done[:len(done)-size] + string(last-rune(final)+c.both)
			}
		}
	}
	return done + string(consonant)
}

// Rows and keys lead to everything that matches, for texts and queries of any sort.
func TestKeysMissNothing(t *testing.T) {
	r := rand.New(rand.NewPCG(13, 14))
	alphabet := []rune("가각갃까고과괘교값갑가바방사ㄱㄳㅅㅋㅂㅏㅘ ab%é👩‍🏽\ue000\u0101\u3042")
	word := func(most int) string {
		var b strings.Builder
		for range 1 + r.IntN(most) {
			b.WriteRune(alphabet[r.IntN(len(alphabet))])
		}
		return b.String()
	}
	matches := 0
	for range 30_000 {
		source := word(14)
		query := word(4 + 12*(r.IntN(4)/3))
		if runes := []rune(source); r.IntN(2) == 0 { // a part of the text, changed a little
			from := r.IntN(len(runes))
			part := slices.Clone(runes[from : from+1+r.IntN(len(runes)-from)])
			i := r.IntN(len(part))
			if part[i] >= 0xAC00 && part[i] <= 0xD7A3 {
				switch r.IntN(3) {
				case 0:
					part[i] -= (part[i] - 0xAC00) % 28
				case 1:
					part[i] = []rune("ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ")[(part[i]-0xAC00)/588]
				}
			}
			query = string(part)
		}
		if check(t, query, source) {
			matches++
		}
	}
	if matches < 5_000 {
		t.Errorf("only %d matched, which proves little", matches)
	}
}

// A word leads to few rows that don't match, or an index would be of little use.
func TestRangesAreNarrow(t *testing.T) {
	for query, want := range map[string][]int{
		"파도": {1}, "커": {1}, "갑": {3}, "각": {4}, "ㅍ": {2}, "ㅅㅇㄷ": {2}, "오페라의": {1}, "(": {1}, "국립아시아문화전당": {1, 3},
		"국립아시아문화전당에서본마지막오페라": {1, 1, 1}, "오페라의유령": {3}, "오페라의유령이": {1, 1},
	} {
		var got []int
		for _, set := range hangul.Parse(query).Words()[0].Ranges() {
			got = append(got, len(set))
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q: %v ranges, want %v", query, got, want)
		}
	}
	word := hangul.Parse("국립아시아문화전당에서본마지막오페라").Words()[0]
	if leads(word.Ranges()[1], hangul.Rows(hangul.Name("국립아시아문화전당"))) || leads(hangul.Parse("파도").Words()[0].Ranges()[0], hangul.Rows(hangul.Name("파두 파다 하도"), hangul.Sentence("펄럭"))) {
		t.Error("ranges lead to rows of other words")
	}
}

func TestKeysOfSeveralTextsDontMeet(t *testing.T) {
	if w := hangul.Parse("파도").Words()[0]; strings.Contains(hangul.Key(hangul.Name("파"), hangul.Sentence("도")), w.Key()) {
		t.Error("a word is found across two texts")
	}
	if got := hangul.Initials(hangul.Name("파도"), hangul.Sentence("노래"), hangul.Name("BTS 콘")); got != "PD\nbtsK" {
		t.Errorf("initials %q", got)
	}
}

func FuzzKeysMissNothing(f *testing.F) {
	for _, s := range []string{"파도", "갑", "ㅅㅇㄷ", "%_\\", "é", "👩‍👩‍👧", "\xff", "\u0000", "ㄳㅘ", "\U0010FFFF"} {
		f.Add(s, "오늘 밤, 파도의 노래 "+s)
	}
	f.Fuzz(func(t *testing.T, query, source string) { check(t, query, source) })
}

func ExampleQuery_Spans() {
	title := "오늘 밤, 파도의 노래"
	for _, typed := range []string{"ㅍ", "파ㄷ", "팓", "파도", "ㄴㄹ"} {
		fmt.Printf("%q\n", hangul.Parts(title, hangul.Parse(typed).Spans(hangul.Name(title))))
	}
	// Output:
	// ["오늘 밤, " "파" "도의 노래"]
	// ["오늘 밤, " "파도" "의 노래"]
	// ["오늘 밤, " "파도" "의 노래"]
	// ["오늘 밤, " "파도" "의 노래"]
	// ["오늘 밤, 파도의 " "노래" ""]
}

func ExampleKey() {
	fmt.Println(hangul.Key(hangul.Name("값진 과일")))
	fmt.Println(hangul.Parse("갑").Words()[0].Key(), hangul.Parse("고").Words()[0].Key())
	// Output:
	// GABSJINGOAXIR
	// GAB GO
}

// No two jamo have the same stroke, or keys would promise what isn't there.
func TestEveryStrokeIsItsOwn(t *testing.T) {
	seen := map[string]rune{}
	for r := 'ㄱ'; r <= 'ㅣ'; r++ {
		key := hangul.Key(hangul.Sentence(string(r)))
		if was, taken := seen[key]; taken || key == "" || strings.Contains(key, "\x00") {
			t.Errorf("%c has the key %q, like %c", r, key, was)
		}
		seen[key] = r
	}
}

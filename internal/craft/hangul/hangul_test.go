package hangul_test

import (
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"

	"piece/internal/craft/hangul"
)

// marked writes the text with its hits in brackets.
func marked(query string, t hangul.Text, source string) string {
	var b strings.Builder
	for i, part := range hangul.Parts(source, hangul.Parse(query).Spans(t)) {
		if i%2 == 1 {
			part = "⟦" + part + "⟧"
		}
		b.WriteString(part)
	}
	return b.String()
}

func TestWordsMatchInNames(t *testing.T) {
	for _, c := range []struct{ query, name, want string }{
		// Complete syllables, anywhere, whatever the spaces.
		{"파도", "오늘 밤, 파도의 노래", "오늘 밤, ⟦파도⟧의 노래"},
		{"노트르담드", "노트르담 드 파리", "⟦노트르담 드⟧ 파리"},
		{"노래 오늘", "오늘 밤, 파도의 노래", "⟦오늘⟧ 밤, 파도의 ⟦노래⟧"},
		{"도파", "파도", ""},
		{"하하", "하하하하", "⟦하하하하⟧"},
		// The last syllable is still typed.
		{"커", "팝업 컬렉션", "팝업 ⟦컬⟧렉션"},
		{"컬", "커피", ""},
		{"컬", "커리", "⟦커리⟧"},
		{"고", "과자", "⟦과⟧자"},
		{"고", "괘종", "⟦괘⟧종"},
		{"고", "교실", ""},
		{"구", "귀를 기울이면", "⟦귀⟧를 기울이면"},
		{"그", "긔", "⟦긔⟧"},
		{"과", "괘종", ""},
		{"갑", "값", "⟦값⟧"},
		{"갑", "가방", "⟦가방⟧"},
		{"갑", "가나", ""},
		{"값", "갑사", "⟦갑사⟧"},
		{"값", "갑", ""},
		{"각", "깎", ""},
		{"박", "밖", ""},
		{"밖", "바까", "⟦바까⟧"},
		{"일", "읽기", "⟦읽⟧기"},
		{"이", "읽기", "⟦읽⟧기"},
		{"읽", "일기", "⟦일기⟧"},
		{"파돌", "파도의 노래", ""},
		{"파동", "파도의 노래", "⟦파도의⟧ 노래"},
		{"오ㅃ", "오빠 생각", "⟦오빠⟧ 생각"},
		{"오ㅂ", "오빠", ""},
		// Only the last one.
		{"커션", "컬션", ""},
		// Initial consonants.
		{"ㅍ", "오늘 밤, 파도의 노래", "오늘 밤, ⟦파⟧도의 노래"},
		{"ㅅㅇㄷ", "신의 딸", ""},
		{"ㅅㅇㄸ", "신의 딸", "⟦신의 딸⟧"},
		{"ㅅㅇㄷ", "사운드 오브 뮤직", "⟦사운드⟧ 오브 뮤직"},
		{"ㅍㄷ", "파, 도", ""},
		{"세ㅈ", "세종문화회관", "⟦세종⟧문화회관"},
		{"세ㅈㅁ", "세종문화회관", "⟦세종문⟧화회관"},
		{"ㅍ도", "파돗물", "⟦파돗⟧물"},
		{"ㅁㅎ회관", "세종문화회관", "세종⟦문화회관⟧"},
		{"ㄳ", "감사", "⟦감사⟧"},
		{"ㄱㅅ", "ㄳ", "⟦ㄳ⟧"},
		{"ㅋㅋ", "ㅋㅋㅋ 콩", "⟦ㅋㅋㅋ 콩⟧"},
		{"ㅠㅠ", "아ㅠㅠ", "아⟦ㅠㅠ⟧"},
		{"btsㅋㅅㅌ", "BTS 콘서트", "⟦BTS 콘서트⟧"},
		// Everything else is plain characters (D14, D25).
		{"%", "100% 리얼", "100⟦%⟧ 리얼"},
		{"%", "백 퍼센트", ""},
		{"_", "a_b", "a⟦_⟧b"},
		{`\`, `a\b`, `a⟦\⟧b`},
		{"(", "시카고 (재연)", "시카고 ⟦(⟧재연)"},
		{"*", "별*", "별⟦*⟧"},
		{"*", "별", ""},
		{`<img src=x onerror=…>`, `<img src=x onerror=…>`, `⟦<img⟧ ⟦src=x⟧ ⟦onerror=…>⟧`},
		{"'\"", `it'"s`, `it⟦'"⟧s`},
		{"[#?/", "[#?/]", "⟦[#?/⟧]"},
		// Case, width, accents, compatibility.
		{"LES M", "les misérables", "⟦les⟧ ⟦m⟧isérab⟦les⟧"},
		{"misérables", "Les MISERABLES", "Les ⟦MISERABLES⟧"},
		{"miserables", "Les Misérables", "Les ⟦Misérables⟧"},
		{"ＷＩＣＫＥＤ", "Wicked", "⟦Wicked⟧"},
		{"ii", "탑건 Ⅱ", "탑건 ⟦Ⅱ⟧"},
		{"ｶﾞ", "ガラスの仮面", "⟦ガ⟧ラスの仮面"},
		{"ﾡ", "가", "⟦가⟧"},
		{norm.NFD.String("파도"), "파도", "⟦파도⟧"},
		{"파도", norm.NFD.String("파도의"), "⟦" + norm.NFD.String("파도") + "⟧" + norm.NFD.String("의")},
		{"e", norm.NFD.String("é!"), "⟦" + norm.NFD.String("é") + "⟧!"},
		{norm.NFD.String("강"), "가ㅇ", "⟦가ㅇ⟧"},
		// What nobody sees doesn't count.
		{"파\u200b도", "파도", "⟦파도⟧"},
		{"파도", "파\u00ad도", "⟦파\u00ad도⟧"},
		{"❤", "사랑 ❤️!", "사랑 ⟦❤️⟧!"},
		{"❤️", "사랑 ❤", "사랑 ⟦❤⟧"},
		// Emoji are not cut in two.
		{"👩", "우리 👩‍👩‍👧 셋", "우리 ⟦👩‍👩‍👧⟧ 셋"},
		{"👍", "👍🏽", "⟦👍🏽⟧"},
		{"🇰", "🇰🇷", "⟦🇰🇷⟧"},
		{" ", "무엇이든", ""},
	} {
		got := marked(c.query, hangul.Name(c.name), c.name)
		want := c.want
		if want == "" {
			want = c.name
		}
		if got != want {
			t.Errorf("%q in %q: %q, want %q", c.query, c.name, got, want)
		}
		q := hangul.Parse(c.query)
		if matches := !q.Empty() && q.Matches(hangul.Name(c.name)); matches != (c.want != "") && !strings.Contains(c.query, " ") {
			t.Errorf("%q in %q: matches is %v", c.query, c.name, matches)
		}
	}
}

func TestInitialsMatchOnlyThemselvesInSentences(t *testing.T) {
	for _, c := range []struct{ query, sentence, want string }{
		{"ㅍ", "파도가 좋았다", ""},
		{"ㅍㄷ", "파도가 좋았다", ""},
		{"ㅋㅋ", "최고ㅋㅋㅋ", "최고⟦ㅋㅋ⟧ㅋ"},
		{"ㅋㅋ", "콩쿠르", ""},
		{"ㅠ", "눈물 ㅠㅠ", "눈물 ⟦ㅠㅠ⟧"},
		{"파ㄷ", "파도가 좋았다", "⟦파도⟧가 좋았다"},
		{"팓", "파도가 좋았다", "⟦파도⟧가 좋았다"},
		{"ㅋㅋ최", "ㅋㅋ최고", "⟦ㅋㅋ최⟧고"},
		{"ㅋㅋㅊ", "ㅋㅋ최고", ""},
	} {
		got := marked(c.query, hangul.Sentence(c.sentence), c.sentence)
		want := c.want
		if want == "" {
			want = c.sentence
		}
		if got != want {
			t.Errorf("%q in %q: %q, want %q", c.query, c.sentence, got, want)
		}
	}
}

func TestEachWordMayBeElsewhere(t *testing.T) {
	title, venue := hangul.Name("오늘 밤, 파도의 노래"), hangul.Name("블루스퀘어")
	for query, want := range map[string]bool{"파도 블루": true, "파도 ㅂㄹㅅ": true, "파도 세종": false, "블루 블루": true, "": true, "파 도 퀘": true} {
		if got := hangul.Parse(query).Matches(title, venue); got != want {
			t.Errorf("%q: %v", query, got)
		}
	}
	if n := len(hangul.Parse("가 나 가\u3000다 \u200b").Words()); n != 3 {
		t.Errorf("%d words", n)
	}
}

package imports

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/unicode"
)

const koreanTable = "제목,관람일,별점,한줄평,극장\n기생충,2019.05.30,4.5,\"계단, 계단, 계단\",CGV 용산\n헤어질 결심,2022년 6월 29일,5,\"마침내.\n그리고 안개\",메가박스\n"

func TestTablesInEveryEncoding(t *testing.T) {
	cp949, err := korean.EUCKR.NewEncoder().String(koreanTable + "똠방각하,2020-01-01,3,펲시 뷁,쿭\n")
	if err != nil {
		t.Fatal(err)
	}
	wide := func(e unicode.Endianness, b unicode.BOMPolicy, s string) string {
		out, err := unicode.UTF16(e, b).NewEncoder().String(s)
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	for name, file := range map[string]string{
		"UTF-8": koreanTable, "with a mark": "\ufeff" + koreanTable, "CP949": cp949, "CRLF": strings.ReplaceAll(koreanTable, "\n", "\r\n"),
		"UTF-16 LE": wide(unicode.LittleEndian, unicode.UseBOM, koreanTable), "UTF-16 BE": wide(unicode.BigEndian, unicode.UseBOM, koreanTable),
		"semicolons": strings.ReplaceAll(strings.ReplaceAll(koreanTable, ",", ";"), "\"계단; 계단; 계단\"", "\"계단, 계단, 계단\""), "tabs": strings.ReplaceAll(strings.ReplaceAll(koreanTable, ",", "\t"), "\"계단\t 계단\t 계단\"", "\"계단, 계단, 계단\""),
	} {
		s, err := readTable([]byte(file))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if len(s.rows) < 2 || s.rows[0].cells[0] != "기생충" || s.rows[0].cells[3] != "계단, 계단, 계단" || !strings.Contains(s.rows[1].cells[3], "\n") || s.rows[1].n != 3 {
			t.Errorf("%s: %+v", name, s)
		}
		if name == "CP949" && s.rows[2].cells[3] != "펲시 뷁" {
			t.Errorf("%s: %q", name, s.rows[2].cells)
		}
	}
	latin, err := readTable([]byte(wide(unicode.LittleEndian, unicode.IgnoreBOM, "title,date\nHeat,2026-01-02\n")))
	if err != nil || latin.rows[0].cells[0] != "Heat" {
		t.Errorf("UTF-16 without a mark: %+v, %v", latin, err)
	}
}

// What can't be read is refused with the line and the reason, and nothing of it is taken in.
func TestBrokenTablesAreRefusedWithTheLine(t *testing.T) {
	long := strings.Repeat("a,b\n", MaxRows+2)
	for name, c := range map[string]struct {
		file, code string
		line       int
	}{
		"nothing":      {"", "empty", 0},
		"blanks":       {" \r\n\t", "empty", 0},
		"a header":     {"title,date\n", "empty", 0},
		"quotes":       {"title,date\nHeat,2026-01-02\n\"Ran,2026-01-02\nSolaris,2026-01-02\n", "quotes", 3},
		"a stray one":  {"title,date\nHe\"at,2026-01-02\n", "quotes", 2},
		"NUL":          {"title,date\nHe\x00at,2026-01-02\n", "nul", 2},
		"no encoding":  {"title,date\nHe\xff\xfeat,\x81\x00", "nul", 2},
		"bytes":        {"title,date\n\xff\xff\xff,2026-01-02\n", "encoding", 2},
		"too many":     {long, "too_many_rows", MaxRows},
		"a long cell":  {"title,date\n" + strings.Repeat("가", maxCell/3+1) + ",2026-01-02\n", "too_long", 2},
		"many columns": {strings.Repeat("a,", maxColumns+1) + "\n", "columns", 1},
	} {
		_, err := readTable([]byte(c.file))
		p, ok := refusalOf(err)
		if !ok || p.Code != c.code || p.Line != c.line || p.Text.Ko == "" || p.Text.En == "" {
			t.Errorf("%s: %+v, %v", name, p, err)
		}
	}
}

func TestColumnsAreGuessedByTheirNames(t *testing.T) {
	for _, c := range []struct {
		header []string
		want   map[Field]int
	}{
		{[]string{"제목", "관람일", "별점", "한줄평", "극장", "가격(원)", "좌석", "동행"}, map[Field]int{Title: 0, Day: 1, HalfStars: 2, Review: 3, Venue: 4, Price: 5, Seat: 6, Companion: 7}},
		{[]string{"id", "kind", "title", "day", "time", "stars", "review", "record", "year"}, map[Field]int{Identity: 0, Kind: 1, Title: 2, Day: 3, Time: 4, HalfStars: 5, Review: 6, Text: 7, Year: 8}},
		{[]string{"날짜", "작품명", "공연장", "캐스트", "티켓값", "후기"}, map[Field]int{Day: 0, Title: 1, Venue: 2, Cast: 3, Price: 4, Review: 5}},
		{[]string{"Name", "Watched on", "My rating"}, map[Field]int{Title: 0, Day: 1, HalfStars: 2}},
		{[]string{"a", "b"}, map[Field]int{}},
	} {
		if got := guess(c.header); !maps.Equal(got, c.want) {
			t.Errorf("%v: %v, want %v", c.header, got, c.want)
		}
	}
}

// boxOf is a ZIP with the files.
func boxOf(t *testing.T, files map[string]string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, name := range slices.Sorted(maps.Keys(files)) {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(files[name])); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func readBytes(b []byte) (contents, error) {
	box, err := openBox(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		return contents{}, err
	}
	return readBox(box, "ko")
}

const (
	diary   = "Date,Name,Year,Letterboxd URI,Rating,Rewatch,Tags,Watched Date\n2024-03-02,Parasite,2019,https://boxd.it/aa,5,,,2024-03-01\n2024-03-02,Parasite,2019,https://boxd.it/ab,4.5,Yes,,2024-03-01\n2024-04-02,Past Lives,2023,https://boxd.it/ac,,,,2024-04-02\n"
	reviews = "Date,Name,Year,Letterboxd URI,Rating,Rewatch,Review,Tags,Watched Date\n2024-03-02,Parasite,2019,https://boxd.it/aa,5,,\"<i>Stairs.</i><br>And more &amp; more stairs, I <3 them\",,2024-03-01\n"
	watched = "Date,Name,Year,Letterboxd URI\n2024-01-01,Parasite,2019,https://boxd.it/f1\n2024-01-01,Heat,1995,https://boxd.it/f2\n"
	ratings = "Date,Name,Year,Letterboxd URI,Rating\n2024-01-01,Heat,1995,https://boxd.it/f2,4\n"
)

func TestALetterboxdExportIsJoined(t *testing.T) {
	c, err := readBytes(boxOf(t, map[string]string{"diary.csv": diary, "reviews.csv": reviews, "watched.csv": watched, "ratings.csv": ratings, "profile.csv": "Date Joined\n2020-01-01\n", "deleted/diary.csv": diary}))
	if err != nil || c.source != Letterboxd {
		t.Fatalf("%s, %v", c.source, err)
	}
	x := interpreter{source: c.source, plan: c.plan, check: func(Draft) []Problem { return nil }}
	var told []string
	for i := range c.rows {
		x.interpret(&c.rows[i])
		r := &c.rows[i]
		told = append(told, fmt.Sprintln(r.Facts[Title], r.Facts[Year], r.Facts[Day], r.Facts[HalfStars], r.Facts[Review], r.State))
	}
	want := []string{
		"Parasite 2019 2024-03-01 10 Stairs. And more & more stairs, I <3 them ready\n",
		"Parasite 2019 2024-03-01 9 그날의 기억 ready\n",
		"Past Lives 2023 2024-04-02  그날의 기억 wrong\n",
		"Heat 1995 2024-01-01 8 그날의 기억 left\n",
	}
	if !slices.Equal(told, want) {
		t.Errorf("got  %q\nwant %q", told, want)
	}
	if r := c.rows[0]; r.Facts[Text] != "Stairs.\nAnd more & more stairs, I <3 them" {
		t.Errorf("record %q", r.Facts[Text])
	}
	keys := map[string]bool{}
	for _, r := range c.rows {
		keys[r.Key] = true
	}
	if len(keys) != 4 {
		t.Errorf("%d keys", len(keys))
	}
	// The table alone gives the same keys.
	alone, err := readTable([]byte(diary))
	if err != nil {
		t.Fatal(err)
	}
	again, err := tableContents(alone, "diary.csv", "ko")
	if err != nil || again.source != Letterboxd {
		t.Fatalf("%s, %v", again.source, err)
	}
	x.interpret(&again.rows[0])
	if again.rows[0].Key != c.rows[0].Key {
		t.Error("a row of the table has another key than in the ZIP")
	}
}

func TestALongReviewGoesToTheRecord(t *testing.T) {
	for review, want := range map[string]string{
		"짧다": "짧다",
		"첫 문장이 여기에 있다. 그리고 이어지는 아주 긴 이야기가 쉰 글자를 훌쩍 넘어서 끝없이 계속된다고 하자.":  "첫 문장이 여기에 있다.",
		"문장 부호 없이 아주 길게 이어지는 감상이라서 어디에서 끊어야 할지 알 수 없지만 낱말은 지켜서 끊어야 한다": "문장 부호 없이 아주 길게 이어지는 감상이라서 어디에서 끊어야 할지 알 수 없지만…",
		strings.Repeat("가", 80): strings.Repeat("가", 49) + "…",
		"Two lines\nof it":      "Two lines of it",
	} {
		r := Row{Facts: map[Field]string{Review: review}}
		interpreter{}.fitReview(&r)
		if r.Facts[Review] != want {
			t.Errorf("%q became %q", review, r.Facts[Review])
		}
		if review != want && r.Facts[Text] != review {
			t.Errorf("%q is not in the record: %q", review, r.Facts[Text])
		}
	}
}

func TestUnsafeZipsAreRefused(t *testing.T) {
	bomb := boxOf(t, map[string]string{"export.json": `{"product":"PIECE","format":1}`, "data/pieces.json": strings.Repeat(" ", 32<<20)})
	whole := boxOf(t, map[string]string{"diary.csv": diary})
	long := fmt.Sprintf(`{"pieces":[{"id":%q}]}`, letters(2*pieceBytes))
	for name, c := range map[string]struct {
		file []byte
		code string
	}{
		"a way out":      {boxOf(t, map[string]string{"../../etc/passwd": "x", "diary.csv": diary}), "unsafe"},
		"a way out deep": {boxOf(t, map[string]string{"a/../../b.csv": diary}), "unsafe"},
		"absolute":       {boxOf(t, map[string]string{"/diary.csv": diary}), "unsafe"},
		"backslashes":    {boxOf(t, map[string]string{`..\diary.csv`: diary}), "unsafe"},
		"a bomb":         {bomb, "unsafe"},
		"only a list":    {listOf(t, maxOpening), "unsafe"},
		"a long piece":   {boxOf(t, map[string]string{"export.json": `{"product":"PIECE","format":1}`, "data/pieces.json": long}), "broken"},
		"torn":           {whole[:len(whole)/2], "damaged"},
		"a spreadsheet":  {boxOf(t, map[string]string{"[Content_Types].xml": "<x/>", "xl/workbook.xml": "<x/>"}), "excel"},
		"no table":       {boxOf(t, map[string]string{"photo.jpg": "x"}), "unknown"},
		"several tables": {boxOf(t, map[string]string{"a.csv": koreanTable, "b.csv": koreanTable}), "unknown"},
		"newer":          {boxOf(t, map[string]string{"export.json": `{"product":"PIECE","format":99}`}), "newer"},
		"broken":         {boxOf(t, map[string]string{"export.json": `{"product":"PIECE","format":1}`, "data/pieces.json": `{"pieces":[{"id":`}), "broken"},
		"no pieces":      {boxOf(t, map[string]string{"export.json": `{"product":"PIECE","format":1}`}), "broken"},
		"a broken table": {boxOf(t, map[string]string{"diary.csv": "Date,Name,Year,Letterboxd URI\n\"2024"}), "quotes"},
	} {
		_, err := readBytes(c.file)
		if p, ok := refusalOf(err); !ok || p.Code != c.code {
			t.Errorf("%s: %v, want %s", name, err, c.code)
		}
	}
}

// A document may name any number of photos, all of them the same large one.
func TestARecordTakesNoMorePhotosThanItMayHave(t *testing.T) {
	photos := strings.Repeat(`{"file":"images/a.jpg"},`, 5000)
	r := Row{Cells: []string{`{"id":"a","record":{"text":"","photos":[` + strings.TrimSuffix(photos, ",") + `]}}`}}
	if _, _, taken := (interpreter{source: Own}).pictures(&r); len(taken) != mostPhotos {
		t.Errorf("%d photos would be taken in", len(taken))
	}
}

// letters are so many that don't get much smaller in a ZIP.
func letters(n int) string {
	chance := rand.New(rand.NewPCG(1, 2))
	b := make([]byte, n)
	for i := range b {
		b[i] = byte('a' + chance.IntN(26))
	}
	return string(b)
}

// listOf is a ZIP whose list of files alone has the size: few files, which leave long remarks.
func listOf(t *testing.T, size int) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	remark := strings.Repeat("x", 60_000)
	for i := range size/len(remark) + 1 {
		if _, err := z.CreateHeader(&zip.FileHeader{Name: fmt.Sprint(i), Comment: remark}); err != nil {
			t.Fatal(err)
		}
	}
	w, err := z.Create("diary.csv")
	if err == nil {
		_, err = w.Write([]byte(diary))
	}
	if err = errors.Join(err, z.Close()); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// However the bytes are, reading ends with rows or a refusal.
func FuzzRead(f *testing.F) {
	f.Add([]byte(koreanTable))
	f.Add([]byte(diary))
	f.Add([]byte("a;b\n\"c\";d"))
	f.Add([]byte{0xFF, 0xFE, 'a', 0})
	f.Fuzz(func(t *testing.T, b []byte) {
		s, err := readTable(b)
		if err != nil {
			if _, ok := refusalOf(err); !ok {
				t.Fatalf("not a refusal: %v", err)
			}
			return
		}
		c, err := tableContents(s, "x.csv", "ko")
		if err != nil {
			if _, ok := refusalOf(err); !ok {
				t.Fatalf("not a refusal: %v", err)
			}
			return
		}
		x := interpreter{source: c.source, plan: c.plan, check: func(Draft) []Problem { return nil }}
		for i := range c.rows {
			x.interpret(&c.rows[i])
		}
	})
}

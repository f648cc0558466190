package piecehttp_test

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"piece/internal/craft/hangul"
	"piece/internal/piece/piecehttp"
	"piece/internal/platform/page"
)

func (h *house) list(person, parameters string) piecehttp.PieceList {
	h.t.Helper()
	return read[piecehttp.PieceList](h.ask(person, "GET", pieces+"?"+parameters, nil).want(http.StatusOK))
}

func (h *house) search(person, scope, query string) piecehttp.PieceList {
	h.t.Helper()
	return h.list(person, "scope="+scope+"&q="+url.QueryEscape(query))
}

// record gives a piece a record.
func (h *house) record(pieceID, text string) {
	h.t.Helper()
	_, err := h.db.Writer().NewRaw("INSERT INTO piece_records (piece_id, text, search_key, version, updated_at) VALUES (?, ?, ?, 1, 0)",
		pieceID, text, hangul.Key(hangul.Sentence(text))).Exec(h.t.Context())
	if err != nil {
		h.t.Fatal(err)
	}
}

func listed(l piecehttp.PieceList) []string {
	ids := []string{}
	for _, p := range l.Items {
		ids = append(ids, p.ID)
	}
	return ids
}

func TestScopesListWhatTheySay(t *testing.T) {
	h := open(t, sketch{})
	owner, other := newID(), newID()
	early := h.make(owner, "day", "2026-08-09")
	late := h.make(owner, "day", "2026-08-01", "kind", "movie")
	private := h.make(owner, "visibility", "private")
	theirs := h.make(other)
	for _, p := range []string{late.ID, theirs.ID, private.ID} {
		h.ask(owner, "PUT", pieces+"/"+p+"/heart", nil).want(http.StatusOK)
	}
	for _, c := range []struct {
		person, parameters string
		want               []string
		total              int // -1 for none
	}{
		{owner, "", []string{early.ID, private.ID, late.ID}, 3},
		{owner, "scope=mine", []string{early.ID, private.ID, late.ID}, 3},
		{owner, "scope=mine&kind=movie", []string{late.ID}, 1},
		{owner, "scope=public", []string{theirs.ID, late.ID, early.ID}, -1},
		{"", "scope=public", []string{theirs.ID, late.ID, early.ID}, -1},
		{"", "scope=public&kind=movie", []string{late.ID}, -1},
		{"", "scope=public&owner=" + owner, []string{early.ID, late.ID}, -1},
		{owner, "scope=public&owner=" + owner, []string{early.ID, late.ID}, -1},
		{"", "scope=public&owner=nobody", []string{}, -1},
		{owner, "scope=hearted", []string{private.ID, theirs.ID, late.ID}, 3},
		{owner, "scope=hearted&kind=movie", []string{late.ID}, 1},
		{other, "scope=hearted", []string{}, 0},
	} {
		l := h.list(c.person, c.parameters)
		if !slices.Equal(listed(l), c.want) || (l.Total == nil) != (c.total < 0) || l.Total != nil && *l.Total != c.total {
			t.Errorf("%q: %v, total %v, want %v, %d", c.parameters, listed(l), l.Total, c.want, c.total)
		}
		if l.Next != "" {
			t.Errorf("%q: a whole list has a next page", c.parameters)
		}
	}
	l := h.list(other, "scope=public")
	if p := l.Items[1]; p.Owner.ID != owner || p.Owner.Nickname == "" || p.Mine || !l.Items[0].Mine || p.Hearts != 1 || p.Found != nil {
		t.Errorf("in the list of everybody: %+v", p)
	}
	for _, scope := range []string{"mine", "hearted"} {
		h.ask("", "GET", pieces+"?scope="+scope, nil).want(http.StatusUnauthorized)
		a := h.ask(owner, "GET", pieces+"?scope="+scope+"&owner="+other, nil).want(http.StatusUnprocessableEntity)
		if a.fields()["query.owner"] != "scope" {
			t.Errorf("%s of another person: %s", scope, a.body)
		}
	}
	h.ask("", "GET", pieces, nil).want(http.StatusUnauthorized)
}

// A cursor belongs to the order of its list.
func TestCursorsOfOtherListsAreRefused(t *testing.T) {
	h := open(t, sketch{})
	person := newID()
	byDay, byMade := page.Cursor{"2026-08-03", newID()}.String(), page.Cursor{newID()}.String()
	byHeart := page.Cursor{"1785000000000000", newID()}.String()
	for _, c := range []struct {
		parameters string
		fits       string
	}{{"scope=mine", byDay}, {"scope=public&owner=" + person, byDay}, {"scope=public", byMade}, {"scope=hearted", byHeart}, {"scope=public&q=a", byMade}} {
		for _, cursor := range []string{byDay, byMade, byHeart, page.Cursor{"-1", newID()}.String()} {
			want := http.StatusUnprocessableEntity
			if cursor == c.fits {
				want = http.StatusOK
			}
			h.ask(person, "GET", pieces+"?"+c.parameters+"&cursor="+cursor, nil).want(want)
		}
	}
}

func TestASearchTellsWhereItHit(t *testing.T) {
	h := open(t, sketch{})
	owner := newID()
	h.make(owner, "title", "오늘 밤, 파도의 노래", "cast", "김파도, 이노래", "venue", "블루스퀘어", "review", "파도처럼 밀려온다 👩‍👩‍👧")
	for query, want := range map[string][]piecehttp.Found{
		"파도": {
			{Field: "title", Parts: []string{"오늘 밤, ", "파도", "의 노래"}}, {Field: "cast", Parts: []string{"김", "파도", ", 이노래"}},
			{Field: "review", Parts: []string{"", "파도", "처럼 밀려온다 👩‍👩‍👧"}},
		},
		"ㅂㄹㅅ":    {{Field: "venue", Parts: []string{"", "블루스", "퀘어"}}},
		"오늘밤":    {{Field: "title", Parts: []string{"", "오늘 밤", ", 파도의 노래"}}},
		"스ㅋ 밀려오": {{Field: "venue", Parts: []string{"블루", "스퀘", "어"}}, {Field: "review", Parts: []string{"파도처럼 ", "밀려온", "다 👩‍👩‍👧"}}},
		"👩":      {{Field: "review", Parts: []string{"파도처럼 밀려온다 ", "👩‍👩‍👧", ""}}},
	} {
		for _, person := range []string{owner, "", newID()} {
			l := h.search(person, "public", query)
			if len(l.Items) != 1 || fmt.Sprint(l.Items[0].Found) != fmt.Sprint(want) || l.Total != nil {
				t.Errorf("%q: %+v", query, l)
			}
		}
	}
	for _, blank := range []string{"", " ", "\u200b", " \t "} {
		if l := h.search(owner, "mine", blank); len(l.Items) != 1 || l.Items[0].Found != nil || l.Total == nil {
			t.Errorf("a blank search, %q: %+v", blank, l)
		}
	}
}

func TestARecordIsShownAroundTheHit(t *testing.T) {
	h := open(t, sketch{})
	owner := newID()
	long := h.make(owner)
	h.record(long.ID, strings.Repeat("지루한 이야기가 이어진다. ", 300)+"드디어 👩‍👩‍👧 비밀이 밝혀진다 "+strings.Repeat("그리고 끝없이 이어진다. ", 300))
	short := h.make(owner)
	h.record(short.ID, "비밀")
	l := h.search(owner, "mine", "비밀")
	if len(l.Items) != 2 {
		t.Fatalf("found %d", len(l.Items))
	}
	for _, p := range l.Items {
		if len(p.Found) != 1 || p.Found[0].Field != "record" || len(p.Found[0].Parts) != 3 || p.Found[0].Parts[1] != "비밀" {
			t.Fatalf("found %+v", p.Found)
		}
		parts := p.Found[0].Parts
		if p.ID == short.ID && (parts[0] != "" || parts[2] != "") {
			t.Errorf("a short record is cut to %q", parts)
		}
		if n := len([]rune(strings.Join(parts, ""))); p.ID == long.ID && (n < 70 || n > 90 || !strings.HasSuffix(parts[0], "드디어 👩‍👩‍👧 ")) {
			t.Errorf("a long record is cut to %d characters: %q", n, parts)
		}
	}
	if l := h.search(newID(), "public", "비밀"); len(l.Items) != 0 {
		t.Errorf("others find by the record: %+v", l)
	}
}

func TestWhatCantBeSearchedForIsSaidBesideTheField(t *testing.T) {
	h := open(t, sketch{})
	for query, code := range map[string]string{
		strings.Repeat("가", 51):             "too_long",
		strings.Repeat("👩‍👩‍👧", 51):         "too_long",
		"a\x00b":                            "characters",
		"\xff":                              "characters",
		strings.Repeat("가", 600):            "too_long",
		"가\u0007":                           "characters",
		strings.Repeat("e\u0301\u0302", 60): "too_long",
	} {
		a := h.ask("", "GET", pieces+"?scope=public&q="+url.QueryEscape(query), nil).want(http.StatusUnprocessableEntity)
		if a.fields()["query.q"] != code {
			t.Errorf("%.20q: %s", query, a.body)
		}
	}
	for _, query := range []string{strings.Repeat("가", 50), strings.Repeat("👩‍👩‍👧", 50), strings.Repeat("가 ", 25), "%", "\\", "(", "*", "<img src=x onerror=…>", "' OR 1=1 --"} {
		h.ask("", "GET", pieces+"?scope=public&q="+url.QueryEscape(query), nil).want(http.StatusOK)
	}
}

// What can't be anybody's id is nobody's, also where a store couldn't even read it.
func TestAnOwnerThatIsNoIdHasNoPieces(t *testing.T) {
	each(t, sketch{}, func(t *testing.T, h *house) {
		h.make(newID(), "visibility", "public")
		for _, owner := range []string{"\x00", "조각", "\xff", "'", "nobody"} {
			if l := h.list("", "scope=public&owner="+url.QueryEscape(owner)); len(l.Items) != 0 || l.Next != "" {
				t.Errorf("%q has %d pieces", owner, len(l.Items))
			}
		}
	})
}

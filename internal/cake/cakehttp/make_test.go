package cakehttp_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"reflect"
	"strings"
	"sync"
	"testing"

	"piece/internal/cake/cakehttp"
)

func TestACakeIsMadeByHandAndRead(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		maker := newID()
		made := read[cakehttp.Cake](h.post(maker, "k1", newDraft()).want(http.StatusCreated))
		var told, back map[string]any
		roundTrip(t, newDraft(), &told)
		roundTrip(t, made, &back)
		// The director comes before the cast.
		told["credits"] = []any{told["credits"].([]any)[1], told["credits"].([]any)[0]}
		for field, want := range told {
			if !reflect.DeepEqual(back[field], want) {
				t.Errorf("%s came back as %v, want %v", field, back[field], want)
			}
		}
		base := cakes + "/" + made.ID + "/poster/0/"
		switch {
		case !made.Mine, !made.CanEdit, made.Version != 1, made.Source != "hand", !made.Showing, made.Hearts != 0, made.Hearted,
			made.CreatedAt.IsZero(), !made.UpdatedAt.Equal(made.CreatedAt), made.Rank != nil, made.Found != nil,
			made.Poster != cakehttp.CakePoster{Small: base + "small.webp", Large: base + "large.webp"}:
			t.Errorf("made %+v", made)
		}
		if got := h.get(maker, made.ID); !reflect.DeepEqual(got, made) {
			t.Errorf("read %+v", got)
		}
		for viewer, canEdit := range map[string]bool{"": false, newID(): false, admin: true} {
			got := h.get(viewer, made.ID)
			if got.Mine || got.CanEdit != canEdit || (got.Version > 0) != canEdit || got.Title != made.Title {
				t.Errorf("%q sees %+v", viewer, got)
			}
		}
	})
}

func roundTrip(t *testing.T, from, to any) {
	t.Helper()
	b, err := json.Marshal(from)
	if err == nil {
		err = json.Unmarshal(b, to)
	}
	if err != nil {
		t.Fatal(err)
	}
}

func TestWhatIsNotKnownIsAbsent(t *testing.T) {
	h := open(t)
	made := h.make(newID(), "무제", "kind", "etc")
	var fields map[string]any
	roundTrip(t, made, &fields)
	for _, field := range []string{"originalTitle", "year", "opens", "closes", "openRun", "venue", "area", "minutes", "age", "prices", "times", "synopsis", "link", "rank", "found"} {
		if v, there := fields[field]; there {
			t.Errorf("%s is %v", field, v)
		}
	}
	if made.Showing || len(made.Genres) != 0 || fields["genres"] == nil || fields["credits"] == nil {
		t.Errorf("made %+v", made)
	}
	for _, age := range []any{nil, absent} {
		if c := h.make(newID(), "나이", "age", age); c.Age != nil {
			t.Errorf("an age of %v is %d", age, *c.Age)
		}
	}
	if c := h.make(newID(), "모두", "age", 0); c.Age == nil || *c.Age != 0 {
		t.Errorf("an age of 0 is %v", c.Age)
	}
}

func TestMakingNeedsASignIn(t *testing.T) {
	open(t).post("", "k", newDraft()).want(http.StatusUnauthorized)
}

// long gives n visible characters of one kind.
func long(n int, character string) string { return strings.Repeat(character, n) }

func TestD07_BoundariesOfTexts(t *testing.T) {
	h := open(t)
	const family = "👨‍👩‍👧‍👦" // one visible character of seven code points
	at := func(path string, value string) draft {
		d := draft{"kind": "play", "title": "제목", "notADouble": true}
		switch path {
		case "prices[0].seat":
			d["prices"] = []any{draft{"seat": value, "won": 1}}
		case "credits[0].name":
			d["credits"] = []any{draft{"role": "cast", "name": value}}
		case "credits[0].part":
			d["credits"] = []any{draft{"role": "cast", "name": "이름", "part": value}}
		default:
			d[path] = value
		}
		return d
	}
	stored := func(a answer, path string) string {
		c := read[cakehttp.Cake](a)
		switch path {
		case "prices[0].seat":
			return c.Prices[0].Seat
		case "credits[0].name":
			return c.Credits[0].Name
		case "credits[0].part":
			return c.Credits[0].Part
		}
		text, _ := read[map[string]any](a)[path].(string)
		return text
	}
	for path, rule := range map[string]struct {
		most   int
		needed bool
	}{
		"title": {100, true}, "originalTitle": {100, false}, "venue": {100, false}, "times": {300, false}, "synopsis": {2000, false},
		"prices[0].seat": {40, false}, "credits[0].name": {60, true}, "credits[0].part": {60, false},
	} {
		blank := ""
		if rule.needed {
			blank = "required"
		}
		lines := "characters"
		if path == "synopsis" {
			lines = ""
		}
		for _, row := range []struct{ value, code, stored string }{
			{"", blank, ""}, {" \t ", blank, ""}, {"\u3164", blank, ""},
			{"가", "", "가"},
			{long(rule.most, "가"), "", long(rule.most, "가")}, {long(rule.most+1, "가"), "too_long", ""},
			{long(rule.most, family), "", long(rule.most, family)}, {long(rule.most+1, family), "too_long", ""},
			{long(rule.most, "😀"), "", long(rule.most, "😀")},
			{long(rule.most, "e\u0301"), "", long(rule.most, "é")},
			{"a\u202Eb", "", "ab"}, // right-to-left override
			{" 두 칸 ", "", "두 칸"},
			{"a\u0000b", "characters", ""},
			{"a\nb", lines, "a\nb"},
		} {
			a := h.post(newID(), "k", at(path, row.value))
			if row.code != "" {
				if a.status != http.StatusUnprocessableEntity || a.fields()["body."+path] != row.code {
					t.Errorf("%s %.20q: %d %s, want %s", path, row.value, a.status, a.body, row.code)
				}
				continue
			}
			if a.status != http.StatusCreated {
				t.Errorf("%s %.20q: %d %s", path, row.value, a.status, a.body)
			} else if got := stored(a, path); got != row.stored {
				t.Errorf("%s %.20q came back as %.20q", path, row.value, got)
			}
		}
	}
}

// D07: what the rules allow fits into the columns of every home, also where every visible
// character takes ten code points.
func TestD07_TheLongestCakeIsStored(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		const kiss = "🧑🏻‍❤️‍💋‍🧑🏼"
		var credits, prices []any
		for i := range 60 {
			credits = append(credits, draft{"role": "cast", "name": long(58, kiss) + fmt.Sprintf("%02d", i), "part": long(60, kiss)})
		}
		for i := range 20 {
			prices = append(prices, draft{"seat": long(40, kiss), "won": i})
		}
		made := h.make(newID(), long(100, kiss), "originalTitle", long(99, kiss), "venue", long(100, kiss), "times", long(300, kiss),
			"synopsis", long(2000, kiss), "credits", credits, "prices", prices)
		if c := h.get("", made.ID); c.Synopsis != long(2000, kiss) || len(c.Credits) != 60 || len(c.Prices) != 20 || c.Prices[19].Seat != long(40, kiss) {
			t.Errorf("came back with %d bytes of synopsis, %d credits, %d prices", len(c.Synopsis), len(c.Credits), len(c.Prices))
		}
	})
}

func TestD17_NumbersDaysAndChoices(t *testing.T) {
	h := open(t)
	many := func(n int, one func(i int) any) []any {
		var all []any
		for i := range n {
			all = append(all, one(i))
		}
		return all
	}
	price := func(won any) []any { return []any{draft{"seat": "R석", "won": won}} }
	seat := func(i int) any { return draft{"seat": fmt.Sprint(i), "won": i} }
	person := func(i int) any { return draft{"role": "cast", "name": fmt.Sprint("배우", i)} }
	for _, r := range []struct {
		field string
		value any
		code  string // "" when it is fine
		at    string // "" for the field itself
	}{
		{"kind", "movie", "", ""}, {"kind", "opera", "choice", ""}, {"kind", "", "required", ""}, {"kind", absent, "required", ""}, {"title", absent, "required", ""},
		{"year", 1880, "", ""}, {"year", 2100, "", ""}, {"year", 1879, "out_of_range", ""}, {"year", 2101, "out_of_range", ""}, {"year", 0, "out_of_range", ""}, {"year", "2026", "format", ""}, {"year", 1986.5, "format", ""},
		{"minutes", 1, "", ""}, {"minutes", 1440, "", ""}, {"minutes", 0, "out_of_range", ""}, {"minutes", -1, "out_of_range", ""}, {"minutes", 1441, "out_of_range", ""},
		{"age", 0, "", ""}, {"age", 19, "", ""}, {"age", nil, "", ""}, {"age", -1, "out_of_range", ""}, {"age", 20, "out_of_range", ""},
		{"opens", "2024-02-29", "", ""}, {"opens", "1880-01-01", "", ""}, {"opens", "2026-02-29", "day", ""}, {"opens", "2026-13-01", "day", ""}, {"opens", "2026.07.21", "day", ""}, {"opens", "1879-12-31", "out_of_range", ""}, {"opens", "2101-01-01", "out_of_range", ""},
		{"closes", "2026-07-21", "", ""}, {"closes", "2100-12-31", "", ""}, {"closes", "2026-07-20", "order", ""}, {"closes", "2026-07-32", "day", ""}, {"openRun", true, "open_run", "closes"},
		{"area", "jeju", "", ""}, {"area", "abroad", "", ""}, {"area", "평양", "choice", ""},
		{"genres", []any{}, "", ""}, {"genres", []any{"war", "war", "war", "drama", "music"}, "", ""}, {"genres", []any{"noir"}, "choice", "genres[0]"}, {"genres", []any{"war", "horror", "romance", "comedy", "crime", "etc"}, "too_many", ""},
		{"prices", price(0), "", ""}, {"prices", price(100_000_000), "", ""}, {"prices", price(-1), "out_of_range", "prices[0].won"}, {"prices", price(100_000_001), "out_of_range", "prices[0].won"}, {"prices", price(0.5), "format", "prices[0].won"}, {"prices", price(1e30), "out_of_range", "prices[0].won"}, {"prices", []any{draft{"seat": "R석"}}, "required", "prices[0].won"},
		{"prices", many(20, seat), "", ""}, {"prices", many(21, seat), "too_many", ""},
		{"credits", many(60, person), "", ""}, {"credits", many(61, person), "too_many", ""}, {"credits", []any{draft{"role": "gaffer", "name": "조명"}}, "choice", "credits[0].role"}, {"credits", []any{draft{"role": "cast", "name": "가"}, draft{"role": "cast"}}, "required", "credits[1].name"},
		{"link", "http://example.com", "", ""}, {"link", "https://example.com/" + long(480, "x"), "", ""}, {"link", "https://example.com/" + long(481, "x"), "too_long", ""},
		{"link", "javascript:alert(1)", "link", ""}, {"link", "example.com", "link", ""}, {"link", "//example.com", "link", ""}, {"link", "https://", "link", ""}, {"link", "data:text/html,x", "link", ""}, {"link", "https://a:b@example.com", "link", ""}, {"link", "https://example.com/\u0000", "link", ""},
		{"photoId", "nobody", "not_found", ""}, {"photoId", newID(), "not_found", ""},
		{"surprise", 1, "unknown", ""},
	} {
		if r.at == "" {
			r.at = r.field
		}
		a := h.post(newID(), "k", newDraft().with("notADouble", true, r.field, r.value))
		switch {
		case r.code != "" && (a.status != http.StatusUnprocessableEntity || a.fields()["body."+r.at] != r.code || len(a.fields()) != 1):
			t.Errorf("%s %v: %d %s, want %s at %s", r.field, r.value, a.status, a.body, r.code, r.at)
		case r.code == "" && a.status != http.StatusCreated:
			t.Errorf("%s %v: %d %s", r.field, r.value, a.status, a.body)
		}
	}
}

func TestWhatIsTypedIsTidied(t *testing.T) {
	h := open(t)
	c := h.make(newID(), "같은 제목", "originalTitle", " 같은  제목", "link", " https://example.com/유령?q=유령 ", "genres", []string{"war", "drama", "war"},
		"credits", []any{draft{"role": "cast", "name": "가"}, draft{"role": "cast", "name": " 가 "}, draft{"role": "cast", "name": "가", "part": "나"}})
	if c.OriginalTitle != "" || c.Link != "https://example.com/%EC%9C%A0%EB%A0%B9?q=%EC%9C%A0%EB%A0%B9" ||
		!reflect.DeepEqual(c.Genres, []string{"drama", "war"}) || len(c.Credits) != 2 {
		t.Errorf("made %+v", c)
	}
}

func TestEveryBrokenFieldIsToldAtOnce(t *testing.T) {
	h := open(t)
	a := h.post(newID(), "k", newDraft().with("kind", "opera", "title", " ", "opens", "2026-02-30", "link", "ftp://x", "area", "moon", "minutes", -1, "synopsis", long(2001, "가"))).
		want(http.StatusUnprocessableEntity)
	want := map[string]string{
		"body.kind": "choice", "body.title": "required", "body.opens": "day", "body.link": "link", "body.area": "choice",
		"body.minutes": "out_of_range", "body.synopsis": "too_long",
	}
	if got := a.fields(); !reflect.DeepEqual(got, want) {
		t.Errorf("told %v", got)
	}
	for lang, want := range map[string]string{"ko": "1분부터 1440분까지 쓸 수 있어요.", "en": "Use 1 to 1440."} {
		a := h.ask(newID(), "POST", "", newDraft().with("minutes", 1441), "Idempotency-Key", "k", "Accept-Language", lang)
		if got := read[problem](a).Errors[0].Message; got != want {
			t.Errorf("%s: %s", lang, got)
		}
	}
	for _, body := range []string{"{}", "", "[]", "{", `{"surprise":1}`, "null"} {
		if a := h.post(newID(), "k", body); a.status != http.StatusUnprocessableEntity {
			t.Errorf("body %q: %d %s", body, a.status, a.body)
		}
	}
	h.post(newID(), "k", `{"title":"`+long(600<<10, "x")+`"}`).want(http.StatusRequestEntityTooLarge)
}

func TestTheSameRequestMakesOneCake(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		maker := newID()
		ids := make([]string, 10)
		var crowd sync.WaitGroup
		for i := range ids {
			crowd.Go(func() {
				ids[i] = read[cakehttp.Cake](h.post(maker, "k1", newDraft().with("notADouble", true)).want(http.StatusCreated)).ID
			})
		}
		crowd.Wait()
		for _, i := range ids {
			if i != ids[0] {
				t.Fatalf("made %v", ids)
			}
		}
		if n := len(h.list(maker, "list=made").Items); n != 1 {
			t.Errorf("%d cakes", n)
		}
		a := h.post(maker, "k1", newDraft().with("title", "다른 제목")).want(http.StatusConflict)
		if code := read[problem](a).Code; code != "idempotency_mismatch" {
			t.Errorf("another body: %s", code)
		}
		other := read[cakehttp.Cake](h.post(newID(), "k1", newDraft().with("notADouble", true)).want(http.StatusCreated))
		if other.ID == ids[0] {
			t.Error("another person's request of the same key got this cake")
		}
		for _, key := range []string{"", long(65, "k"), "두 번", "a b"} {
			if a := h.post(maker, key, newDraft()); a.status != http.StatusUnprocessableEntity {
				t.Errorf("key %q: %d %s", key, a.status, a.body)
			}
		}
	})
}

func TestAPhotoBecomesThePoster(t *testing.T) {
	h := open(t)
	maker := newID()
	photo := h.photos.add(maker, "jpeg")
	made := h.make(maker, "포스터", "photoId", photo)
	if string(h.posters.of[made.ID]) != "jpeg" {
		t.Errorf("the posters are %v", h.posters.of)
	}
	a := h.post(newID(), "k", newDraft().with("photoId", photo)).want(http.StatusUnprocessableEntity)
	if a.fields()["body.photoId"] != "not_found" {
		t.Errorf("somebody else's photo: %s", a.body)
	}
	// What was typed is not lost because the gallery is down, and another edit tries again.
	h.posters.down = true
	made = h.make(maker, "포스터 둘", "photoId", photo)
	if h.get("", made.ID).Title != "포스터 둘" || !strings.Contains(h.log.String(), "could not be kept") {
		t.Errorf("the log says %s", h.log.String())
	}
	h.posters.down = false
	again := draft{"kind": "musical", "title": "포스터 둘", "photoId": photo, "version": made.Version}
	if c := read[cakehttp.Cake](h.ask(maker, "PUT", "/"+made.ID, again).want(http.StatusOK)); c.Version != made.Version || string(h.posters.of[made.ID]) != "jpeg" {
		t.Errorf("tried again: version %d, posters %v", c.Version, h.posters.of)
	}
}

// D33: an address that is opened directly answers whoever comes, and what isn't an id is simply
// not there.
func TestD33_TheAddressOfACakeAnswersWhoeverComes(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		first, second, third := h.make(newID(), "하나"), h.make(newID(), "둘"), h.make(newID(), "셋")
		h.merge(admin, first.ID, second.ID).want(http.StatusOK)
		h.merge(admin, second.ID, third.ID).want(http.StatusOK)
		for _, person := range []string{"", newID(), admin} {
			for _, id := range []string{first.ID, second.ID, third.ID} {
				if got := h.get(person, id); got.ID != third.ID {
					t.Errorf("%s leads to %s", id, got.ID)
				}
			}
			none := ""
			for _, id := range []string{newID(), strings.ToUpper(third.ID), "x", third.ID + "0", "%00", "%FF", "조각", "'", "%25", "..%2fpeople"} {
				got := withoutRequest(h.ask(person, "GET", "/"+id, nil).want(http.StatusNotFound))
				if none == "" {
					none = got
				}
				if got != none {
					t.Errorf("%q answers %s, an unknown id %s", id, got, none)
				}
			}
		}
	})
}

// withoutRequest gives the body without the name of the request, which always differs.
func withoutRequest(a answer) string {
	body := read[map[string]any](a)
	delete(body, "requestId")
	return fmt.Sprint(body)
}

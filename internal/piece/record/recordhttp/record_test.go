package recordhttp_test

import (
	"net/http"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"piece/internal/craft/picture"
	"piece/internal/piece"
	"piece/internal/piece/record"
	"piece/internal/piece/record/recordhttp"
	"piece/internal/platform/httpapi"
	"piece/internal/platform/httpapi/httpapitest"
	"piece/internal/platform/textrule"
)

func TestARecordIsReadAsItWasWritten(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		owner := h.newID()
		p, _ := h.piece(owner, piece.Public)
		if a := h.Wants(http.StatusOK, "", "GET", path(p), nil); strings.TrimSpace(string(a.Body)) != `{"text":"","photos":[],"version":0}` {
			t.Errorf("a record that was never written: %s", a.Body)
		}
		photos := append([]string{h.photoOf(owner, largeFile())}, h.photosOf(owner, 2)...)
		h.clock.Advance(time.Hour)
		const text = "첫 문단이다.\n\n둘째 문단,\n  들여 쓴 줄 👨‍👩‍👧‍👦\n\n\n<img src=x onerror=…> 100% _끝_"
		saved := h.save(owner, p, body(0, "  "+text+"\r\n", photos...))
		if saved.Text != text || saved.Version != 1 || !saved.UpdatedAt.Equal(h.clock.Now()) || !slices.Equal(ids(saved), photos) {
			t.Errorf("saved %+v", saved)
		}
		for _, viewer := range []string{owner, h.newID(), ""} {
			got := h.get(viewer, p)
			if got.Text != text || got.Version != 1 || !got.UpdatedAt.Equal(*saved.UpdatedAt) || !slices.Equal(got.Photos, saved.Photos) {
				t.Errorf("read %+v", got)
			}
		}
		first := saved.Photos[0]
		if first.Caption != "1" || first.Width != largeWidth || first.Height != largeHeight || len(first.Color) != 7 {
			t.Errorf("photo %+v", first)
		}
		for address, want := range map[string][2]int{first.Small: {448, 640}, first.Large: {largeWidth, largeHeight}} {
			a := h.Wants(http.StatusOK, "", "GET", strings.TrimPrefix(address, httpapi.Prefix), nil)
			m, err := picture.Decode(a.Body, picture.Limits{})
			must(t, err)
			if w, hi := m.Size(); w != want[0] || hi != want[1] || a.Header.Get("Content-Type") != "image/jpeg" {
				t.Errorf("%s is %d x %d, %s", address, w, hi, a.Header.Get("Content-Type"))
			}
		}
	})
}

func TestPhotosAreReorderedTakenOutAndAdded(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		owner := h.newID()
		p, _ := h.piece(owner, piece.Private)
		all := h.photosOf(owner, record.MaxPhotos+1)
		ten := all[:record.MaxPhotos]
		before := h.stored(owner)
		h.refused(owner, p, body(0, "", all...), http.StatusUnprocessableEntity, "invalid body.photos:too_many")
		if r := h.get(owner, p); r.Version != 0 {
			t.Errorf("eleven photos left %+v", r)
		}
		saved := h.save(owner, p, body(0, "", ten...))
		if !slices.Equal(ids(saved), ten) {
			t.Errorf("saved %v, want %v", ids(saved), ten)
		}
		back := slices.Clone(ten)
		slices.Reverse(back)
		if saved = h.save(owner, p, body(1, "", back...)); !slices.Equal(ids(saved), back) || saved.Photos[9].Caption != "10" {
			t.Errorf("reordered to %+v", saved.Photos)
		}
		if got := h.stored(owner); got != before {
			t.Errorf("reordering left %d objects of %d", got, before)
		}
		next := append(slices.Clone(back[:4]), all[record.MaxPhotos])
		if saved = h.save(owner, p, body(2, "", next...)); !slices.Equal(ids(saved), next) || saved.Version != 3 {
			t.Errorf("saved %+v", saved)
		}
		for _, gone := range back[4:] {
			h.Wants(http.StatusNotFound, owner, "GET", filePath(p, gone, record.SmallFile), nil)
		}
		if saved = h.save(owner, p, body(3, "")); len(saved.Photos) != 0 || saved.Version != 4 {
			t.Errorf("emptied to %+v", saved)
		}
	})
}

// Two devices have read the same version. Whichever comes second is told; nothing is lost.
func TestTheSecondOfTwoDevicesIsTold(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		owner := h.newID()
		for _, order := range [][2]string{{"phone", "desk"}, {"desk", "phone"}} {
			p, _ := h.piece(owner, piece.Private)
			for version := range 3 { // also the very first save
				first, second := body(version, order[0]+strings.Repeat("!", version)), body(version, order[1]+strings.Repeat("!", version))
				saved := h.save(owner, p, first)
				h.refused(owner, p, second, http.StatusConflict, "record_changed")
				if r := h.get(owner, p); r.Text != saved.Text || r.Version != version+1 {
					t.Errorf("stored is %+v", r)
				}
				// The first one's answer got lost: it asks again, and gets the same.
				h.clock.Advance(time.Minute)
				if again := h.save(owner, p, first); again.Version != saved.Version || !again.UpdatedAt.Equal(*saved.UpdatedAt) {
					t.Errorf("again: %+v, before %+v", again, saved)
				}
			}
			for _, version := range []int{0, 1, 2, 4} {
				h.refused(owner, p, body(version, "over another version"), http.StatusConflict, "record_changed")
			}
			h.refused(owner, p, body(-1, ""), http.StatusUnprocessableEntity, "invalid body.version:out_of_range")
			h.save(owner, p, body(3, order[1]+" over what it has read now"))
		}
	})
}

func TestOfManyDevicesAtOnceOneIsFirst(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		owner := h.newID()
		p, _ := h.piece(owner, piece.Private)
		for version := range 3 {
			photos := h.photosOf(owner, 8)
			var won, told atomic.Int32
			var group sync.WaitGroup
			for i, photo := range photos {
				group.Go(func() {
					a := h.Do(owner, "PUT", path(p), body(version, strings.Repeat("x", i+1), photo))
					switch {
					case a.Status == http.StatusOK:
						won.Add(1)
					case a.Problem() == "record_changed":
						told.Add(1)
					default:
						t.Errorf("answered %d %s", a.Status, a.Body)
					}
				})
			}
			group.Wait()
			r := h.get(owner, p)
			if won.Load() != 1 || told.Load() != 7 || r.Version != version+1 || len(r.Photos) != 1 || ids(r)[0] != photos[len(r.Text)-1] {
				t.Errorf("%d won, %d were told, stored is %+v", won.Load(), told.Load(), r)
			}
		}
		// The same save of one device, sent five times at once.
		photo := h.photo(owner)
		var group sync.WaitGroup
		for range 5 {
			group.Go(func() {
				if a := h.Do(owner, "PUT", path(p), body(3, "the same", photo)); a.Status != http.StatusOK {
					t.Errorf("answered %d %s", a.Status, a.Body)
				}
			})
		}
		group.Wait()
		if r := h.get(owner, p); r.Version != 4 || r.Text != "the same" {
			t.Errorf("stored is %+v", r)
		}
	})
}

// Another device saves between the moment in which a save has looked and its own storing.
func TestASaveThatIsOvertakenIsTold(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		owner := h.newID()
		p, _ := h.piece(owner, piece.Private)
		for version := range 3 {
			fast, slow := body(version, "fast"+strings.Repeat("!", version), h.photo(owner)), body(version, "slow", h.photo(owner))
			h.store.meanwhile = func() { h.save(owner, p, fast) }
			h.refused(owner, p, slow, http.StatusConflict, "record_changed")
			if r := h.get(owner, p); r.Version != version+1 || r.Text != fast["text"] || len(r.Photos) != 1 {
				t.Errorf("stored is %+v", r)
			}
		}
		same := body(3, "the same", h.photo(owner))
		h.store.meanwhile = func() { h.save(owner, p, same) }
		if r := h.save(owner, p, same); r.Version != 4 || r.Text != "the same" || len(r.Photos) != 1 {
			t.Errorf("answered %+v", r)
		}
		h.store.meanwhile = func() { h.Wants(http.StatusNoContent, owner, "DELETE", "/pieces/"+p, nil) }
		h.refused(owner, p, body(4, "too late"), http.StatusNotFound, "not_found")
	})
}

// D07: each limit at its border, in the words of the domain and at its field.
func TestD07_TextAndCaptionsAtTheirBorders(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		owner := h.newID()
		p, _ := h.piece(owner, piece.Private)
		photo := h.photo(owner)
		const family = "👨‍👩‍👧‍👦"
		version := 0
		for _, field := range []struct {
			path string
			rule textrule.Rule
			body func(text string) map[string]any
			got  func(r recordhttp.Record) string
		}{
			{"body.text", record.TextRule, func(text string) map[string]any { return body(version, text, photo) }, func(r recordhttp.Record) string { return r.Text }},
			{"body.photos[0].caption", record.CaptionRule, func(text string) map[string]any {
				return map[string]any{"text": "", "photos": []any{map[string]any{"photoId": photo, "caption": text}}, "version": version}
			}, func(r recordhttp.Record) string { return r.Photos[0].Caption }},
		} {
			longest := field.rule.Max
			for name, c := range map[string]struct{ in, out, code string }{
				"one":                  {"가", "가", ""},
				"empty":                {"", "", ""},
				"blanks":               {" \t\u3000 ", "", ""},
				"invisible":            {"\u200b\u3164\u202e", "", ""},
				"longest":              {strings.Repeat("가", longest), strings.Repeat("가", longest), ""},
				"one more":             {strings.Repeat("가", longest+1), "", "too_long"},
				"longest of emoji":     {strings.Repeat("😭", longest), strings.Repeat("😭", longest), ""},
				"one more emoji":       {strings.Repeat("😭", longest+1), "", "too_long"},
				"longest of families":  {strings.Repeat(family, longest), strings.Repeat(family, longest), ""},
				"one more family":      {strings.Repeat(family, longest+1), "", "too_long"},
				"longest of combined":  {strings.Repeat("e\u0301", longest), strings.Repeat("é", longest), ""},
				"longest of old jamo":  {strings.Repeat("\u1112\u119e\u11ab", longest), strings.Repeat("\u1112\u119e\u11ab", longest), ""},
				"one more of combined": {strings.Repeat("g\u0308", longest+1), "", "too_long"},
				"marks of direction":   {"\u202eשלום\u202c\u200f 안녕", "שלום 안녕", ""},
				"piled marks":          {"a" + strings.Repeat("\u0301", field.rule.MaxRunes()), "", "too_long"},
				"NUL":                  {"a\x00", "", "characters"},
				"replacement":          {"a\ufffd", "", "characters"},
			} {
				sent := field.body(c.in)
				if c.code != "" {
					h.refused(owner, p, sent, http.StatusUnprocessableEntity, "invalid "+field.path+":"+c.code)
					continue
				}
				saved := h.save(owner, p, sent)
				if version = saved.Version; field.got(saved) != c.out || field.got(h.get(owner, p)) != c.out {
					t.Errorf("%s, %s: became %.40q", field.path, name, field.got(saved))
				}
			}
		}
		lines := strings.Repeat("\n", record.TextRule.Max-2)
		if saved := h.save(owner, p, body(version, "a"+strings.ReplaceAll(lines, "\n", "\r\n")+"b", photo)); saved.Text != "a"+lines+"b" {
			t.Error("line breaks don't count as one each, or got lost")
		}
		h.refused(owner, p, map[string]any{"text": "\x00", "version": 0, "photos": []any{
			map[string]any{"photoId": photo, "caption": "line\nbreak"}, map[string]any{"photoId": "x"},
		}}, http.StatusUnprocessableEntity, "invalid body.text:characters body.photos[0].caption:characters body.photos[1].photoId:not_found")
	})
}

// The editor takes its limits from the description, and the description from the rules.
func TestD07_TheDescriptionTellsTheRules(t *testing.T) {
	if record.TextRule.Max != 10_000 || record.CaptionRule.Max != 100 || record.MaxPhotos != 10 {
		t.Errorf("the limits are %d, %d and %d", record.TextRule.Max, record.CaptionRule.Max, record.MaxPhotos)
	}
	a := httpapi.Describe("test")
	recordhttp.Register(a, nil)
	schemas := a.OpenAPI().Components.Schemas.Map()
	for name, rules := range map[string]map[string]textrule.Rule{
		"NewRecord": {"text": record.TextRule}, "Record": {"text": record.TextRule},
		"NewRecordPhoto": {"caption": record.CaptionRule}, "RecordPhoto": {"caption": record.CaptionRule},
	} {
		for field, rule := range rules {
			p := schemas[name].Properties[field]
			if p.Extensions["x-maxGraphemes"] != rule.Max || *p.MaxLength != rule.MaxRunes() || p.MinLength != nil {
				t.Errorf("%s.%s is described as %+v", name, field, p)
			}
		}
	}
	for _, name := range []string{"NewRecord", "Record"} {
		if p := schemas[name].Properties["photos"]; *p.MaxItems != record.MaxPhotos || p.Nullable {
			t.Errorf("%s.photos is described as %+v", name, p)
		}
	}
	// Whatever fits the description in length fits into a request.
	if most := a.OpenAPI().Paths[httpapi.Prefix+"/pieces/{id}/record"].Put.MaxBodyBytes; most < int64(12*record.TextRule.MaxRunes()) || most > 2<<20 {
		t.Errorf("a body may have %d bytes", most)
	}
}

func TestAnUnusualBodyIsRefused(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		owner := h.newID()
		p, _ := h.piece(owner, piece.Private)
		for _, b := range []any{
			nil, []any{}, "text", map[string]any{}, map[string]any{"text": "a"}, map[string]any{"text": "a", "version": 0, "photos": nil},
			map[string]any{"text": nil, "version": 0, "photos": []any{}}, map[string]any{"text": "a", "version": 0, "photos": []any{nil}},
			map[string]any{"text": "a", "version": 0, "photos": []any{map[string]any{}}}, map[string]any{"text": "a", "version": "0", "photos": []any{}},
			map[string]any{"text": "a", "version": 0, "photos": []any{}, "owner": h.newID()},
		} {
			if a := h.Do(owner, "PUT", path(p), b); a.Status != http.StatusUnprocessableEntity {
				t.Errorf("%v: answered %d %s", b, a.Status, a.Body)
			}
		}
		if a := h.Do(owner, "PUT", path(p), body(0, strings.Repeat("x", 3<<20))); a.Status != http.StatusRequestEntityTooLarge {
			t.Errorf("3 MB were answered with %d", a.Status)
		}
		if r := httpapitest.Read[recordhttp.Record](t, h.Wants(http.StatusOK, owner, "GET", path(p), nil)); r.Version != 0 {
			t.Errorf("stored is %+v", r)
		}
	})
}

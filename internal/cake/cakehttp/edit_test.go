package cakehttp_test

import (
	"net/http"
	"reflect"
	"sync"
	"testing"

	"piece/internal/cake"
	"piece/internal/cake/cakehttp"
)

func (h *house) put(person, cakeID string, body any) answer {
	h.t.Helper()
	return h.ask(person, http.MethodPut, "/"+cakeID, body)
}

func TestACakeIsEditedByItsMakerAndByAdmins(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		maker, other := newID(), newID()
		made := read[cakehttp.Cake](h.post(maker, "k", newDraft()).want(http.StatusCreated))
		change := draft{"kind": "play", "title": "오페라의 유령 연극", "version": 1, "credits": []any{draft{"role": "director", "name": "해럴드 프린스"}}}
		h.put("", made.ID, change).want(http.StatusUnauthorized)
		h.put(other, made.ID, change).want(http.StatusForbidden)
		if got := h.get(maker, made.ID); !reflect.DeepEqual(got, made) {
			t.Fatalf("others made it %+v", got)
		}
		edited := read[cakehttp.Cake](h.put(maker, made.ID, change).want(http.StatusOK))
		if edited.Title != "오페라의 유령 연극" || edited.Kind != "play" || edited.Version != 2 || edited.Year != 0 || edited.Synopsis != "" || edited.Prices != nil ||
			len(edited.Credits) != 1 || !edited.CreatedAt.Equal(made.CreatedAt) || !edited.UpdatedAt.After(made.UpdatedAt) {
			t.Errorf("edited to %+v", edited)
		}
		if got := h.get(maker, made.ID); !reflect.DeepEqual(got, edited) {
			t.Errorf("read %+v", got)
		}
		// Found by what it is now, not by what it was.
		if now, before := titles(h.search("", "유령 연극")), titles(h.search("", "샤롯데")); len(now) != 1 || len(before) != 0 {
			t.Errorf("found %v and %v", now, before)
		}
		byAdmin := read[cakehttp.Cake](h.put(admin, made.ID, newDraft().with("version", 2)).want(http.StatusOK))
		if byAdmin.Version != 3 || byAdmin.Mine || byAdmin.Source != "hand" || !h.get(maker, made.ID).Mine {
			t.Errorf("an admin edited to %+v", byAdmin)
		}
		h.put(maker, newID(), change).want(http.StatusNotFound)
		h.put(maker, "x", change).want(http.StatusNotFound)
		a := h.put(maker, made.ID, change.with("version", 3, "title", " ", "closes", "2026-02-30")).want(http.StatusUnprocessableEntity)
		if got := a.fields(); got["body.title"] != "required" || got["body.closes"] != "day" || len(got) != 2 {
			t.Errorf("broken fields: %v", got)
		}
		a = h.put(maker, made.ID, change.with("version", absent)).want(http.StatusUnprocessableEntity)
		if got := a.fields(); got["body.version"] != "required" {
			t.Errorf("without a version: %v", got)
		}
	})
}

func TestAnEditCanBeSentAgainButUndoesNoOther(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		maker := newID()
		made := h.make(maker, "처음")
		first := draft{"kind": "musical", "title": "하나", "version": made.Version}
		for range 2 { // the answer got lost
			if c := read[cakehttp.Cake](h.put(maker, made.ID, first).want(http.StatusOK)); c.Version != 2 || c.Title != "하나" {
				t.Errorf("edited to %+v", c)
			}
		}
		a := h.put(maker, made.ID, draft{"kind": "musical", "title": "둘", "version": made.Version}).want(http.StatusConflict)
		if code := read[problem](a).Code; code != "edited_elsewhere" {
			t.Errorf("over an old version: %s", code)
		}
		var crowd sync.WaitGroup
		var mu sync.Mutex
		won := 0
		for _, title := range []string{"가", "나", "다", "라", "마", "바"} {
			crowd.Go(func() {
				if h.put(maker, made.ID, draft{"kind": "musical", "title": title, "version": 2}).status == http.StatusOK {
					mu.Lock()
					defer mu.Unlock()
					won++
				}
			})
		}
		crowd.Wait()
		if got := h.get(maker, made.ID); won != 1 || got.Version != 3 {
			t.Errorf("%d of six won, and the version is %d", won, got.Version)
		}
	})
}

func TestWhatAnAdminEditedIsNotOverwrittenByItsSource(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		film := cake.Work{Kind: "movie", Title: "기생충", Year: 2019, Credits: []cake.Credit{{Role: "director", Name: "봉준호", Picture: "https://img.example.com/1.jpg"}}}
		h.take(cake.TMDB, film)
		found := h.search("", "기생충").Items[0]
		before := h.get(admin, found.ID)
		if before.Source != "tmdb" || !before.CanEdit || before.Mine || before.Credits[0].Picture == "" {
			t.Fatalf("taken in: %+v", before)
		}
		for _, person := range []string{"", newID()} {
			if got := h.get(person, found.ID); got.Mine || got.CanEdit || got.Version != 0 {
				t.Errorf("%q sees %+v", person, got)
			}
		}
		h.put(newID(), found.ID, draft{"kind": "movie", "title": "기생충", "version": 1}).want(http.StatusForbidden)
		after := read[cakehttp.Cake](h.put(admin, found.ID, draft{
			"kind": "movie", "title": "기생충: 흑백판", "year": 2020, "version": before.Version,
			"credits": []any{draft{"role": "director", "name": "봉준호"}, draft{"role": "cast", "name": "송강호"}},
		}).want(http.StatusOK))
		if after.Source != "tmdb" || after.Credits[0].Picture != before.Credits[0].Picture || after.Credits[1].Picture != "" {
			t.Errorf("edited to %+v", after)
		}
		film.Year, film.Synopsis = 2018, "다른 이야기"
		h.take(cake.TMDB, film)
		if got := h.get(admin, found.ID); !reflect.DeepEqual(got, after) {
			t.Errorf("the source made it %+v", got)
		}
	})
}

// An edit is made from what its form showed. What a source or a merge changed meanwhile is not
// undone unseen.
func TestAnEditIsToldWhatChangedMeanwhile(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		film := cake.Work{Kind: "movie", Title: "기생충"}
		h.take(cake.KOBIS, film)
		h.take(cake.KOBIS, film) // the same again is no change
		seen := h.get(admin, h.search("", "기생충").Items[0].ID)
		film.Minutes = 131
		h.take(cake.KOBIS, film)
		edit := draft{"kind": "movie", "title": "기생충", "year": 2019, "version": seen.Version}
		a := h.put(admin, seen.ID, edit).want(http.StatusConflict)
		if code := read[problem](a).Code; code != "edited_elsewhere" || seen.Version != 1 {
			t.Errorf("after its source: %s, over version %d", code, seen.Version)
		}
		seen = h.get(admin, seen.ID)
		h.merge(admin, h.make(newID(), "기생충", "kind", "movie", "synopsis", "반지하").ID, seen.ID).want(http.StatusOK)
		h.put(admin, seen.ID, edit.with("version", seen.Version)).want(http.StatusConflict)
		h.put(admin, seen.ID, edit.with("version", h.get(admin, seen.ID).Version)).want(http.StatusOK)
	})
}

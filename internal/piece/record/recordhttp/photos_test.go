package recordhttp_test

import (
	"errors"
	"net/http"
	"slices"
	"testing"
	"time"

	"piece/internal/media"
	"piece/internal/piece"
	"piece/internal/piece/record"
)

// D29: only own photos whose check is done.
func TestD29_OnlyOwnCheckedPhotosAreTaken(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		owner, other := h.newID(), h.newID()
		p, _ := h.piece(owner, piece.Private)
		mine := h.photo(owner)
		dropped := h.photo(owner)
		must(t, h.media.Delete(t.Context(), owner, dropped))
		theirs, _ := h.piece(other, piece.Public)
		theirPhoto := h.photo(other)
		h.save(other, theirs, body(0, "", theirPhoto))
		for name, photo := range map[string]string{
			"foreign": h.photo(other), "in a foreign record": theirPhoto, "unchecked": h.upload(owner, photoFile()), "foreign, unchecked": h.upload(other, photoFile()),
			"dropped": dropped, "unknown": h.newID(), "empty": "", "no id": "../" + mine, "upper case": "01K3Q0ZV5WQ2M8D7X4N9C6B1AH",
		} {
			a := h.Do(owner, "PUT", path(p), body(0, "", mine, photo))
			if a.Status != http.StatusUnprocessableEntity || a.Problem() != "invalid body.photos[1].photoId:not_found" {
				t.Errorf("%s: answered %d %q", name, a.Status, a.Problem())
			}
		}
		if r := h.get(owner, p); r.Version != 0 {
			t.Errorf("stored is %+v", r)
		}
		if r := h.get("", theirs); !slices.Equal(ids(r), []string{theirPhoto}) {
			t.Errorf("the foreign record became %+v", r)
		}
		h.save(owner, p, body(0, "", mine))
	})
}

func TestAPhotoIsUsedOnce(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		owner := h.newID()
		p, ticket := h.piece(owner, piece.Private)
		q, _ := h.piece(owner, piece.Private)
		a, b := h.photo(owner), h.photo(owner)
		h.save(owner, p, body(0, "", a))
		const used = http.StatusConflict
		h.refused(owner, p, body(1, "", a, ticket), used, "photo_used body.photos[1].photoId:photo_used")
		h.refused(owner, q, body(0, "", ticket, b, a), used, "photo_used body.photos[0].photoId:photo_used body.photos[2].photoId:photo_used")
		h.refused(owner, q, body(0, "", b, b, b), used, "photo_used body.photos[1].photoId:photo_used body.photos[2].photoId:photo_used")
		h.refused(owner, p, body(1, "", a, a), used, "photo_used body.photos[1].photoId:photo_used")

		// Nor do pieces take the photos of records.
		made := h.Do(owner, "POST", "/pieces", newPiece(a, h.newID(), piece.Private), "Idempotency-Key", "k")
		if made.Status != used || made.Problem() != "photo_used body.photoId:photo_used" {
			t.Errorf("a piece of a record's photo: %d %s", made.Status, made.Body)
		}
		edit := newPiece(a, h.newID(), piece.Private)
		edit["version"] = 1
		if edited := h.Do(owner, "PUT", "/pieces/"+q, edit); edited.Status != used || edited.Problem() != "photo_used body.photoId:photo_used" {
			t.Errorf("a piece that changes to a record's photo: %d %s", edited.Status, edited.Body)
		}
		// Nobody drops a photo in use.
		if err := h.media.Delete(t.Context(), owner, a); err == nil {
			t.Error("a photo in use was dropped")
		}
		h.pass(30 * 24 * time.Hour)
		h.Wants(http.StatusOK, owner, "GET", filePath(p, a, record.LargeFile), nil)
	})
}

// A photo is neither dropped while its record is being stored, nor taken when it is dropped.
func TestAPhotoIsClaimedBeforeItsRecordIsStored(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		owner := h.newID()
		p, _ := h.piece(owner, piece.Private)
		photo, dropped := h.photo(owner), h.photo(owner)
		h.store.meanwhile = func() {
			if err := h.media.Delete(t.Context(), owner, photo); !errors.Is(err, media.ErrInUse) {
				t.Errorf("a claimed photo was dropped: %v", err)
			}
		}
		h.save(owner, p, body(0, "", photo))
		h.Wants(http.StatusOK, owner, "GET", filePath(p, photo, record.LargeFile), nil)

		h.photos.meanwhile = func() { must(t, h.media.Delete(t.Context(), owner, dropped)) }
		h.refused(owner, p, body(1, "", photo, dropped), http.StatusUnprocessableEntity, "invalid body.photos[1].photoId:not_found")
	})
}

// D18: the objects of a record's photos go with the piece, also when the store is down.
func TestD18_DeletingAPieceRemovesItsRecordsPhotos(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		owner := h.newID()
		kept, _ := h.piece(owner, piece.Private)
		h.save(owner, kept, body(0, "", h.photo(owner)))
		before := h.stored(owner)
		for _, down := range []bool{false, true} {
			p, _ := h.piece(owner, piece.Public)
			photos := h.photosOf(owner, 3)
			h.save(owner, p, body(0, "gone soon", photos...))
			h.objects.setDown(down)
			h.Wants(http.StatusNoContent, owner, "DELETE", "/pieces/"+p, nil)
			h.pass(0)
			if got := h.stored(owner); down != (got > before) {
				t.Errorf("store down %v: %d objects, %d before", down, got, before)
			}
			h.objects.setDown(false)
			h.pass(time.Hour)
			if got := h.stored(owner); got != before {
				t.Errorf("%d objects are left, %d before", got, before)
			}
			h.Wants(http.StatusNotFound, owner, "DELETE", "/pieces/"+p, nil)
			h.Wants(http.StatusNotFound, owner, "GET", path(p), nil)
			h.Wants(http.StatusNotFound, owner, "PUT", path(p), body(1, "too late"))
			for _, photo := range photos {
				h.Wants(http.StatusNotFound, owner, "GET", filePath(p, photo, record.SmallFile), nil)
			}
		}
		h.Wants(http.StatusOK, owner, "GET", filePath(kept, ids(h.get(owner, kept))[0], record.SmallFile), nil)
	})
}

// D23: a save that fails changes nothing, and can be repeated.
func TestD23_ASaveThatFailsChangesNothing(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		owner := h.newID()
		p, _ := h.piece(owner, piece.Private)
		a, b := h.photo(owner), h.photo(owner)
		h.save(owner, p, body(0, "first", a))
		h.store.down = true
		h.Wants(http.StatusServiceUnavailable, owner, "PUT", path(p), body(1, "second", b))
		if r := h.get(owner, p); r.Text != "first" || r.Version != 1 || !slices.Equal(ids(r), []string{a}) {
			t.Errorf("stored is %+v", r)
		}
		h.store.down = false
		if r := h.save(owner, p, body(1, "second", b)); r.Version != 2 || !slices.Equal(ids(r), []string{b}) {
			t.Errorf("saved again it is %+v", r)
		}
	})
}

// Days that pass one by one, as they do for the sweep.
func (h *house) days(n int) {
	h.t.Helper()
	for range n {
		h.pass(24 * time.Hour)
	}
}

func TestLostClaimsAndReleasesAreMended(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		owner := h.newID()
		p, _ := h.piece(owner, piece.Private)
		q, _ := h.piece(owner, piece.Private)
		before := h.stored(owner)

		// Claimed for a save that was never stored.
		claimed := h.photo(owner)
		h.store.down = true
		h.Wants(http.StatusServiceUnavailable, owner, "PUT", path(p), body(0, "", claimed))
		h.store.down = false

		// Gone with a piece, while releases get lost.
		stays, gone := h.photo(owner), h.photo(owner)
		h.save(owner, p, body(0, "", stays))
		h.save(owner, q, body(0, "", gone))
		// What Service.Delete does when the process dies between its commit and the releases.
		_, err := h.db.Writer().NewDelete().Table("pieces").Where("id = ?", q).Exec(t.Context())
		must(t, err)

		if got := h.stored(owner); got != before+3*objectsOf {
			t.Errorf("%d objects, %d before", got, before)
		}
		h.days(10)
		// One photo came to stay, and the ticket photo of the lost piece went as well.
		if got := h.stored(owner); got != before {
			t.Errorf("%d objects are left, want %d", got, before)
		}
		if r := h.get(owner, p); !slices.Equal(ids(r), []string{stays}) {
			t.Errorf("the record has %+v", r)
		}
		h.Wants(http.StatusOK, owner, "GET", filePath(p, stays, record.LargeFile), nil)
	})
}

// What is taken out is seen no more at once. It can be put back for a day, however old it is,
// also by the other device that still has it, and then it goes by itself.
func TestAPhotoThatIsTakenOutCanBePutBackForADay(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		owner := h.newID()
		p, _ := h.piece(owner, piece.Public)
		q, _ := h.piece(owner, piece.Public)
		before := h.stored(owner)
		a, b := h.photo(owner), h.photo(owner)
		h.save(owner, p, body(0, "", a, b))
		h.days(20)
		h.pass(23 * time.Hour) // its claim is about to be asked about again

		h.save(owner, p, body(1, "", b))
		for _, viewer := range []string{owner, "", h.newID()} {
			h.Wants(http.StatusNotFound, viewer, "GET", filePath(p, a, record.SmallFile), nil)
		}
		h.pass(23 * time.Hour)
		h.refused(owner, p, body(1, "from an older page", a, b), http.StatusConflict, "record_changed")
		if r := h.save(owner, p, body(2, "mine", a, b)); !slices.Equal(ids(r), []string{a, b}) {
			t.Errorf("put back it is %+v", r)
		}
		h.days(3)
		h.Wants(http.StatusOK, "", "GET", filePath(p, a, record.SmallFile), nil)

		h.save(owner, p, body(3, "", b))
		h.save(owner, q, body(0, "elsewhere", a))
		h.refused(owner, p, body(4, "", a, b), http.StatusConflict, "photo_used body.photos[0].photoId:photo_used")
		h.days(3)
		h.Wants(http.StatusOK, "", "GET", filePath(q, a, record.SmallFile), nil)

		h.save(owner, q, body(1, "out again"))
		h.days(2)
		if got := h.stored(owner); got != before+objectsOf {
			t.Errorf("%d objects are left, want %d", got, before+objectsOf)
		}
		h.refused(owner, q, body(2, "", a), http.StatusUnprocessableEntity, "invalid body.photos[0].photoId:not_found")
		h.Wants(http.StatusOK, "", "GET", filePath(p, b, record.SmallFile), nil)
	})
}

// A photo that has gone all the same is not shown, and the record can be saved without it.
func TestAPhotoThatHasGoneIsLeftOut(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		owner := h.newID()
		p, _ := h.piece(owner, piece.Public)
		a, b := h.photo(owner), h.photo(owner)
		h.save(owner, p, body(0, "two", a, b))
		_, err := h.db.Writer().NewDelete().Table("media_photos").Where("id = ?", a).Exec(t.Context())
		must(t, err)
		r := h.get("", p)
		if !slices.Equal(ids(r), []string{b}) || r.Photos[0].Caption != "2" {
			t.Errorf("shown is %+v", r)
		}
		h.Wants(http.StatusNotFound, "", "GET", filePath(p, a, record.SmallFile), nil)
		h.save(owner, p, map[string]any{"text": "one", "version": 1, "photos": []any{map[string]any{"photoId": b, "caption": "2"}}})
		if r := h.get("", p); !slices.Equal(ids(r), []string{b}) || r.Version != 2 {
			t.Errorf("saved is %+v", r)
		}
	})
}

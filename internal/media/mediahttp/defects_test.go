package mediahttp_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"image/jpeg"
	"net/http"
	"runtime"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"piece/internal/media"
	"piece/internal/media/mediahttp"
	"piece/internal/platform/blobstore"
	"piece/internal/platform/errs"
	"piece/internal/platform/id"
)

func TestD12_APhotoIsItsOwnersOnly(t *testing.T) {
	h := inFolder(t)
	owner, other := h.newPerson(), h.newPerson()
	photo := h.photo(owner)
	granted := h.upload(owner, "image/jpeg", plainJPEG(t))
	for _, path := range []string{"/media/" + photo, "/media/" + photo + "/image", "/media/" + id.New(h.clock), "/media/none/image", "/media/" + granted} {
		theirs := h.Wants(http.StatusNotFound, other, "GET", path, nil)
		if theirs.Problem() != "not_found" {
			t.Errorf("%s: %s", path, theirs.Body)
		}
		h.Wants(http.StatusUnauthorized, "", "GET", path, nil)
	}
	h.Wants(http.StatusNotFound, owner, "GET", "/media/"+granted+"/image", nil)
	for _, who := range []struct {
		person string
		status int
	}{{other, http.StatusNotFound}, {"", http.StatusUnauthorized}} {
		h.Wants(who.status, who.person, "DELETE", "/media/"+photo, nil)
		h.Wants(who.status, who.person, "POST", "/media/uploads/"+photo+"/complete", nil)
		h.Wants(who.status, who.person, "POST", "/media/uploads/"+granted+"/complete", nil)
	}
	h.Wants(http.StatusOK, owner, "GET", "/media/"+photo+"/image", nil)
}

func TestD18_ADroppedPhotoTakesItsObjectsWithIt(t *testing.T) {
	onEach(t, func(t *testing.T, h *house) {
		person := h.newPerson()
		photo := h.photo(person)
		h.objects.setDown("delete")
		h.Wants(http.StatusNoContent, person, "DELETE", "/media/"+photo, nil)
		h.Wants(http.StatusNotFound, person, "DELETE", "/media/"+photo, nil)
		h.Wants(http.StatusNotFound, person, "GET", "/media/"+photo+"/image", nil)
		if _, err := h.bin.Empty(t.Context()); !errors.Is(err, errs.Unavailable) {
			t.Fatalf("with the store down: %v", err)
		}
		h.wantStored(person, "photo/"+photo)
		h.objects.setDown()
		h.pass(time.Minute)
		h.wantStored(person)
		if len(h.removed) != 1 || h.removed[0] != photo {
			t.Errorf("artworks were removed of %v", h.removed)
		}
	})
}

func TestD18_ARemovalThatFailsIsFinishedBySweeping(t *testing.T) {
	h := inFolder(t)
	person := h.newPerson()
	photo := h.photo(person)
	h.refuse = errs.Unavailable
	h.Wants(http.StatusNoContent, person, "DELETE", "/media/"+photo, nil)
	h.Wants(http.StatusNotFound, person, "GET", "/media/"+photo, nil)
	h.refuse = nil
	h.pass(time.Minute)
	h.wantStored(person)
}

func TestAPhotoInUseStays(t *testing.T) {
	h := inFolder(t)
	person := h.newPerson()
	claimed, used, free := h.photo(person), h.photo(person), h.photo(person)
	must(t, h.media.Claim(t.Context(), person, claimed))
	must(t, h.media.Claim(t.Context(), person, claimed))
	h.inUse[used] = true
	for _, photo := range []string{claimed, used} {
		if a := h.Wants(http.StatusConflict, person, "DELETE", "/media/"+photo, nil); a.Problem() != "in_use" {
			t.Errorf("answered %s", a.Body)
		}
	}
	must(t, h.media.Release(t.Context(), person, used))
	h.inUse[claimed] = true
	h.pass(8 * 24 * time.Hour)
	h.Wants(http.StatusOK, person, "GET", "/media/"+claimed+"/image", nil)
	h.Wants(http.StatusOK, person, "GET", "/media/"+used+"/image", nil)
	h.Wants(http.StatusNotFound, person, "GET", "/media/"+free, nil)

	if err := h.media.Release(t.Context(), h.newPerson(), claimed); err != nil {
		t.Errorf("releasing what is somebody else's gave %v", err)
	}
	h.Wants(http.StatusOK, person, "GET", "/media/"+claimed+"/image", nil)
	h.inUse[claimed] = false
	must(t, h.media.Release(t.Context(), person, claimed))
	must(t, h.media.Release(t.Context(), person, claimed))
	h.pass(time.Minute)
	h.wantStored(person, "photo/"+used)
	if err := h.media.Claim(t.Context(), person, claimed); !errors.Is(err, errs.NotFound) {
		t.Errorf("claiming what is gone gave %v", err)
	}
}

// A piece claims its photo before it is stored and releases it after it is gone. The
// process may die in between, each time.
func TestAClaimThatHoldsNoMoreIsMended(t *testing.T) {
	h := inFolder(t)
	person := h.newPerson()
	neverStored, releaseLost, kept := h.photo(person), h.photo(person), h.photo(person)
	for _, photo := range []string{neverStored, releaseLost, kept} {
		must(t, h.media.Claim(t.Context(), person, photo))
	}
	h.inUse[releaseLost], h.inUse[kept] = true, true
	for range 10 {
		h.pass(25 * time.Hour)
	}
	h.Wants(http.StatusNotFound, person, "GET", "/media/"+neverStored, nil)
	h.inUse[releaseLost] = false
	h.pass(25 * time.Hour)
	h.Wants(http.StatusNotFound, person, "GET", "/media/"+releaseLost, nil)
	h.pass(time.Minute)
	h.wantStored(person, "photo/"+kept)

	dropped := h.photo(person) // of a draft whose save failed
	must(t, h.media.Claim(t.Context(), person, dropped))
	h.clock.Advance(59 * time.Minute)
	h.Wants(http.StatusConflict, person, "DELETE", "/media/"+dropped, nil)
	h.clock.Advance(time.Minute)
	h.Wants(http.StatusNoContent, person, "DELETE", "/media/"+dropped, nil)
}

func TestUnusedThingsAreSwept(t *testing.T) {
	h := inFolder(t)
	person := h.newPerson()
	photo := h.photo(person)
	upload := h.upload(person, "image/jpeg", plainJPEG(t))
	h.grant(person, "image/jpeg", 10)
	h.pass(23 * time.Hour)
	h.wantStored(person, "upload/"+upload, "photo/"+photo)
	h.pass(2 * time.Hour)
	h.wantStored(person, "photo/"+photo)
	h.Wants(http.StatusNotFound, person, "POST", "/media/uploads/"+upload+"/complete", nil)
	h.pass(5 * 24 * time.Hour)
	h.Wants(http.StatusOK, person, "GET", "/media/"+photo, nil)
	h.pass(25 * time.Hour)
	h.Wants(http.StatusNotFound, person, "GET", "/media/"+photo, nil)
	h.wantStored(person)
}

func TestAnUploadSentAgainAfterItsCheckIsRemoved(t *testing.T) {
	h := inFolder(t)
	person := h.newPerson()
	file := plainJPEG(t)
	photo, g := h.grant(person, "image/jpeg", len(file))
	h.home.Upload(t, g, string(file))
	h.complete(person, photo)
	if code := h.home.Upload(t, g, string(file)); code != http.StatusOK {
		t.Fatalf("the grant still lasts, but the store answered %d", code)
	}
	h.pass(media.GrantTTL + time.Hour)
	h.wantStored(person, "photo/"+photo)
}

func TestD23_AnUploadThatDidNotArriveIsTold(t *testing.T) {
	onEach(t, func(t *testing.T, h *house) {
		person := h.newPerson()
		file := plainJPEG(t)
		photo, g := h.grant(person, "image/jpeg", len(file))
		if a := h.complete(person, photo); a.Status != http.StatusConflict || a.Problem() != "upload_incomplete" {
			t.Fatalf("answered %d %s", a.Status, a.Body)
		}
		if code := h.home.Upload(t, g, string(file)); code != http.StatusOK {
			t.Fatalf("the store answered %d", code)
		}
		if a := h.complete(person, photo); a.Status != http.StatusOK {
			t.Fatalf("answered %d %s", a.Status, a.Body)
		}
		never, _ := h.grant(person, "image/jpeg", len(file))
		h.clock.Advance(media.GrantTTL + time.Hour)
		if a := h.complete(person, never); a.Status != http.StatusNotFound {
			t.Errorf("after the grant: %d %s", a.Status, a.Body)
		}
	})
}

func TestD23_WhileTheStoreIsDownNothingIsLostOrLeft(t *testing.T) {
	for _, broken := range []string{"stat", "get", "put"} {
		t.Run(broken, func(t *testing.T) {
			h := inFolder(t)
			person := h.newPerson()
			photo := h.upload(person, "image/jpeg", plainJPEG(t))
			h.objects.setDown(broken)
			a := h.complete(person, photo)
			if a.Status != http.StatusServiceUnavailable || a.Header.Get("Retry-After") == "" {
				t.Fatalf("answered %d %s", a.Status, a.Body)
			}
			h.Wants(http.StatusNotFound, person, "GET", "/media/"+photo, nil)
			h.objects.setDown()
			if a := h.complete(person, photo); a.Status != http.StatusOK {
				t.Fatalf("answered %d %s", a.Status, a.Body)
			}
			h.pass(6 * 24 * time.Hour)
			h.wantStored(person, "photo/"+photo)
			h.Wants(http.StatusOK, person, "GET", "/media/"+photo+"/image", nil)
		})
	}
}

// forgetful is a store that fails at the last step, as if the process had died there.
type forgetful struct{ media.Store }

func (forgetful) Verify(context.Context, media.Photo) (media.Photo, error) {
	return media.Photo{}, errs.Unavailable
}

func TestD23_AnObjectWithoutARowIsRemoved(t *testing.T) {
	h := inFolder(t)
	person := h.newPerson()
	photo := h.upload(person, "image/jpeg", plainJPEG(t))
	h.media.Store = forgetful{h.store}
	if a := h.complete(person, photo); a.Status != http.StatusServiceUnavailable {
		t.Fatalf("answered %d %s", a.Status, a.Body)
	}
	h.wantStored(person, "upload/"+photo, "photo/"+photo)
	h.pass(time.Hour)
	h.wantStored(person, "upload/"+photo)
	h.media.Store = h.store
	if a := h.complete(person, photo); a.Status != http.StatusOK {
		t.Fatalf("the retry answered %d %s", a.Status, a.Body)
	}
	h.pass(2 * time.Hour)
	h.wantStored(person, "photo/"+photo)
}

func TestD27_NoFieldTakesAnAddress(t *testing.T) {
	h := inFolder(t)
	a := h.Wants(http.StatusUnprocessableEntity, h.newPerson(), "POST", "/media/uploads",
		map[string]any{"contentType": "image/jpeg", "size": 10, "url": "http://169.254.169.254/latest/meta-data"})
	if a.Problem() != "invalid body.url:unknown" {
		t.Errorf("answered %s", a.Problem())
	}
}

func TestD29_AnotherObjectThanGrantedIsRefused(t *testing.T) {
	h := inFolder(t)
	file := plainJPEG(t)
	for name, differs := range map[string]func(u *blobstore.Upload){
		"of another owner": func(u *blobstore.Upload) { u.Owner = h.newPerson() },
		"of another type":  func(u *blobstore.Upload) { u.ContentType = "text/html" },
		"of another size":  func(u *blobstore.Upload) { u.Size++ },
	} {
		t.Run(name, func(t *testing.T) {
			person := h.newPerson()
			photo, _ := h.grant(person, "image/jpeg", len(file))
			other := blobstore.Upload{Key: "upload/" + person + "/" + photo, Owner: person, ContentType: "image/jpeg", Size: int64(len(file)), TTL: time.Minute}
			differs(&other)
			g, err := h.home.Grant(t.Context(), other)
			must(t, err)
			if code := h.home.Upload(t, g, string(append(file, 0)[:other.Size])); code != http.StatusOK {
				t.Fatalf("the store answered %d", code)
			}
			if a := h.complete(person, photo); a.Status != http.StatusUnprocessableEntity || a.Problem() != "invalid body.photo:mismatch" {
				t.Errorf("answered %d %s", a.Status, a.Body)
			}
			h.wantStored(person)
		})
	}
}

func TestD29_OnlyCheckedPhotosOfOnesOwnCanBeUsed(t *testing.T) {
	h := inFolder(t)
	owner, other := h.newPerson(), h.newPerson()
	checked := h.photo(owner)
	unchecked := h.upload(owner, "image/jpeg", plainJPEG(t))
	for name, c := range map[string]struct{ person, photo string }{
		"somebody else's": {other, checked},
		"unchecked":       {owner, unchecked},
		"a key":           {owner, "../" + checked},
		"a guest":         {"", checked},
		"none":            {owner, ""},
	} {
		_, photoErr := h.media.Photo(t.Context(), c.person, c.photo)
		_, imageErr := h.media.Image(t.Context(), c.person, c.photo)
		for use, err := range map[string]error{"photo": photoErr, "image": imageErr, "claim": h.media.Claim(t.Context(), c.person, c.photo), "delete": h.media.Delete(t.Context(), c.person, c.photo)} {
			if !errors.Is(err, errs.NotFound) {
				t.Errorf("%s, %s: %v", name, use, err)
			}
		}
	}
	if _, err := h.media.Image(t.Context(), owner, checked); err != nil {
		t.Error(err)
	}
}

func TestD30_OnlyPixelsAreServed(t *testing.T) {
	onEach(t, func(t *testing.T, h *house) {
		person := h.newPerson()
		for name, c := range map[string]struct {
			contentType   string
			file          []byte
			width, height int
			turned        bool
		}{
			"camera": {"image/jpeg", cameraJPEG(t, 280, 200), 200, 280, true},
			"noted":  {"image/png", notedPNG(t), 280, 200, false},
		} {
			if !bytes.Contains(c.file, []byte(secret)) {
				t.Fatal("the test's own file holds no secret")
			}
			photo := h.upload(person, c.contentType, c.file)
			var p mediahttp.Photo
			must(t, json.Unmarshal(h.complete(person, photo).Body, &p))
			if p.Width != c.width || p.Height != c.height {
				t.Errorf("%s: %d x %d", name, p.Width, p.Height)
			}
			small, err := h.media.Small(t.Context(), person, photo)
			must(t, err)
			for _, b := range [][]byte{h.Wants(http.StatusOK, person, "GET", "/media/"+photo+"/image", nil).Body, small} {
				for _, trace := range []string{secret, "Exif", "ICC_PROFILE", "http://ns.adobe.com", "Photoshop"} {
					if bytes.Contains(b, []byte(trace)) {
						t.Errorf("%s: %q is served", name, trace)
					}
				}
				if n := bytes.Count(b, []byte{0xFF, 0xD8, 0xFF}); n != 1 {
					t.Errorf("%s: %d pictures are in the one served", name, n)
				}
				img, err := jpeg.Decode(bytes.NewReader(b))
				must(t, err)
				x, y := 10, c.height/2 // left: red
				if c.turned {
					x, y = c.width/2, 10 // the left edge is on top
				}
				if r, _, blue, _ := img.At(x, y).RGBA(); r < blue {
					t.Errorf("%s is not upright", name)
				}
			}
		}
	})
}

func TestASmallCopyIsMadeOnceAndForOldPhotosWhenAsked(t *testing.T) {
	h := inFolder(t)
	person := h.newPerson()
	photo := h.upload(person, "image/jpeg", jpegOf(t, halves(1600, 1200)))
	if a := h.complete(person, photo); a.Status != http.StatusOK {
		t.Fatalf("answered %d %s", a.Status, a.Body)
	}
	size := func() (w, hi int) {
		t.Helper()
		b, err := h.media.Small(t.Context(), person, photo)
		must(t, err)
		c, err := jpeg.DecodeConfig(bytes.NewReader(b))
		must(t, err)
		return c.Width, c.Height
	}
	reads := 0
	h.objects.gate = func() { reads++ }
	if w, hi := size(); w != media.SmallSide || hi != 480 || reads != 1 {
		t.Errorf("small is %d x %d, after %d reads", w, hi, reads)
	}
	must(t, h.home.Delete(t.Context(), media.Photo{ID: photo, OwnerID: person}.SmallKey())) // as it was before there were any
	if w, hi := size(); w != media.SmallSide || hi != 480 {
		t.Errorf("drawn when asked for it is %d x %d", w, hi)
	}
	for _, c := range []struct{ owner, photo string }{{h.newPerson(), photo}, {person, h.newPerson()}, {"", photo}} {
		if _, err := h.media.Small(t.Context(), c.owner, c.photo); !errors.Is(err, errs.NotFound) {
			t.Errorf("somebody else's photo gave %v", err)
		}
	}
	h.objects.setDown("get")
	if _, err := h.media.Small(t.Context(), person, photo); !errors.Is(err, errs.Unavailable) {
		t.Errorf("with the store down: %v", err)
	}
}

func TestD30_BombsAreRefusedInLittleMemory(t *testing.T) {
	h := inFolder(t)
	person := h.newPerson()
	for name, file := range map[string][]byte{
		"50 megapixels":       blankPNG(t, 8000, 6250),
		"4 gigapixels":        promisingJPEG(t, 65500, 65500),
		"a very long picture": blankPNG(t, 20000, 3),
	} {
		photo := h.upload(person, map[bool]string{true: "image/png", false: "image/jpeg"}[file[0] == 0x89], file)
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		a := h.complete(person, photo)
		runtime.ReadMemStats(&after)
		if a.Problem() != "invalid body.photo:too_large" {
			t.Errorf("%s: %d %s", name, a.Status, a.Body)
		}
		if used := (after.TotalAlloc - before.TotalAlloc) >> 20; used > 20 {
			t.Errorf("%s took %d MB to refuse", name, used)
		}
	}
}

func TestD30_FewPhotosAreDecodedAtATime(t *testing.T) {
	h := inFolder(t)
	person := h.newPerson()
	const uploads = 6
	var photos []string
	for range uploads {
		photos = append(photos, h.upload(person, "image/jpeg", plainJPEG(t)))
	}
	var now, most atomic.Int32
	entered, proceed := make(chan struct{}, uploads), make(chan struct{})
	h.objects.gate = func() {
		if n := now.Add(1); n > most.Load() {
			most.Store(n)
		}
		entered <- struct{}{}
		<-proceed
		now.Add(-1)
	}
	var group sync.WaitGroup
	for _, photo := range photos {
		group.Go(func() {
			if a := h.complete(person, photo); a.Status != http.StatusOK {
				t.Errorf("answered %d %s", a.Status, a.Body)
			}
		})
	}
	for range media.MaxParallel {
		<-entered
	}
	select {
	case <-entered:
		t.Error("one more photo has its turn than may")
	case <-time.After(300 * time.Millisecond):
	}
	// All turns are taken: whoever hangs up now must not wait for one.
	gone, hangUp := context.WithCancel(t.Context())
	hangUp()
	if a := h.DoIn(gone, person, "POST", "/media/uploads/"+photos[0]+"/complete", nil); a.Status == http.StatusOK {
		t.Errorf("a caller who hung up was answered %d", a.Status)
	}
	close(proceed)
	group.Wait()
	if most.Load() != media.MaxParallel {
		t.Errorf("%d photos had their turn at the same time", most.Load())
	}
}

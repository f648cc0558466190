package piecehttp_test

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"

	"piece/internal/piece/piecehttp"
	"piece/internal/platform/errs"
)

func TestAPieceIsMadeAndRead(t *testing.T) {
	h := open(t, sketch{})
	owner := newID()
	d := h.draft(owner)
	made := read[piecehttp.Piece](h.post(owner, "k1", d).want(http.StatusCreated))
	switch {
	case made.Title != d["title"], made.Day != "2026-08-03", made.Time != "19:30", *made.Price != 150000, made.HalfStars != 9,
		made.Companion != "민지", made.PhotoID != d["photoId"], made.ArtworkID != d["artworkId"], made.Crop == nil, made.Crop.Width != 1,
		made.Number != 1, made.Year != 2026, !made.Mine, made.Owner.ID != owner, made.Owner.Nickname == "", made.Color != "#6b4f3a",
		made.Revision != 1, made.CreatedAt.IsZero():
		t.Errorf("made %+v", made)
	}
	got := read[piecehttp.Piece](h.ask(owner, "GET", pieces+"/"+made.ID, nil).want(http.StatusOK))
	if fmt.Sprintf("%+v", got.Facts.Title) != made.Title || got.Ticket != made.Ticket || got.Number != made.Number {
		t.Errorf("read %+v", got)
	}
	if !h.photos.all[made.PhotoID].claimed {
		t.Error("the photo was not claimed")
	}
	if n := h.objectCount(); n != imagesOfATicket {
		t.Errorf("%d objects, want 4", n)
	}
}

func TestCreatingNeedsASignIn(t *testing.T) {
	h := open(t, sketch{})
	h.post("", "k", h.draft(newID())).want(http.StatusUnauthorized)
}

// long gives n visible characters of one kind.
func long(n int, character string) string { return strings.Repeat(character, n) }

func TestD07_BoundariesOfTexts(t *testing.T) {
	h := open(t, sketch{})
	owner := newID()
	const (
		family   = "👨‍👩‍👧‍👦" // one visible character of seven code points
		accented = "e\u0301" // two code points, NFC makes one
	)
	optional := map[string]int{"cast": 200, "director": 100, "venue": 100, "seat": 60, "companion": 60}
	needed := map[string]int{"title": 100, "review": 50}
	type row struct {
		field, value, code, stored string
	}
	var rows []row
	limits := map[string]int{}
	for f, n := range optional {
		limits[f] = n
		rows = append(rows, row{f, "", "", ""}, row{f, " \t ", "", ""})
	}
	for f, n := range needed {
		limits[f] = n
		rows = append(rows, row{f, "", "required", ""}, row{f, " \t ", "required", ""}, row{f, "\u3164", "required", ""})
	}
	for f, n := range limits {
		rows = append(rows,
			row{f, "가", "", "가"},
			row{f, long(n, "가"), "", long(n, "가")},
			row{f, long(n+1, "가"), "too_long", ""},
			row{f, long(n, family), "", long(n, family)},
			row{f, long(n+1, family), "too_long", ""},
			row{f, long(n, "😀"), "", long(n, "😀")},
			row{f, long(n, accented), "", long(n, "é")},
			row{f, "a\u202Eb", "", "ab"}, // right-to-left override
			row{f, "  두   칸  ", "", "두 칸"},
			row{f, "a\u0000b", "characters", ""},
			row{f, "a\nb", "characters", ""},
		)
	}
	d := h.draft(owner)
	for i, r := range rows {
		// The photo can be used once; a row that is fine uses it up.
		if r.code == "" {
			d = h.draft(owner)
		}
		a := h.post(owner, fmt.Sprint("k", i), d.with(r.field, r.value))
		if r.code != "" {
			if a.status != http.StatusUnprocessableEntity || a.fields()["body."+r.field] != r.code {
				t.Errorf("%s %.20q: %d %s, want %s", r.field, r.value, a.status, a.body, r.code)
			}
			continue
		}
		if a.status != http.StatusCreated {
			t.Errorf("%s %.20q: %d %s", r.field, r.value, a.status, a.body)
			continue
		}
		if got, _ := read[map[string]any](a)[r.field].(string); got != r.stored {
			t.Errorf("%s %.20q came back as %.20q", r.field, r.value, got)
		}
	}
}

func TestD17_NumbersAndDays(t *testing.T) {
	h := open(t, sketch{})
	owner := newID()
	rows := []struct {
		field string
		value any
		code  string // "" when it is fine
	}{
		{"price", nil, ""}, {"price", 0, ""}, {"price", 100_000_000, ""},
		{"price", -1, "out_of_range"}, {"price", 100_000_001, "out_of_range"}, {"price", 1e30, "out_of_range"}, {"price", 0.5, "format"}, {"price", "5000", "format"},
		{"halfStars", 1, ""}, {"halfStars", 10, ""}, {"halfStars", 0, "out_of_range"}, {"halfStars", 11, "out_of_range"}, {"halfStars", 4.5, "out_of_range"}, {"halfStars", nil, "out_of_range"},
		{"day", "2024-02-29", ""}, {"day", "1900-01-01", ""}, {"day", "2100-12-31", ""},
		{"day", "2026-02-29", "day"}, {"day", "2026-13-01", "day"}, {"day", "2026-00-10", "day"}, {"day", "2026-08-00", "day"}, {"day", "2026-08-32", "day"},
		{"day", "2026-8-3", "day"}, {"day", "20260803", "day"}, {"day", "2026-08-03T00:30:00+09:00", "day"}, {"day", "", "required"}, {"day", 20260803, "required"},
		{"day", "1899-12-31", "out_of_range"}, {"day", "2101-01-01", "out_of_range"},
		{"time", "00:00", ""}, {"time", "23:59", ""}, {"time", "24:00", "time"}, {"time", "7:30", "time"}, {"time", "19:60", "time"}, {"time", "19:30:00", "time"},
		{"kind", "movie", ""}, {"kind", "opera", "choice"}, {"kind", "", "required"},
		{"genre", "etc", ""}, {"genre", "noir", "choice"},
		{"visibility", "private", ""}, {"visibility", "friends", "choice"},
		{"shape", "perforated", ""}, {"shape", "circle", "choice"}, {"paper", "kraft", ""}, {"paper", "gold", "choice"},
	}
	for i, r := range rows {
		a := h.post(owner, fmt.Sprint("k", i), h.draft(owner).with(r.field, r.value))
		switch {
		case r.code != "" && (a.status != http.StatusUnprocessableEntity || a.fields()["body."+r.field] != r.code):
			t.Errorf("%s %v: %d %s, want %s", r.field, r.value, a.status, a.body, r.code)
		case r.code == "" && a.status != http.StatusCreated:
			t.Errorf("%s %v: %d %s", r.field, r.value, a.status, a.body)
		}
	}
}

func TestD17_NoPriceDiffersFromAPriceOfZero(t *testing.T) {
	h := open(t, sketch{})
	owner := newID()
	free := h.make(owner, "price", 0)
	if free.Price == nil || *free.Price != 0 {
		t.Errorf("0 came back as %v", free.Price)
	}
	if untold := h.make(owner, "price", nil); untold.Price != nil {
		t.Errorf("null came back as %d", *untold.Price)
	}
}

func TestD22_TheDayIsStoredAsChosen(t *testing.T) {
	h := open(t, sketch{})
	owner := newID()
	h.clock.Set(mustTime(t, "2026-08-03T00:30:00+09:00")) // still 2 August in UTC
	made := h.make(owner, "day", "2026-08-03")
	if made.Day != "2026-08-03" {
		t.Errorf("stored as %s", made.Day)
	}
	c := read[piecehttp.Calendar](h.ask(owner, "GET", pieces+"/calendar?month=2026-08", nil).want(http.StatusOK))
	if len(c.Days) != 1 || c.Days[0].Day != "2026-08-03" {
		t.Errorf("calendar %+v", c)
	}
}

func TestEveryBrokenFieldIsToldAtOnce(t *testing.T) {
	h := open(t, sketch{})
	owner := newID()
	d := h.draft(owner).with("kind", "opera", "title", " ", "day", "2026-02-30", "time", "25:00", "review", long(51, "가"),
		"price", -1, "halfStars", 0, "shape", "circle", "photoId", "nobody", "crop", map[string]any{"x": 0.9, "y": 0, "width": 0.5, "height": 1, "turn": 0})
	a := h.post(owner, "k", d).want(http.StatusUnprocessableEntity)
	want := map[string]string{
		"body.kind": "choice", "body.title": "required", "body.day": "day", "body.time": "time", "body.review": "too_long",
		"body.price": "out_of_range", "body.halfStars": "out_of_range", "body.shape": "choice", "body.photoId": "not_found", "body.crop": "crop",
	}
	got := a.fields()
	for path, code := range want {
		if got[path] != code {
			t.Errorf("%s: %q, want %q", path, got[path], code)
		}
	}
	if len(got) != len(want) {
		t.Errorf("told %v", got)
	}
	for _, body := range []string{"{}", "", "[]", "{", `{"surprise":1}`} {
		if a := h.post(owner, "k", body); a.status != http.StatusUnprocessableEntity {
			t.Errorf("body %q: %d %s", body, a.status, a.body)
		}
	}
}

func TestMessagesSpeakTheLanguageOfTheRequest(t *testing.T) {
	h := open(t, sketch{})
	owner := newID()
	d := h.draft(owner).with("title", "")
	for lang, want := range map[string]string{"ko": "꼭 필요해요.", "en-GB,en;q=0.9": "This is required."} {
		a := h.ask(owner, "POST", pieces, d, "Idempotency-Key", "k", "Accept-Language", lang)
		if p := read[problem](a); p.Errors[0].Message != want {
			t.Errorf("%s: %+v", lang, p)
		}
	}
}

func TestThePhotoAndTheArtworkAreTheOwners(t *testing.T) {
	h := open(t, sketch{})
	owner, other := newID(), newID()
	own, theirs := h.draft(owner), h.draft(other)
	for name, c := range map[string]struct {
		d     draft
		field string
		code  string
	}{
		"somebody else's photo":   {own.with("photoId", theirs["photoId"]), "body.photoId", "not_found"},
		"no photo at all":         {own.with("photoId", newID()), "body.photoId", "not_found"},
		"somebody else's artwork": {own.with("artworkId", theirs["artworkId"]), "body.artworkId", "not_found"},
		"artwork of other photo":  {own.with("artworkId", h.draft(owner)["artworkId"]), "body.artworkId", "not_found"},
		"artwork left out":        {own.with("artworkId", ""), "body.artworkId", "required"},
		"crop of another aspect":  {own.with("crop", crop(0, 0, 1, 0.9, 0)), "body.crop", "crop"},
		"turned, aspect is wrong": {own.with("crop", crop(0, 0, 1, 1, 1)), "body.crop", "crop"},
		"crop outside":            {own.with("crop", crop(0.5, 0.5, 0.6, 0.6, 0)), "body.crop", "crop"},
		"crop without a size":     {own.with("crop", crop(0, 0, 0, 0, 0)), "body.crop", "crop"},
		"crop of a few pixels":    {own.with("crop", crop(0, 0, 0.4, 0.4, 0)), "body.crop", "crop_too_small"},
	} {
		a := h.post(owner, newID(), c.d)
		if a.status != http.StatusUnprocessableEntity || a.fields()[c.field] != c.code {
			t.Errorf("%s: %d %s", name, a.status, a.body)
		}
	}
	h.post(owner, "first", own).want(http.StatusCreated)
	again := h.post(owner, "second", own).want(http.StatusConflict)
	if read[problem](again).Code != "photo_used" {
		t.Errorf("a photo used twice: %s", again.body)
	}
	if n := h.objectCount(); n != imagesOfATicket {
		t.Errorf("%d objects: a piece was drawn that could not be", n)
	}
}

// A photo that is dropped while its ticket is drawn is told at its field.
func TestAPhotoThatIsDroppedMeanwhileIsNotFound(t *testing.T) {
	h := open(t, sketch{})
	owner := newID()
	p, d := h.made(owner)
	next := h.draft(owner)
	h.photos.broken = errs.NotFound
	for name, a := range map[string]answer{
		"a new piece": h.post(owner, newID(), h.draft(owner)),
		"an edit":     h.put(owner, p.ID, d.with("photoId", next["photoId"], "artworkId", next["artworkId"])),
	} {
		if a.status != http.StatusUnprocessableEntity || a.fields()["body.photoId"] != "not_found" {
			t.Errorf("%s: %d %s", name, a.status, a.body)
		}
	}
}

func crop(x, y, width, height float64, turn int) map[string]any {
	return map[string]any{"x": x, "y": y, "width": width, "height": height, "turn": turn}
}

func TestTheSameRequestMakesOnePiece(t *testing.T) {
	h := open(t, sketch{})
	owner := newID()
	d := h.draft(owner)
	made := make([]piecehttp.Piece, 5)
	var group sync.WaitGroup
	for i := range made {
		group.Go(func() { made[i] = read[piecehttp.Piece](h.post(owner, "key", d).want(http.StatusCreated)) })
	}
	group.Wait()
	for _, p := range made {
		if p.ID != made[0].ID {
			t.Errorf("two pieces: %s and %s", p.ID, made[0].ID)
		}
	}
	list := read[piecehttp.PieceList](h.ask(owner, "GET", pieces, nil))
	if *list.Total != 1 || h.objectCount() != imagesOfATicket {
		t.Errorf("%d pieces, %d objects", *list.Total, h.objectCount())
	}

	other := h.post(owner, "key", d.with("title", "다른 제목")).want(http.StatusConflict)
	if read[problem](other).Code != "idempotency_mismatch" {
		t.Errorf("another body: %s", other.body)
	}
	stranger := newID()
	h.post(stranger, "key", h.draft(stranger)).want(http.StatusCreated)

	h.ask(owner, "DELETE", pieces+"/"+made[0].ID, nil).want(http.StatusNoContent)
	h.post(owner, "key", d).want(http.StatusNotFound)
	for _, key := range []string{"", long(65, "k"), "with blank", "열쇠"} {
		h.post(owner, key, d).want(http.StatusUnprocessableEntity)
	}
}

func TestPiecesMadeAtOnceAreNumberedWithoutGaps(t *testing.T) {
	h := open(t, sketch{})
	owner := newID()
	numbers := make([]int, 20)
	var group sync.WaitGroup
	for i := range numbers {
		d := h.draft(owner)
		group.Go(func() {
			numbers[i] = read[piecehttp.Piece](h.post(owner, fmt.Sprint("k", i), d).want(http.StatusCreated)).Number
		})
	}
	group.Wait()
	slices.Sort(numbers)
	for i, n := range numbers {
		if n != i+1 {
			t.Fatalf("numbers %v", numbers)
		}
	}
	if p := h.make(owner, "day", "2025-12-31"); p.Number != 1 || p.Year != 2025 {
		t.Errorf("the first of another year is %d · No. %d", p.Year, p.Number)
	}
}

func TestD23_AFailedSaveLeavesNothingAndCanBeRepeated(t *testing.T) {
	for name, fail := range map[string]func(h *house, on bool){
		"the object store is down":       func(h *house, on bool) { h.objects.fail(on, 0) },
		"it goes down between two puts":  func(h *house, on bool) { h.objects.fail(on, 2) },
		"the photo can't be claimed":     func(h *house, on bool) { h.photos.broken = map[bool]error{true: errs.Unavailable}[on] },
		"the store refuses the last row": refuseRows,
	} {
		t.Run(name, func(t *testing.T) {
			h := open(t, sketch{})
			owner := newID()
			d := h.draft(owner)
			fail(h, true)
			if a := h.post(owner, "key", d); a.status < 500 {
				t.Fatalf("answered %d: %s", a.status, a.body)
			}
			fail(h, false)
			if list := read[piecehttp.PieceList](h.ask(owner, "GET", pieces, nil)); *list.Total != 0 {
				t.Errorf("a failed save left %d rows", *list.Total)
			}
			made := read[piecehttp.Piece](h.post(owner, "key", d).want(http.StatusCreated))
			if made.Number != 1 {
				t.Errorf("the repeated save is number %d", made.Number)
			}
			h.clock.Advance(2 * 60 * 60 * 1e9)
			h.emptyBin()
			if n := h.objectCount(); n != imagesOfATicket {
				t.Errorf("%d objects after a while, want those of one ticket", n)
			}
			h.ask(owner, "GET", made.Ticket.Front, nil).want(http.StatusOK)
		})
	}
}

// refuseRows makes the database refuse new pieces, as a full disk would.
func refuseRows(h *house, on bool) {
	statement := "DROP TRIGGER refuse"
	if on {
		statement = "CREATE TRIGGER refuse BEFORE INSERT ON pieces BEGIN SELECT RAISE(ABORT, 'no'); END"
	}
	if _, err := h.db.Writer().ExecContext(h.t.Context(), statement); err != nil {
		h.t.Fatal(err)
	}
}

func TestD05_LogsHoldNothingPersonal(t *testing.T) {
	h := open(t, sketch{})
	owner := newID()
	h.make(owner)
	h.photos.broken = errs.Unavailable
	h.post(owner, "k", h.draft(owner))
	for _, secret := range []string{"파도", "블루스퀘어", "민지", "앙코르", "Bearer", owner} {
		if strings.Contains(h.log.String(), secret) {
			t.Errorf("the log holds %q", secret)
		}
	}
	if h.log.Len() == 0 {
		t.Error("nothing was logged")
	}
}

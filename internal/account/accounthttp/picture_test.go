package accounthttp_test

import (
	"bytes"
	"image"
	"image/color"
	"image/jpeg"
	"log/slog"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/image/webp"

	"piece/internal/account"
	"piece/internal/platform/objectbin"
	"piece/internal/platform/sqldb"
	"piece/internal/platform/sqldb/sqldbtest"
)

// halves is a photo whose left half is red and whose right half is blue.
func halves(t testing.TB, w, h int) []byte {
	t.Helper()
	m := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			c := color.RGBA{R: 200, A: 255}
			if x >= w/2 {
				c = color.RGBA{B: 200, A: 255}
			}
			m.SetRGBA(x, y, c)
		}
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, m, nil); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// upload gives a person a photo.
func (b *browser) upload(photo []byte) string {
	b.t.Helper()
	id := strings.Repeat("0", 25) + string(rune('a'+b.uploads.Add(1)))
	b.photos.all.Store(b.me()["id"].(string)+" "+id, photo)
	return id
}

var middle = object{"x": 0.25, "y": 0, "width": 0.5, "height": 1, "turn": 0}

// portrait gives a person a picture.
func (b *browser) portrait() answer {
	b.t.Helper()
	return b.want(200, "PUT", api+"/me/picture", object{"photoId": b.upload(halves(b.t, 2000, 1000)), "crop": middle})
}

func decoded(t testing.TB, a answer) image.Image {
	t.Helper()
	m, err := webp.Decode(strings.NewReader(a.body))
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func reddish(m image.Image, x, y int) bool {
	r, _, b, _ := m.At(x, y).RGBA()
	return r > b
}

func TestAPictureIsCutSquareAndSeenByEverybody(t *testing.T) {
	d := open(t)
	b, guest := d.join("minji"), d.browser()
	address := b.portrait().json(t)["picture"].(string)
	if got := b.me()["picture"]; got != address || !strings.HasSuffix(address, "/small.webp") {
		t.Fatalf("me has %v, the answer %s", got, address)
	}
	for file, side := range map[string]int{"small.webp": 160, "large.webp": 640} {
		a := guest.want(200, "GET", strings.Replace(address, "small.webp", file, 1), nil)
		m := decoded(t, a)
		if m.Bounds().Dx() != side || m.Bounds().Dy() != side || !reddish(m, side/4, side/2) || reddish(m, side*3/4, side/2) {
			t.Errorf("%s is %v, left red %v, right red %v", file, m.Bounds(), reddish(m, side/4, side/2), reddish(m, side*3/4, side/2))
		}
		if got := a.header.Get("Cache-Control"); got != "public, max-age=31536000, immutable" || a.header.Get("Content-Type") != "image/webp" {
			t.Errorf("%s: %s, %s", file, got, a.header.Get("Content-Type"))
		}
		guest.headers = map[string]string{"If-None-Match": a.header.Get("ETag")}
		guest.want(304, "GET", strings.Replace(address, "small.webp", file, 1), nil)
		guest.headers = nil
	}
	// turned once to the right, what was at the left is at the top
	turned := b.want(200, "PUT", api+"/me/picture", object{"photoId": b.upload(halves(t, 2000, 1000)), "crop": object{"x": 0, "y": 0.25, "width": 1, "height": 0.5, "turn": 1}})
	m := decoded(t, guest.want(200, "GET", turned.json(t)["picture"].(string), nil))
	if !reddish(m, 80, 40) || reddish(m, 80, 120) {
		t.Error("it isn't turned")
	}
	guest.want(404, "GET", address, nil) // the one before is gone
	little := b.want(200, "PUT", api+"/me/picture", object{"photoId": b.upload(halves(t, 300, 100)), "crop": object{"x": 0, "y": 0, "width": 1.0 / 3, "height": 1, "turn": 0}})
	if m := decoded(t, guest.want(200, "GET", strings.Replace(little.json(t)["picture"].(string), "small", "large", 1), nil)); m.Bounds().Dx() != 160 {
		t.Errorf("of 100 pixels %v were made", m.Bounds())
	}
	for _, nothing := range []string{"huge.webp", "small.jpg", "..%2fsmall.webp"} {
		guest.want(404, "GET", strings.Replace(little.json(t)["picture"].(string), "small.webp", nothing, 1), nil)
	}
}

func TestD29_OnlyAnOwnPhotoBecomesAPicture(t *testing.T) {
	d := open(t)
	minji, sujin := d.join("minji"), d.join("sujin")
	mine := minji.upload(halves(t, 800, 800))
	whole := object{"x": 0, "y": 0, "width": 1, "height": 1, "turn": 0}
	for what, photo := range map[string]string{"somebody else's": mine, "none": strings.Repeat("0", 26), "nonsense": "../../x", "empty": ""} {
		a := sujin.want(422, "PUT", api+"/me/picture", object{"photoId": photo, "crop": whole})
		if _, fields := a.problem(t); fields["body.photoId"] != "photo" {
			t.Errorf("%s: %s", what, a.body)
		}
	}
	for what, crop := range map[string]object{
		"not square": {"x": 0, "y": 0, "width": 1, "height": 0.5, "turn": 0}, "outside": {"x": 0.6, "y": 0, "width": 0.5, "height": 0.5, "turn": 0},
		"nothing": {"x": 0, "y": 0, "width": 0, "height": 0, "turn": 0}, "a dot": {"x": 0, "y": 0, "width": 0.05, "height": 0.05, "turn": 0},
		"turned too often": {"x": 0, "y": 0, "width": 1, "height": 1, "turn": 4},
	} {
		a := minji.want(422, "PUT", api+"/me/picture", object{"photoId": mine, "crop": crop})
		if !strings.Contains(a.body, "body.crop") {
			t.Errorf("%s: %s", what, a.body)
		}
	}
	a := minji.want(422, "PUT", api+"/me/picture", object{"photoId": minji.upload([]byte("not a picture")), "crop": whole})
	if _, fields := a.problem(t); fields["body.photoId"] != "photo" {
		t.Errorf("damaged: %s", a.body)
	}
	if minji.me()["picture"] != nil || sujin.me()["picture"] != nil {
		t.Error("a refused picture is shown")
	}
}

func TestD18_NoFileOfAPictureIsLeftBehind(t *testing.T) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB) {
		d := openOn(t, db, account.Limits{})
		b := d.join("minji")
		stored := func(after time.Duration) int {
			t.Helper()
			d.clock.Advance(after)
			if _, err := (objectbin.Runner{Bin: d.bin, Objects: d.objects, Log: slog.New(slog.DiscardHandler)}).Empty(t.Context()); err != nil {
				t.Fatal(err)
			}
			n := 0
			for _, revision := range d.revisions {
				for _, key := range account.PictureKeys(revision) {
					if _, err := d.objects.Get(t.Context(), key, 1<<20); err == nil {
						n++
					}
				}
			}
			return n
		}
		keep := func(a answer) {
			address := strings.Split(a.json(t)["picture"].(string), "/")
			d.revisions = append(d.revisions, address[len(address)-2])
		}
		keep(b.portrait())
		if n := stored(2 * objectbin.StoreWithin); n != 2 {
			t.Errorf("%d files of the first", n)
		}
		b = d.logIn("minji")
		keep(b.portrait())
		if n := stored(0); n != 2 || slices.Equal(d.revisions[:1], d.revisions[1:]) {
			t.Errorf("%d files after the second", n)
		}
		b.want(200, "DELETE", api+"/me/picture", nil)
		b.want(200, "DELETE", api+"/me/picture", nil)
		if n := stored(0); n != 0 || b.me()["picture"] != nil {
			t.Errorf("%d files after it was taken away", n)
		}
	})
}

func TestPicturesCantBeChangedAllTheTime(t *testing.T) {
	d := openOn(t, sqldbtest.SQLite(t), account.Limits{WrongPasswords: 9, Joins: 9, Logins: 9, Pictures: 2})
	b := d.join("minji")
	b.portrait()
	b.portrait()
	b.want(429, "PUT", api+"/me/picture", object{"photoId": b.upload(halves(t, 400, 400)), "crop": object{"x": 0, "y": 0, "width": 1, "height": 1, "turn": 0}})
}

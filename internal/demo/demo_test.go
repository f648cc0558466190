package demo

import (
	"bytes"
	"image"
	"image/jpeg"
	"reflect"
	"slices"
	"testing"
	"time"

	"github.com/rivo/uniseg"

	"piece/internal/craft/poster"
	"piece/internal/platform/id"
)

var today = time.Date(2026, 11, 26, 9, 30, 0, 0, time.UTC)

func TestSamePlanAgain(t *testing.T) {
	o := Options{Seed: 7, Pieces: 400, Today: today}
	long := New(o)
	if !reflect.DeepEqual(long, New(o)) {
		t.Error("the same options give another plan")
	}
	o.Pieces = 90
	if short := New(o); !reflect.DeepEqual(textsOf(short), textsOf(Plan{Visits: long.Visits[:90]})) {
		t.Error("a shorter plan is not the beginning of a longer one")
	}
	o.Seed = 8
	shown := 0
	for _, v := range long.Visits[:24] {
		if v.Person == 0 {
			shown++
		}
	}
	if shown < 5 {
		t.Errorf("of 24 visits the one who is shown has %d", shown)
	}
	if other := New(o); reflect.DeepEqual(other.Visits, long.Visits[:90]) {
		t.Error("another seed gives the same plan")
	}
}

// textsOf leaves out who likes what: more people are there to like it.
func textsOf(p Plan) []Visit {
	out := slices.Clone(p.Visits)
	for i := range out {
		out[i].Hearts = nil
	}
	return out
}

// uploadsPerHour is what the site allows a person, and a circle is made in less.
const uploadsPerHour = 60

// What people would see in a list of many pieces is all there.
func TestPlanIsLikeLife(t *testing.T) {
	plan := New(Options{Seed: 1, Pieces: 600, Today: today})
	if len(plan.Visits) != 600 || len(plan.People) != Needed(600) {
		t.Fatalf("%d visits of %d people", len(plan.Visits), len(plan.People))
	}
	have := map[string]int{}
	stars := map[int]int{}
	went, uploads, twice := map[int]int{}, map[int]int{}, map[[2]string]int{}
	for i, v := range plan.Visits {
		went[v.Person]++
		uploads[v.Person] += len(v.Photos)
		stars[v.HalfStars]++
		have["kind "+v.Kind]++
		have["shape "+v.Shape]++
		have["paper "+v.Paper]++
		have["year "+v.Day.Format("2006")]++
		if v.Day.After(today) || v.Day.Before(today.AddDate(-6, 0, 0)) {
			t.Errorf("visit %d is on %s", i, v.Day.Format(time.DateOnly))
		}
		if v.Day.Weekday() == time.Saturday || v.Day.Weekday() == time.Sunday {
			have["weekend"]++
		}
		if v.Day.Format("01-02") == "11-26" && v.Day.Year() < today.Year() {
			have["anniversary"]++
		}
		for what, is := range map[string]bool{
			"public": v.Public, "private": !v.Public, "free": v.Price != nil && *v.Price == 0, "price not told": v.Price == nil,
			"record": v.Record != "", "record photo": len(v.Photos) > 0, "hearts": len(v.Hearts) > 0, "companion": v.Companion != "", "seat": v.Seat != "",
			"turned": v.Front.Turned > 0, "wall": v.Front.Form == Wall, "scene": v.Front.Form == Scene, "english": plan.People[v.Person].Language == "en",
		} {
			if is {
				have[what]++
			}
		}
		if v.CakeID != "" {
			twice[[2]string{plan.People[v.Person].Email, v.CakeID}]++
		}
		if n := uniseg.GraphemeClusterCount(v.Review); n < 1 || n > 50 {
			t.Errorf("%q has %d characters", v.Review, n)
		}
		if !v.Public && len(v.Hearts) > 0 {
			t.Errorf("visit %d is private and liked", i)
		}
		if v.CakeID != "" && !id.Valid(v.CakeID) {
			t.Errorf("cake %q", v.CakeID)
		}
		if v.Record != "" && bytes.ContainsAny([]byte(v.Record), "{}") {
			t.Errorf("a record with a hole: %s", v.Record)
		}
	}
	for _, n := range twice {
		if n > 1 {
			have["seen again"]++
		}
	}
	for _, w := range []string{
		"kind movie", "kind play", "kind musical", "kind concert", "kind exhibition", "kind etc", "weekend", "anniversary", "public", "private", "free",
		"price not told", "record", "record photo", "hearts", "companion", "seat", "turned", "wall", "scene", "english", "seen again",
	} {
		if have[w] < 5 {
			t.Errorf("%s: only %d of 600", w, have[w])
		}
	}
	for _, s := range shapes {
		if have["shape "+s] == 0 {
			t.Errorf("no ticket is a %s", s)
		}
	}
	for _, s := range papers {
		if have["paper "+s] == 0 {
			t.Errorf("no ticket is %s", s)
		}
	}
	if have["weekend"] < 250 {
		t.Errorf("only %d of 600 on weekends", have["weekend"])
	}
	if stars[8]+stars[9]+stars[10] < stars[1]+stars[2]+stars[3] {
		t.Errorf("people go to what they dislike: %v", stars)
	}
	for who, n := range went {
		if n+uploads[who] > uploadsPerHour {
			t.Errorf("%s went %d times and took %d photos", plan.People[who].Nickname, n, uploads[who])
		}
	}
	if went[0] < went[circle-1] {
		t.Error("the one who is shown has less than the others")
	}
}

func TestWorks(t *testing.T) {
	titles := map[string]bool{}
	for _, w := range works() {
		if titles[w.Title] {
			t.Errorf("%s is there twice", w.Title)
		}
		titles[w.Title] = true
		if w.Look != "" && !w.Look.Valid() {
			t.Errorf("%s: there is no composition %s", w.Title, w.Look)
		}
		if len(w.Runs) == 0 || w.Fame < 1 || len(list(w.Venues)) == 0 {
			t.Errorf("%s is nowhere to be seen", w.Title)
		}
	}
	if len(titles) < 60 {
		t.Errorf("only %d works", len(titles))
	}
	names := map[string]bool{}
	for _, p := range people(3 * len(cast)) {
		if names[p.Email] || names[p.Nickname] {
			t.Errorf("%s (%s) is there twice", p.Nickname, p.Email)
		}
		names[p.Email], names[p.Nickname] = true, true
		if n := uniseg.GraphemeClusterCount(p.Nickname); n < 2 || n > 12 {
			t.Errorf("%s has %d characters", p.Nickname, n)
		}
	}
}

// Each form of picture is a JPEG whose crop has the shape of a ticket.
func TestPictures(t *testing.T) {
	studio, err := NewStudio(210)
	if err != nil {
		t.Fatal(err)
	}
	p := &planner{seed: 1, today: today, works: works()}
	turned := p.picture(Poster, 3, today, roll(1, 1))
	turned.Turned = 1
	loose := p.picture(Wall, 6, today, roll(1, 5))
	loose.Loose = true
	for name, picture := range map[string]Picture{
		"poster": p.picture(Poster, 0, today, roll(1, 2)), "turned": turned, "wall": p.picture(Wall, 5, today, roll(1, 3)), "loose": loose, "scene": p.picture(Scene, 9, today, roll(1, 4)),
	} {
		b, err := studio.Draw(t.Context(), picture)
		if err != nil {
			t.Fatal(err)
		}
		again, err := studio.Draw(t.Context(), picture)
		if err != nil || !bytes.Equal(b, again) {
			t.Errorf("%s differs from time to time: %v", name, err)
		}
		m, err := jpeg.Decode(bytes.NewReader(b))
		if err != nil {
			t.Fatal(err)
		}
		size, c := m.Bounds().Size(), picture.Crop()
		if c.Turn%2 == 1 {
			size = image.Pt(size.Y, size.X)
		}
		aspect := c.Width * float64(size.X) / (c.Height * float64(size.Y))
		if aspect < 0.695 || aspect > 0.705 || c.X < 0 || c.Y < 0 || c.X+c.Width > 1 || c.Y+c.Height > 1 {
			t.Errorf("%s: the crop %+v of %v has the aspect %.3f", name, c, size, aspect)
		}
	}
}

// The faces of the posters have what titles need.
func TestPostersOfAllWorks(t *testing.T) {
	artist, err := poster.New()
	if err != nil {
		t.Fatal(err)
	}
	p := &planner{seed: 1, today: today, works: works()}
	for i, w := range p.works {
		picture := p.picture(Poster, i, today, roll(1, uint64(i)))
		picture.look.Width = poster.MinWidth
		if _, err := artist.Draw(t.Context(), picture.work, picture.look); err != nil {
			t.Errorf("%s: %v", w.Title, err)
		}
	}
}

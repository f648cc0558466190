package demo

import (
	"bytes"
	"context"
	"image"
	"image/jpeg"
	"reflect"
	"slices"
	"testing"
	"time"

	"github.com/rivo/uniseg"

	"piece/internal/craft/painter"
)

var today = time.Date(2026, 11, 26, 9, 30, 0, 0, time.UTC)

// everyWork stands for the catalogue: all works that the demo knows, with facts made up.
func everyWork() []Work {
	var out []Work
	for kind, of := range map[string][]show{"movie": films, "musical": musicals, "play": plays, "concert": concerts, "exhibition": exhibitions, "etc": others} {
		for _, s := range of {
			out = append(out, Work{Code: s.code, Kind: kind, Genre: "drama", Title: "작품 " + s.code, English: "A work, " + s.code, Director: "감독", Stars: []string{"가", "나", "다"}})
		}
	}
	return out
}

func TestSamePlanAgain(t *testing.T) {
	o := Options{Seed: 7, Pieces: 400, Today: today, Works: everyWork()}
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
	plan := New(Options{Seed: 1, Pieces: 600, Today: today, Works: everyWork()})
	if len(plan.Visits) != 600 || len(plan.People) != Needed(600) {
		t.Fatalf("%d visits of %d people", len(plan.Visits), len(plan.People))
	}
	have := map[string]int{}
	stars := map[int]int{}
	went, uploads, twice := map[int]int{}, map[int]int{}, map[[2]string]int{}
	public := map[string]int{}
	for i, v := range plan.Visits {
		went[v.Person]++
		uploads[v.Person] += len(v.Photos)
		stars[v.HalfStars]++
		have["kind "+v.Kind]++
		have["shape "+v.Shape]++
		have["paper "+v.Paper]++
		have["style "+v.Style]++
		if !painter.Style(v.Style).Valid() {
			t.Errorf("visit %d is painted in %q", i, v.Style)
		}
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
		if v.Code != "" {
			twice[[2]string{plan.People[v.Person].Email, v.Code}]++
			if v.Public {
				public[v.Code]++
			}
		}
		if n := uniseg.GraphemeClusterCount(v.Review); n < 1 || n > 50 {
			t.Errorf("%q has %d characters", v.Review, n)
		}
		if !v.Public && len(v.Hearts) > 0 {
			t.Errorf("visit %d is private and liked", i)
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
	for _, s := range painter.Styles() {
		if have["style "+string(s)] < 20 {
			t.Errorf("only %d of 600 backs are in %s", have["style "+string(s)], s)
		}
	}
	averages := 0
	for _, n := range public {
		if n >= 5 {
			averages++
		}
	}
	if averages < 20 {
		t.Errorf("only %d works have an average", averages)
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

// What the demo says of works holds together, whenever it is made.
func TestShows(t *testing.T) {
	codes := map[string]bool{}
	for _, s := range shows() {
		if codes[s.code] {
			t.Errorf("%s is there twice", s.code)
		}
		codes[s.code] = true
		for _, n := range s.on {
			if n.venues == "" && s.venues == "" || n.days < 1 || s.fame < 1 {
				t.Errorf("%s is nowhere to be seen", s.code)
			}
			if (n.first == "") == (n.ago == 0) || n.first != "" && len(n.begins(today)) == 0 {
				t.Errorf("%s is never to be seen", s.code)
			}
		}
	}
	for _, code := range talk {
		if !codes[code] {
			t.Errorf("%s is talked about and nowhere to be seen", code)
		}
	}
	if on := open(everyWork(), today); len(on) != len(codes) {
		t.Errorf("of %d works %d were on", len(codes), len(on))
	}
	for _, later := range []int{1, 4, 12} { // years
		kinds := map[string]int{}
		for _, w := range open(everyWork(), today.AddDate(later, 0, 0)) {
			kinds[w.Kind]++
		}
		if kinds["movie"] < 15 || kinds["play"] < 8 || kinds["musical"] < 4 || kinds["concert"] < 5 || kinds["exhibition"] < 2 || kinds["etc"] < 4 {
			t.Errorf("in %d years there are %v", later, kinds)
		}
	}
	if on := open([]Work{{Code: "exhuma", Kind: "movie", Year: 2030}}, today); len(on) > 0 {
		t.Error("a work was seen before it was made")
	}
}

// Also a small demo has works that enough people have seen for an average, and cakes in lists.
func TestSmallPlanIsAlive(t *testing.T) {
	plan := New(Options{Seed: 1, Pieces: 60, Today: today, Works: everyWork()})
	who := map[string]map[int]bool{}
	for _, v := range plan.Visits {
		if v.Public && v.Code != "" {
			if who[v.Code] == nil {
				who[v.Code] = map[int]bool{}
			}
			who[v.Code][v.Person] = true
		}
	}
	averages := 0
	for _, people := range who {
		if len(people) >= 5 {
			averages++
		}
	}
	if averages < 2 {
		t.Errorf("only %d works were seen by five people", averages)
	}
	hero, hearted := 0, map[string]int{}
	for _, w := range plan.Wishes {
		if hearted[w.Code]++; w.Person == 0 {
			hero++
		}
	}
	if hero < 5 || len(hearted) < 20 {
		t.Errorf("%d works are hearted, %d by the one who is shown", len(hearted), hero)
	}
}

func TestPeople(t *testing.T) {
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

// Each form of picture is a JPEG whose crop has the shape of a ticket, whatever the poster has.
func TestPictures(t *testing.T) {
	studio := NewStudio(func(_ context.Context, code string) (image.Image, error) {
		if code == "wide" {
			return image.NewRGBA(image.Rect(10, 10, 410, 310)), nil
		}
		return image.NewYCbCr(image.Rect(0, 0, 200, 300), image.YCbCrSubsampleRatio420), nil
	})
	p := &planner{seed: 1, today: today, works: open(everyWork(), today)}
	turned := p.picture(Poster, 3, roll(1, 1))
	turned.Turned = 1
	loose, wide := p.picture(Wall, 6, roll(1, 5)), p.picture(Poster, 0, roll(1, 2))
	loose.Loose, wide.Code = true, "wide"
	for name, picture := range map[string]Picture{
		"poster": p.picture(Poster, 0, roll(1, 2)), "wide poster": wide, "turned": turned, "wall": p.picture(Wall, 5, roll(1, 3)), "loose": loose, "scene": p.picture(Scene, 9, roll(1, 4)),
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

package title

import (
	"fmt"
	"time"
)

// seoul is where the people of these tests live unless said otherwise.
const seoul = "Asia/Seoul"

// at gives an instant by the clock of Seoul.
func at(s string) time.Time {
	t, err := time.ParseInLocation("2006-01-02 15:04:05", s, korea)
	if err != nil {
		panic(err)
	}
	return t.UTC()
}

// noon is a time of making at which nothing special happens.
var noon = at("2026-08-10 12:00:00")

// row makes pieces that change how an ordinary one is, in the order in which they were made. An
// ordinary one brings no title but those of how many there are.
func row(n int, change func(i int, a *Attendance)) []Attendance {
	out := make([]Attendance, n)
	for i := range out {
		out[i] = Attendance{PieceID: fmt.Sprintf("p%04d", i), Kind: "etc", Day: "2026-08-01", MadeAt: noon.Add(time.Duration(i) * time.Minute)}
		if change != nil {
			change(i, &out[i])
		}
	}
	return out
}

// earnedWith gives what pieces and rooms bring, with the piece that did it.
func earnedWith(attended []Attendance, rooms int, zone string) map[string]string {
	local(attended, zone)
	got := map[string]string{}
	for _, p := range measure(Titles(), attended, rooms, nil) {
		if p.Reached() {
			got[p.Title.ID] = p.PieceID
		}
	}
	return got
}

package demo

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"time"
)

// circumstances are time, place, seat, price and company.
func (p *planner) circumstances(v *Visit, w *shown, r *dice) {
	person := p.people[v.Person]
	if r.chance(0.88) {
		v.Time = clockOf(w.Kind, v.Day.Weekday(), r)
	}
	if r.chance(0.85) {
		v.Cast = strings.Join(w.Stars[:min(len(w.Stars), 2+r.below(3))], ", ")
	}
	if r.chance(0.7) {
		v.Director = w.Director
	}
	if r.chance(0.95) {
		v.Venue = choose(r, w.runOn(v.Day, p.today).venues)
	}
	tier := r.below(3)
	if r.chance(person.taste.spender) {
		tier = 0
	}
	if r.chance(0.82) {
		v.Seat = seatOf(w.Kind, v.Venue, tier, r)
	}
	v.Price = priceOf(w, v.Venue, tier, r)
	if r.chance(0.6) {
		v.Companion = choose(r, companions)
		if person.Language == "en" {
			v.Companion = choose(r, englishCompanions)
		}
	}
}

// clockOf is when it begins; people drop in to exhibitions.
func clockOf(kind string, on time.Weekday, r *dice) string {
	weekend := on == time.Saturday || on == time.Sunday
	switch kind {
	case "movie":
		if weekend {
			return choose(r, []string{"08:40", "10:20", "11:50", "13:30", "14:35", "16:10", "18:45", "20:30"})
		}
		return choose(r, []string{"10:05", "18:20", "19:10", "19:45", "20:50", "21:40", "22:15", "00:30"})
	case "concert":
		if weekend {
			return choose(r, []string{"17:00", "18:00", "19:00"})
		}
		return choose(r, []string{"19:30", "20:00"})
	case "exhibition":
		return choose(r, []string{"", "", "10:30", "11:00", "14:00", "16:20"})
	case "etc":
		return choose(r, []string{"14:00", "17:00", "18:30"})
	}
	switch on {
	case time.Saturday:
		return choose(r, []string{"14:00", "15:00", "18:30", "19:00"})
	case time.Sunday:
		return choose(r, []string{"14:00", "15:00", "18:00"})
	}
	return choose(r, []string{"19:30", "20:00"})
}

// holds tells whether a venue is one of some, by parts of its name.
func holds(venue string, parts ...string) bool {
	return slices.ContainsFunc(parts, func(s string) bool { return strings.Contains(venue, s) })
}

func seatOf(kind, venue string, tier int, r *dice) string {
	hall := fmt.Sprintf("%d층 %c구역 %d열 %d번", 1+tier, 'A'+rune(r.below(3)), 1+r.below(18), 1+r.below(24))
	room := fmt.Sprintf("%c열 %d번", 'A'+rune(r.below(9)), 1+r.below(16))
	switch {
	case kind == "exhibition":
		return ""
	case holds(venue, "광장"):
		return fmt.Sprintf("스탠딩 %c구역 %d번", []rune("가나다라")[r.below(4)], 1+r.below(900))
	case kind == "movie":
		return fmt.Sprintf("%c열 %d번", 'C'+rune(r.below(10)), 3+r.below(18))
	case holds(venue, "공원", "마당", "자라섬"):
		return "잔디 자유석"
	case holds(venue, "빅탑"):
		return fmt.Sprintf("%d구역 %c열 %d번", 101+r.below(9), 'A'+rune(r.below(14)), 1+r.below(20))
	case holds(venue, "DOME", "주경기장", "월드컵경기장"):
		if tier == 0 {
			return fmt.Sprintf("플로어 %d구역 %d열 %d번", 1+r.below(8), 1+r.below(20), 1+r.below(18))
		}
		return fmt.Sprintf("%d구역 %d열 %d번", 101+r.below(24), 1+r.below(18), 1+r.below(20))
	case intimate(venue):
		return room
	}
	return hall
}

// intimate tells whether a venue is small, and its tickets are cheaper.
func intimate(venue string) bool {
	return holds(venue, "대학로", "두산", "소극장", "난타극장", "하늘극장", "달오름", "씨네큐브", "모모", "시네마테크", "아트시네마", "에무", "라이카") && !holds(venue, "대극장")
}

// prices of the best seats and those behind them, in won; then those of small venues.
var prices = map[string][2][]int64{
	"movie":      {{20000, 15000, 14000}, {13000, 12000, 10000}},
	"play":       {{66000, 50000, 35000}, {50000, 40000, 30000}},
	"musical":    {{170000, 140000, 90000}, {77000, 66000, 55000}},
	"concert":    {{154000, 132000, 99000}, {77000, 66000, 55000}},
	"exhibition": {{22000, 18000, 15000}, {18000, 15000, 12000}},
	"etc":        {{90000, 45000, 16000}, {60000, 40000, 20000}},
}

// priceOf is what was paid: sometimes nothing, sometimes less, sometimes nobody knows any more.
func priceOf(w *shown, venue string, tier int, r *dice) *int64 {
	price := prices[w.Kind][0][tier]
	if intimate(venue) {
		price = prices[w.Kind][1][tier]
	}
	switch {
	case w.won == free:
		price = 0
	case w.won > 0:
		price = w.won
	}
	switch n := r.below(100); {
	case n < 14:
		return nil
	case n < 19:
		price = 0 // invited
	case n < 31:
		price = price * 8 / 10 / 500 * 500
	}
	return &price
}

// stars are how people rate what they chose to see, from half a star to five; what is famous is liked more.
var stars = []int{1, 1, 2, 4, 6, 12, 17, 26, 15, 16}

// opinion is stars and a line.
func (p *planner) opinion(v *Visit, again bool, r *dice) {
	person := p.people[v.Person]
	drawn := float64(1+r.weighted(stars)) + person.taste.kind + float64(p.works[v.work].fame-4)*0.3
	if again {
		drawn += 1.2
	}
	v.HalfStars = min(max(int(math.Round(drawn)), 1), 10)
	f := feeling(v.HalfStars)
	own := ownReviews[p.works[v.work].Code][f]
	pool := slices.Concat(own, own, own, own, reviews[v.Kind][f], reviews[v.Kind][f], anyReview[f])
	switch {
	case person.Language == "en":
		pool = englishReviews[f]
	case again && f >= fine && r.chance(0.5):
		pool = againReviews
		if theatre[v.Kind] != "" {
			pool = slices.Concat(againReviews, againOnStage)
		}
	}
	used := p.reviews[v.Person]
	for range 12 { // not what was written before
		v.Review = choose(r, pool)
		if !used[v.Review] && (person.taste.emoji || !endsInEmoji(v.Review)) {
			break
		}
	}
	used[v.Review] = true
}

// endsInEmoji tells of those who write so.
func endsInEmoji(s string) bool {
	for _, c := range s {
		if c > 0x2300 && !(c >= 0x3130 && c < 0xd7b0) {
			return true
		}
	}
	return false
}

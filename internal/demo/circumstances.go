package demo

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"time"
)

// circumstances are time, place, seat, price and company.
func (p *planner) circumstances(v *Visit, w *Work, r *dice) {
	person := p.people[v.Person]
	if r.chance(0.88) {
		v.Time = clockOf(w.Kind, v.Day.Weekday(), r)
	}
	if r.chance(0.85) {
		v.Cast = strings.Join(w.tonight(r), ", ")
	}
	if r.chance(0.7) {
		v.Director = w.Maker
	}
	if r.chance(0.95) {
		v.Venue = choose(r, list(w.Venues))
	}
	tier := r.below(3)
	if r.chance(person.taste.spender) {
		tier = 0
	}
	if r.chance(0.82) {
		v.Seat = seatOf(w.Kind, v.Venue, tier, r)
	}
	v.Price = priceOf(w.Kind, v.Venue, tier, r)
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

func seatOf(kind, venue string, tier int, r *dice) string {
	switch kind {
	case "movie":
		return fmt.Sprintf("%c열 %d번", 'C'+rune(r.below(10)), 3+r.below(18))
	case "musical":
		return fmt.Sprintf("%d층 %c구역 %d열 %d번", 1+tier, 'A'+rune(r.below(3)), 1+r.below(18), 1+r.below(24))
	case "play":
		return fmt.Sprintf("%c열 %d번", 'A'+rune(r.below(8)), 1+r.below(16))
	case "concert":
		switch {
		case strings.Contains(venue, "홀") && !strings.Contains(venue, "롤링") && !strings.Contains(venue, "라이브"):
			return fmt.Sprintf("%d층 %c블록 %d열 %d번", 1+tier, 'A'+rune(r.below(5)), 1+r.below(20), 1+r.below(22))
		case strings.Contains(venue, "공원") || strings.Contains(venue, "마당") || strings.Contains(venue, "무대"):
			return "잔디 자유석"
		case tier == 0:
			return fmt.Sprintf("스탠딩 %c구역 %d번", 'A'+rune(r.below(4)), 1+r.below(480))
		}
		return fmt.Sprintf("%d구역 %d열 %d번", 101+r.below(24), 1+r.below(18), 1+r.below(20))
	case "etc":
		return fmt.Sprintf("%d블록 %d열 %d번", 104+r.below(20), 1+r.below(20), 1+r.below(18))
	}
	return ""
}

// prices of the best seats and those behind them, in won.
var prices = map[string][]int64{
	"movie":      {20000, 15000, 14000},
	"play":       {66000, 55000, 35000},
	"musical":    {170000, 140000, 90000},
	"concert":    {154000, 132000, 88000},
	"exhibition": {22000, 18000, 15000},
	"etc":        {90000, 45000, 16000},
}

// priceOf is what was paid: sometimes nothing, sometimes less, sometimes nobody knows any more.
func priceOf(kind, venue string, tier int, r *dice) *int64 {
	price := prices[kind][tier]
	if strings.Contains(venue, "대학로") && kind == "musical" {
		price = []int64{77000, 66000, 55000}[tier]
	}
	switch n := r.below(100); {
	case n < 14:
		return nil
	case n < 19:
		price = 0 // invited
	case n < 33:
		price = price * 7 / 10 / 100 * 100
	}
	return &price
}

// stars are how people rate what they chose to see, from half a star to five.
var stars = []int{1, 1, 2, 4, 6, 12, 17, 26, 15, 16}

// opinion is stars and a line.
func (p *planner) opinion(v *Visit, again bool, r *dice) {
	person := p.people[v.Person]
	drawn := float64(1+r.weighted(stars)) + person.taste.kind + float64(p.works[v.work].Fame-6)*0.15
	if again {
		drawn += 1.2
	}
	v.HalfStars = min(max(int(math.Round(drawn)), 1), 10)
	f := feeling(v.HalfStars)
	pool := slices.Concat(reviews[v.Kind][f], reviews[v.Kind][f], anyReview[f])
	switch {
	case person.Language == "en":
		pool = englishReviews[f]
	case again && f >= fine && r.chance(0.5):
		pool = againReviews
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

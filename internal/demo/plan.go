package demo

import (
	"fmt"
	"slices"
	"time"
)

// Options say what a demo is to be.
type Options struct {
	Seed   uint64
	People int       // 0 means as many as the pieces take (Needed)
	Pieces int       // in all; at most PerPerson for each of the people
	Today  time.Time // no visit is later than its day
	Works  []Work    // that may be seen; of those the demo chooses what it knows (Codes)
}

// Plan is a demo that has yet to happen.
type Plan struct {
	People []Person
	Visits []Visit // as they were made up, not in the order of their days
	Wishes []Wish
	Talks  []Talk
}

// Wish is a work that somebody hearts.
type Wish struct {
	Person int
	Code   string
}

// Visit is one attendance that becomes a piece. Texts may be empty.
type Visit struct {
	Key    string // names it within the demo
	Person int    // whose

	Code               string // of the work in the catalogue; "" when the piece names none
	Kind, Genre, Title string
	Day                time.Time
	Time               string
	Cast, Director     string
	Venue, Seat        string
	Price              *int64
	Companion          string
	HalfStars          int
	Review             string
	Public             bool
	Shape, Paper       string
	Style              string // of the painting on the back

	Front  Picture
	Record string
	Photos []Photo // of the record
	Hearts []int   // who likes it, besides nobody

	work int
}

// Photo is a picture in a record.
type Photo struct {
	Picture
	Caption string
}

// planner makes one visit after the other, so that a longer plan begins like a shorter one.
type planner struct {
	seed    uint64
	today   time.Time
	people  []Person
	circle  int // people who take turns with each other
	works   []shown
	byKind  map[string][]int // works
	seen    []map[int]int    // by person: how often each work
	loved   [][]int          // by person: works worth a further visit
	reviews []map[string]bool
	deck    []int // whose turn it is, for one round
}

// New makes the plan.
func New(o Options) Plan {
	size := o.People // of a circle
	if o.People <= 0 {
		size, o.People = circle, Needed(o.Pieces)
	}
	y, m, d := o.Today.Date()
	p := &planner{seed: o.Seed, today: time.Date(y, m, d, 0, 0, 0, 0, time.UTC), people: people(o.People), circle: size, byKind: map[string][]int{}}
	p.works = open(o.Works, p.today)
	for i, w := range p.works {
		p.byKind[w.Kind] = append(p.byKind[w.Kind], i)
	}
	for range p.people {
		p.seen, p.loved, p.reviews = append(p.seen, map[int]int{}), append(p.loved, nil), append(p.reviews, map[string]bool{})
	}
	plan := Plan{People: p.people}
	for i := range o.Pieces {
		plan.Visits = append(plan.Visits, p.visit(i))
	}
	plan.Wishes = p.wishes()
	plan.Talks = talks(p.seed, p.today, len(p.people), p.works, plan.Visits)
	return plan
}

// PerPerson is how many visits a person has on average. Nobody has more, with the photos of
// records, than a person may upload within an hour.
const PerPerson = 25

// turn says whose visit the i-th is. A circle of people takes turns, some more often than
// others, until each has enough; then comes the next circle. The one who is shown comes
// first and often, so that also a small demo has something to show.
func (p *planner) turn(i int) int {
	n := p.circle
	size := PerPerson * n
	first := i / size * n % len(p.people)
	if i%size == 0 {
		p.deck = p.deck[:0]
		for who := range n {
			often := PerPerson
			if n > 1 { // from 1.3 times the average down to 0.7 times
				often = PerPerson*13/10 - who*PerPerson*6/10/(n-1)
			}
			for range often {
				p.deck = append(p.deck, who)
			}
		}
		for len(p.deck) < size {
			p.deck = append(p.deck, len(p.deck)%n)
		}
		p.deck = p.deck[:size]
		r := roll(p.seed, 1<<48+uint64(i/size))
		r.Shuffle(size, func(a, b int) { p.deck[a], p.deck[b] = p.deck[b], p.deck[a] })
		p.bringForward()
	}
	return (first + p.deck[i%size]) % len(p.people)
}

// everyHero is how often it is the turn of the one who is shown.
const everyHero = 4

// bringForward lets the first of the circle come every few turns as long as it lasts.
func (p *planner) bringForward() {
	var hero, others []int
	for _, who := range p.deck {
		if who == 0 {
			hero = append(hero, who)
		} else {
			others = append(others, who)
		}
	}
	p.deck = p.deck[:0]
	for len(hero)+len(others) > 0 {
		if len(hero) > 0 && (len(p.deck)%everyHero == 0 || len(others) == 0) {
			p.deck, hero = append(p.deck, 0), hero[1:]
		} else {
			p.deck, others = append(p.deck, others[0]), others[1:]
		}
	}
}

func (p *planner) visit(i int) Visit {
	who := p.turn(i)
	r, person := roll(p.seed, uint64(i)), p.people[who]
	v := Visit{Key: fmt.Sprintf("demo-%d-%d", p.seed, i), Person: who}
	var again bool
	v.work, v.Day, again = p.chooseWork(i, who, r)
	w := &p.works[v.work]
	v.Kind, v.Title = w.Kind, w.titleIn(person.Language)
	if r.chance(0.9) {
		v.Genre = w.Genre
	}
	_, talked := p.talked(i)
	if r.chance(0.94) || talked { // some people type a title and never look for it
		v.Code = w.Code
	}
	p.circumstances(&v, w, r)
	p.opinion(&v, again, r)
	v.Public = r.chance(person.taste.open) || talked
	v.Shape = favourite(r, person.taste.shapes, shapes)
	v.Paper = favourite(r, person.taste.papers, papers)
	v.Style = p.styleOf(i, &v)
	form := []Form{Poster, Poster, Poster, Poster, Poster, Poster, Poster, Wall, Wall, Wall, Scene}[r.below(11)]
	if form == Poster && (v.Shape == "arch" || v.Shape == "film") {
		form = Wall // these cut the corners and the sides, where posters have text
	}
	v.Front = p.picture(form, v.work, r)
	v.Front.Loose = v.Shape == "arch"
	if r.chance(person.taste.writes) {
		p.record(&v, r)
	}
	if v.Public {
		v.Hearts = p.hearts(who, v.HalfStars, r)
	}
	p.seen[who][v.work]++
	if v.HalfStars >= 8 && w.comesAgain() {
		p.loved[who] = append(p.loved[who], v.work)
	}
	return v
}

// anniversary tells whether a visit lies on today's day in an earlier year, so that there is
// something to remember whenever the demo is made, above all for the one who is shown.
func anniversary(i int) bool { return i%13 == 2*everyHero || i%52 == 3*everyHero }

// lately tells whether a visit of the one who is shown lies in the last weeks, so that the
// present month is not empty.
func lately(i int) bool { return i%(3*everyHero) == everyHero }

// Of every ten visits these are to what everybody talks about, so that some works have been
// seen by many also in a small demo; as many as everybody go to one before the next comes.
var talkedAt = []int{2, 5, 7}

const everybody = 9

// talked tells whether a visit is to what everybody talks about, and the how many-th of them.
func (p *planner) talked(i int) (nth int, is bool) {
	at := slices.Index(talkedAt, i%10)
	return i/10*len(talkedAt) + at, at >= 0 && !anniversary(i) && !lately(i)
}

// talkOf is what everybody talks about at the nth visit to such, or next if the person has seen it.
func (p *planner) talkOf(nth, who int) (work int, ok bool) {
	for n := range talk {
		code := talk[(nth/everybody+n)%len(talk)]
		for work = range p.works {
			if p.works[work].Code == code && p.seen[who][work] == 0 {
				return work, true
			}
		}
	}
	return 0, false
}

// chooseWork decides what is seen, and when.
func (p *planner) chooseWork(i, who int, r *dice) (work int, day time.Time, again bool) {
	taste := p.people[who].taste
	if anniversary(i) {
		day = p.today.AddDate(-1-r.below(4), 0, 0)
		if on := p.showingOn(day); len(on) > 0 && day.Day() == p.today.Day() {
			return choose(r, on), day, false
		}
	}
	if lately(i) {
		day = p.today.AddDate(0, 0, -r.below(28))
		for range 6 { // rather on a day when people go out
			if r.chance(crowds["musical"][day.Weekday()]) {
				break
			}
			day = p.today.AddDate(0, 0, -r.below(28))
		}
		if on := p.showingOn(day); len(on) > 0 {
			work = choose(r, on)
			return work, day, p.seen[who][work] > 0
		}
	}
	if nth, is := p.talked(i); is {
		if work, ok := p.talkOf(nth, who); ok {
			return work, p.dayOf(&p.works[work], r), false
		}
	}
	if loved := p.loved[who]; len(loved) > 0 && r.chance(taste.again) {
		work = choose(r, loved)
		if w := &p.works[work]; theatre[w.Kind] != "" || p.seen[who][work] == 1 && r.chance(0.3) {
			return work, p.dayOf(w, r), true
		}
	}
	for range 8 { // something new, if there is
		of := p.byKind[kinds[r.weighted(weightsOf(taste.kinds))]]
		weights := make([]int, len(of))
		for j, k := range of {
			weights[j] = p.works[k].pull()
		}
		work = of[r.weighted(weights)]
		if p.seen[who][work] == 0 {
			break
		}
	}
	return work, p.dayOf(&p.works[work], r), p.seen[who][work] > 0
}

var (
	kinds  = []string{"movie", "play", "musical", "concert", "exhibition", "etc"}
	shapes = []string{"perforated", "stub", "punched", "film", "arch", "cake"}
	papers = []string{"ivory", "coral", "butter", "mint", "sky", "lilac", "rose", "night", "kraft"}
)

func weightsOf(byKind map[string]int) []int {
	out := make([]int, len(kinds))
	for i, k := range kinds {
		out[i] = byKind[k]
	}
	return out
}

// favourite is mostly one of somebody's own.
func favourite(r *dice, own, all []string) string {
	if r.chance(0.65) {
		return choose(r, own)
	}
	return choose(r, all)
}

// comesAgain tells whether people see it more than once.
func (w *shown) comesAgain() bool {
	return w.Kind == "musical" || w.Kind == "play" || w.Kind == "movie" || w.Kind == "etc"
}

func (p *planner) showingOn(day time.Time) []int {
	var on []int
	for i := range p.works {
		for _, run := range p.works[i].runs {
			if first, last := p.span(run); !day.Before(first) && !day.After(last) && !closedOn(p.works[i].Kind, day) {
				on = append(on, i)
				break
			}
		}
	}
	return on
}

// span gives the first and the last day of a run that are not in the future.
func (p *planner) span(n run) (first, last time.Time) {
	first = p.today.AddDate(0, 0, -n.ago)
	last = first.AddDate(0, 0, n.days-1)
	if last.After(p.today) {
		last = p.today
	}
	return first, last
}

// crowds are how many people go out on each day of the week, Sunday first.
var crowds = map[string][7]float64{
	"movie":      {0.9, 0.3, 0.3, 0.5, 0.4, 0.8, 1},
	"play":       {0.9, 0, 0.3, 0.4, 0.4, 0.6, 1},
	"musical":    {0.9, 0, 0.4, 0.6, 0.4, 0.6, 1},
	"concert":    {0.9, 0.1, 0.1, 0.2, 0.2, 0.7, 1},
	"exhibition": {1, 0.05, 0.2, 0.3, 0.2, 0.4, 1},
	"etc":        {1, 0, 0.3, 0.4, 0.3, 0.8, 1},
}

func closedOn(kind string, day time.Time) bool { return crowds[kind][day.Weekday()] == 0 }

// dayOf is a day of one of the runs; weekends are fuller, and December too.
func (p *planner) dayOf(w *shown, r *dice) time.Time {
	first, last := p.span(w.runs[r.weighted(w.recent())])
	days := int(last.Sub(first).Hours()/24) + 1
	day := first
	for range 30 {
		day = first.AddDate(0, 0, r.below(days))
		crowd := crowds[w.Kind][day.Weekday()]
		if day.Month() == time.December {
			crowd *= 1.3
		}
		if r.chance(crowd) {
			return day
		}
	}
	return day
}

// hearts are the people who like a piece; most pieces get few, some get many.
func (p *planner) hearts(owner, halfStars int, r *dice) []int {
	share := 0.03 + 0.30*r.Float64()*r.Float64()
	if halfStars >= 9 {
		share += 0.15 * r.Float64()
	}
	var out []int
	for who := range p.people {
		if who == 0 && who != owner && r.chance(share+0.25) || r.chance(share) && (who != owner || r.chance(0.1)) {
			out = append(out, who)
		}
	}
	return out
}

// wishes are the works that people heart: most of what they loved, and some that they have
// yet to see, above all the one who is shown.
func (p *planner) wishes() []Wish {
	var out []Wish
	for who := range p.people {
		r := roll(p.seed, 1<<50+uint64(who))
		for work := range p.works {
			w := &p.works[work]
			chance := 0.012 * float64(w.fame)
			switch {
			case slices.Contains(p.loved[who], work):
				chance = 0.75
			case p.seen[who][work] > 0:
				chance = 0.2
			case who == 0:
				chance *= 1.6
			}
			if r.chance(chance) {
				out = append(out, Wish{who, w.Code})
			}
		}
	}
	return out
}

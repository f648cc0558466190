package cake

import "time"

// List says what a list is of.
type List string

// The lists, each with its order and the cursor of a place in it.
const (
	Hot     List = "hot"     // everything, the hottest first: heat, since, number
	Showing List = "showing" // what can be seen today, the hottest first: heat, since, number
	Charts  List = "charts"  // box office of the kind, by rank; a single page
	Hearted List = "hearted" // what the viewer hearted, the latest heart first: microseconds since 1970, number
	Made    List = "made"    // what the viewer made by hand, the latest first: number
)

// Lists lists all.
func Lists() []List { return []List{Hot, Showing, Charts, Hearted, Made} }

// Filter chooses cakes for a list.
type Filter struct {
	List   List
	Viewer string // "" for a guest, who has no list of his own
	Kind   Kind   // "" for all; of Charts: "movie" when empty
	Genre  Genre  // "" for all
	Area   Area   // "" for all
	Today  Day    // what Showing is compared with
}

// Chart is the box office of one kind on one day. A new one replaces the last.
type Chart struct {
	Kind    Kind
	Source  Source
	Day     Day // that it counts; for a week, its last day
	Entries []ChartEntry
}

// ChartEntry is one place of a chart.
type ChartEntry struct {
	Code     string // within the source; the work was taken in before
	Rank     int    // from 1
	Before   int    // rank of the chart before; 0 when it is new, or not told
	Audience int64  // people on that day; 0 when not told
	Total    int64  // people since it opened; 0 when not told
}

// Rank is the place of a cake in a chart.
type Rank struct {
	Day      Day
	Rank     int
	Before   int
	Audience int64
	Total    int64
}

// Listed is a cake in a list.
type Listed struct {
	Cake
	Rank *Rank // in Charts; else nil
}

// Merge says that a cake became part of another.
type Merge struct {
	Seq      int64 // grows with every merge
	From, To string
	At       time.Time
}

// Taken counts what taking in works did.
type Taken struct {
	Added, Changed, Same int
}

// Add sums up.
func (t *Taken) Add(o Taken) {
	t.Added += o.Added
	t.Changed += o.Changed
	t.Same += o.Same
}

// Hearts are how many people keep a cake in their list.
type Hearts struct {
	Count int
	Mine  bool // the viewer is one of them
}

// Activity counts what people did with a cake on one day.
type Activity struct {
	CakeID string
	Day    Day // in Korea
	Count  int
}

// Creation remembers what a request made, to answer the same request in the same way.
type Creation struct {
	Maker, Key string
	Hash       string // of what was typed
	CakeID     string
	At         time.Time
}

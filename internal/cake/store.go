package cake

import (
	"context"
	"time"

	"piece/internal/craft/hangul"
	"piece/internal/platform/page"
)

// Store keeps cakes. Each method is atomic; errors are those of packages errs and cake.
type Store interface {
	// Take brings works of one source into the catalogue, all or none of them. A work that
	// the source told before updates the same cake, unless it is the same as told last, a
	// person edited the cake, or a source of higher rank writes it; what a source doesn't tell
	// any more stays as it was. A film that is new to the
	// source but not to the catalogue (see SameFilm) becomes a further origin of that cake.
	// When a source tells a code twice, the last counts.
	Take(ctx context.Context, source Source, works []Told, at time.Time) (Taken, error)
	// PutChart replaces the chart of the kind and source. Codes that were never taken in are left
	// out; a chart of which nothing is left changes nothing.
	PutChart(ctx context.Context, c Chart) error

	// Create stores a cake made by hand with its creation, and forgets creations of the maker
	// from before the instant. alike, unless it is nil, is told before of which years the cakes
	// of its DoubleKey and kind are (see FirstYear), with nobody in between; when it fails,
	// nothing is stored. ErrKeyTaken when the same request was faster.
	Create(ctx context.Context, c *Cake, made Creation, forget time.Time, alike func(years []int) error) error
	// Creation finds what was made under a key; errs.NotFound when nothing was.
	Creation(ctx context.Context, maker, key string) (Creation, error)
	// Change lets change set a cake anew from what is stored, with nobody in between; it may
	// be called again. When change leaves it as it is or fails, nothing is stored. It follows
	// merges. errs.NotFound when there is none.
	Change(ctx context.Context, id string, change func(c *Cake) error) error
	// Merge makes a cake part of another: hearts and origins go over, the other takes over
	// facts that it doesn't know, and the id leads there from now on. It follows merges of
	// both. Merging again, or what is one already, changes nothing and is fine. errs.NotFound
	// when either isn't there.
	Merge(ctx context.Context, from, into, admin string, at time.Time) error
	// Merges gives up to limit merges after the one with the number, in their order.
	Merges(ctx context.Context, after int64, limit int) ([]Merge, error)

	// Get finds a cake with its credits; it follows merges. errs.NotFound when there is none.
	Get(ctx context.Context, id string) (*Cake, error)
	// Some finds those of the cakes that there are, without credits, by the id that was asked
	// for; it follows merges.
	Some(ctx context.Context, ids []string) (map[string]Cake, error)
	// ByOrigin finds the cakes of a source's codes, without credits, by code.
	ByOrigin(ctx context.Context, source Source, codes []string) (map[string]Cake, error)
	// Page gives one page of a list, without credits. Charts are one page, whatever the limit.
	Page(ctx context.Context, f Filter, r page.Request) (page.Page[Listed], error)
	// Search gives one page of the cakes of a list, not of charts, that the query matches:
	// those whose title is or begins with it first, then in the order of Hot. Of words that very
	// many cakes have, those whose title is the query come first and the others in the order of
	// the list. A page may be short, or empty, and still have a next one. Credits are loaded, to
	// tell where it hit.
	Search(ctx context.Context, f Filter, q hangul.Query, r page.Request) (page.Page[Listed], error)
	// Doubles gives cakes that may be the same work: those whose DoubleKey is, or begins with,
	// that of the title, of the kind if there is one. Those of the very same key come first, then
	// the hottest.
	Doubles(ctx context.Context, title string, kind Kind, limit int) ([]Cake, error)
	// Index brings up to limit cakes into the search index that are not in it yet, or in an
	// older form, and tells how many it found. Several nodes may do so at once.
	Index(ctx context.Context, limit int) (int, error)

	// Heart and Unheart put a cake into a person's list and take it out again, and tell
	// whether that changed anything. errs.NotFound when there is no cake to put.
	Heart(ctx context.Context, cakeID, person string, at time.Time) (bool, error)
	Unheart(ctx context.Context, cakeID, person string) (bool, error)
	// Hearts counts the hearts of cakes, by id; cakes without any are left out.
	Hearts(ctx context.Context, viewer string, ids []string) (map[string]Hearts, error)
	// HeartDays counts the hearts set since the instant, by cake and day in Korea.
	HeartDays(ctx context.Context, since time.Time) ([]Activity, error)
	// Ranks gives the best place of each cake in the charts that count the day or a later one, by
	// id.
	Ranks(ctx context.Context, since Day) (map[string]int, error)
	// Purge takes a person off what is kept: up to limit of their hearts and of the cakes that they
	// made, which stay as nobody's; with the last ones what they asked for and merged. It tells how
	// many hearts and cakes there were.
	Purge(ctx context.Context, person string, limit int) (int, error)
	// SetHeat sets how hot cakes are; all that are left out are cold (0). It goes in steps, so
	// that others may write in between.
	SetHeat(ctx context.Context, heat map[string]int64) error
}

package tmdbclient

import "piece/internal/cake"

// What we believe of The Movie Database's API, version 3, from its public documentation
// (developer.themoviedb.org). It was never asked from here. Everything that the rest of the
// package relies on, and that could turn out otherwise, is in this file.
//
//   - Keys: a key of v3 is 32 hexadecimal digits and goes into the query as api_key; a read
//     token of v4 is a JWT and goes into "Authorization: Bearer". Both open the same API v3.
//   - Errors have a fitting HTTP status (401 key, 404 no such film, 422 dates, 429 too often
//     with Retry-After) and {"success":false,"status_code":…,"status_message":…}.
//   - About 40 requests a second are let through; there is no daily limit.
//   - Lists: {"page":1,"results":[…],"total_pages":n,"total_results":n}, 20 films a page, 100
//     of changes. Pages begin at 1 and end at 500, also where total_pages says more. No films
//     are "results":[], with status 200.
//   - Values that aren't known are null, "", 0 or left out, each somewhere.
//   - Days are "2019-05-30"; in release_dates instants as "2019-05-30T00:00:00.000Z", whose
//     first ten characters are the day in the country.
const (
	language = "ko-KR" // title and overview fall back to the original title and "" without a translation
	region   = "KR"    // whose release date lists show, and whose cinemas now_playing means

	pathFilm       = "/movie/" // and the id
	pathSearch     = "/search/movie"
	pathDiscover   = "/discover/movie"
	pathPopular    = "/movie/popular"
	pathNowPlaying = "/movie/now_playing"
	pathChanges    = "/movie/changes"

	appended = "credits,release_dates" // of a film, in the same answer

	maxPages = 500

	// Changes are told of 14 days at once at most; both days count, in UTC. How far back they
	// go isn't said: after more days than these everything is gone through again.
	changesReach  = 14
	changesWindow = 2 // days asked for at once, of which the last is asked for again: thousands of films change in one

	// What TMDB tells may be kept for six months (terms of use). After this many days everything
	// is asked for again.
	keptDays = 150

	// Link is the page of a film.
	link = "https://www.themoviedb.org/movie/"

	// Images are at base address + size + path; these sizes exist for posters and portraits.
	posterSize   = "/w780" // 780 px wide, the largest but the original
	portraitSize = "/h632" // 632 px high; the next smaller one is 185 px wide
)

// Release types in release_dates. 1 is a premiere, 4 to 6 are digital, physical, television.
const (
	limited    = 2
	theatrical = 3
)

// ages are the Korean certifications. 18 and 19 both stand for 청소년 관람불가, in films of
// different years.
var ages = map[string]int{"ALL": 0, "All": 0, "전체관람가": 0, "7": 7, "12": 12, "15": 15, "18": 18, "19": 19, "Restricted Screening": 19}

// genres are ours by TMDB's ids. Adventure, family and television say nothing that ours do;
// mystery and thriller are closest to crime, science fiction to fantasy, westerns to action.
var genres = map[int]cake.Genre{
	28: "action", 16: "animation", 35: "comedy", 80: "crime", 99: "documentary", 18: "drama", 14: "fantasy", 36: "history",
	27: "horror", 10402: "music", 9648: "crime", 10749: "romance", 878: "fantasy", 53: "crime", 10752: "war", 37: "action",
}

// crew gives what the jobs that we take are in our words. What isn't here is left out: films
// have hundreds of people.
var crew = map[string]cake.Role{
	"Director": "director", "Writer": "writer", "Screenplay": "writer", "Story": "writer", "Novel": "writer", "Original Story": "writer", "Author": "writer", "Comic Book": "writer",
	"Original Music Composer": "composer", "Music": "composer", "Producer": "producer",
	"Director of Photography": "crew", "Editor": "crew", "Production Design": "crew", "Art Direction": "crew", "Costume Design": "crew",
}

// maxCast is how many of the cast are taken, in the order of the billing.
const maxCast = 20

// withdrawn are states of a film that nobody will see.
var withdrawn = map[string]bool{"Canceled": true}

// How much is taken. A first run goes through all of these; that is some ten thousand films.
const (
	popularPages = 50 // 1,000 films
	playingPages = 10
	freshPages   = 3 // of this and the next year, and of the popular ones, in later runs
	firstYear    = 1930
)

// yearPages tells how many pages of a year are taken, of all films and of Korean ones.
func yearPages(year, now int) (all, korean int) {
	switch {
	case year >= now-10:
		return 10, 5
	case year >= 1990:
		return 5, 3
	}
	return 2, 1
}

// foundFilms is how many films of a search are taken, the best first.
const foundFilms = 8

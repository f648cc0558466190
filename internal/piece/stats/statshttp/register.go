// Package statshttp is the API of statistics and recaps: operations, response types, and their
// translation from the domain. It decides nothing; limits in the description come from the rules
// of packages stats and piece.
package statshttp

import (
	"net/http"

	"piece/internal/piece/stats"
	"piece/internal/platform/httpapi"
)

const statisticsDoc = `Counts over the caller's own pieces, public and private, of a year or, without one, of all years: computed anew for each answer and all of one moment. ` +
	`A piece without a price is left out of what a viewing costs; one with the price 0 was free and counts. ` +
	`Names that differ only in case or blanks are one; several people in a text are told apart by commas.`

const recapDoc = `What the year was, from three pieces on. The year that is not over is told as far as it goes.`

// Register adds the operations.
func Register(a *httpapi.API, s *stats.Service) {
	h := handlers{stats: s}
	httpapi.Register(a, httpapi.Person, httpapi.Operation("statistics", "getStatistics", http.MethodGet, "/statistics", "Count the caller's pieces in many ways", statisticsDoc), h.statistics)
	httpapi.Register(a, httpapi.Person, httpapi.Operation("statistics", "listStatisticsYears", http.MethodGet, "/statistics/years", "The years that the caller has pieces of", ""), h.years)
	httpapi.Register(a, httpapi.Person, httpapi.Operation("statistics", "getRecap", http.MethodGet, "/recaps/{year}", "The recap of a year", recapDoc,
		httpapi.Fails(http.StatusNotFound)), h.recap)
	httpapi.Register(a, httpapi.Person, httpapi.Operation("statistics", "getRecapCard", http.MethodGet, "/recaps/{year}/card.webp", "A picture of the recap, to be shared",
		"In the language of the request. It shows no prices.", httpapi.GivesOnce("The picture.", "image/webp"), httpapi.Fails(http.StatusNotFound)), h.card)
}

type handlers struct{ stats *stats.Service }

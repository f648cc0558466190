package webapp

import (
	"strconv"

	"piece/internal/gateway/jsonld"
)

// work describes a cake to search engines: a Movie, an event such as a TheaterEvent, or else a
// CreativeWork.
type work struct {
	Context      string          `json:"@context"`
	Type         string          `json:"@type"`
	URL          string          `json:"url"`
	Name         string          `json:"name"`
	Alternate    string          `json:"alternateName,omitempty"`
	Image        string          `json:"image"`
	Description  string          `json:"description,omitempty"`
	Published    string          `json:"datePublished,omitempty"`
	Duration     string          `json:"duration,omitempty"`
	Directors    []*jsonld.Thing `json:"director,omitempty"`
	Actors       []*jsonld.Thing `json:"actor,omitempty"`
	Performers   []*jsonld.Thing `json:"performer,omitempty"`
	Contributors []*jsonld.Thing `json:"contributor,omitempty"`
	StartDate    string          `json:"startDate,omitempty"`
	EndDate      string          `json:"endDate,omitempty"`
	Location     *jsonld.Thing   `json:"location,omitempty"`
	Rating       *aggregate      `json:"aggregateRating,omitempty"`
}

type aggregate struct {
	Type  string `json:"@type"`
	Value string `json:"ratingValue"`
	Count int    `json:"ratingCount"`
	Best  string `json:"bestRating"`
	Worst string `json:"worstRating"`
}

func workOf(c *cakeFacts, r cakeRatings, address, image string) work {
	name, event := jsonld.TypeOf(c.Kind)
	w := work{
		Context: jsonld.Context, Type: name, URL: address, Name: c.Title, Alternate: c.Original, Image: image, Description: c.Synopsis,
	}
	people := func(roles ...string) (all []*jsonld.Thing) {
		for _, who := range c.names(creditedNames, roles...) {
			all = append(all, jsonld.Person(who))
		}
		return all
	}
	switch {
	case event:
		w.Directors, w.Performers = people("director"), people("cast", "artist")
		w.StartDate, w.Location = c.Opens, jsonld.Place(c.Venue)
		if !c.OpenRun {
			w.EndDate = c.Closes
		}
	case c.Kind == "movie":
		w.Directors, w.Actors = people("director"), people("cast")
		if w.Published = c.Opens; c.Opens == "" && c.Year > 0 {
			w.Published = strconv.Itoa(c.Year)
		}
	default:
		w.Contributors = people("director", "artist", "cast")
	}
	if c.Minutes > 0 {
		w.Duration = "PT" + strconv.Itoa(c.Minutes) + "M"
	}
	if r.Average > 0 {
		w.Rating = &aggregate{"AggregateRating", strconv.FormatFloat(r.Average, 'f', 2, 64), r.Pieces, jsonld.BestStars, jsonld.WorstStars}
	}
	return w
}

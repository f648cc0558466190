package sharepage

import "piece/internal/gateway/jsonld"

// review describes a piece to search engines (https://schema.org/Review). The template
// writes it as JSON in which no text can end the element.
type review struct {
	Context   string        `json:"@context"`
	Type      string        `json:"@type"`
	URL       string        `json:"url"`
	Image     string        `json:"image"`
	Author    *jsonld.Thing `json:"author"`
	Published string        `json:"datePublished,omitempty"`
	Body      string        `json:"reviewBody"`
	Rating    rating        `json:"reviewRating"`
	About     reviewed      `json:"itemReviewed"`
}

type rating struct {
	Type  string `json:"@type"`
	Value string `json:"ratingValue"`
	Best  string `json:"bestRating"`
	Worst string `json:"worstRating"`
}

// reviewed is what was seen: a film is a work, a show is an event at a place and time.
type reviewed struct {
	Type      string        `json:"@type"`
	Name      string        `json:"name"`
	Director  *jsonld.Thing `json:"director,omitempty"`
	StartDate string        `json:"startDate,omitempty"`
	Location  *jsonld.Thing `json:"location,omitempty"`
}

func reviewOf(v *view) review {
	name, event := jsonld.TypeOf(v.Piece.Kind)
	r := review{
		Context: jsonld.Context, Type: "Review", URL: v.URL, Image: v.Image,
		Author: jsonld.Person(v.Nickname), Body: v.Piece.Review,
		Rating: rating{"Rating", v.Stars, jsonld.BestStars, jsonld.WorstStars}, About: reviewed{Type: name, Name: v.Piece.Title},
	}
	if len(v.Piece.CreatedAt) >= len("2026-08-03") {
		r.Published = v.Piece.CreatedAt[:len("2026-08-03")]
	}
	switch {
	case event:
		r.About.StartDate, r.About.Location = v.Piece.Day, jsonld.Place(v.Piece.Venue)
		if v.Piece.Time != "" {
			r.About.StartDate += "T" + v.Piece.Time
		}
	case v.Piece.Director != "":
		r.About.Director = jsonld.Person(v.Piece.Director)
	}
	return r
}

package sharepage

// review describes a piece to search engines (https://schema.org/Review). The template
// writes it as JSON in which no text can end the element.
type review struct {
	Context   string   `json:"@context"`
	Type      string   `json:"@type"`
	URL       string   `json:"url"`
	Image     string   `json:"image"`
	Author    thing    `json:"author"`
	Published string   `json:"datePublished,omitempty"`
	Body      string   `json:"reviewBody"`
	Rating    rating   `json:"reviewRating"`
	About     reviewed `json:"itemReviewed"`
}

type thing struct {
	Type string `json:"@type"`
	Name string `json:"name"`
}

type rating struct {
	Type  string `json:"@type"`
	Value string `json:"ratingValue"`
	Best  string `json:"bestRating"`
	Worst string `json:"worstRating"`
}

// reviewed is what was seen: a film is a work, a show is an event at a place and time.
type reviewed struct {
	Type      string `json:"@type"`
	Name      string `json:"name"`
	Director  *thing `json:"director,omitempty"`
	StartDate string `json:"startDate,omitempty"`
	Location  *thing `json:"location,omitempty"`
}

// events are the kinds that happen; the others are works.
var events = map[string]string{
	"play": "TheaterEvent", "musical": "TheaterEvent", "concert": "MusicEvent", "exhibition": "ExhibitionEvent",
}

func reviewOf(v *view) review {
	r := review{
		Context: "https://schema.org", Type: "Review", URL: v.URL, Image: v.Image,
		Author: thing{"Person", v.Nickname}, Body: v.Piece.Review,
		Rating: rating{"Rating", v.Stars, "5", "0.5"}, About: reviewed{Type: "CreativeWork", Name: v.Piece.Title},
	}
	if len(v.Piece.CreatedAt) >= len("2026-08-03") {
		r.Published = v.Piece.CreatedAt[:len("2026-08-03")]
	}
	if event, ok := events[v.Piece.Kind]; ok {
		r.About.Type, r.About.StartDate = event, v.Piece.Day
		if v.Piece.Time != "" {
			r.About.StartDate += "T" + v.Piece.Time
		}
		if v.Piece.Venue != "" {
			r.About.Location = &thing{"Place", v.Piece.Venue}
		}
		return r
	}
	if v.Piece.Kind == "movie" {
		r.About.Type = "Movie"
	}
	if v.Piece.Director != "" {
		r.About.Director = &thing{"Person", v.Piece.Director}
	}
	return r
}

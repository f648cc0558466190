package readinghttp

import (
	"time"

	"github.com/danielgtaylor/huma/v2"

	"piece/internal/reading"
)

// NewReading is what is to be read.
type NewReading struct {
	PhotoID string `json:"photoId" maxLength:"64" doc:"Id of an own, checked photo."`
}

// Reading is a picture that is read.
type Reading struct {
	ID          string              `json:"id" doc:"Id of the reading."`
	PhotoID     string              `json:"photoId" doc:"Id of the photo that is read."`
	State       string              `json:"state" doc:"asked: waits for its turn; running: is being read; done: has its suggestions, maybe none; failed: has a reason."`
	Suggestions []ReadingSuggestion `json:"suggestions" nullable:"false" doc:"What the ticket seems to tell, in the order of the form; empty until it is done."`
	CreatedAt   time.Time           `json:"createdAt" doc:"When it was asked for."`
	Failure     *ReadingFailure     `json:"failure,omitempty" doc:"Why it failed."`
}

// TransformSchema takes the list from the rules of the domain.
func (Reading) TransformSchema(_ huma.Registry, s *huma.Schema) *huma.Schema {
	s.Properties["state"].Enum = anys(reading.States())
	return s
}

// ReadingSuggestion is one fact that the ticket seems to tell.
type ReadingSuggestion struct {
	Field      string  `json:"field" doc:"Which fact of a piece it is." example:"date"`
	Value      string  `json:"value" doc:"In the form of the piece: a day as 2026-08-03, a time as 19:30, a price in digits of won, a kind by its name." example:"2026-11-21"`
	Label      string  `json:"label,omitempty" doc:"What is printed on the ticket, where the value doesn't show it." example:"2026.11.21(토) 19시 30분"`
	Confidence float64 `json:"confidence" minimum:"0" maximum:"1" doc:"How sure it is."`
	Clear      bool    `json:"clear" doc:"Whether it is so sure that it may be taken with others at once."`
}

// TransformSchema takes the list from the rules of the domain.
func (ReadingSuggestion) TransformSchema(_ huma.Registry, s *huma.Schema) *huma.Schema {
	s.Properties["field"].Enum = anys(reading.FieldList())
	return s
}

// ReadingFailure says why a reading failed.
type ReadingFailure struct {
	Code    string `json:"code" doc:"Stable name of the reason." example:"unavailable"`
	Message string `json:"message" doc:"What to tell the person, in the language of the request."`
}

// TransformSchema takes the list from the rules of the domain.
func (ReadingFailure) TransformSchema(_ huma.Registry, s *huma.Schema) *huma.Schema {
	s.Properties["code"].Enum = anys(reading.FailureCodes())
	return s
}

func anys[T ~string](list []T) []any {
	values := make([]any, len(list))
	for i, v := range list {
		values[i] = string(v)
	}
	return values
}

func readingOf(r reading.Reading, lang string) Reading {
	out := Reading{ID: r.ID, PhotoID: r.PhotoID, State: string(r.State), CreatedAt: r.CreatedAt, Suggestions: make([]ReadingSuggestion, 0, len(r.Found))}
	for _, s := range r.Found {
		out.Suggestions = append(out.Suggestions, ReadingSuggestion{
			Field: string(s.Field), Value: s.Value, Label: s.Label, Confidence: s.Confidence, Clear: s.Clear(),
		})
	}
	if r.State == reading.Failed {
		out.Failure = &ReadingFailure{Code: string(r.Failure), Message: r.Failure.Text().In(lang)}
	}
	return out
}

type askInput struct{ Body NewReading }

type readingOutput struct{ Body Reading }

type getInput struct {
	ID   string `path:"id" maxLength:"64" doc:"Id of the reading."`
	Wait int    `query:"wait" minimum:"0" maximum:"10" doc:"Seconds to hold the answer until the reading changes."`
}

type deleteInput struct {
	ID string `path:"id" maxLength:"64" doc:"Id of the reading."`
}

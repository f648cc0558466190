package httpapi

import "piece/internal/platform/errs"

// WornTitle is a title that somebody wears beside the nickname. Every API that shows people has
// it in the same shape.
type WornTitle struct {
	ID string `json:"id" doc:"Id of the title." example:"front-row"`
	Ko string `json:"ko" doc:"Its name in Korean." example:"맨 앞줄"`
	En string `json:"en" doc:"Its name in English." example:"Front row"`
}

// Worn gives the title with an id; nil without one.
func Worn(id string, name errs.Text) *WornTitle {
	if id == "" {
		return nil
	}
	return &WornTitle{ID: id, Ko: name.Ko, En: name.En}
}

package piecehttp

import "context"

const (
	ratingsDoc = "Of public pieces only. A cake that nobody knows has none, and the id of one that became part of another stands for that one. " +
		"Average and histogram come with the fifth piece."
	activityDoc = "Of pieces that belong to a cake, by days in Korea. A page may be empty and still have a next one."
)

// CakeRatings are what everybody thinks of a cake.
type CakeRatings struct {
	Pieces    int      `json:"pieces" minimum:"0" doc:"Public pieces of it."`
	Average   *float64 `json:"average,omitempty" minimum:"0.5" maximum:"5" doc:"Mean of their stars, with halves as 0.5; absent below five pieces." example:"4.25"`
	Histogram []int    `json:"histogram,omitempty" nullable:"false" doc:"How many of them have half a star, one star and so on up to five; absent below five pieces." example:"[0,0,0,0,1,0,2,5,3,9]"`
}

type ratingsInput struct {
	Cake string `query:"cake" required:"true" maxLength:"64" doc:"Id of a cake."`
}

type ratingsOutput struct{ Body CakeRatings }

func (h handlers) ratings(ctx context.Context, in *ratingsInput) (*ratingsOutput, error) {
	r, err := h.pieces.Ratings(ctx, in.Cake)
	if err != nil {
		return nil, err
	}
	out := CakeRatings{Pieces: r.Pieces}
	if r.Average > 0 {
		out.Average, out.Histogram = &r.Average, r.ByHalf[:]
	}
	return &ratingsOutput{out}, nil
}

// CakeActivity is how many public pieces of a cake were made on a day.
type CakeActivity struct {
	CakeID string `json:"cakeId"`
	Day    string `json:"day" format:"date" doc:"The calendar day in Korea." example:"2026-08-03"`
	Pieces int    `json:"pieces" minimum:"1"`
}

// CakeActivityList is one page of counts.
type CakeActivityList struct {
	Items []CakeActivity `json:"items" nullable:"false"`
	Next  string         `json:"next,omitempty" doc:"The cursor of the next page; absent on the last."`
}

type activityInput struct {
	Since  string `query:"since" required:"true" doc:"The first day in Korea that counts." example:"2026-08-03"`
	Cursor string `query:"cursor" maxLength:"256" doc:"The next of the page before; absent for the first."`
}

type activityOutput struct{ Body CakeActivityList }

func (h handlers) activity(ctx context.Context, in *activityInput) (*activityOutput, error) {
	found, err := h.pieces.Activity(ctx, in.Since, in.Cursor)
	if err != nil {
		return nil, err
	}
	out := CakeActivityList{Items: make([]CakeActivity, 0, len(found.Items)), Next: found.Next.String()}
	for _, a := range found.Items {
		out.Items = append(out.Items, CakeActivity{CakeID: a.CakeID, Day: string(a.Day), Pieces: a.Pieces})
	}
	return &activityOutput{out}, nil
}

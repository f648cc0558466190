package statshttp

import (
	"context"
	"mime"
	"net/http"
	"strconv"

	"piece/internal/piece/stats"
	"piece/internal/platform/auth"
	"piece/internal/platform/httpapi"
)

type statisticsInput struct {
	Year  year   `query:"year" doc:"Pieces of this year by the day they were seen; of all years when absent." example:"2026"`
	Today string `query:"today" doc:"The calendar day where the person is; a year that it lies in is compared with the one before until that day only. That in Korea when absent." example:"2026-08-03"`
}

type statisticsOutput struct{ Body Statistics }

func (h handlers) statistics(ctx context.Context, in *statisticsInput) (*statisticsOutput, error) {
	s, err := h.stats.Statistics(ctx, auth.Person(ctx), int(in.Year), in.Today)
	if err != nil {
		return nil, err
	}
	return &statisticsOutput{statisticsOf(&s)}, nil
}

type yearsOutput struct{ Body StatisticsYears }

func (h handlers) years(ctx context.Context, _ *struct{}) (*yearsOutput, error) {
	years, err := h.stats.Years(ctx, auth.Person(ctx))
	if err != nil {
		return nil, err
	}
	out := StatisticsYears{Items: make([]StatisticsYear, 0, len(years))}
	for _, y := range years {
		out.Items = append(out.Items, StatisticsYear{Year: y.Year, Totals: totalsOf(y.Totals), Recap: y.HasRecap()})
	}
	return &yearsOutput{out}, nil
}

type recapInput struct {
	Year  int    `path:"year" doc:"Which year." example:"2026"`
	Today string `query:"today" doc:"As in the statistics." example:"2026-12-20"`
}

type recapOutput struct{ Body Recap }

func (h handlers) recap(ctx context.Context, in *recapInput) (*recapOutput, error) {
	r, err := h.stats.Recap(ctx, auth.Person(ctx), in.Year, in.Today)
	if err != nil {
		return nil, err
	}
	return &recapOutput{recapOf(&r)}, nil
}

type cardInput struct {
	Year     int    `path:"year" doc:"Which year." example:"2026"`
	Format   format `query:"format" default:"story" doc:"story: upright, 1080x1920; wide: 1200x630."`
	Download bool   `query:"download" doc:"Whether the picture comes as an attachment, to be saved."`
	IfNone   string `header:"If-None-Match" doc:"The ETag of the picture that the caller has."`
}

type cardOutput struct {
	Status       int
	ContentType  string `header:"Content-Type"`
	CacheControl string `header:"Cache-Control" doc:"The picture is asked for again each time, because the pieces may have changed."`
	ETag         string `header:"ETag"`
	Disposition  string `header:"Content-Disposition"`
	Body         []byte
}

func (h handlers) card(ctx context.Context, in *cardInput) (*cardOutput, error) {
	c, err := h.stats.Card(ctx, auth.Person(ctx), in.Year, stats.Format(in.Format), httpapi.Language(ctx))
	if err != nil {
		return nil, err
	}
	out := &cardOutput{Status: http.StatusOK, CacheControl: httpapi.AskAgain, ETag: `"` + c.Tag + `"`}
	if httpapi.HasTag(in.IfNone, out.ETag) {
		out.Status = http.StatusNotModified
		return out, nil
	}
	kind := "inline"
	if in.Download {
		kind = "attachment"
	}
	out.ContentType = "image/webp"
	out.Disposition = mime.FormatMediaType(kind, map[string]string{"filename": "PIECE " + strconv.Itoa(in.Year) + ".webp"})
	out.Body, err = c.WebP(ctx)
	return out, err
}

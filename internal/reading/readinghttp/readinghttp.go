// Package readinghttp is the API of reading tickets. It only translates; what is allowed is decided
// in package reading.
package readinghttp

import (
	"context"
	"net/http"
	"strconv"
	"time"

	"piece/internal/platform/auth"
	"piece/internal/platform/httpapi"
	"piece/internal/reading"
)

type handlers struct{ readings *reading.Service }

const (
	tag     = "readings"
	maxBody = 1 << 10 // bytes
)

// Register adds the operations.
func Register(a *httpapi.API, s *reading.Service) {
	h := handlers{readings: s}
	httpapi.Register(a, httpapi.Person, httpapi.Operation(tag, "askReading", http.MethodPost, "/readings", "Have a picture of a ticket or a booking read",
		"Gives the reading of the photo that exists and hasn't failed, or asks for a new one. The picture is sent to the provider of GET /ai, in reduced size and without metadata: 403 ai_consent before the person agreed to that, 429 ai_quota when the readings of the day are used up, 429 readings_waiting while "+strconv.Itoa(reading.MaxUnsettled)+" are under way, 503 ai_off and ai_budget.",
		httpapi.Answers(http.StatusAccepted), httpapi.Takes(maxBody), httpapi.Fails(http.StatusForbidden)), h.ask)
	httpapi.Register(a, httpapi.Person, httpapi.Operation(tag, "getReading", http.MethodGet, "/readings/{id}", "Read an own reading",
		"With wait, the answer is held until the reading is begun, done or failed, or the time is over. A reading is kept for a day, and as long as its photo.", httpapi.Fails(http.StatusNotFound)), h.get)
	httpapi.Register(a, httpapi.Person, httpapi.Operation(tag, "deleteReading", http.MethodDelete, "/readings/{id}", "Cancel or forget an own reading",
		"What the provider was asked already counts.", httpapi.Answers(http.StatusNoContent), httpapi.Fails(http.StatusNotFound)), h.delete)
}

func (h handlers) ask(ctx context.Context, in *askInput) (*readingOutput, error) {
	r, err := h.readings.Ask(ctx, auth.Person(ctx), in.Body.PhotoID)
	return answer(ctx, r, err)
}

func (h handlers) get(ctx context.Context, in *getInput) (*readingOutput, error) {
	r, err := h.readings.Await(ctx, auth.Person(ctx), in.ID, time.Duration(in.Wait)*time.Second)
	return answer(ctx, r, err)
}

func (h handlers) delete(ctx context.Context, in *deleteInput) (*struct{}, error) {
	return nil, h.readings.Delete(ctx, auth.Person(ctx), in.ID)
}

func answer(ctx context.Context, r reading.Reading, err error) (*readingOutput, error) {
	if err != nil {
		return nil, err
	}
	return &readingOutput{readingOf(r, httpapi.Language(ctx))}, nil
}

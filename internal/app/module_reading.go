package app

import (
	"context"
	"encoding/json"
	"errors"

	"piece/internal/genai"
	"piece/internal/media"
	"piece/internal/platform/lifecycle"
	"piece/internal/platform/sqldb"
	"piece/internal/reading"
	"piece/internal/reading/readinghttp"
	"piece/internal/reading/readingsql"
)

// startReadings makes the readings of tickets. Without a model that reads they are there, and say
// so to whoever asks.
func startReadings(ctx context.Context, h *house) (lifecycle.Runner, error) {
	if _, err := sqldb.Migrate(ctx, h.db, readingsql.Domain, readingsql.Migrations); err != nil {
		return nil, err
	}
	h.readings = reading.New(reading.Deps{
		Store: readingsql.New(h.db), Photos: readingPhotos{h.media}, Reader: modelReader{h.ai}, Clock: h.clock, Log: h.log, Metrics: h.metrics,
		Workers: h.config.AI.Workers, Drain: h.config.HTTP.Grace * 2 / 3, Instructions: h.config.AI.Read,
	})
	h.beforeStop = append(h.beforeStop, h.readings.EndWaits)
	readinghttp.Register(h.server.API, h.readings)
	return nil, nil
}

// startReadingQueue reads, where a model does.
func startReadingQueue(_ context.Context, h *house) (lifecycle.Runner, error) {
	return h.readings, nil
}

// readingPhotos are the photos in the words of readings.
type readingPhotos struct{ media *media.Service }

func (p readingPhotos) Exists(ctx context.Context, owner, id string) error {
	_, err := p.media.Photo(ctx, owner, id)
	return err
}

func (p readingPhotos) Image(ctx context.Context, owner, id string) ([]byte, error) {
	return p.media.Image(ctx, owner, id)
}

// modelReader is the generative model in the words of readings.
type modelReader struct{ ai *genai.Service }

func (m modelReader) MayRead(ctx context.Context, person string) error {
	return m.ai.MayAsk(ctx, person, genai.Read)
}

func (m modelReader) Read(ctx context.Context, r reading.Request) ([]byte, error) {
	ctx, stop := askingModel(ctx, reading.ErrCalledOff)
	defer stop()
	answer, err := m.ai.Read(ctx, genai.Call{Ref: r.Ref, Person: r.Person, Step: genai.Read}, genai.ReadOrder{
		Picture: r.Picture, Instructions: r.Instructions, SchemaName: r.SchemaName, Schema: r.Schema,
		Check: func(object json.RawMessage) error { return r.Check(object) },
	})
	if told, ok := errors.AsType[*genai.Error](err); ok {
		return nil, troubleOf(told)
	}
	return answer, err
}

// troubleOf says in the words of readings why there is no answer.
func troubleOf(e *genai.Error) *reading.Trouble {
	t := &reading.Trouble{RetryAfter: e.RetryAfter, Err: e}
	switch e.Outcome {
	case genai.Busy, genai.Down:
		t.Why, t.Again = reading.FailedUnavailable, true
	case genai.Refused:
		t.Why = reading.FailedRefused
	case genai.Broken:
		t.Why = reading.FailedBroken
	case genai.NoMoney:
		t.Why = reading.FailedBudget
	case genai.NoQuota:
		t.Why = reading.FailedQuota
	case genai.NoConsent:
		t.Why = reading.FailedConsent
	case genai.Setup, genai.Off:
		t.Why = reading.FailedSetup
	default:
		t.Why = reading.FailedLost
	}
	return t
}

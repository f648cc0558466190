// Package genaihttp is the API of the AI for a person: who provides it, what is left of it today,
// and whether the person agrees. It decides nothing.
package genaihttp

import (
	"context"
	"net/http"
	"time"

	"piece/internal/genai"
	"piece/internal/platform/auth"
	"piece/internal/platform/httpapi"
)

const tag = "ai"

// maxBody is more than a consent takes, in bytes.
const maxBody = 4 << 10

// Register adds the operations.
func Register(a *httpapi.API, s *genai.Service) {
	h := handlers{s}
	httpapi.Register(a, httpapi.Person, httpapi.Operation(tag, "getAI", http.MethodGet, "/ai", "What the AI does here, and what is left of it today",
		"Without a provider there is no AI on this site, and nothing else here means anything."), h.state)
	httpapi.Register(a, httpapi.Person, httpapi.Operation(tag, "agreeToAI", http.MethodPut, "/ai/consent", "Agree that own photos are sent to the provider",
		"In reduced size and without metadata. It holds for the provider of this name; another one is asked for anew, and with another name this is 409 ai_provider.",
		httpapi.Answers(http.StatusNoContent), httpapi.Takes(maxBody), httpapi.Fails(http.StatusConflict, http.StatusServiceUnavailable)), h.agree)
	httpapi.Register(a, httpapi.Person, httpapi.Operation(tag, "disagreeToAI", http.MethodDelete, "/ai/consent", "Take that back",
		"Nothing is sent any more. What is on its way can't be called back. Again is fine."), h.disagree)
}

type handlers struct{ ai *genai.Service }

// empty is an answer without a body.
type empty struct{}

// AI is how things are for the caller.
type AI struct {
	Provider  *AIProvider `json:"provider,omitempty" doc:"Absent where there is no AI."`
	Agreed    bool        `json:"agreed" doc:"The caller agreed that photos are sent to this provider."`
	AgreedAt  *time.Time  `json:"agreedAt,omitempty"`
	Paintings AIQuota     `json:"paintings"`
	Readings  AIQuota     `json:"readings"`
	Paused    string      `json:"paused,omitempty" enum:"budget,down" doc:"Why nobody is asked at the moment: the money of the day is spent, or the provider doesn't answer."`
	Seconds   int         `json:"seconds" doc:"That a painting usually takes; 0 where none is painted."`
}

// AIProvider is who provides it.
type AIProvider struct {
	Name   string `json:"name" doc:"As people know it. It is what they agree to."`
	Paints bool   `json:"paints" doc:"It paints backs."`
	Reads  bool   `json:"reads" doc:"It reads tickets."`
}

// AIQuota is how often the caller may still ask today.
type AIQuota struct {
	Limit    int       `json:"limit" minimum:"0"`
	Left     int       `json:"left" minimum:"0"`
	ResetsAt time.Time `json:"resetsAt" doc:"Midnight in Korea."`
}

type stateOutput struct{ Body AI }

func (h handlers) state(ctx context.Context, _ *struct{}) (*stateOutput, error) {
	s, err := h.ai.State(ctx, auth.Person(ctx))
	if err != nil {
		return nil, err
	}
	out := &stateOutput{Body: AI{
		Agreed: s.Agreed, Paintings: AIQuota(s.Paintings), Readings: AIQuota(s.Readings), Paused: string(s.Paused), Seconds: s.Seconds,
	}}
	if s.On() {
		out.Body.Provider = &AIProvider{Name: s.Name, Paints: s.Paints, Reads: s.Reads}
	}
	if s.Agreed {
		out.Body.AgreedAt = &s.AgreedAt
	}
	return out, nil
}

// AIConsent is what a person agrees to.
type AIConsent struct {
	Provider string `json:"provider" minLength:"1" maxLength:"200" doc:"Its name, as the person read it."`
}

type consentInput struct{ Body AIConsent }

func (h handlers) agree(ctx context.Context, in *consentInput) (*empty, error) {
	return nil, h.ai.Agree(ctx, auth.Person(ctx), in.Body.Provider)
}

func (h handlers) disagree(ctx context.Context, _ *struct{}) (*empty, error) {
	return nil, h.ai.Disagree(ctx, auth.Person(ctx))
}

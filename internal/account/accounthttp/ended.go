package accounthttp

import (
	"context"
	"time"

	"piece/internal/platform/auth"
)

// RealtimeToken opens a realtime connection.
type RealtimeToken struct {
	Token  string    `json:"token" doc:"To hand over when connecting, and again before it ends."`
	EndsAt time.Time `json:"endsAt" doc:"When it ends, and the connection with it."`
}

func (h *handlers) realtimeToken(ctx context.Context, _ *struct{}) (*struct{ Body RealtimeToken }, error) {
	who, _ := auth.From(ctx)
	t, err := h.service.RealtimeToken(ctx, who)
	if err != nil {
		return nil, err
	}
	return &struct{ Body RealtimeToken }{Body: RealtimeToken{Token: t.Token, EndsAt: t.Ends}}, nil
}

// EndedSession is a session that has ended.
type EndedSession struct {
	Seq     int64  `json:"seq" doc:"Number, rising with every one."`
	Session string `json:"session" doc:"SHA-256 of the id of the session, in hexadecimal digits."`
}

// EndedSessions is a stretch of the list.
type EndedSessions struct {
	Items []EndedSession `json:"items" nullable:"false" doc:"In their order."`
}

func (h *handlers) endedSessions(ctx context.Context, in *struct {
	After int64 `query:"after" minimum:"0" doc:"Number of the last one seen; 0 at the start."`
	Limit int   `query:"limit" minimum:"1" maximum:"500" default:"100" doc:"How many at most."`
}) (*struct{ Body EndedSessions }, error) {
	ended, err := h.service.Ended(ctx, in.After, in.Limit)
	if err != nil {
		return nil, err
	}
	items := make([]EndedSession, len(ended))
	for i, e := range ended {
		items[i] = EndedSession(e)
	}
	return &struct{ Body EndedSessions }{Body: EndedSessions{Items: items}}, nil
}

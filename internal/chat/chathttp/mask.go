package chathttp

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"piece/internal/chat"
	"piece/internal/platform/auth"
	"piece/internal/platform/httpapi"
)

func (h handlers) registerMasking(a *httpapi.API) {
	fails := httpapi.Fails(http.StatusForbidden, http.StatusNotFound)
	httpapi.Register(a, httpapi.Person, httpapi.Operation("order", "reviewMessage", http.MethodGet, "/rooms/{id}/messages/{seq}/review", "Look at a message as an admin",
		"For admins. Of messages of direct rooms what became of them, not what they say.", fails), h.reviewMessage)
	httpapi.Register(a, httpapi.Person, httpapi.Operation("order", "hideMessage", http.MethodPut, "/rooms/{id}/messages/{seq}/hidden", "Hide what a message holds from everybody",
		"For admins. Its place stays, and what it holds is kept. Again is fine.", httpapi.Takes(maxBody), fails), h.mask)
	httpapi.Register(a, httpapi.Person, httpapi.Operation("order", "unhideMessage", http.MethodDelete, "/rooms/{id}/messages/{seq}/hidden", "Show a hidden message again",
		"For admins. Again is fine.", httpapi.Answers(http.StatusOK), fails), h.unmask)
}

// MessageHide is what an admin fills in to hide a message.
type MessageHide struct {
	Reason string `json:"reason" doc:"Why, for other admins."`
}

// TransformSchema implements huma.SchemaTransformer.
func (MessageHide) TransformSchema(_ huma.Registry, s *huma.Schema) *huma.Schema {
	httpapi.LimitText(s, "reason", chat.MaskReasonRule)
	return s
}

// MessageReview is a message as admins look at it.
type MessageReview struct {
	Room    string    `json:"room"`
	Seq     int64     `json:"seq"`
	Sender  string    `json:"sender" doc:"Id of the person."`
	At      time.Time `json:"at"`
	Text    string    `json:"text,omitempty" doc:"Of messages of open rooms."`
	PieceID string    `json:"pieceId,omitempty"`
	Open    bool      `json:"open" doc:"Whether it is in an open room."`
	Removed bool      `json:"removed" doc:"The sender removed it; nothing is left."`
	Hidden  bool      `json:"hidden" doc:"An admin hides it."`
}

type messageReviewOutput struct{ Body MessageReview }

func adminOf(ctx context.Context) chat.Admin {
	who, _ := auth.From(ctx)
	return chat.Admin{ID: who.PersonID, Is: who.Role == auth.RoleAdmin}
}

func (h handlers) reviewMessage(ctx context.Context, in *messagePath) (*messageReviewOutput, error) {
	return reviewed(h.chats.Review(ctx, adminOf(ctx), in.ID, in.Seq))
}

func (h handlers) mask(ctx context.Context, in *struct {
	ID   string `path:"id" maxLength:"64" doc:"Id of a room."`
	Seq  int64  `path:"seq" minimum:"1" doc:"Place of the message."`
	Body MessageHide
}) (*messageReviewOutput, error) {
	return reviewed(h.chats.Mask(ctx, adminOf(ctx), in.ID, in.Seq, in.Body.Reason))
}

func (h handlers) unmask(ctx context.Context, in *messagePath) (*messageReviewOutput, error) {
	return reviewed(h.chats.Unmask(ctx, adminOf(ctx), in.ID, in.Seq))
}

func reviewed(r chat.Reviewed, err error) (*messageReviewOutput, error) {
	if err != nil {
		return nil, err
	}
	e := r.Entry
	return &messageReviewOutput{MessageReview{
		Room: e.RoomID, Seq: e.Seq, Sender: e.Sender, At: e.At, Text: e.Text, PieceID: e.PieceID, Open: r.Open, Removed: e.Removed, Hidden: e.Masked,
	}}, nil
}

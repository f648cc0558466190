package piecehttp

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"piece/internal/piece"
	"piece/internal/platform/auth"
	"piece/internal/platform/httpapi"
)

func registerHiding(a *httpapi.API, h handlers) {
	fails := httpapi.Fails(http.StatusForbidden, http.StatusNotFound)
	httpapi.Register(a, httpapi.Person, httpapi.Operation("order", "reviewPiece", http.MethodGet, "/pieces/{id}/review", "Look at a piece as an admin",
		"For admins. As others see it, or would if it weren't hidden; of what its owner keeps private only whose it is.", fails), h.review)
	httpapi.Register(a, httpapi.Person, httpapi.Operation("order", "reviewTicketFile", http.MethodGet, "/pieces/{id}/review/{file}", "One file of a ticket that an admin looks at",
		"For admins.", httpapi.GivesOnce("The file.", piece.FileTypes()...), fails), h.reviewFile)
	httpapi.Register(a, httpapi.Person, httpapi.Operation("order", "hidePiece", http.MethodPut, "/pieces/{id}/hidden", "Hide a piece from everybody but its owner",
		"For admins. The owner is told the reason. Again changes it.", httpapi.Takes(maxBody), fails), h.hide)
	httpapi.Register(a, httpapi.Person, httpapi.Operation("order", "unhidePiece", http.MethodDelete, "/pieces/{id}/hidden", "Let a hidden piece be seen again",
		"For admins. Again is fine.", httpapi.Answers(http.StatusOK), fails), h.unhide)
}

// PieceHiding is when and why an admin hid a piece.
type PieceHiding struct {
	At     time.Time `json:"at"`
	Reason string    `json:"reason" doc:"Why, in the words of an admin."`
}

// PieceHide is what an admin fills in to hide a piece.
type PieceHide struct {
	Reason string `json:"reason" doc:"Why; the owner is told."`
}

// TransformSchema implements huma.SchemaTransformer.
func (PieceHide) TransformSchema(_ huma.Registry, s *huma.Schema) *huma.Schema {
	httpapi.LimitText(s, "reason", piece.HideReasonRule)
	return s
}

// PieceReview is a piece as admins look at it.
type PieceReview struct {
	ID         string        `json:"id"`
	Owner      PieceOwner    `json:"owner"`
	Visibility string        `json:"visibility" doc:"What its owner chose. Of a private piece there is nothing more."`
	Hidden     *PieceHiding  `json:"hidden,omitempty" doc:"Absent while it isn't hidden."`
	Title      string        `json:"title,omitempty"`
	Review     string        `json:"review,omitempty"`
	Ticket     *TicketImages `json:"ticket,omitempty" doc:"Addresses of its images, for admins."`
}

type reviewOutput struct{ Body PieceReview }

func adminOf(ctx context.Context) piece.Admin {
	who, _ := auth.From(ctx)
	return piece.Admin{ID: who.PersonID, Is: who.Role == auth.RoleAdmin}
}

func (h handlers) review(ctx context.Context, in *idPath) (*reviewOutput, error) {
	return reviewed(h.pieces.Review(ctx, adminOf(ctx), in.ID))
}

func (h handlers) hide(ctx context.Context, in *struct {
	ID   string `path:"id" doc:"Id of a piece."`
	Body PieceHide
}) (*reviewOutput, error) {
	return reviewed(h.pieces.Hide(ctx, adminOf(ctx), in.ID, in.Body.Reason))
}

func (h handlers) unhide(ctx context.Context, in *idPath) (*reviewOutput, error) {
	return reviewed(h.pieces.Unhide(ctx, adminOf(ctx), in.ID))
}

type reviewFileInput struct {
	ID     string `path:"id" doc:"Id of a piece."`
	File   string `path:"file" doc:"As of tickets, without the sheet to print."`
	IfNone string `header:"If-None-Match" doc:"The ETag of the file that the caller has."`
}

func (h handlers) reviewFile(ctx context.Context, in *reviewFileInput) (*fileOutput, error) {
	t, err := h.pieces.ReviewTicket(ctx, adminOf(ctx), in.ID, in.File)
	if err != nil {
		return nil, err
	}
	out := &fileOutput{Status: http.StatusOK, CacheControl: httpapi.AskAgain, ETag: `"` + t.Tag + `"`}
	if httpapi.HasTag(in.IfNone, out.ETag) {
		out.Status = http.StatusNotModified
		return out, nil
	}
	out.ContentType = t.File.ContentType
	out.Disposition = disposition(false, t.Name)
	out.Body, err = t.Bytes(ctx)
	return out, err
}

func reviewed(r piece.Reviewed, err error) (*reviewOutput, error) {
	if err != nil {
		return nil, err
	}
	out := PieceReview{ID: r.ID, Owner: PieceOwner{ID: r.Owner.ID, Nickname: r.Owner.Nickname}, Visibility: string(r.Visibility), Hidden: hidingOf(r.Hidden)}
	if r.Visibility == piece.Public {
		address := func(file string) string { return httpapi.Prefix + "/pieces/" + r.ID + "/review/" + file }
		out.Title, out.Review = r.Title, r.Piece.Review
		out.Ticket = &TicketImages{
			Front: address(piece.FrontWebP), Back: address(piece.BackWebP), FrontSmall: address(piece.FrontSmall), BackSmall: address(piece.BackSmall),
		}
	}
	return &reviewOutput{out}, nil
}

func hidingOf(h piece.Hiding) *PieceHiding {
	if !h.Is() {
		return nil
	}
	return &PieceHiding{At: h.At, Reason: h.Reason}
}

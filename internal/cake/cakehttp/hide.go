package cakehttp

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"piece/internal/cake"
	"piece/internal/platform/httpapi"
)

func registerHiding(a *httpapi.API, h handlers) {
	fails := httpapi.Fails(http.StatusForbidden, http.StatusNotFound)
	httpapi.Register(a, httpapi.Person, httpapi.Operation("order", "hideCake", http.MethodPut, "/cakes/{id}/hidden", "Hide a cake from everybody but admins",
		"For admins. It is in no list and no search; pieces and rooms of it stay. Again changes the reason.", httpapi.Takes(maxBody), fails), h.hide)
	httpapi.Register(a, httpapi.Person, httpapi.Operation("order", "unhideCake", http.MethodDelete, "/cakes/{id}/hidden", "Let a hidden cake be seen again",
		"For admins. Again is fine.", httpapi.Answers(http.StatusOK), fails), h.unhide)
}

// CakeHiding is when and why an admin hid a cake.
type CakeHiding struct {
	At     time.Time `json:"at"`
	Reason string    `json:"reason" doc:"Why, in the words of an admin."`
}

// CakeHide is what an admin fills in to hide a cake.
type CakeHide struct {
	Reason string `json:"reason" doc:"Why, for other admins."`
}

// TransformSchema implements huma.SchemaTransformer.
func (CakeHide) TransformSchema(_ huma.Registry, s *huma.Schema) *huma.Schema {
	httpapi.LimitText(s, "reason", cake.HideReasonRule)
	return s
}

func (h handlers) hide(ctx context.Context, in *struct {
	ID   string `path:"id" doc:"Id of a cake."`
	Body CakeHide
}) (*cakeOutput, error) {
	v, err := h.cakes.Hide(ctx, Viewer(ctx), in.ID, in.Body.Reason)
	if err != nil {
		return nil, err
	}
	return &cakeOutput{cakeOf(v)}, nil
}

func (h handlers) unhide(ctx context.Context, in *idPath) (*cakeOutput, error) {
	v, err := h.cakes.Unhide(ctx, Viewer(ctx), in.ID)
	if err != nil {
		return nil, err
	}
	return &cakeOutput{cakeOf(v)}, nil
}

func hidingOf(h cake.Hiding) *CakeHiding {
	if !h.Is() {
		return nil
	}
	return &CakeHiding{At: h.At, Reason: h.Reason}
}

package piecehttp

import (
	"context"

	"github.com/danielgtaylor/huma/v2"

	"piece/internal/piece"
	"piece/internal/platform/auth"
)

// EditedPiece is what a piece becomes by an edit.
type EditedPiece struct {
	NewPiece
	Version int `json:"version" minimum:"1" doc:"The version of the piece that the person saw and edited." example:"1"`
}

// PiecePatch switches what needs no edit. What is absent stays as it is.
type PiecePatch struct {
	Visibility *string `json:"visibility,omitempty" doc:"Who may see it from now on. Another one makes a new version of the piece."`
	Remind     *bool   `json:"remind,omitempty" doc:"Whether the owner wants to be reminded of it on its anniversaries."`
}

// TransformSchema implements huma.SchemaTransformer.
func (PiecePatch) TransformSchema(_ huma.Registry, s *huma.Schema) *huma.Schema {
	choices(s, "visibility", piece.Visibilities())
	return s
}

const (
	editDoc = "The whole piece is sent; what is absent becomes empty. The ticket is drawn again when something on it changed, and gets new addresses then; a new photo needs an artwork of its own. " +
		"Only the version that is stored can be edited: another one is 409 edited_elsewhere, unless the piece is already what was sent, so an edit can be sent again."
	patchDoc = "Takes effect at once in lists, files and links."
)

type editInput struct {
	ID   string `path:"id" doc:"Id of a piece."`
	Body EditedPiece
}

func (h handlers) edit(ctx context.Context, in *editInput) (*pieceOutput, error) {
	v, err := h.pieces.Edit(ctx, auth.Person(ctx), in.ID, in.Body.Version, in.Body.draft())
	if err != nil {
		return nil, err
	}
	return &pieceOutput{pieceOf(v)}, nil
}

type patchInput struct {
	ID   string `path:"id" doc:"Id of a piece."`
	Body PiecePatch
}

func (h handlers) patch(ctx context.Context, in *patchInput) (*pieceOutput, error) {
	v, err := h.pieces.Patch(ctx, auth.Person(ctx), in.ID, piece.Patch{Visibility: (*piece.Visibility)(in.Body.Visibility), Remind: in.Body.Remind})
	if err != nil {
		return nil, err
	}
	return &pieceOutput{pieceOf(v)}, nil
}

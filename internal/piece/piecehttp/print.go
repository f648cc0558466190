package piecehttp

import (
	"context"

	"piece/internal/platform/auth"
)

type printInput struct {
	IDs []string `query:"ids" required:"true" minItems:"1" maxItems:"9" doc:"Which pieces, in their order on the sheet, separated by commas; a single one fills the sheet."`
}

type printOutput struct {
	ContentType  string `header:"Content-Type"`
	CacheControl string `header:"Cache-Control"`
	Disposition  string `header:"Content-Disposition"`
	Body         []byte
}

func (h handlers) print(ctx context.Context, in *printInput) (*printOutput, error) {
	file, err := h.pieces.Print(ctx, auth.Person(ctx), in.IDs)
	if err != nil {
		return nil, err
	}
	return &printOutput{ContentType: "application/pdf", CacheControl: "no-store", Disposition: disposition(true, "PIECE.pdf"), Body: file}, nil
}

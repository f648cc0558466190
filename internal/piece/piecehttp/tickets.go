package piecehttp

import (
	"cmp"
	"context"
	"mime"
	"net/http"
	"strconv"

	"piece/internal/craft/ticket"
	"piece/internal/piece"
	"piece/internal/platform/auth"
	"piece/internal/platform/httpapi"
)

type fileInput struct {
	ID       string `path:"id" doc:"Id of a piece."`
	File     string `path:"file" doc:"Which file: front.webp, back.webp, front-small.webp, back-small.webp, front.png, back.png, share.jpg or print.pdf."`
	Revision int    `query:"v" doc:"The revision that the address was made for, so that an old image is never taken for a new one."`
	Download bool   `query:"download" doc:"Whether the file comes as an attachment, to be saved."`
	IfNone   string `header:"If-None-Match" doc:"The ETag of the file that the caller has."`
}

type fileOutput struct {
	Status       int
	ContentType  string `header:"Content-Type"`
	CacheControl string `header:"Cache-Control" doc:"An own ticket may be kept for good, because a new one has a new address; somebody else's is asked for again each time, because it may be made private."`
	ETag         string `header:"ETag"`
	Disposition  string `header:"Content-Disposition"`
	Policy       string `header:"Cross-Origin-Resource-Policy" doc:"Pages elsewhere may show the file of a public piece."`
	Body         []byte
}

func (h handlers) file(ctx context.Context, in *fileInput) (*fileOutput, error) {
	t, err := h.pieces.Ticket(ctx, auth.Person(ctx), in.ID, in.File)
	if err != nil {
		return nil, err
	}
	out := &fileOutput{Status: http.StatusOK, CacheControl: httpapi.AskAgain, ETag: `"` + t.Tag + `"`}
	if t.Mine && in.Revision == t.Revision {
		out.CacheControl = httpapi.KeepForever
	}
	if t.Public {
		out.Policy = "cross-origin"
	}
	if httpapi.HasTag(in.IfNone, out.ETag) {
		out.Status = http.StatusNotModified
		return out, nil
	}
	out.ContentType = t.File.ContentType
	out.Disposition = disposition(in.Download, t.Name)
	out.Body, err = t.Bytes(ctx)
	return out, err
}

// disposition names the file for whoever saves it. mime writes names outside of ASCII as
// RFC 2231 says and leaves no way out of the quotes.
func disposition(download bool, name string) string {
	kind := "inline"
	if download {
		kind = "attachment"
	}
	return mime.FormatMediaType(kind, map[string]string{"filename": name})
}

type previewInput struct{ Body TicketPreview }

type previewOutput struct {
	ContentType  string `header:"Content-Type"`
	CacheControl string `header:"Cache-Control"`
	Body         []byte
}

func (h handlers) preview(ctx context.Context, in *previewInput) (*previewOutput, error) {
	b := in.Body
	p := piece.Preview{
		PieceID: b.PieceID, Side: ticket.Side(b.Side), Width: b.Width, PhotoID: b.PhotoID, ArtworkID: b.ArtworkID,
		Cover: b.Cover, Kind: piece.Kind(b.Kind), Shape: ticket.Shape(b.Shape), Paper: ticket.Paper(b.Paper), Language: cmp.Or(b.Language, httpapi.Language(ctx)),
		Title: b.Title, Day: b.Day, Time: b.Time, Venue: b.Venue, Seat: b.Seat, Review: b.Review, HalfStars: b.HalfStars,
	}
	if b.Crop != nil {
		crop := cropOf(b.Crop)
		p.Crop = &crop
	}
	img, err := h.pieces.Preview(ctx, auth.Person(ctx), p)
	if err != nil {
		return nil, err
	}
	return &previewOutput{ContentType: "image/webp", CacheControl: "no-store", Body: img}, nil
}

// fileURL is the address of a file of a ticket. The revision makes it a new one whenever
// the ticket is drawn again.
func fileURL(p *piece.Piece, file string) string {
	return httpapi.Prefix + "/pieces/" + p.ID + "/ticket/" + file + "?v=" + strconv.Itoa(p.Revision)
}

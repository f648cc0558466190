package sharehttp

import (
	"context"
	"mime"
	"net/http"
	"strconv"

	"piece/internal/piece"
	"piece/internal/piece/share"
	"piece/internal/platform/auth"
	"piece/internal/platform/httpapi"
)

type makeLinkInput struct {
	ID   string `path:"id" doc:"Id of a piece."`
	Body NewLink
}

type linkOutput struct{ Body Link }

func (h handlers) makeLink(ctx context.Context, in *makeLinkInput) (*linkOutput, error) {
	l, err := h.share.MakeLink(ctx, auth.Person(ctx), in.ID, share.NewLink{EndsOn: piece.Day(in.Body.EndsOn), TimeZone: in.Body.TimeZone})
	if err != nil {
		return nil, err
	}
	return &linkOutput{h.linkOf(l)}, nil
}

type linksInput struct {
	PieceID string `query:"pieceId" maxLength:"64" doc:"Only links to this piece."`
	Cursor  string `query:"cursor" maxLength:"256" doc:"The next of the page before; absent for the first."`
	Limit   int    `query:"limit" minimum:"1" maximum:"60" default:"24" doc:"Links on a page."`
}

type linksOutput struct{ Body LinkList }

func (h handlers) links(ctx context.Context, in *linksInput) (*linksOutput, error) {
	p, err := h.share.Links(ctx, auth.Person(ctx), in.PieceID, in.Cursor, in.Limit)
	if err != nil {
		return nil, err
	}
	out := LinkList{Items: make([]Link, 0, len(p.Items)), Next: p.Next.String()}
	for _, l := range p.Items {
		out.Items = append(out.Items, h.linkOf(l))
	}
	return &linksOutput{out}, nil
}

func (h handlers) linkOf(l share.LinkView) Link {
	out := Link{
		ID: l.ID, URL: h.publicURL + "/s/" + l.Token, CreatedAt: l.CreatedAt, Ended: l.Ended,
		Piece: LinkPiece{
			ID: l.PieceID, Title: l.Piece.Title, Day: string(l.Piece.Day), Color: l.Piece.Color,
			FrontSmall: address("/pieces/"+l.PieceID, &l.Piece, piece.FrontSmall),
		},
	}
	if !l.EndsAt.IsZero() {
		out.EndsAt = &l.EndsAt
	}
	return out
}

type linkPath struct {
	ID string `path:"id" doc:"Id of a link."`
}

func (h handlers) revoke(ctx context.Context, in *linkPath) (*empty, error) {
	return &empty{}, h.share.Revoke(ctx, auth.Person(ctx), in.ID)
}

type sharedInput struct {
	Token string `path:"token" doc:"The end of the link."`
}

type sharedOutput struct{ Body SharedPiece }

func (h handlers) shared(ctx context.Context, in *sharedInput) (*sharedOutput, error) {
	v, err := h.share.Shared(ctx, in.Token)
	if err != nil {
		return nil, err
	}
	p := &v.Piece
	file := func(name string) string { return address("/shared/"+in.Token, p, name) }
	return &sharedOutput{SharedPiece{
		Nickname: v.Owner.Nickname, Worn: httpapi.Worn(v.Owner.Title.ID, v.Owner.Title.Name), Kind: string(p.Kind), Title: p.Title, Day: string(p.Day), Time: p.Time,
		Cast: p.Cast, Director: p.Director, Venue: p.Venue, Seat: p.Seat, Genre: string(p.Genre),
		HalfStars: p.HalfStars, Review: p.Review, Shape: string(p.Shape), Color: p.Color, Year: p.Day.Year(), Number: p.Number,
		Ticket: SharedTicket{
			Front: file(piece.FrontWebP), Back: file(piece.BackWebP), FrontSmall: file(piece.FrontSmall), BackSmall: file(piece.BackSmall),
			FrontPng: file(piece.FrontPNG), BackPng: file(piece.BackPNG), Share: file(piece.ShareCard),
		},
	}}, nil
}

// address is that of a file of a ticket. The revision makes it a new one whenever the
// ticket is drawn again.
func address(of string, p *piece.Piece, file string) string {
	return httpapi.Prefix + of + "/ticket/" + file + "?v=" + strconv.Itoa(p.Revision)
}

type sharedFileInput struct {
	Token    string `path:"token" doc:"The end of the link."`
	File     string `path:"file" doc:"Which file: front.webp, back.webp, front-small.webp, back-small.webp, front.png, back.png or share.jpg."`
	Revision int    `query:"v" doc:"The revision that the address was made for."`
	Download bool   `query:"download" doc:"Whether the file comes as an attachment, to be saved."`
	IfNone   string `header:"If-None-Match" doc:"The ETag of the file that the caller has."`
}

type sharedFileOutput struct {
	Status       int
	ContentType  string `header:"Content-Type"`
	CacheControl string `header:"Cache-Control" doc:"The file is asked for again each time, because the link may be revoked."`
	ETag         string `header:"ETag"`
	Disposition  string `header:"Content-Disposition"`
	Policy       string `header:"Cross-Origin-Resource-Policy" doc:"Pages elsewhere may show the file."`
	Robots       string `header:"X-Robots-Tag"`
	Body         []byte
}

func (h handlers) sharedFile(ctx context.Context, in *sharedFileInput) (*sharedFileOutput, error) {
	t, err := h.share.SharedTicket(ctx, in.Token, in.File)
	if err != nil {
		return nil, err
	}
	// The tag itself holds the id of the piece, which is not for those who have a link.
	out := &sharedFileOutput{Status: http.StatusOK, CacheControl: httpapi.AskAgain, ETag: etag([]byte(t.Tag)), Policy: "cross-origin", Robots: "noindex"}
	if httpapi.HasTag(in.IfNone, out.ETag) {
		out.Status = http.StatusNotModified
		return out, nil
	}
	kind := "inline"
	if in.Download {
		kind = "attachment"
	}
	out.ContentType, out.Disposition = t.File.ContentType, mime.FormatMediaType(kind, map[string]string{"filename": t.Name})
	out.Body, err = t.Bytes(ctx)
	return out, err
}

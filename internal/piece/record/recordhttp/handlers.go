package recordhttp

import (
	"context"
	"net/http"
	"strconv"

	"github.com/danielgtaylor/huma/v2"

	"piece/internal/piece/record"
	"piece/internal/platform/auth"
	"piece/internal/platform/httpapi"
)

// idPath names a piece. Anything that isn't an id is simply not there.
type idPath struct {
	ID string `path:"id" doc:"Id of a piece."`
}

type recordOutput struct{ Body Record }

func (h handlers) get(ctx context.Context, in *idPath) (*recordOutput, error) {
	v, err := h.records.Get(ctx, auth.Person(ctx), in.ID)
	if err != nil {
		return nil, err
	}
	return &recordOutput{recordOf(v)}, nil
}

type saveInput struct {
	ID   string `path:"id" doc:"Id of a piece."`
	Body NewRecord
}

// Resolve checks the rules of the domain together with the schema, so that every broken
// field is told at once.
func (b *NewRecord) Resolve(huma.Context) []error {
	if _, err := b.content().Check(); err != nil {
		return []error{err}
	}
	return nil
}

func (b *NewRecord) content() record.Content {
	c := record.Content{Text: b.Text}
	for _, p := range b.Photos {
		c.Photos = append(c.Photos, record.Photo{ID: p.PhotoID, Caption: p.Caption})
	}
	return c
}

func (h handlers) save(ctx context.Context, in *saveInput) (*recordOutput, error) {
	v, err := h.records.Save(ctx, auth.Person(ctx), in.ID, in.Body.Version, in.Body.content())
	if err != nil {
		return nil, err
	}
	return &recordOutput{recordOf(v)}, nil
}

func recordOf(v record.View) Record {
	out := Record{Text: v.Text, Photos: make([]RecordPhoto, len(v.Photos)), Version: v.Version}
	if v.Version > 0 {
		out.UpdatedAt = &v.UpdatedAt
	}
	for i, p := range v.Photos {
		picture := v.Pictures[i]
		out.Photos[i] = RecordPhoto{
			PhotoID: p.ID, Caption: p.Caption, Width: picture.Width, Height: picture.Height, Color: picture.Color,
			Small: fileURL(v.PieceID, p.ID, record.SmallFile), Large: fileURL(v.PieceID, p.ID, record.LargeFile),
		}
	}
	return out
}

func fileURL(pieceID, photoID, file string) string {
	return httpapi.Prefix + "/pieces/" + pieceID + "/record/photos/" + photoID + "/" + file + "?v=" + strconv.Itoa(record.FileRevision)
}

type fileInput struct {
	ID       string `path:"id" doc:"Id of a piece."`
	PhotoID  string `path:"photoId" doc:"Id of a photo of its record."`
	File     string `path:"file" doc:"Which file: small.jpg or large.jpg."`
	Revision int    `query:"v" doc:"The revision that the address was made for."`
	IfNone   string `header:"If-None-Match" doc:"The ETag of the file that the caller has."`
}

type fileOutput struct {
	Status       int
	ContentType  string `header:"Content-Type"`
	CacheControl string `header:"Cache-Control" doc:"A photo of an own piece may be kept for good; somebody else's is asked for again each time, because the piece may be made private."`
	ETag         string `header:"ETag"`
	Body         []byte
}

func (h handlers) file(ctx context.Context, in *fileInput) (*fileOutput, error) {
	f, err := h.records.File(ctx, auth.Person(ctx), in.ID, in.PhotoID, in.File)
	if err != nil {
		return nil, err
	}
	out := &fileOutput{Status: http.StatusOK, CacheControl: httpapi.AskAgain, ETag: `"` + f.Tag + `"`}
	if f.Mine && in.Revision == record.FileRevision {
		out.CacheControl = httpapi.KeepForever
	}
	if httpapi.HasTag(in.IfNone, out.ETag) {
		out.Status = http.StatusNotModified
		return out, nil
	}
	out.ContentType = record.FileType
	out.Body, err = f.Bytes(ctx)
	return out, err
}

package app

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"time"

	"piece/internal/artwork"
	"piece/internal/demo"
	"piece/internal/piece/record"
	"piece/internal/platform/blobstore"
)

// makeOne goes the way of a person: a photo, a painting, the piece, and what is written behind it.
func (f *filler) makeOne(ctx context.Context, i int) error {
	v := &f.plan.Visits[i]
	owner, language := f.ids[v.Person], f.plan.People[v.Person].Language
	photo, err := f.upload(ctx, owner, v.Front)
	if err != nil {
		return err
	}
	painting, err := f.paint(ctx, owner, photo, v)
	if err != nil {
		return err
	}
	made, err := f.pieces.Create(ctx, owner, key(v, photo), language, f.draft(v, photo, painting))
	if err != nil {
		return err
	}
	f.tickets[i] = made.ID
	return f.write(ctx, owner, made.ID, v)
}

// upload draws a picture and sends it as a browser does.
func (f *filler) upload(ctx context.Context, owner string, p demo.Picture) (photoID string, err error) {
	jpeg, err := f.studio.Draw(ctx, p)
	if err != nil {
		return "", err
	}
	photoID, grant, err := f.media.GrantUpload(ctx, owner, "image/jpeg", int64(len(jpeg)))
	if err != nil {
		return "", err
	}
	if err := f.send(ctx, grant, jpeg); err != nil {
		return "", err
	}
	_, err = f.media.Complete(ctx, owner, photoID)
	return photoID, err
}

// send puts what a grant allows: into the bucket, or through the handler of the folder,
// which is what a server would do with the request.
func (f *filler) send(ctx context.Context, g blobstore.Grant, body []byte) error {
	req, err := http.NewRequestWithContext(ctx, g.Method, g.URL, bytes.NewReader(body))
	if err != nil {
		return err
	}
	for name, value := range g.Headers {
		req.Header.Set(name, value)
	}
	if folder := f.objects.Handler(); folder != nil {
		w := &statusOnly{header: http.Header{}, status: http.StatusOK}
		folder.ServeHTTP(w, req)
		return uploaded(w.status)
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	if err := res.Body.Close(); err != nil {
		return err
	}
	return uploaded(res.StatusCode)
}

func uploaded(status int) error {
	if status/100 != 2 {
		return fmt.Errorf("the upload was answered with %d", status)
	}
	return nil
}

// statusOnly takes the answer of a handler and keeps its status.
type statusOnly struct {
	header http.Header
	status int
}

func (w *statusOnly) Header() http.Header         { return w.header }
func (w *statusOnly) Write(b []byte) (int, error) { return len(b), nil }
func (w *statusOnly) WriteHeader(status int)      { w.status = status }

// paint asks for a painting and waits for it.
func (f *filler) paint(ctx context.Context, owner, photo string, v *demo.Visit) (artworkID string, err error) {
	c := v.Front.Crop()
	a, err := f.artworks.Ask(ctx, owner, artwork.Order{Subject: artwork.Subject{
		PhotoID: photo, Crop: artwork.Crop{X: c.X, Y: c.Y, Width: c.Width, Height: c.Height, Turn: c.Turn}, Kind: v.Kind, Genre: v.Genre, Style: v.Style,
	}})
	for err == nil && a.State != artwork.Done {
		if a.State == artwork.Failed {
			return "", fmt.Errorf("the painting failed: %s", a.Failure)
		}
		if ctx.Err() != nil {
			return "", ctx.Err()
		}
		a, err = f.artworks.Await(ctx, owner, a.ID, 10*time.Second)
	}
	return a.ID, err
}

// write keeps the record behind a piece.
func (f *filler) write(ctx context.Context, owner, pieceID string, v *demo.Visit) error {
	if v.Record == "" && len(v.Photos) == 0 {
		return nil
	}
	content := record.Content{Text: v.Record}
	for _, p := range v.Photos {
		id, err := f.upload(ctx, owner, p.Picture)
		if err != nil {
			return err
		}
		content.Photos = append(content.Photos, record.Photo{ID: id, Caption: p.Caption})
	}
	_, err := f.records.Save(ctx, owner, pieceID, 0, content)
	return err
}

package imports

import (
	"context"
	"errors"
	"time"

	"piece/internal/archive"
	"piece/internal/platform/errs"
)

// pictured brings in a row of an export with its pictures. A picture that isn't there or can't be
// read is left out, and a front without its photo gets a cover: the piece is worth more than they.
func (b *bringing) pictured(ctx context.Context, r Row) error {
	if err := b.Service.Store.Extend(ctx, *b.of, b.Clock.Now().Add(lease)); err != nil {
		return err
	}
	known, err := b.Pieces.Imported(ctx, b.of.OwnerID, []string{r.Key})
	if err != nil {
		return err
	}
	d, err := b.draft(ctx, &r)
	if err != nil {
		return err
	}
	photo, artwork, recordPhotos := b.x.pictures(&r)
	var photos []RecordPhoto
	if known[r.Key] == "" { // else it came in before a crash: nothing is taken in twice but its record
		if err := b.front(ctx, &d, photo, artwork); err != nil {
			return err
		}
	}
	for _, p := range recordPhotos {
		if err := b.Service.Store.Extend(ctx, *b.of, b.Clock.Now().Add(lease)); err != nil { // each takes a moment
			return err
		}
		photoID, err := b.adopt(ctx, p.File)
		if err != nil {
			return err
		}
		if photoID != "" {
			photos = append(photos, RecordPhoto{photoID, p.Caption})
		}
	}
	return b.store(ctx, []Row{r}, []Draft{d}, photos)
}

// front takes the photo and the back of a piece in.
func (b *bringing) front(ctx context.Context, d *Draft, photo *archive.PiecePhoto, artwork *archive.PieceArtwork) error {
	if photo == nil {
		return nil
	}
	photoID, err := b.adopt(ctx, photo.File)
	if err != nil || photoID == "" {
		return err
	}
	c := Crop{photo.Crop.X, photo.Crop.Y, photo.Crop.Width, photo.Crop.Height, photo.Crop.Turn}
	var painting []byte
	style := ""
	if artwork != nil {
		style = artwork.Style
		if painting, err = b.box.read(artwork.File, maxPicture); err != nil && !b.unreadable(err) {
			return err
		}
	}
	artworkID, err := b.Artworks.Adopt(ctx, b.of.OwnerID, photoID, c, d.Facts[Kind], d.Facts[Genre], style, painting)
	if b.unreadable(err) {
		b.Log.WarnContext(ctx, "a back of an export could not be taken in", "import", b.of.ID, "error", err)
		return nil // with a cover; the photo goes as one that nothing uses
	}
	if err != nil {
		return err
	}
	d.PhotoID, d.Crop, d.ArtworkID = photoID, c, artworkID
	return nil
}

// adopt makes an own photo of a file of the export; "" when it can't be one.
func (b *bringing) adopt(ctx context.Context, name string) (string, error) {
	data, err := b.box.read(name, maxPicture)
	if b.unreadable(err) {
		return "", nil
	}
	if err != nil {
		return "", err
	}
	began := time.Now()
	photoID, err := b.Photos.Adopt(ctx, b.of.OwnerID, data)
	b.metrics.pictures.Observe(time.Since(began).Seconds())
	if errors.Is(err, errs.Invalid) {
		return "", nil
	}
	return photoID, err
}

// unreadable tells what is wrong with a picture from what is wrong with a store.
func (b *bringing) unreadable(err error) bool {
	_, refused := refusalOf(err)
	return refused || errors.Is(err, errNoFile) || errors.Is(err, errs.Invalid)
}

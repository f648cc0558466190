package aipainter

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"image"
	"math"

	"piece/internal/artwork"
	"piece/internal/craft/picture"
)

// What leaves of a photo: enough for colours, light and mood, too little to read the small print.
const (
	maxHeight    = 768 // pixels
	minHeight    = 64  // of a front that is smaller; models refuse less
	frontAspect  = 0.7
	frontQuality = 85 // of the JPEG
)

// front is the front of a ticket as the model may see it.
type front struct {
	image *image.RGBA
	jpeg  []byte
	sum   [sha256.Size]byte // of the JPEG
}

// front cuts and reduces the photo of a try. The same pixels give the same bytes, and no others
// than those of the pixels.
func (p *Painter) front(ctx context.Context, j artwork.Job) (front, error) {
	file, err := p.Photos.Image(ctx, j.OwnerID, j.PhotoID)
	if err != nil {
		return front{}, err
	}
	photo, err := picture.Decode(file, picture.Limits{})
	if err != nil {
		return front{}, fmt.Errorf("a photo of ours can't be decoded: %w", err)
	}
	width, height := photo.Size()
	if j.Crop.Turn%2 == 1 {
		height = width
	}
	tall := min(max(int(math.Round(j.Crop.Height*float64(height))), minHeight), maxHeight)
	wide := int(math.Round(frontAspect * float64(tall)))
	f := front{image: photo.Cover(picture.Crop{X: j.Crop.X, Y: j.Crop.Y, W: j.Crop.Width, H: j.Crop.Height, Turn: j.Crop.Turn}, wide, tall)}
	if f.jpeg, err = picture.EncodeJPEG(f.image, frontQuality); err != nil {
		return front{}, err
	}
	f.sum = sha256.Sum256(f.jpeg)
	return f, nil
}

// seedBits is how much chance all models and JSON can take.
const seedBits = 53

// seed is the chance of a try: it follows from what the front looks like and which of the tries on
// it this one is.
func (f front) seed(j artwork.Job) uint64 {
	return (binary.BigEndian.Uint64(f.sum[:]) + j.Seed) & (1<<seedBits - 1)
}

// promptVersion is raised when words change that the recipe doesn't hold, or how answers are made
// into pictures.
const promptVersion = 1

// recipe tells orders apart: two of the same recipe want the same picture.
func (p *Painter) recipe(f front, j artwork.Job, about About) string {
	words := p.Prompts.edit(j)
	if !about.Edits {
		words = p.Prompts.paint(j, "")
	}
	if about.Sees {
		words += "\n" + p.Prompts.Describe
	}
	whole := fmt.Sprintf("%d\n%x\n%s\n%d\n%q\n%t %t\n%s", promptVersion, f.sum, j.Style, f.seed(j), about.Model, about.Edits, about.Sees, words)
	sum := sha256.Sum256([]byte(whole))
	return hex.EncodeToString(sum[:])
}

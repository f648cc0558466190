package picture

import (
	"bytes"
	"fmt"
)

// Format is a kind of picture file.
type Format string

// The formats that are decoded.
const (
	JPEG Format = "jpeg"
	PNG  Format = "png"
	WebP Format = "webp"
)

// ContentType is the media type of the format, such as "image/jpeg".
func (f Format) ContentType() string { return "image/" + string(f) }

// Header is what a picture file says of itself before its pixels.
type Header struct {
	Format        Format
	Width, Height int // as stored, before the orientation is applied
	Orientation   int // EXIF orientation 1..8; 1 when absent or nonsense

	icc    []byte // embedded colour profile, nil if none
	memory int64  // estimated bytes that decoding takes, pixels included
}

// Upright gives the size after the orientation is applied.
func (h Header) Upright() (w, h2 int) {
	if h.Orientation >= 5 {
		return h.Height, h.Width
	}
	return h.Width, h.Height
}

// maxProfile bounds the colour profile; real ones have a few kB.
const maxProfile = 1 << 20

// Inspect reads the headers only. It never allocates by what the file claims.
func Inspect(b []byte) (Header, error) {
	switch f, err := Sniff(b); {
	case err != nil:
		return Header{}, err
	case f == JPEG:
		return jpegHeader(b)
	case f == PNG:
		return pngHeader(b)
	default:
		return webpHeader(b)
	}
}

// Sniff tells the format by the first bytes; names and declared types are not trusted.
func Sniff(b []byte) (Format, error) {
	switch {
	case bytes.HasPrefix(b, []byte{0xff, 0xd8, 0xff}):
		return JPEG, nil
	case bytes.HasPrefix(b, []byte("\x89PNG\r\n\x1a\n")):
		return PNG, nil
	case len(b) >= 12 && string(b[:4]) == "RIFF" && string(b[8:12]) == "WEBP":
		return WebP, nil
	case len(b) >= 12 && string(b[4:8]) == "ftyp":
		return "", isoBrand(b)
	}
	for _, other := range [][2]string{{"GIF8", "GIF"}, {"BM", "BMP"}, {"II*\x00", "TIFF"}, {"MM\x00*", "TIFF"}, {"\xff\x0a", "JPEG XL"}, {"8BPS", "PSD"}} {
		if bytes.HasPrefix(b, []byte(other[0])) {
			return "", fmt.Errorf("%w: %s", ErrUnsupported, other[1])
		}
	}
	return "", ErrNotPicture
}

// isoBrand looks at the brands of an ISO media file: HEIC and its family, AVIF, or a video.
func isoBrand(b []byte) error {
	n := min(int(b[0])<<24|int(b[1])<<16|int(b[2])<<8|int(b[3]), len(b), 256)
	for i := 8; i+4 <= n; i += 4 {
		if i == 12 {
			continue // the minor version sits between the major brand and the others
		}
		switch string(b[i : i+4]) {
		case "avif", "avis":
			return fmt.Errorf("%w: AVIF", ErrUnsupported)
		case "heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1":
			return ErrHEIC
		}
	}
	return ErrNotPicture
}

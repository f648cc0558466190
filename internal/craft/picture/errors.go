package picture

import (
	"errors"
	"fmt"
)

// The reasons to refuse a picture. Errors of this package wrap exactly one of them.
var (
	// ErrNotPicture: the bytes are no picture format that is known here.
	ErrNotPicture = errors.New("picture: not a picture")
	// ErrUnsupported: a picture, but of a kind that is not decoded here (GIF, TIFF, animation, arithmetic coding ...).
	ErrUnsupported = errors.New("picture: unsupported kind of picture")
	// ErrHEIC: a HEIC or HEIF photo. It has to be converted before it is sent.
	ErrHEIC = errors.New("picture: HEIC is not decoded here")
	// ErrTooLarge: more bytes, pixels or memory than the limits allow.
	ErrTooLarge = errors.New("picture: too large")
	// ErrDamaged: a known format whose content is cut short or broken.
	ErrDamaged = errors.New("picture: damaged")
)

func damaged(format string, args ...any) error {
	return fmt.Errorf("%w: %s", ErrDamaged, fmt.Sprintf(format, args...))
}

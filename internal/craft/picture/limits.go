package picture

import "fmt"

// Limits bound what Decode accepts. A zero field means its default.
type Limits struct {
	Bytes  int   // length of the file; default 25 MB
	Pixels int   // width times height; default 40 million
	Side   int   // longer side in pixels; default 16,000
	Memory int64 // estimated bytes of memory to decode; default 240 MB
}

const (
	defaultBytes  = 25 << 20
	defaultPixels = 40_000_000
	defaultSide   = 16_000
	defaultMemory = 240 << 20
)

func (l Limits) withDefaults() Limits {
	if l.Bytes <= 0 {
		l.Bytes = defaultBytes
	}
	if l.Pixels <= 0 {
		l.Pixels = defaultPixels
	}
	if l.Side <= 0 {
		l.Side = defaultSide
	}
	if l.Memory <= 0 {
		l.Memory = defaultMemory
	}
	return l
}

// check refuses what the header promises. Sizes come from 16- and 32-bit
// fields, so the product is taken in 64 bits.
func (l Limits) check(h Header) error {
	if h.Width <= 0 || h.Height <= 0 {
		return damaged("no size")
	}
	if h.Width > l.Side || h.Height > l.Side || int64(h.Width)*int64(h.Height) > int64(l.Pixels) {
		return fmt.Errorf("%w: %d x %d pixels", ErrTooLarge, h.Width, h.Height)
	}
	if h.memory > l.Memory {
		return fmt.Errorf("%w: needs %d MB to decode", ErrTooLarge, h.memory>>20)
	}
	return nil
}

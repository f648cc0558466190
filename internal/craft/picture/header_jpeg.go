package picture

import (
	"bytes"
	"fmt"
)

// jpegHeader walks the segments up to the first scan.
func jpegHeader(b []byte) (Header, error) {
	h := Header{Format: JPEG, Orientation: 1}
	var profile iccParts
	for i := 2; ; {
		for i < len(b) && b[i] != 0xff { // stray bytes between segments are tolerated, as decoders do
			i++
		}
		for i+1 < len(b) && b[i+1] == 0xff {
			i++
		}
		if i+4 > len(b) {
			return h, damaged("no picture data")
		}
		marker := b[i+1]
		if marker == 0x00 || marker == 0x01 || marker >= 0xd0 && marker <= 0xd8 {
			i += 2
			continue
		}
		n := int(b[i+2])<<8 | int(b[i+3])
		if n < 2 || i+2+n > len(b) {
			return h, damaged("segment is cut short")
		}
		body := b[i+4 : i+2+n]
		switch {
		case marker == 0xda || marker == 0xd9:
			if h.Width == 0 {
				return h, damaged("no frame header")
			}
			h.icc = profile.join()
			return h, nil
		case marker == 0xe1 && bytes.HasPrefix(body, []byte("Exif\x00\x00")):
			h.Orientation = exifOrientation(body[6:])
		case marker == 0xe2:
			profile.add(body)
		case marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc:
			if err := h.frame(marker, body); err != nil {
				return h, err
			}
		}
		i += 2 + n
	}
}

// frame reads a start-of-frame segment: the size, and how much memory the
// decoder takes (a progressive picture keeps every coefficient as 32 bits).
func (h *Header) frame(marker byte, body []byte) error {
	if marker > 0xc2 {
		return fmt.Errorf("%w: JPEG process %d", ErrUnsupported, marker-0xc0)
	}
	if len(body) < 6 || len(body) < 6+3*int(body[5]) || h.Width != 0 {
		return damaged("frame header")
	}
	if body[0] != 8 {
		return fmt.Errorf("%w: %d-bit JPEG", ErrUnsupported, body[0])
	}
	h.Height, h.Width = int(body[1])<<8|int(body[2]), int(body[3])<<8|int(body[4])
	var samples, most int64
	for c := 0; c < int(body[5]); c++ {
		s := int64(body[7+3*c]>>4) * int64(body[7+3*c]&15)
		samples, most = samples+s, max(most, s)
	}
	if most == 0 {
		return damaged("sampling factors")
	}
	perPixel := int64(1)
	if marker == 0xc2 {
		perPixel = 5
	}
	h.memory = int64(h.Width) * int64(h.Height) * samples / most * perPixel
	if body[5] == 4 {
		h.memory += int64(h.Width) * int64(h.Height) * 4
	}
	return nil
}

// iccParts collects a colour profile that is split over several segments.
type iccParts struct {
	parts [256][]byte
	size  int
}

func (p *iccParts) add(body []byte) {
	const tag = "ICC_PROFILE\x00"
	if len(body) < len(tag)+2 || string(body[:len(tag)]) != tag || p.size > maxProfile {
		return
	}
	data := body[len(tag)+2:]
	p.parts[body[len(tag)]] = data
	p.size += len(data)
}

func (p *iccParts) join() []byte {
	if p.size == 0 || p.size > maxProfile {
		return nil
	}
	return bytes.Join(p.parts[:], nil)
}

package picture

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"fmt"
	"io"
)

// pngHeader reads the chunks before and beside the pixels.
func pngHeader(b []byte) (Header, error) {
	h := Header{Format: PNG, Orientation: 1}
	if len(b) < 33 || string(b[12:16]) != "IHDR" {
		return h, damaged("no IHDR")
	}
	w, ht := binary.BigEndian.Uint32(b[16:]), binary.BigEndian.Uint32(b[20:])
	if w == 0 || ht == 0 || w > 1<<30 || ht > 1<<30 {
		return h, damaged("size")
	}
	h.Width, h.Height = int(w), int(ht)
	perPixel := int64(4)
	if b[24] == 16 {
		perPixel = 8
	}
	if b[28] != 0 {
		perPixel *= 2 // an interlaced picture is put together from passes
	}
	h.memory = int64(w) * int64(ht) * perPixel
	for i := 8; i+12 <= len(b); {
		n := binary.BigEndian.Uint32(b[i:])
		if n > 1<<31-1 || int64(i)+12+int64(n) > int64(len(b)) {
			break // the decoder judges whether what is there is enough
		}
		body := b[i+8 : i+8+int(n)]
		switch string(b[i+4 : i+8]) {
		case "eXIf":
			h.Orientation = exifOrientation(body)
		case "iCCP":
			h.icc = inflateProfile(body)
		}
		i += 12 + int(n)
	}
	return h, nil
}

// inflateProfile unpacks an iCCP chunk: name, zero, method, zlib data.
func inflateProfile(body []byte) []byte {
	name := bytes.IndexByte(body, 0)
	if name < 0 || len(body) < name+2 {
		return nil
	}
	z, err := zlib.NewReader(bytes.NewReader(body[name+2:]))
	if err != nil {
		return nil
	}
	icc, err := io.ReadAll(io.LimitReader(z, maxProfile+1))
	if err != nil || len(icc) > maxProfile {
		return nil
	}
	return icc
}

// webpHeader walks the RIFF chunks. The canvas, and every frame that a decoder
// might pick, must agree, or a small canvas could smuggle in a huge frame.
func webpHeader(b []byte) (Header, error) {
	h := Header{Format: WebP, Orientation: 1}
	frames := 0
	for i := 12; i+8 <= len(b); {
		n := int64(binary.LittleEndian.Uint32(b[i+4:]))
		body := b[i+8 : min(int64(i)+8+n, int64(len(b)))]
		w, ht, ok := 0, 0, true
		switch string(b[i : i+4]) {
		case "VP8X":
			if ok = len(body) >= 10; ok {
				if body[0]&2 != 0 {
					return h, fmt.Errorf("%w: animated WebP", ErrUnsupported)
				}
				w, ht = 1+int(le24(body[4:])), 1+int(le24(body[7:]))
			}
		case "VP8 ":
			frames++
			if ok = len(body) >= 10 && body[0]&1 == 0 && body[3] == 0x9d && body[4] == 0x01 && body[5] == 0x2a; ok {
				w, ht = int(binary.LittleEndian.Uint16(body[6:])&0x3fff), int(binary.LittleEndian.Uint16(body[8:])&0x3fff)
			}
			h.memory += int64(w) * int64(ht) * 3
		case "VP8L":
			frames++
			if ok = len(body) >= 5 && body[0] == 0x2f; ok {
				v := binary.LittleEndian.Uint32(body[1:])
				w, ht = int(v&0x3fff)+1, int(v>>14&0x3fff)+1
			}
			h.memory += int64(w) * int64(ht) * 8
		case "EXIF":
			h.Orientation = exifOrientation(bytes.TrimPrefix(body, []byte("Exif\x00\x00")))
		case "ICCP":
			if len(body) <= maxProfile {
				h.icc = body
			}
		}
		if !ok || w != 0 && h.Width != 0 && (w != h.Width || ht != h.Height) {
			return h, damaged("frame header")
		}
		if w != 0 {
			h.Width, h.Height = w, ht
		}
		if int64(i)+8+n+n&1 > int64(len(b)) {
			break
		}
		i += int(8 + n + n&1)
	}
	if frames != 1 {
		return h, damaged("%d frames", frames)
	}
	return h, nil
}

func le24(b []byte) uint32 { return uint32(b[0]) | uint32(b[1])<<8 | uint32(b[2])<<16 }

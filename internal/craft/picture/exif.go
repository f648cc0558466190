package picture

import "encoding/binary"

// exifOrientation reads tag 0x0112 of the first directory of a TIFF block.
// Anything unexpected is orientation 1: a wrong guess turns nobody's photo.
func exifOrientation(t []byte) int {
	if len(t) < 8 {
		return 1
	}
	var o binary.ByteOrder
	switch string(t[:4]) {
	case "II*\x00":
		o = binary.LittleEndian
	case "MM\x00*":
		o = binary.BigEndian
	default:
		return 1
	}
	dir := int64(o.Uint32(t[4:]))
	if dir+2 > int64(len(t)) {
		return 1
	}
	n := int64(o.Uint16(t[dir:]))
	for e := dir + 2; n > 0 && e+12 <= int64(len(t)); n, e = n-1, e+12 {
		if o.Uint16(t[e:]) != 0x0112 {
			continue
		}
		if v := int(o.Uint16(t[e+8:])); v >= 1 && v <= 8 {
			return v
		}
		return 1
	}
	return 1
}

package picture

import (
	"encoding/binary"
	"math"
)

// profile converts the pixels of a matrix/TRC colour profile, such as Display
// P3 or Adobe RGB, to sRGB.
type profile struct {
	linear [3][256]float32 // device value to linear light
	matrix [3][3]float32   // linear device RGB to linear sRGB
}

// parseProfile reads an RGB matrix/TRC profile. It gives nil for everything
// else (tables, gray, CMYK, broken) and for profiles that are sRGB to the eye.
func parseProfile(b []byte) *profile {
	if len(b) < 132 || string(b[16:20]) != "RGB " || string(b[20:24]) != "XYZ " {
		return nil
	}
	tags := iccTags(b)
	var toXYZ [3][3]float64
	p := &profile{}
	for c, name := range []string{"r", "g", "b"} {
		x := tags[name+"XYZ"]
		if len(x) < 20 || string(x[:4]) != "XYZ " {
			return nil
		}
		for row := range 3 {
			toXYZ[row][c] = s15f16(x[8+4*row:])
		}
		curve, ok := parseCurve(tags[name+"TRC"])
		if !ok {
			return nil
		}
		for v := range 256 {
			p.linear[c][v] = float32(curve(float64(v) / 255))
		}
	}
	// XYZ (D50, as profiles are) to linear sRGB: the inverse of sRGB's own colorants.
	fromXYZ := [3][3]float64{
		{3.1338561, -1.6168667, -0.4906146},
		{-0.9787684, 1.9161415, 0.0334540},
		{0.0719453, -0.2289914, 1.4052427},
	}
	for i := range 3 {
		for j := range 3 {
			sum := 0.0
			for k := range 3 {
				sum += fromXYZ[i][k] * toXYZ[k][j]
			}
			if math.IsNaN(sum) || math.Abs(sum) > 16 {
				return nil
			}
			p.matrix[i][j] = float32(sum)
		}
	}
	if p.isSRGB() {
		return nil
	}
	return p
}

func iccTags(b []byte) map[string][]byte {
	tags := map[string][]byte{}
	n := min(int(binary.BigEndian.Uint32(b[128:])), 100)
	for i := 0; i < n && 132+12*i+12 <= len(b); i++ {
		e := b[132+12*i:]
		off, size := int64(binary.BigEndian.Uint32(e[4:])), int64(binary.BigEndian.Uint32(e[8:]))
		if off+size <= int64(len(b)) {
			tags[string(e[:4])] = b[off : off+size]
		}
	}
	return tags
}

func s15f16(b []byte) float64 { return float64(int32(binary.BigEndian.Uint32(b))) / 65536 }

// parseCurve reads a 'curv' table or a 'para' formula.
func parseCurve(b []byte) (func(float64) float64, bool) {
	if len(b) < 12 {
		return nil, false
	}
	switch string(b[:4]) {
	case "curv":
		return tableCurve(b[12:], int64(binary.BigEndian.Uint32(b[8:])))
	case "para":
		return formulaCurve(b[12:], int(binary.BigEndian.Uint16(b[8:])))
	}
	return nil, false
}

func tableCurve(b []byte, n int64) (func(float64) float64, bool) {
	if n*2 > int64(len(b)) {
		return nil, false
	}
	switch n {
	case 0:
		return func(v float64) float64 { return v }, true
	case 1:
		gamma := float64(binary.BigEndian.Uint16(b)) / 256
		return func(v float64) float64 { return math.Pow(v, gamma) }, true
	}
	at := func(i int64) float64 { return float64(binary.BigEndian.Uint16(b[2*i:])) / 65535 }
	return func(v float64) float64 {
		x := v * float64(n-1)
		i := min(int64(x), n-2)
		f := x - float64(i)
		return at(i)*(1-f) + at(i+1)*f
	}, true
}

// formulaCurve reads function types 0 to 4 of ICC.1:2010, 10.15.
func formulaCurve(b []byte, kind int) (func(float64) float64, bool) {
	counts := []int{1, 3, 4, 5, 7}
	if kind >= len(counts) || len(b) < 4*counts[kind] {
		return nil, false
	}
	var q [7]float64
	for i := range counts[kind] {
		q[i] = s15f16(b[4*i:])
	}
	g, a, bb, c, d, e, f := q[0], q[1], q[2], q[3], q[4], q[5], q[6]
	switch kind {
	case 0:
		a, d = 1, -1
	case 1, 2:
		if a == 0 {
			return nil, false
		}
		// Below -b/a these are constant: 0, or c which is also added above.
		d, e, f, c = -bb/a, c, c, 0
	}
	return func(v float64) float64 {
		if v >= d {
			return math.Pow(math.Max(a*v+bb, 0), g) + e
		}
		return c*v + f
	}, true
}

// isSRGB tells whether converting would move no corner of the cube by more than two steps.
func (p *profile) isSRGB() bool {
	pix := []uint8{255, 0, 0, 0, 0, 255, 0, 0, 0, 0, 255, 0, 128, 128, 128, 0, 200, 90, 40, 0, 30, 60, 20, 0}
	was := append([]uint8(nil), pix...)
	p.convert(pix)
	for i, v := range was {
		if d := int(v) - int(pix[i]); d < -2 || d > 2 {
			return false
		}
	}
	return true
}

// encodeSteps is fine enough that the steep start of the sRGB curve is exact to one step.
const encodeSteps = 4096

var srgbEncode = func() (t [encodeSteps + 1]uint8) {
	for i := range t {
		v := float64(i) / encodeSteps
		if v <= 0.0031308 {
			v *= 12.92
		} else {
			v = 1.055*math.Pow(v, 1/2.4) - 0.055
		}
		t[i] = uint8(v*255 + 0.5)
	}
	return t
}()

// convert changes RGBA pixels to sRGB in place; colours outside are clipped.
func (p *profile) convert(pix []uint8) {
	m := &p.matrix
	for i := 0; i+3 < len(pix); i += 4 {
		q := pix[i : i+3 : i+3]
		r, g, b := p.linear[0][q[0]], p.linear[1][q[1]], p.linear[2][q[2]]
		q[0] = encodeLinear(m[0][0]*r + m[0][1]*g + m[0][2]*b)
		q[1] = encodeLinear(m[1][0]*r + m[1][1]*g + m[1][2]*b)
		q[2] = encodeLinear(m[2][0]*r + m[2][1]*g + m[2][2]*b)
	}
}

func encodeLinear(v float32) uint8 {
	return srgbEncode[int(min(max(v, 0), 1)*encodeSteps+0.5)]
}

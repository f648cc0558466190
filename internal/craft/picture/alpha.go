package picture

import (
	"container/heap"
	"image"
	"math/bits"
)

// Alpha is the ready-made transparency of a WebP file of one size. A shape
// that never changes is encoded once and put beside any number of frames.
//
// libwebp takes a quarter of a second and 100 MB for a mask. A mask is mostly
// rows like the row above, so this writes it as lossless WebP (RFC 9649,
// section 3) with only two kinds of copies: from above, and from the left.
type Alpha struct {
	w, h  int
	chunk []byte
}

// NewAlpha encodes a mask without loss.
func NewAlpha(mask *image.Alpha) *Alpha {
	w, h := mask.Rect.Dx(), mask.Rect.Dy()
	pix := make([]uint8, 0, w*h)
	for y := range h {
		pix = append(pix, mask.Pix[y*mask.Stride:][:w]...)
	}
	return &Alpha{w, h, encodeMask(pix, w)}
}

// token is a literal value (length 0) or a copy.
type token struct {
	value  uint8
	length int
	back   int // 1: from above, 2: from the left; these are the format's own codes
}

const (
	longestCopy = 4096
	greenCodes  = 256 + 24 // literals, then lengths
	backCodes   = 40
)

func maskTokens(pix []uint8, w int) []token {
	var out []token
	for p := 0; p < len(pix); {
		best := token{value: pix[p]}
		for code, distance := range [...]int{1: w, 2: 1} {
			if distance == 0 || p < distance {
				continue
			}
			n := 0
			for n < longestCopy && p+n < len(pix) && pix[p+n] == pix[p+n-distance] {
				n++
			}
			if n >= 3 && n > best.length {
				best = token{length: n, back: code}
			}
		}
		out = append(out, best)
		p += max(best.length, 1)
	}
	return out
}

// encodeMask gives the payload of an ALPH chunk: one byte of header, then an
// image stream whose green channel is the mask.
func encodeMask(pix []uint8, w int) []byte {
	tokens := maskTokens(pix, w)
	green, back := make([]int, greenCodes), make([]int, backCodes)
	for _, t := range tokens {
		if t.length == 0 {
			green[t.value]++
			continue
		}
		code, _, _ := prefixed(t.length)
		green[256+code]++
		code, _, _ = prefixed(t.back)
		back[code]++
	}
	b := &bitWriter{out: []byte{1}} // lossless, unfiltered
	b.put(0, 3)                     // no transform, no colour cache, no meta codes
	greenCode, backCode := newPrefixCode(green), newPrefixCode(back)
	greenCode.describe(b)
	for range 3 { // red, blue and alpha are always 0: a code of one symbol and no bits
		b.put(1, 4)
	}
	backCode.describe(b)
	for _, t := range tokens {
		if t.length == 0 {
			greenCode.write(b, int(t.value))
			continue
		}
		code, extra, n := prefixed(t.length)
		greenCode.write(b, 256+code)
		b.put(extra, n)
		code, extra, n = prefixed(t.back)
		backCode.write(b, code)
		b.put(extra, n)
	}
	return b.finish()
}

// prefixed splits a value from 1 on into its code and extra bits.
func prefixed(v int) (code int, extra uint32, n int) {
	if v <= 4 {
		return v - 1, 0, 0
	}
	v--
	top := bits.Len(uint(v)) - 1
	n = top - 1
	return 2*top + v>>n&1, uint32(v) & (1<<n - 1), n
}

// prefixCode is a canonical Huffman code.
type prefixCode struct {
	lengths []uint8
	codes   []uint16 // first bit lowest, as they are written
}

const longestCode = 15

// newPrefixCode builds a code for symbols by how often they occur.
func newPrefixCode(counts []int) *prefixCode {
	counts = append([]int(nil), counts...)
	// A code needs two symbols to be complete.
	for i := 0; i < 2; i++ {
		counts[i] = max(counts[i], 1)
	}
	lengths := huffmanLengths(counts)
	for tooLong(lengths) { // flatten until it fits
		for i, n := range counts {
			if n > 0 {
				counts[i] = n/2 + 1
			}
		}
		lengths = huffmanLengths(counts)
	}
	c := &prefixCode{lengths: lengths, codes: make([]uint16, len(counts))}
	next := 0
	for l := uint8(1); l <= longestCode; l++ {
		for s, n := range lengths {
			if n == l {
				c.codes[s] = bits.Reverse16(uint16(next)) >> (16 - l)
				next++
			}
		}
		next <<= 1
	}
	return c
}

func tooLong(lengths []uint8) bool {
	for _, l := range lengths {
		if l > longestCode {
			return true
		}
	}
	return false
}

// describe writes the lengths of the code; each takes four bits, by a code of
// lengths that itself is flat.
func (c *prefixCode) describe(b *bitWriter) {
	b.put(0, 1)
	b.put(19-4, 4)
	for _, symbol := range [19]int{17, 18, 0, 1, 2, 3, 4, 5, 16, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15} {
		if symbol < 16 {
			b.put(4, 3)
		} else {
			b.put(0, 3)
		}
	}
	b.put(0, 1) // lengths of all symbols follow
	for _, l := range c.lengths {
		b.put(uint32(bits.Reverse8(l)>>4), 4)
	}
}

func (c *prefixCode) write(b *bitWriter, symbol int) {
	b.put(uint32(c.codes[symbol]), int(c.lengths[symbol]))
}

// node is a tree while a Huffman code is built.
type node struct {
	count, order int // order makes ties, and so the bytes, always the same
	symbols      []int
}

type nodes []node

func (h nodes) Len() int      { return len(h) }
func (h nodes) Swap(i, j int) { h[i], h[j] = h[j], h[i] }
func (h nodes) Less(i, j int) bool {
	return h[i].count < h[j].count || h[i].count == h[j].count && h[i].order < h[j].order
}
func (h *nodes) Push(x any) { *h = append(*h, x.(node)) }
func (h *nodes) Pop() any {
	last := (*h)[len(*h)-1]
	*h = (*h)[:len(*h)-1]
	return last
}

func huffmanLengths(counts []int) []uint8 {
	lengths := make([]uint8, len(counts))
	var h nodes
	for s, n := range counts {
		if n > 0 {
			h = append(h, node{n, s, []int{s}})
		}
	}
	heap.Init(&h)
	for order := len(counts); h.Len() > 1; order++ {
		a, b := heap.Pop(&h).(node), heap.Pop(&h).(node)
		joined := append(append([]int(nil), a.symbols...), b.symbols...)
		for _, s := range joined {
			lengths[s]++
		}
		heap.Push(&h, node{a.count + b.count, order, joined})
	}
	return lengths
}

// bitWriter packs bits, the lowest first.
type bitWriter struct {
	out  []byte
	acc  uint64
	fill int
}

func (b *bitWriter) put(v uint32, n int) {
	b.acc |= uint64(v) << b.fill
	for b.fill += n; b.fill >= 8; b.fill -= 8 {
		b.out = append(b.out, byte(b.acc))
		b.acc >>= 8
	}
}

func (b *bitWriter) finish() []byte {
	if b.fill > 0 {
		b.out = append(b.out, byte(b.acc))
	}
	return b.out
}

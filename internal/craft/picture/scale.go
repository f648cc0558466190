package picture

import "math"

// kernel is what one output sample takes from the input: weights in 14-bit
// fixed point from a first index on.
type kernel struct {
	first   int
	weights []int32
}

const (
	weightBits = 14
	ringBits   = 8 // fraction that is kept between the two passes
)

// catmullRom is the cubic that keeps photos crisp without visible ringing.
func catmullRom(x float64) float64 {
	x = math.Abs(x)
	switch {
	case x < 1:
		return (1.5*x-2.5)*x*x + 1
	case x < 2:
		return ((-0.5*x+2.5)*x-4)*x + 2
	}
	return 0
}

// kernels maps n samples over [off, off+size) of an input of length limit.
// Beyond the edge the input continues with its last sample.
func kernels(off, size float64, limit, n int) []kernel {
	ks := make([]kernel, n)
	step := size / float64(n)
	stretch := math.Max(step, 1)
	support := 2 * stretch
	for i := range ks {
		center := off + (float64(i)+0.5)*step
		a, b := int(math.Ceil(center-support-0.5)), int(math.Floor(center+support-0.5))
		lo := min(max(a, 0), limit-1)
		hi := min(max(b, lo), limit-1)
		exact := make([]float64, hi-lo+1)
		sum := 0.0
		for j := a; j <= b; j++ {
			v := catmullRom((float64(j) + 0.5 - center) / stretch)
			exact[min(max(j, lo), hi)-lo] += v
			sum += v
		}
		ks[i] = kernel{lo, fixedWeights(exact, sum)}
	}
	return ks
}

// fixedWeights rounds weights so that they add up to exactly one: a flat area stays flat.
func fixedWeights(exact []float64, sum float64) []int32 {
	ws := make([]int32, len(exact))
	total, top := int32(0), 0
	for j, v := range exact {
		ws[j] = int32(math.Round(v / sum * (1 << weightBits)))
		total += ws[j]
		if ws[j] > ws[top] {
			top = j
		}
	}
	ws[top] += 1<<weightBits - total
	return ws
}

// rect is a part of an image in pixels, edges included fractionally.
type rect struct{ x, y, w, h float64 }

// scalePlane scales part of one 8-bit channel to dw x dh samples in dst. Rows
// are read once, in order; only as many as the kernel is high are kept.
func scalePlane(row func(int) []uint8, sw, sh int, part rect, dst []uint8, stride, dw, dh int) {
	for part.w >= 3*float64(dw) && part.h >= 3*float64(dh) && sw > 1 && sh > 1 {
		// Far down the kernel gets long; halving first costs a quarter of it and shows no difference.
		row, sw, sh = halved(row, sw), sw/2, sh/2
		part = rect{part.x / 2, part.y / 2, part.w / 2, part.h / 2}
	}
	across := kernels(part.x, part.w, sw, dw)
	down := kernels(part.y, part.h, sh, dh)
	height := 0
	for _, k := range down {
		height = max(height, len(k.weights))
	}
	ring := make([]int32, height*dw)
	sum := make([]int32, dw)
	next := 0
	for y, k := range down {
		next = max(next, k.first)
		for ; next < k.first+len(k.weights); next++ {
			scaleRow(row(next), across, ring[next%height*dw:][:dw])
		}
		for i := range sum {
			sum[i] = 1 << (weightBits + ringBits - 1)
		}
		for j, w := range k.weights {
			line := ring[(k.first+j)%height*dw:][:len(sum)]
			for i, v := range line {
				sum[i] += v * w
			}
		}
		out := dst[y*stride:][:dw]
		for i, v := range sum {
			out[i] = clamp8(v >> (weightBits + ringBits))
		}
	}
}

// halved reads the channel at half of its size; a last odd row or column is left out.
func halved(row func(int) []uint8, sw int) func(int) []uint8 {
	buf, first := make([]uint8, sw/2), make([]uint8, sw)
	return func(y int) []uint8 {
		copy(first, row(2*y)) // the second call may reuse the first one's buffer
		second := row(2*y + 1)
		for x := range buf {
			buf[x] = uint8((uint32(first[2*x]) + uint32(first[2*x+1]) + uint32(second[2*x]) + uint32(second[2*x+1]) + 2) >> 2)
		}
		return buf
	}
}

func scaleRow(src []uint8, across []kernel, dst []int32) {
	for i := range dst {
		k := &across[i]
		part := src[k.first : k.first+len(k.weights)]
		ws := k.weights[:len(part)]
		var v int32
		for j, s := range part {
			v += int32(s) * ws[j]
		}
		dst[i] = v >> (weightBits - ringBits)
	}
}

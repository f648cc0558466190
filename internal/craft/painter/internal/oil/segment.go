package oil

// segment is the piece of a stroke between two points: a quadrilateral with
// mitred ends.
type segment struct {
	corners        [4]Point
	from           Point
	alongX, alongY float32
	start, length  float32 // distance of from along the stroke, length of the segment
	width, widen   float32 // half width at from and its change per pixel
}

// span is where the row through y (pixel centre) is inside the segment.
func (g *segment) span(y float32) (left, right float32) {
	left, right = 1e9, -1e9
	for k := range g.corners {
		a, b := g.corners[k], g.corners[(k+1)&3]
		if a.Y > b.Y {
			a, b = b, a
		}
		if y < a.Y || y >= b.Y {
			continue
		}
		x := a.X + (b.X-a.X)*(y-a.Y)/(b.Y-a.Y)
		if x < left {
			left = x
		}
		if x > right {
			right = x
		}
	}
	return left, right
}

func (c *canvas) drawSegment(s *stroke, g *segment) {
	q := &g.corners
	top := max(min(q[0].Y, q[1].Y, q[2].Y, q[3].Y)+0.5, 0)
	bottom := min(int(max(q[0].Y, q[1].Y, q[2].Y, q[3].Y)+0.5), c.side)
	for y := int(top); y < bottom; y++ {
		left, right := g.span(float32(y) + 0.5)
		if left > right {
			continue
		}
		from, to := int(max(left+0.5, 0)), min(int(right+0.5), c.side)
		if from < to {
			c.drawRow(s, g, from, y, c.pix[(y*c.side+from)*4:(y*c.side+to)*4])
		}
	}
}

// Beyond these distances from its ends, in radii, a stroke is whole whatever
// its bristles: the largest start and end of a brush plus the way it fades in.
const (
	headReach = 1.3
	tailReach = 2.3
)

// drawRow lays paint on one run of pixels. This is where nearly all the time
// goes: it steps instead of multiplying, compares instead of calling min and
// max, which mind NaN, and works in integers for colour.
func (c *canvas) drawRow(s *stroke, g *segment, x, y int, row []uint8) {
	offsetX, offsetY := float32(x)+0.5-g.from.X, float32(y)+0.5-g.from.Y
	along := offsetX*g.alongX + offsetY*g.alongY
	across := offsetY*g.alongX - offsetX*g.alongY
	perRadius := 1 / s.radius
	gone := (g.start + along) * perRadius // distances in radii
	goneStep := g.alongX * perRadius
	total := s.total * perRadius
	ragged := min(1, total*0.2) // short dabs keep their ends
	if s.square {
		ragged = 0
	}
	perWidth := 1 / g.width
	perWidthStep := (1/(g.width+g.widen*g.length) - perWidth) / g.length
	softEdge := 1 / (1 + 0.10*s.radius)
	full := s.alpha * (256.0 / 255)
	b := s.brush
	stepX, stepY := g.alongX, g.alongY
	for i := 0; i+3 < len(row); i, along, across, gone = i+4, along+stepX, across-stepY, gone+goneStep {
		inSegment := along
		if inSegment < 0 {
			inSegment = 0
		} else if inSegment > g.length {
			inSegment = g.length
		}
		v := across * (perWidth + perWidthStep*inSegment)
		edge := v
		if edge < 0 {
			edge = -edge
		}
		cover := (1 - edge) * (g.width + g.widen*inSegment) * softEdge
		if cover <= 0 {
			continue
		}
		if cover > 1 {
			cover = 1
		}
		hair := int((v + 1) * (texAcross * 0.5))
		if hair > texAcross-1 {
			hair = texAcross - 1
		}
		if gone < headReach {
			if head := (gone - b.start[hair]*ragged) * 2.2; head < 1 {
				cover *= head
			}
		}
		if left := total - gone; left < tailReach {
			if tail := (left - b.end[hair]*ragged) * 1.6; tail < 1 {
				cover *= max(tail, 0)
			}
		}
		at := (int((gone+s.phase)*9)&(texAlong-1))*texAcross + hair
		alpha := int32(cover * full * float32(b.load[at]))
		if alpha <= 0 {
			continue
		}
		tone := int32(b.tone[at]) * s.tone >> 8
		side := int32(hair) * (256 / texAcross)
		p := row[i : i+4 : i+4]
		under := int32(p[0])
		p[0] = clamp8(under + (s.left[0]+(s.right[0]-s.left[0])*side>>8+tone-under)*alpha>>8)
		under = int32(p[1])
		p[1] = clamp8(under + (s.left[1]+(s.right[1]-s.left[1])*side>>8+tone-under)*alpha>>8)
		under = int32(p[2])
		p[2] = clamp8(under + (s.left[2]+(s.right[2]-s.left[2])*side>>8+tone-under)*alpha>>8)
		under = int32(p[3])
		p[3] = clamp8(under + (int32(float32(b.height[at])*s.lift)-under)*alpha>>8)
	}
}

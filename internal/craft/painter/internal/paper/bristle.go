package paper

import "piece/internal/craft/noise"

// pull lays the paint of a stroke whose pixels were noted.
func (s *Sheet) pull(k *Stroke, left, top, width, height int, room float32) {
	a := &s.reach
	paint := pigment(k.Colour)
	salt := uint32(s.Random.Uint64())
	side := float32(s.side)
	load := k.Load
	if load == 0 {
		load = 1
	}
	// A hair thinner than a pixel is paler, not wider.
	load *= min(1, k.Width(0.5)*side/0.55)
	edge, rough := max(0.6, k.Soft*side), k.Rough*side
	length := s.lengthOf(a.path)
	for y := range height {
		for x := range width {
			i := y*width + x
			depth := a.depth[i]
			if depth < -room {
				continue
			}
			px, py := x+left, y+top
			if rough > 0 {
				depth += rough * 2 * (s.Flow(float32(px)/side, float32(py)/side, 34, salt) - 0.5)
			}
			cover := noise.Smooth(-edge, edge, depth)
			if cover < 0.01 {
				continue
			}
			along := a.along[i]
			amount := load * (1 - k.Fade*along)
			if k.Side != 0 {
				amount *= 1 + k.Side*a.across[i]
			}
			if k.Dry > 0 {
				amount *= s.hair(k, along*length, a.across[i], along, px, py, salt)
			}
			if k.Rim > 0 {
				amount *= 1 + k.Rim*max(0, 1-max(depth, 0)/(rimLine*1.3*side))
			}
			if k.Grain > 0 {
				amount *= 1 + k.Grain*(0.5-s.grain(px, py))*1.6
			}
			if k.Opaque {
				s.cover(py*s.side+px, paint, cover*amount)
			} else {
				s.lay(px, py, paint, cover*amount)
			}
		}
	}
}

// hair tells how much paint the hair of the brush that goes over a pixel leaves.
func (s *Sheet) hair(k *Stroke, gone, across, along float32, px, py int, salt uint32) float32 {
	bristle := 0.62*noise.Value(across*4.5+40, gone*5, salt) + 0.38*noise.Value(across*11+90, gone*16, salt+1)
	thirst := k.Dry * (0.45 + 0.75*along)
	return noise.Smooth(thirst-0.13, thirst+0.13, 0.08+0.62*bristle+0.38*s.grain(px, py))
}

// lengthOf is how long a path is, in sides.
func (s *Sheet) lengthOf(path []node) float32 {
	var sum float32
	for i := 1; i < len(path); i++ {
		sum += noise.Abs(path[i].x-path[i-1].x) + noise.Abs(path[i].y-path[i-1].y)
	}
	return sum / float32(s.side)
}

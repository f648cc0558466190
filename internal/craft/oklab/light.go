package oklab

// Linear is the colour as red, green and blue light, 1 for the white of the screen. Parts of
// colours outside sRGB are cut off at 0.
func (c Colour) Linear() (red, green, blue float32) {
	r, g, b := c.linear()
	return max(r, 0), max(g, 0), max(b, 0)
}

// Encode is the sRGB level of a part of light, limited to what a screen shows.
func Encode(light float32) uint8 { return encode(light) }

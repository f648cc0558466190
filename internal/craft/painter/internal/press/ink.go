package press

import "piece/internal/craft/oklab"

// Ink is a colour that drums are sold with.
type Ink struct {
	Name    string
	Colour  oklab.Colour // printed full on paper
	through [3]float32   // of red, green and blue light
}

func ink(name string, hex uint32) Ink {
	r, g, b := uint8(hex>>16), uint8(hex>>8), uint8(hex)
	return Ink{name, oklab.FromRGB(r, g, b), [3]float32{float32(r) / 255, float32(g) / 255, float32(b) / 255}}
}

// Bright inks carry pictures: large areas of them please by themselves.
var Bright = []Ink{
	ink("fluorescent pink", 0xff48b0), ink("bubble gum", 0xf984ca), ink("raspberry", 0xd1517a), ink("bright red", 0xf15060),
	ink("scarlet", 0xf65058), ink("coral", 0xff8e91), ink("fluorescent orange", 0xff7477), ink("orange", 0xff6c2f),
	ink("apricot", 0xf6a04d), ink("sunflower", 0xffb511), ink("yellow", 0xffe800), ink("light lime", 0xe3ed55),
	ink("kelly green", 0x67b346), ink("green", 0x00a95c), ink("sea foam", 0x62c2b1), ink("turquoise", 0x00aa93),
	ink("mint", 0x82d8d5), ink("light teal", 0x009da5), ink("aqua", 0x5ec8e5), ink("cornflower", 0x62a8e5),
	ink("blue", 0x0078bf), ink("violet", 0x9d7ad2), ink("orchid", 0xaa60bf), ink("purple", 0x765ba7),
}

// Deep inks draw: they are dark enough for lines, nights and shadows.
var Deep = []Ink{
	ink("medium blue", 0x3255a4), ink("federal blue", 0x3d5588), ink("indigo", 0x484d7a), ink("midnight", 0x435060),
	ink("steel", 0x375e77), ink("lagoon", 0x2f6165), ink("hunter green", 0x407060), ink("spruce", 0x4a635d),
	ink("plum", 0x845991), ink("grape", 0x6c5d80), ink("burgundy", 0x914e72), ink("maroon", 0x9e4c6e), ink("brick", 0xa75154),
}

// Strong inks stand alone against a bright one: vivid, and dark enough to draw.
var Strong = []Ink{
	ink("medium blue", 0x3255a4), ink("blue", 0x0078bf), ink("teal", 0x00838a), ink("green", 0x00a95c),
	ink("purple", 0x765ba7), ink("raspberry", 0xd1517a), ink("bright red", 0xf15060),
}

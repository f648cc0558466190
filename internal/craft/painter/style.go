package painter

import (
	"slices"

	"piece/internal/craft/painter/internal/ink"
	"piece/internal/craft/painter/internal/medium"
	"piece/internal/craft/painter/internal/nightcity"
	"piece/internal/craft/painter/internal/papercut"
	"piece/internal/craft/painter/internal/riso"
	"piece/internal/craft/painter/internal/scenery"
	"piece/internal/craft/painter/internal/watercolour"
)

// Style is the name of a way to paint, such as "oil". It is stable: it may be stored.
type Style string

// Oil is impressionist oil, the style of orders that name none.
const Oil Style = "oil"

// media are the ways to paint, in the order in which people are offered them.
var media = []medium.Medium{
	scenery.Medium(),
	watercolour.Medium(),
	ink.Medium(),
	nightcity.Medium(),
	papercut.Medium(),
	riso.Medium(),
}

// Styles lists all styles.
func Styles() []Style {
	names := make([]Style, len(media))
	for i, m := range media {
		names[i] = Style(m.Name)
	}
	return names
}

// Valid tells whether s is one of Styles.
func (s Style) Valid() bool { return slices.Contains(Styles(), s) }

// Scenes lists what a style paints; nothing for an unknown one.
func (s Style) Scenes() []Scene {
	m, _ := s.medium()
	names := make([]Scene, len(m.Scenes))
	for i, each := range m.Scenes {
		names[i] = Scene(each.Name)
	}
	return names
}

func (s Style) medium() (medium.Medium, bool) {
	if s == "" {
		s = Oil
	}
	for _, m := range media {
		if m.Name == string(s) {
			return m, true
		}
	}
	return medium.Medium{}, false
}

func sceneOf(m medium.Medium, name Scene) (medium.Scene, bool) {
	for _, s := range m.Scenes {
		if s.Name == string(name) {
			return s, true
		}
	}
	return medium.Scene{}, false
}

package piece

import (
	"slices"
	"strconv"
	"strings"

	"github.com/rivo/uniseg"
)

// The files of a ticket, as their addresses name them.
const (
	FrontWebP  = "front.webp"
	BackWebP   = "back.webp"
	FrontSmall = "front-small.webp"
	BackSmall  = "back-small.webp"
	FrontPNG   = "front.png"
	BackPNG    = "back.png"
	ShareCard  = "share.jpg"
	PrintPDF   = "print.pdf"
)

// File describes a file of a ticket.
type File struct {
	Name        string
	ContentType string
	stored      bool // an object; the others are drawn when asked for
}

var files = []File{
	{FrontWebP, "image/webp", true},
	{BackWebP, "image/webp", true},
	{FrontSmall, "image/webp", true},
	{BackSmall, "image/webp", true},
	{FrontPNG, "image/png", false},
	{BackPNG, "image/png", false},
	{ShareCard, "image/jpeg", true},
	{PrintPDF, "application/pdf", false},
}

// FileTypes gives the content types that files may have.
func FileTypes() []string {
	var types []string
	for _, f := range files {
		if !slices.Contains(types, f.ContentType) {
			types = append(types, f.ContentType)
		}
	}
	return types
}

func fileNamed(name string) (File, bool) {
	i := slices.IndexFunc(files, func(f File) bool { return f.Name == name })
	if i < 0 {
		return File{}, false
	}
	return files[i], true
}

// ObjectKeys gives the keys of the objects that belong to the piece; none before it is drawn.
func (p *Piece) ObjectKeys() []string {
	if p.Undrawn {
		return nil
	}
	var keys []string
	for _, f := range files {
		if f.stored {
			keys = append(keys, p.objectKey(f.Name))
		}
	}
	return keys
}

// objectKey contains the revision: an object is never overwritten by another drawing.
func (p *Piece) objectKey(file string) string {
	return "tickets/" + p.ID + "/" + strconv.Itoa(p.Revision) + "/" + file
}

const maxNameLength = 60 // visible characters of the title in a file name

// saveName is what the file is called when it is saved: title, day and file, without
// anything that a file system or a header would read as more than a name.
func (p *Piece) saveName(file string) string {
	safe := strings.Map(func(r rune) rune {
		if r < ' ' || strings.ContainsRune(`/\:*?"<>|`, r) {
			return ' '
		}
		return r
	}, p.Title)
	var title strings.Builder
	for n, g := 0, uniseg.NewGraphemes(safe); n < maxNameLength && g.Next(); n++ {
		title.WriteString(g.Str())
	}
	words := append(strings.Fields(title.String()), string(p.Day), file)
	return strings.TrimLeft(strings.Join(words, " "), ". ")
}

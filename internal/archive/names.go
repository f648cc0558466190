package archive

import (
	"fmt"
	"strings"
	"unicode"

	"github.com/rivo/uniseg"
	"golang.org/x/text/unicode/norm"
)

// What of a title becomes part of a name: enough to know the file by, and short enough for the
// 260 characters that a whole path may have on Windows.
const (
	maxNameGraphemes = 40
	maxNameBytes     = 120
)

// fileName gives a text as a part of the name of a file: letters, digits and what no system minds,
// in the composed form that Windows and Linux compare by. It may be empty.
func fileName(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsLetter(r), unicode.IsDigit(r), unicode.IsMark(r) && !unicode.Is(unicode.Me, r) && r != '\ufe0f', strings.ContainsRune("-_,()!&+~", r):
			return r
		}
		return ' '
	}, norm.NFC.String(s))
	s = strings.Join(strings.Fields(s), " ")
	var out strings.Builder
	for n, g := 0, uniseg.NewGraphemes(s); n < maxNameGraphemes && g.Next(); n++ {
		if out.Len()+len(g.Str()) > maxNameBytes {
			break
		}
		out.WriteString(g.Str())
	}
	return strings.TrimSpace(out.String())
}

// stem is what the pictures of a piece are called: the year as a folder, its number, its title. The
// number comes first, so that no title makes a name that Windows keeps for itself.
func (p *Piece) stem() string {
	return strings.TrimSpace(fmt.Sprintf("%04d/%04d %s", p.Year, p.Number, fileName(p.Title)))
}

// Names of pictures in a ZIP. The ending says what it is.
func (p *Piece) FrontFile() string   { return ticketFolder + p.stem() + " - front.webp" }
func (p *Piece) BackFile() string    { return ticketFolder + p.stem() + " - back.webp" }
func (p *Piece) SmallFile() string   { return bookCoverFolder + p.ID + ".webp" }
func (p *Piece) PhotoFile() string   { return photoFolder + p.stem() + ".jpg" }
func (p *Piece) ArtworkFile() string { return artworkFolder + p.stem() + ".webp" }

// RecordPhotoFile is the name of the n-th photo of the record, from 1.
func (p *Piece) RecordPhotoFile(n int) string {
	return fmt.Sprintf("%s%s - %d.jpg", recordFolder, p.stem(), n)
}

// MessagePictureFile is the name of a picture that was sent.
func MessagePictureFile(m *Message, n int) string {
	return fmt.Sprintf("%s%s %s - %d.jpg", messagesFolder, m.At.UTC().Format("2006-01-02"), m.RoomID[len(m.RoomID)-6:]+"-"+number(m.Seq), n)
}

// Package book binds tickets into a book: one HTML page that opens from a folder without a network
// and shows them by year, flips them, finds them, and tells the year in numbers.
//
// Invariants: the page asks nothing of any network, which its own content security policy makes
// sure of; what people wrote is data in it, never markup or code (defect D25); it needs nothing
// beside it but the pictures that it names. It is pure: the same tickets give the same page.
package book

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"encoding/json"
	"io"
	"io/fs"
	"strings"

	"piece/internal/craft/typeset"
)

// Head is whose book it is.
type Head struct {
	Language string `json:"language"` // that it opens in: ko or en
	Nickname string `json:"nickname"`
	Picture  string `json:"picture,omitempty"` // address of a picture, as the page sees it
	TitleKo  string `json:"titleKo,omitempty"` // the title that is worn
	TitleEn  string `json:"titleEn,omitempty"`
	MadeOn   string `json:"madeOn"` // day
}

// Ticket is one ticket. Addresses are as the page sees them.
type Ticket struct {
	ID        string  `json:"id"`
	Kind      string  `json:"kind"`
	Title     string  `json:"title"`
	Day       string  `json:"day"`
	Time      string  `json:"time,omitempty"`
	Cast      string  `json:"cast,omitempty"`
	Director  string  `json:"director,omitempty"`
	Venue     string  `json:"venue,omitempty"`
	Seat      string  `json:"seat,omitempty"`
	Price     *int64  `json:"price,omitempty"`
	Genre     string  `json:"genre,omitempty"`
	Companion string  `json:"companion,omitempty"`
	HalfStars int     `json:"halfStars,omitempty"`
	Review    string  `json:"review,omitempty"`
	Private   bool    `json:"private,omitempty"`
	Year      int     `json:"year"`
	Number    int     `json:"number"`
	Viewing   int     `json:"viewing,omitempty"`
	Color     string  `json:"color,omitempty"`
	Front     string  `json:"front,omitempty"`
	Back      string  `json:"back,omitempty"`
	Small     string  `json:"small,omitempty"`
	Record    string  `json:"record,omitempty"`
	Photos    []Photo `json:"photos,omitempty"`
}

// Photo is a photo of a record.
type Photo struct {
	File    string `json:"file"`
	Caption string `json:"caption,omitempty"`
}

//go:embed page/page.html
var page string

//go:embed page/page.css
var style string

//go:embed page/words.json
var words string

//go:embed page/*.js
var scripts embed.FS

// script is the program of the page: its parts in the order of their names.
func script() (string, error) {
	var all strings.Builder
	names, err := fs.Glob(scripts, "page/*.js")
	if err != nil {
		return "", err
	}
	for _, name := range names {
		part, err := scripts.ReadFile(name)
		if err != nil {
			return "", err
		}
		all.Write(part)
	}
	return all.String(), nil
}

// Book is a page in the making.
type Book struct {
	w     io.Writer
	after string
	any   bool
}

// Places in the page.
const (
	stylePlace   = "/*style*/"
	scriptPlace  = "/*script*/"
	policyPlace  = "%policy%"
	langPlace    = "%lang%"
	wordsPlace   = "%words%"
	headPlace    = "%head%"
	ticketsPlace = "%tickets%"
)

// New begins a book.
func New(w io.Writer, h Head) (*Book, error) {
	head, err := json.Marshal(h) // writes <, > and & so that no tag can end
	if err != nil {
		return nil, err
	}
	var plain bytes.Buffer
	if err := json.Compact(&plain, []byte(words)); err != nil {
		return nil, err
	}
	var safe bytes.Buffer
	json.HTMLEscape(&safe, plain.Bytes())
	program, err := script()
	if err != nil {
		return nil, err
	}
	lang := "ko"
	if h.Language == "en" {
		lang = "en"
	}
	before, after, _ := strings.Cut(page, ticketsPlace)
	fill := strings.NewReplacer(stylePlace, style, scriptPlace, program, policyPlace, policy(program), langPlace, lang, wordsPlace, safe.String(), headPlace, string(head))
	b := &Book{w: w, after: fill.Replace(after)}
	_, err = io.WriteString(w, fill.Replace(before))
	return b, err
}

// policy lets the page run its own script and style, show pictures beside it, and nothing else.
// Browsers differ in whether a page from disk is its own origin, so files are named too.
func policy(program string) string {
	hash := func(s string) string {
		sum := sha256.Sum256([]byte(s))
		return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
	}
	return "default-src 'none'; base-uri 'none'; form-action 'none'; img-src 'self' file:; font-src 'self' file:; style-src " + hash(style) + "; script-src " + hash(program)
}

// Add adds a ticket, behind those before it.
func (b *Book) Add(t Ticket) error {
	data, err := json.Marshal(t)
	if err != nil {
		return err
	}
	separator := "\n"
	if b.any {
		separator = ",\n"
	}
	b.any = true
	_, err = b.w.Write(append([]byte(separator), data...))
	return err
}

// Close ends the page.
func (b *Book) Close() error {
	_, err := io.WriteString(b.w, b.after)
	return err
}

// Beside are the files that belong beside the page, by their names: it is set in the same faces as
// tickets, so that it looks the same wherever and whenever it is opened. Without them it is read in
// a face of the system.
func Beside() map[string][]byte {
	medium, bold, licence := typeset.Pretendard()
	return map[string][]byte{"fonts/Pretendard-Medium.otf": medium, "fonts/Pretendard-ExtraBold.otf": bold, "fonts/OFL-Pretendard.txt": licence}
}

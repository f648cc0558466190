package imports

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"time"

	"piece/internal/archive"
)

// Bounds of what is in an export, which is more than any of them has.
const (
	manifestBytes = 1 << 20 // of the manifest
	pieceBytes    = 1 << 20 // of the document of a piece; its record has up to 10,000 characters
)

// isOwn tells an export of ours by its manifest. One that is too new to be understood is refused.
func isOwn(b *box) (bool, error) {
	data, err := b.read(archive.ManifestFile, manifestBytes)
	if errors.Is(err, errNoFile) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	var m archive.Manifest
	if json.Unmarshal(data, &m) != nil || m.Product != archive.Product {
		return false, nil
	}
	if m.Format < 1 || m.Format > archive.Format {
		return true, errNewer
	}
	return true, nil
}

// ownRows reads the pieces one after the other, so that a long document takes little memory
// besides the rows.
func ownRows(b *box) ([]Row, error) {
	r, err := b.open(archive.PiecesFile, maxDocument)
	if errors.Is(err, errNoFile) {
		return nil, errBroken
	}
	if err != nil {
		return nil, err
	}
	defer r.Close()
	rows, err := decodePieces(io.LimitReader(r, maxDocument))
	switch {
	case isDamage(err):
		return nil, errDamaged
	case err == nil && len(rows) == 0:
		return nil, errEmpty
	}
	return rows, err
}

func decodePieces(r io.Reader) ([]Row, error) {
	next := &portion{of: r, left: pieceBytes}
	d := json.NewDecoder(next)
	if err := skipTo(d, "pieces"); err != nil {
		return nil, err
	}
	var rows []Row
	for d.More() {
		var doc json.RawMessage
		next.left = pieceBytes
		if err := d.Decode(&doc); err != nil {
			return nil, broken(err)
		}
		if len(rows) == MaxRows {
			return nil, errTooMany
		}
		var small bytes.Buffer
		if err := json.Compact(&small, doc); err != nil {
			return nil, broken(err)
		}
		rows = append(rows, Row{N: len(rows) + 1, Cells: []string{small.String()}})
	}
	return rows, nil
}

// portion reads so many bytes before it is asked to go on, because a decoder takes in whatever
// length the next value has.
type portion struct {
	of   io.Reader
	left int
}

// Read implements io.Reader.
func (p *portion) Read(b []byte) (int, error) {
	if p.left <= 0 {
		return 0, errBroken
	}
	n, err := p.of.Read(b[:min(len(b), p.left)])
	p.left -= n
	return n, err
}

// skipTo goes on to the list of that name.
func skipTo(d *json.Decoder, name string) error {
	depth := 0
	for {
		t, err := d.Token()
		if err != nil {
			return broken(err)
		}
		switch v := t.(type) {
		case json.Delim:
			if v == '{' || v == '[' {
				depth++
			} else {
				depth--
			}
		case string:
			if depth == 1 && v == name {
				if t, err := d.Token(); err != nil || t != json.Delim('[') {
					return broken(err)
				}
				return nil
			}
		}
	}
}

// broken tells what is wrong with the document from what is wrong with the store.
func broken(err error) error {
	var syntax *json.SyntaxError
	if err == nil || errors.As(err, &syntax) || errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return errBroken
	}
	return err
}

// ownPiece is the document of a row.
func ownPiece(r *Row) (archive.Piece, error) {
	var p archive.Piece
	if len(r.Cells) != 1 {
		return p, errors.New("imports: a row of an export has one cell")
	}
	if err := json.Unmarshal([]byte(r.Cells[0]), &p); err != nil {
		return p, fmt.Errorf("piece %d of an export: %w", r.N, err)
	}
	return p, nil
}

// tells gives the fields that a document tells.
func tells(p *archive.Piece) map[Field]string {
	told := map[Field]string{
		Title: p.Title, Day: p.Day, Kind: p.Kind, Time: p.Time, Cast: p.Cast, Director: p.Director, Venue: p.Venue, Seat: p.Seat,
		Genre: p.Genre, Companion: p.Companion, Review: p.Review, Visibility: p.Visibility, Identity: p.ID,
	}
	if p.Price != nil {
		told[Price] = strconv.FormatInt(*p.Price, 10)
	}
	if p.HalfStars > 0 {
		told[HalfStars] = strconv.Itoa(p.HalfStars)
	}
	if p.Record != nil {
		told[Text] = p.Record.Text
	}
	return told
}

// madeAt is when the piece was made, as far as it can be believed.
func madeAt(p *archive.Piece, now time.Time) time.Time {
	if p.CreatedAt.Year() < 2000 || p.CreatedAt.After(now) {
		return time.Time{}
	}
	return p.CreatedAt
}

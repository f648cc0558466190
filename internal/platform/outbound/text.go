package outbound

import (
	"bytes"
	"mime"
	"regexp"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/korean"
)

var declared = regexp.MustCompile(`^\s*<\?xml[^>]*encoding\s*=\s*["']([A-Za-z0-9._-]+)["']`)

// Text gives the body as UTF-8 without a byte order mark. What is valid UTF-8 is believed to
// be, whatever it says of itself: text of other encodings hardly ever is by accident. The
// rest is read as it says (Content-Type, XML declaration), and as EUC-KR where it says
// nothing or is wrong: that is what Korean servers send. What can't be read is an error, so
// that no broken letters get into a store.
func (r *Response) Text() ([]byte, error) {
	if b, ok := fromUTF16(r.Body); ok {
		return b, nil
	}
	if utf8.Valid(r.Body) {
		return bytes.TrimPrefix(r.Body, []byte("\ufeff")), nil
	}
	for _, e := range []encoding.Encoding{r.says(), korean.EUCKR} {
		if e == nil {
			continue
		}
		if b, err := e.NewDecoder().Bytes(r.Body); err == nil && !bytes.ContainsRune(b, utf8.RuneError) {
			return b, nil
		}
	}
	return nil, &Error{Outcome: Malformed, text: "a text of unknown encoding"}
}

// says gives the encoding that the answer claims to be in; nil when it doesn't, or claims UTF-8.
func (r *Response) says() encoding.Encoding {
	name := ""
	if _, p, err := mime.ParseMediaType(r.Type); err == nil {
		name = p["charset"]
	}
	if m := declared.FindSubmatch(r.Body); name == "" && m != nil {
		name = string(m[1])
	}
	e, err := htmlindex.Get(name)
	if err != nil || e == encoding.Nop {
		return nil
	}
	return e
}

// fromUTF16 reads what begins with a byte order mark of UTF-16.
func fromUTF16(b []byte) ([]byte, bool) {
	if len(b) < 2 || len(b)%2 != 0 || !(b[0] == 0xFE && b[1] == 0xFF || b[0] == 0xFF && b[1] == 0xFE) {
		return nil, false
	}
	high := 0
	if b[0] == 0xFF {
		high = 1
	}
	units := make([]uint16, 0, len(b)/2-1)
	for i := 2; i < len(b); i += 2 {
		units = append(units, uint16(b[i+high])<<8|uint16(b[i+1-high]))
	}
	return []byte(string(utf16.Decode(units))), true
}

package kopisclient

import (
	"bytes"
	"cmp"
	"encoding/xml"
	"fmt"
	"io"
	"strings"

	"piece/internal/cake/source/pullclient"
)

// production is an entry of a list, with less in it, or of an answer about one.
type production struct {
	fault
	Code    string `xml:"mt20id"`
	Title   string `xml:"prfnm"`
	From    string `xml:"prfpdfrom"`
	To      string `xml:"prfpdto"`
	Venue   string `xml:"fcltynm"`
	Poster  string `xml:"poster"`
	Area    string `xml:"area"`
	Genre   string `xml:"genrenm"`
	OpenRun string `xml:"openrun"`

	Cast     string `xml:"prfcast"`
	Crew     string `xml:"prfcrew"`
	Minutes  string `xml:"prfruntime"`
	Age      string `xml:"prfage"`
	Makers   string `xml:"entrpsnm"`  // 기획제작사
	Producer string `xml:"entrpsnmP"` // 제작사
	Prices   string `xml:"pcseguidance"`
	Synopsis string `xml:"sty"`
	Times    string `xml:"dtguidance"`
}

// ranked is a place of a box office.
type ranked struct {
	Code string `xml:"mt20id"`
	Rank string `xml:"rnum"`
}

// Refusal is an error that KOPIS tells in a document, such as 02 for a key that it doesn't know.
type Refusal struct{ Code, Message string }

// Error is for logs.
func (r *Refusal) Error() string {
	return fmt.Sprintf("kopis: refused (%.20s): %.200s", r.Code, r.Message)
}

// fault is what an entry holds that is none.
type fault struct {
	Code    string `xml:"returncode"`
	Message string `xml:"errmsg"`
}

func (f fault) refusal() error {
	if f.Code == "" && f.Message == "" || f.Code == "00" {
		return nil
	}
	return &Refusal{Code: f.Code, Message: f.Message}
}

// document is any answer.
type document struct {
	XMLName xml.Name
	fault
	Productions []production `xml:"db"`
	Places      []ranked     `xml:"boxof"`
}

// read reads an answer. It must be whole, and have the root that was asked for: an error page,
// or half a list, is no list. A refusal may stand in the root or in an entry, and has the
// root of a list wherever it comes.
func read(text []byte, root string) (*document, error) {
	d := xml.NewDecoder(bytes.NewReader(bytes.Map(legal, text)))
	d.CharsetReader = func(_ string, in io.Reader) (io.Reader, error) { return in, nil } // it is UTF-8 by now
	d.Entity = xml.HTMLEntity
	var doc document
	if err := d.Decode(&doc); err != nil {
		return nil, pullclient.Broken(err)
	}
	refused := doc.refusal()
	for _, p := range doc.Productions {
		refused = cmp.Or(refused, p.refusal())
	}
	switch {
	case refused != nil:
		return nil, refused
	case doc.XMLName.Local != root && !(doc.XMLName.Local == rootList && len(doc.Productions) == 0):
		return nil, pullclient.Broken(fmt.Errorf("a document of <%.40s> instead of <%s>", doc.XMLName.Local, root))
	}
	return &doc, nil
}

// legal leaves out what XML doesn't allow and some catalogues send all the same.
func legal(r rune) rune {
	if r < 0x20 && r != '\t' && r != '\n' && r != '\r' || r == 0xFFFE || r == 0xFFFF {
		return -1
	}
	return r
}

// trim leaves out the blanks that stand for nothing.
func trim(s string) string { return strings.TrimSpace(s) }

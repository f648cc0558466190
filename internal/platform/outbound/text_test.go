package outbound

import (
	"testing"

	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/unicode"
)

func TestTextIsReadWhateverItIsIn(t *testing.T) {
	const want = `<?xml version="1.0" encoding="EUC-KR"?><a>똠방각하 케이크</a>`
	euc, err := korean.EUCKR.NewEncoder().String(want)
	if err != nil {
		t.Fatal(err)
	}
	wide, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(want)
	if err != nil {
		t.Fatal(err)
	}
	big, err := unicode.UTF16(unicode.BigEndian, unicode.UseBOM).NewEncoder().String(want)
	if err != nil {
		t.Fatal(err)
	}
	for name, r := range map[string]Response{
		"as declared":         {Body: []byte(euc)},
		"as the header says":  {Body: []byte(euc), Type: "text/xml; charset=euc-kr"},
		"the header is wrong": {Body: []byte(euc), Type: "text/xml; charset=UTF-8"},
		"UTF-8 after all":     {Body: []byte(want), Type: "text/xml; charset=euc-kr"},
		"with a mark":         {Body: []byte("\ufeff" + want)},
		"UTF-16":              {Body: []byte(wide)},
		"UTF-16, big":         {Body: []byte(big)},
	} {
		if b, err := r.Text(); err != nil || string(b) != want {
			t.Errorf("%s: %q %v", name, b, err)
		}
	}
	sjis, err := japanese.ShiftJIS.NewEncoder().String("ソウルの春")
	if err != nil {
		t.Fatal(err)
	}
	if b, err := (&Response{Body: []byte(sjis), Type: "text/plain; charset=Shift_JIS"}).Text(); err != nil || string(b) != "ソウルの春" {
		t.Errorf("%q %v", b, err)
	}
	for _, broken := range []string{"\xff\xff\xff", "케이\xec\xbc", "\x80\x81abc"} {
		if b, err := (&Response{Body: []byte(broken)}).Text(); err == nil {
			t.Errorf("%q is read as %q", broken, b)
		}
	}
}

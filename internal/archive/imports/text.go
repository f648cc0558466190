package imports

import (
	"bytes"
	"unicode/utf8"

	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/unicode"
)

// decode gives the text of a table in whatever encoding it is: UTF-8 with or without a mark,
// UTF-16, or CP949, in which Korean Excel saves.
func decode(b []byte) (string, error) {
	if len(bytes.TrimSpace(b)) == 0 {
		return "", errEmpty
	}
	switch {
	case bytes.HasPrefix(b, []byte{0xEF, 0xBB, 0xBF}):
		b = b[3:]
	case bytes.HasPrefix(b, []byte{0xFF, 0xFE}), bytes.HasPrefix(b, []byte{0xFE, 0xFF}):
		return wide(b, unicode.LittleEndian, unicode.UseBOM)
	case utf16Without(b, 1):
		return wide(b, unicode.LittleEndian, unicode.IgnoreBOM)
	case utf16Without(b, 0):
		return wide(b, unicode.BigEndian, unicode.IgnoreBOM)
	}
	if i := bytes.IndexByte(b, 0); i >= 0 {
		return "", errLine("nul", 1+bytes.Count(b[:i], []byte{'\n'}), "글이 아닌 내용이 들어 있어요. CSV로 다시 저장해 주세요.", "there is something that is no text. Please save it as CSV again.")
	}
	if utf8.Valid(b) {
		return string(b), nil
	}
	// EUC-KR of this package is CP949, with all 11,172 syllables.
	s, err := korean.EUCKR.NewDecoder().Bytes(b)
	if i := bytes.IndexRune(s, utf8.RuneError); err != nil || i >= 0 {
		return "", errLine("encoding", 1+bytes.Count(s[:max(i, 0)], []byte{'\n'}), "글자를 읽을 수 없어요. UTF-8로 저장해서 올려 주세요.", "the letters can't be read. Please save it as UTF-8.")
	}
	return string(s), nil
}

// utf16Without tells whether every other byte of the beginning is 0, as in UTF-16 of a header in
// Latin letters that has no mark.
func utf16Without(b []byte, zero int) bool {
	const look = 8
	if len(b) < look {
		return false
	}
	for i := range look {
		if (b[i] == 0) != (i%2 == zero) {
			return false
		}
	}
	return true
}

func wide(b []byte, e unicode.Endianness, mark unicode.BOMPolicy) (string, error) {
	s, err := unicode.UTF16(e, mark).NewDecoder().Bytes(b)
	if err != nil || bytes.IndexByte(s, 0) >= 0 {
		return "", refuse("encoding", 0, "글자를 읽을 수 없어요. UTF-8로 저장해서 올려 주세요.", "The letters can't be read. Please save it as UTF-8.")
	}
	return string(s), nil
}

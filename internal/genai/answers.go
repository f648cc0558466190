package genai

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"unicode"
)

// maxText is the longest answer in words that is believed, in bytes.
const maxText = 256 << 10

// checkAnswer tells whether an answer is one at all, and of use to whoever asked.
func checkAnswer(step Step, a answer, check func(answer) error) error {
	why := ""
	switch {
	case step.paints():
		if !isPicture(a.picture) {
			why = "the answer is no picture that is known here"
		}
	case strings.TrimSpace(a.text) == "":
		why = "the answer is empty"
	case len(a.text) > maxText:
		why = "the answer is too long"
	case step == Read:
		var object map[string]json.RawMessage
		if json.Unmarshal([]byte(a.text), &object) != nil {
			why = "the answer is no JSON object"
		}
	}
	if why != "" {
		return &Error{Outcome: Broken, Err: errors.New(why)}
	}
	if check == nil {
		return nil
	}
	if err := check(a); err != nil {
		return &Error{Outcome: Broken, Err: err}
	}
	return nil
}

// isPicture knows PNG, JPEG and WebP by their first bytes.
func isPicture(b []byte) bool {
	return bytes.HasPrefix(b, []byte("\x89PNG\r\n\x1a\n")) || bytes.HasPrefix(b, []byte("\xff\xd8\xff")) ||
		len(b) > 12 && string(b[:4]) == "RIFF" && string(b[8:12]) == "WEBP"
}

// cut shortens a text to so many characters, at the end of a word where there is one near.
func cut(text string, most int) string {
	text = strings.Join(strings.Fields(strings.ToValidUTF8(text, "")), " ")
	runes := []rune(text)
	if most <= 0 || len(runes) <= most {
		return text
	}
	end := most
	for end > most*3/4 && !unicode.IsSpace(runes[end]) {
		end--
	}
	if !unicode.IsSpace(runes[end]) {
		end = most
	}
	return strings.TrimRight(string(runes[:end]), " ,;:")
}

// JobOf names a painting at who keeps paintings, in the form of a UUID; the same for the same call,
// so that another process knows it.
func JobOf(c Call) string {
	sum := sha256.Sum256([]byte("piece " + c.Ref + " " + string(c.Step)))
	sum[6], sum[8] = sum[6]&0x0f|0x80, sum[8]&0x3f|0x80 // version 8, variant of RFC 9562
	return fmt.Sprintf("%x-%x-%x-%x-%x", sum[:4], sum[4:6], sum[6:8], sum[8:10], sum[10:16])
}

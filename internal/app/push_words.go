package app

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/rivo/uniseg"

	"piece/internal/chat"
	"piece/internal/platform/errs"
)

// pushWords are what a message is called that is more than its text.
var pushWords = struct{ gone, picture, pictures, piece errs.Text }{
	gone:     errs.Text{Ko: "(알 수 없음)", En: "(unknown)"},
	picture:  errs.Text{Ko: "사진", En: "Photo"},
	pictures: errs.Text{Ko: "사진 %장", En: "% photos"},
	piece:    errs.Text{Ko: "조각", En: "Piece"},
}

// spoiler is what is covered on the page until it is tapped. A screen that is locked can't be
// tapped, so that it stays covered there.
var spoiler = regexp.MustCompile(`(?s)\|\|(.+?)\|\|`)

// coverLength is the longest row of blocks that stands for a covered text.
const coverLength = 12

// messageWords gives a message in a line or a few.
func messageWords(e chat.Entry, language string) string {
	var parts []string
	switch n := len(e.Pictures); {
	case n == 1:
		parts = append(parts, pushWords.picture.In(language))
	case n > 1:
		parts = append(parts, strings.Replace(pushWords.pictures.In(language), "%", strconv.Itoa(n), 1))
	}
	if e.PieceID != "" {
		parts = append(parts, pushWords.piece.In(language))
	}
	text := spoiler.ReplaceAllStringFunc(e.Text, func(found string) string {
		return strings.Repeat("▒", min(uniseg.GraphemeClusterCount(found)-4, coverLength))
	})
	if text != "" {
		parts = append(parts, text)
	}
	return strings.Join(parts, " · ")
}

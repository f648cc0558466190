package chat

import (
	"regexp"
	"slices"
	"unicode"

	"piece/internal/platform/errs"
	"piece/internal/platform/id"
)

// MinClientID is the least number of characters of the id of a send, and ClientIDPattern is what
// it is made of.
const (
	MinClientID     = 8
	ClientIDPattern = `^[A-Za-z0-9_-]+$`
)

var clientIDForm = regexp.MustCompile(ClientIDPattern)

// NewMessage is a message that somebody wants to send.
type NewMessage struct {
	Room       string
	ClientID   string
	Text       string
	PictureIDs []string
	PieceID    string
	ReplyTo    int64
	Mentions   []string
}

// Check gives the message as it is stored, or all the rules that it breaks. Whether pictures and
// people belong to the room isn't known here.
func (m NewMessage) Check() (NewMessage, error) {
	var f errs.Fields
	if n := len(m.ClientID); n < MinClientID || n > MaxClientID || !clientIDForm.MatchString(m.ClientID) {
		f.Add("body.clientId", "format", errs.Text{Ko: "형식이 맞지 않아요.", En: "This doesn't have the right form."})
	}
	m.Text = TextRule.Clean(&f, "body.text", m.Text)
	m.PictureIDs = uniqueIDs(&f, "body.pictureIds", m.PictureIDs, MaxPictures)
	m.Mentions = uniqueIDs(&f, "body.mentions", m.Mentions, MaxMentions)
	if m.PieceID != "" && !id.Valid(m.PieceID) {
		unknown(&f, "body.pieceId")
	}
	if m.ReplyTo < 0 {
		unknown(&f, "body.replyTo")
	}
	if len(f) == 0 && m.Text == "" && len(m.PictureIDs) == 0 && m.PieceID == "" {
		f.Add("body.text", "required", errs.Text{Ko: "내용이 없어요.", En: "There is nothing to send."})
	}
	return m, f.Err()
}

// uniqueIDs gives ids once each, in their order.
func uniqueIDs(f *errs.Fields, path string, ids []string, most int) []string {
	if len(ids) > most {
		f.Add(path, "too_many", errs.Text{Ko: "너무 많아요.", En: "These are too many."})
		return nil
	}
	var out []string
	for _, one := range ids {
		if !id.Valid(one) {
			unknown(f, path)
			return nil
		}
		if !slices.Contains(out, one) {
			out = append(out, one)
		}
	}
	return out
}

// unknown says that something that a message names isn't there.
func unknown(f *errs.Fields, path string) {
	f.Add(path, "unknown", errs.Text{Ko: "찾을 수 없어요.", En: "We couldn't find this."})
}

// same tells whether a stored message is what is sent, as far as it can be told: of one that was
// removed nothing is left.
func same(stored, sent *Entry) bool {
	if stored.Kind != Message {
		return false
	}
	ids := func(e *Entry) []string {
		var all []string
		for _, p := range e.Pictures {
			all = append(all, p.ID)
		}
		return all
	}
	return stored.Removed || stored.Text == sent.Text && stored.PieceID == sent.PieceID && slices.Equal(ids(stored), ids(sent))
}

// cleanEmoji gives an emoji in one spelling. Letters, digits and marks are none.
func cleanEmoji(path, s string) (string, error) {
	var f errs.Fields
	s = EmojiRule.Clean(&f, path, s)
	if len(f) == 0 && !isEmoji(s) {
		f.Add(path, "format", errs.Text{Ko: "이모지 하나를 골라 주세요.", En: "Choose one emoji."})
	}
	return s, f.Err()
}

// keycap turns a digit before it into an emoji.
const keycap = 0x20E3

func isEmoji(s string) bool {
	for _, r := range s {
		if unicode.Is(unicode.So, r) || r == keycap {
			return true
		}
	}
	return false
}

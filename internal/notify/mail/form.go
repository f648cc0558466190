package mail

import (
	"embed"
	"html/template"
	"strings"
)

//go:embed letter.gohtml
var letterFile embed.FS

var letterPage = template.Must(template.ParseFS(letterFile, "letter.gohtml"))

// words are what every letter says.
var words = map[string]struct{ Site, Instead, Why string }{
	"ko": {"조각 PIECE", "버튼이 눌리지 않으면 이 주소를 브라우저에 붙여 넣어 주세요.", "조각에서 보낸 메일이에요. 직접 요청하지 않았다면 그냥 지워도 괜찮아요."},
	"en": {"PIECE", "If the button doesn't work, paste this address into your browser.", "This mail was sent by PIECE. If you didn't ask for it, you can simply delete it."},
}

// form gives a letter the form of a mail.
func form(id string, l Letter) (Message, error) {
	said, ok := words[l.Language]
	if !ok {
		said, l.Language = words["ko"], "ko"
	}
	var page strings.Builder
	err := letterPage.Execute(&page, map[string]any{"Letter": l, "Words": said})
	return Message{ID: id, To: l.To, Subject: l.Subject, Text: plain(l, said.Why), HTML: page.String()}, err
}

// plain is the letter for those who read mails as text.
func plain(l Letter, why string) string {
	parts := append([]string{l.Subject}, l.Lines...)
	if l.Button != "" {
		parts = append(parts, l.Button+":\n"+l.Address)
	}
	if l.Note != "" {
		parts = append(parts, l.Note)
	}
	return strings.Join(append(parts, "-- \n"+why), "\n\n") + "\n"
}

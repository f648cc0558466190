package account

import (
	"net/mail"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"

	"piece/internal/platform/errs"
	"piece/internal/platform/textrule"
	"piece/internal/platform/zone"
)

// The limits of what a person types, which the API description and the forms show.
// Nickname and password are counted in visible characters, addresses in bytes.
const (
	EmailMin, EmailMax       = 3, 254 // RFC 5321, 4.5.3.1.3
	NicknameMin, NicknameMax = 2, 12
	PasswordMin, PasswordMax = 10, 128
	// PasswordMaxRunes bounds the work of one try; no visible text of PasswordMax
	// characters needs more code points.
	PasswordMaxRunes = PasswordMax * textrule.RunesPerGrapheme
)

// nicknameRule is the rule of nicknames, as far as length goes.
var nicknameRule = textrule.Rule{Min: NicknameMin, Max: NicknameMax}

// NicknameMaxRunes is the most code points a nickname may have.
func NicknameMaxRunes() int { return nicknameRule.MaxRunes() }

// key is what two spellings of the same text have in common.
func key(s string) string {
	return norm.NFKC.String(cases.Fold().String(norm.NFKC.String(s)))
}

// cleanEmail gives the address as it is kept and the key that makes it unique.
func cleanEmail(f *errs.Fields, path, s string) (email, unique string) {
	before := len(*f)
	s = textrule.Rule{Min: 1, Max: EmailMax}.Clean(f, path, s)
	if len(*f) > before {
		return "", ""
	}
	local, domain, _ := strings.Cut(s, "@")
	email = local + "@" + strings.ToLower(domain)
	unique = key(email)
	if !isAddress(email) || utf8.RuneCountInString(unique) > EmailMax {
		f.Add(path, "format", textEmailForm)
		return "", ""
	}
	return email, unique
}

// isAddress takes what can be written to without quotes, comments or address literals.
func isAddress(s string) bool {
	a, err := mail.ParseAddress(s)
	if err != nil || a.Address != s || a.Name != "" || len(s) > EmailMax || strings.Count(s, "@") != 1 {
		return false
	}
	local, domain, _ := strings.Cut(s, "@")
	return len(local) <= 64 && !strings.ContainsAny(domain, "[]") && !strings.HasPrefix(domain, ".") && !strings.HasSuffix(domain, ".")
}

// maxMarks bounds the accents on one letter of a nickname: every living script needs
// fewer, and piles of them cover the lines around.
const maxMarks = 4

// cleanNickname gives the nickname as it is shown and the key that makes it unique.
func cleanNickname(f *errs.Fields, path, s string) (nickname, unique string) {
	before := len(*f)
	nickname = nicknameRule.Clean(f, path, s)
	if len(*f) > before {
		return "", ""
	}
	unique = key(nickname)
	// The key is checked too: some letters stand for a whole phrase with blanks.
	if !nicknameLetters(nickname) || !nicknameLetters(unique) {
		f.Add(path, "characters", textNicknameForm)
		return "", ""
	}
	return nickname, unique
}

// nicknameLetters tells whether s has only letters, with their marks, and digits of any
// script, and _ and .; letters that show nothing would make two nicknames look alike.
func nicknameLetters(s string) bool {
	marks := maxMarks // a mark needs a letter before it
	for _, r := range s {
		switch {
		case unicode.In(r, unicode.Other_Default_Ignorable_Code_Point, unicode.Variation_Selector):
			return false
		case unicode.IsLetter(r), unicode.Is(unicode.Nd, r):
			marks = 0
		case unicode.IsMark(r) && marks < maxMarks:
			marks++
		case r == '_' || r == '.':
			marks = maxMarks
		default:
			return false
		}
	}
	return true
}

// canonicalPassword makes keyboards that compose characters differently agree.
func canonicalPassword(s string) string { return norm.NFC.String(s) }

// checkPassword adds to f what is wrong with a new password. The person's address and
// nickname may be empty when they are wrong themselves.
func checkPassword(f *errs.Fields, path, s, email, nickname string) {
	if !utf8.ValidString(s) || strings.ContainsFunc(s, unicode.IsControl) {
		f.Add(path, "characters", textPasswordChars)
		return
	}
	s = canonicalPassword(s)
	switch n := textrule.Length(s); {
	case n < PasswordMin || strings.TrimSpace(s) == "":
		f.Add(path, "too_short", textPasswordShort)
	case n > PasswordMax || utf8.RuneCountInString(s) > PasswordMaxRunes:
		f.Add(path, "too_long", textPasswordLong)
	case isCommon(key(s)):
		f.Add(path, "too_common", textPasswordCommon)
	case holdsName(key(s), email, nickname):
		f.Add(path, "personal", textPasswordPersonal)
	}
}

// CheckNewPassword tells whether a password may be chosen, as far as that can be told
// without knowing whose it will be. The error points at path.
func CheckNewPassword(path, s string) error {
	var f errs.Fields
	checkPassword(&f, path, s, "", "")
	return f.Err()
}

func checkTheme(f *errs.Fields, path string, t Theme) {
	if !slices.Contains(Themes(), t) {
		f.Add(path, "choice", textTheme)
	}
}

func checkTimeZone(f *errs.Fields, path, name string) {
	if _, ok := zone.Load(name); !ok {
		f.Add(path, "time_zone", textTimeZone)
	}
}

func checkLanguage(f *errs.Fields, path string, l Language) {
	if !slices.Contains(Languages(), l) {
		f.Add(path, "choice", textLanguage)
	}
}

// CheckPasswordOf tells whether a person may choose a password. The error points at path.
func CheckPasswordOf(p Person, path, s string) error {
	var f errs.Fields
	checkPassword(&f, path, s, p.Email, p.Nickname)
	return f.Err()
}

// SuggestNickname makes of a name from elsewhere what the rules of nicknames may allow; "" when
// nothing of it is left.
func SuggestNickname(name string) string {
	var kept strings.Builder
	for _, r := range norm.NFC.String(name) {
		if nicknameLetters(string(r)) {
			kept.WriteRune(r)
		}
	}
	nickname := nicknameRule.Fit(kept.String())
	var f errs.Fields
	if cleanNickname(&f, "", nickname); len(f) > 0 {
		return ""
	}
	return nickname
}

package account

import (
	_ "embed"
	"slices"
	"strings"
)

// commonPasswords are those of at least PasswordMin characters among the most leaked
// ones, folded, one a line; the list of zxcvbn-ts (MIT), without what isPattern finds.
//
//go:embed common_passwords.txt
var commonPasswords string

func isCommon(folded string) bool {
	for line := range strings.Lines(commonPasswords) {
		if strings.TrimSuffix(line, "\n") == folded {
			return true
		}
	}
	return isPattern([]rune(folded))
}

// keyRows are rows of keys that fingers run along.
var keyRows = []string{"qwertyuiopasdfghjklzxcvbnm", "1qaz2wsx3edc4rfv5tgb6yhn7ujm", "qazwsxedcrfvtgbyhnujm"}

// isPattern finds passwords that take no list to guess: few different characters, one
// thing repeated, or a run along the alphabet, the digits or the keyboard.
func isPattern(s []rune) bool {
	different := map[rune]bool{}
	for _, r := range s {
		different[r] = true
	}
	return len(different) < 5 || isRepeated(s) || isRun(s)
}

func isRepeated(s []rune) bool {
	for n := 1; n <= len(s)/2; n++ {
		if len(s)%n == 0 && slices.Equal(s[n:], s[:len(s)-n]) {
			return true
		}
	}
	return false
}

func isRun(s []rune) bool {
	up, down := true, true
	for i := 1; i < len(s); i++ {
		wrap := s[i-1] == '9' && s[i] == '0'
		up = up && (s[i] == s[i-1]+1 || wrap)
		wrap = s[i-1] == '0' && s[i] == '9'
		down = down && (s[i] == s[i-1]-1 || wrap)
	}
	return up || down || slices.ContainsFunc(keyRows, func(row string) bool { return strings.Contains(row, string(s)) })
}

// nameBytes is how long a name must be to count: four Latin letters or two syllables.
// Shorter ones are in many good passwords by chance.
const nameBytes = 4

func holdsName(folded, email, nickname string) bool {
	local, _, _ := strings.Cut(email, "@")
	for _, name := range []string{key(local), key(nickname)} {
		if len(name) >= nameBytes && strings.Contains(folded, name) {
			return true
		}
	}
	return false
}

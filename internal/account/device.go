package account

import "strings"

// sign is a word in a user agent and what it tells.
type sign struct{ word, name string }

// More specific ones come first, because browsers name those they descend from.
var (
	browsers = []sign{
		{"KAKAOTALK", "KakaoTalk"}, {"NAVER(", "NAVER"}, {"Whale/", "Whale"}, {"SamsungBrowser/", "Samsung Internet"},
		{"Edg/", "Edge"}, {"EdgA/", "Edge"}, {"EdgiOS/", "Edge"}, {"OPR/", "Opera"}, {"Firefox/", "Firefox"}, {"FxiOS/", "Firefox"},
		{"CriOS/", "Chrome"}, {"Chrome/", "Chrome"}, {"Safari/", "Safari"}, {"AppleWebKit/", "WebKit"}, {"curl/", "curl"},
	}
	systems = []sign{
		{"iPhone", "iPhone"}, {"iPad", "iPad"}, {"Android", "Android"}, {"CrOS", "ChromeOS"}, {"Windows", "Windows"},
		{"Macintosh", "macOS"}, {"Linux", "Linux"},
	}
)

// DeviceName gives a short name by which a person knows a device again, such as
// "Safari · iPhone", and "" when the user agent tells nothing known. It never holds text
// of the user agent itself.
func DeviceName(userAgent string) string {
	browser, system := find(browsers, userAgent), find(systems, userAgent)
	if browser != "" && system != "" {
		return browser + " · " + system
	}
	return browser + system
}

func find(signs []sign, text string) string {
	for _, s := range signs {
		if strings.Contains(text, s.word) {
			return s.name
		}
	}
	return ""
}

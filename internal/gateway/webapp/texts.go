package webapp

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"path"
	"strings"

	"piece/internal/platform/errs"
)

// Texts are the app's own catalogues, by language and key, so that what the server draws says
// the same as the app.
type Texts map[string]map[string]string

var languages = []string{"ko", "en"}

// ReadTexts reads src/i18n/LANGUAGE.json and src/features/FEATURE/i18n/LANGUAGE.json; the
// keys of a feature start with its name.
func ReadTexts(sources fs.FS) (Texts, error) {
	all := Texts{}
	for _, lang := range languages {
		all[lang] = map[string]string{}
		features, err := fs.Glob(sources, "src/features/*/i18n/"+lang+".json")
		if err != nil {
			return nil, err
		}
		for _, name := range append(features, "src/i18n/"+lang+".json") {
			b, err := fs.ReadFile(sources, name)
			if err != nil {
				return nil, err
			}
			var tree map[string]any
			if err := json.Unmarshal(b, &tree); err != nil {
				return nil, fmt.Errorf("%s: %w", name, err)
			}
			prefix := ""
			if strings.HasPrefix(name, "src/features/") {
				prefix = path.Base(path.Dir(path.Dir(name))) + "."
			}
			flatten(tree, prefix, all[lang])
		}
	}
	return all, nil
}

func flatten(tree map[string]any, prefix string, into map[string]string) {
	for key, value := range tree {
		switch v := value.(type) {
		case string:
			into[prefix+key] = v
		case map[string]any:
			flatten(v, prefix+key+".", into)
		}
	}
}

// Get gives a text with its {names} replaced: Get("ko", "home.hello", "name", "민지").
func (t Texts) Get(lang, key string, named ...any) (string, error) {
	text, ok := t[lang][key]
	if !ok {
		return "", fmt.Errorf("no text %q in %s", key, lang)
	}
	return Fill(text, named...), nil
}

// Fill puts values into the {names} of a text.
func Fill(text string, named ...any) string {
	var pairs []string
	for i := 0; i+1 < len(named); i += 2 {
		pairs = append(pairs, fmt.Sprintf("{%v}", named[i]), fmt.Sprint(named[i+1]))
	}
	return strings.NewReplacer(pairs...).Replace(text) // what is put in is not read again
}

// plural gives the form that fits n of a text "one | many" or "none | one | many", with n
// in it, as the app does; a text with one form fits every number.
func (t Texts) plural(lang, key string, n int) (string, error) {
	text, err := t.Get(lang, key, "n", n)
	forms := strings.Split(text, " | ")
	switch len(forms) {
	case 1:
		return text, err
	case 2:
		if n == 1 {
			return forms[0], err
		}
		return forms[1], err
	}
	return forms[min(n, 2)], err
}

const siteName = "PIECE"

// about is what search engines and link previews say of a page, by name of the route;
// pages that are not listed are nobody's business and ask not to be indexed.
var about = map[string]struct{ title, description errs.Text }{
	"home": {
		errs.Text{Ko: "본 것을 아름다운 조각으로", En: "What you saw, kept as a beautiful piece"},
		errs.Text{Ko: "공연, 영화, 전시에서 본 것을 아름다운 티켓 조각으로 남기고 모아 보세요.", En: "Keep the shows, films and exhibitions you saw as beautiful two-sided tickets."},
	},
	"join": {
		errs.Text{Ko: "가입하기", En: "Join"},
		errs.Text{Ko: "PIECE에 가입하고 오늘 본 공연을 첫 조각으로 남겨 보세요.", En: "Join PIECE and keep what you saw today as your first piece."},
	},
	"login": {
		errs.Text{Ko: "로그인", En: "Log in"},
		errs.Text{Ko: "로그인하고 모아 둔 조각을 만나 보세요.", En: "Log in to see the pieces you have collected."},
	},
	"pieces": {
		errs.Text{Ko: "모아보기", En: "Collection"},
		errs.Text{Ko: "사람들이 본 공연, 영화, 전시의 티켓 조각을 둘러보세요.", En: "Look through the tickets of shows, films and exhibitions that people kept."},
	},
	"cakes": {
		errs.Text{Ko: "케이크", En: "Cakes"},
		errs.Text{Ko: "요즘 사랑받는 영화, 연극, 뮤지컬, 콘서트, 전시를 만나 보세요.", En: "Films, plays, musicals, concerts and exhibitions that people love right now."},
	},
	"cake": {
		errs.Text{Ko: "케이크 한 판", En: "A cake"},
		errs.Text{Ko: "한 작품의 정보와 사람들이 남긴 티켓 조각을 만나 보세요.", En: "All about a work, with the tickets that people kept of it."},
	},
	"person": {
		errs.Text{Ko: "누군가 모은 조각들", En: "Somebody's pieces"},
		errs.Text{Ko: "한 사람이 공개한 티켓 조각들을 만나 보세요.", En: "The tickets that a person made public."},
	},
	"piece": {
		errs.Text{Ko: "티켓 한 조각", En: "A piece"},
		errs.Text{Ko: "누군가 남긴 티켓 한 조각을 앞뒤로 넘겨 보세요.", En: "A ticket that somebody kept: turn it over and see both sides."},
	},
}

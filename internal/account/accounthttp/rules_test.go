package accounthttp_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"piece/internal/account"
	"piece/internal/account/accounthttp"
	"piece/internal/platform/httpapi"
	"piece/internal/platform/sqldb/sqldbtest"
)

const (
	emoji  = "🎭"                  // four bytes
	family = "👨‍👩‍👧‍👦"            // one character of seven code points
	accent = "e\u0301"            // a letter and a combining mark
	rtl    = "\u200f"             // right-to-left mark
	hangul = "\u1112\u1161\u11ab" // one syllable in three jamo
)

var many = strings.Repeat

// boundaries are what may just be typed, and what may just not.
var boundaries = []struct{ field, name, value, want string }{
	{"nickname", "empty", "", "required"},
	{"nickname", "blanks", "    ", "required"},
	{"nickname", "one", "a", "too_short"},
	{"nickname", "one and blanks", " a ", "too_short"},
	{"nickname", "one in two code points", accent, "too_short"},
	{"nickname", "one in three jamo", hangul, "too_short"},
	{"nickname", "shortest", "ab", ""},
	{"nickname", "longest", many("가", 12), ""},
	{"nickname", "one more", many("가", 13), "too_long"},
	{"nickname", "longest, decomposed", many(accent, 12), ""},
	{"nickname", "one more, decomposed", many(accent, 13), "too_long"},
	{"nickname", "jamo", many(hangul, 12), ""},
	{"nickname", "digits, underscore, dot", "7_9.민", ""},
	{"nickname", "digits of another script", "३४ab", ""},
	{"nickname", "letters with marks", "हिन्दी", ""},
	{"nickname", "right to left", "שלום", ""},
	{"nickname", "marks of direction are dropped", "ab" + rtl + "\u202e", ""},
	{"nickname", "only marks of direction", rtl + rtl, "required"},
	{"nickname", "emoji", "ab" + emoji, "characters"},
	{"nickname", "family", "ab" + family, "characters"},
	{"nickname", "inner blank", "a b", "characters"},
	{"nickname", "hyphen", "a-b", "characters"},
	{"nickname", "markup", "<b>", "characters"},
	{"nickname", "NUL", "a\x00b", "characters"},
	{"nickname", "line break", "a\nb", "characters"},
	{"nickname", "invisible letter", "a\u3164", "characters"},
	{"nickname", "variation selector", "ab\ufe0f", "characters"},
	{"nickname", "joiner", "ab\u200d", "characters"},
	{"nickname", "mark without a letter", "_\u0301_", "characters"},
	{"nickname", "pile of marks", "a" + many("\u0301", 6) + "b", "characters"},
	{"nickname", "letter that is a phrase", "ab\ufdfa", "characters"},

	{"password", "empty", "", "too_short"},
	{"password", "blanks", many(" ", 20), "too_short"},
	{"password", "nine", "k3!vQz8_m", "too_short"},
	{"password", "shortest", "k3!vQz8_mT", ""},
	{"password", "nine in 18 code points", many(accent, 8) + "x", "too_short"},
	{"password", "longest", "k3!vQ" + many("wx7", 41), ""},
	{"password", "one more", "k3!vQ" + many("wx7", 41) + "y", "too_long"},
	{"password", "longest of emoji", "k3!vQ" + many(emoji, 123), ""},
	{"password", "one more emoji", "k3!vQ" + many(emoji, 124), "too_long"},
	{"password", "families", "k3!vQ" + many(family, 20), ""},
	{"password", "right-to-left marks", "k3!vQz" + rtl + "8_mT!", ""},
	{"password", "NUL", "k3!vQz8\x00_mT", "characters"},
	{"password", "common", "qwerty123456", "too_common"},
	{"password", "common, in capitals", "QWERTY123456", "too_common"},
	{"password", "one digit", many("7", 12), "too_common"},
	{"password", "four characters", "abababcdcdcd", "too_common"},
	{"password", "repeated", "kim84kim84", "too_common"},
	{"password", "counted", "34567890123", "too_common"},
	{"password", "counted down", "98765432109", "too_common"},
	{"password", "alphabet", "cdefghijklmn", "too_common"},
	{"password", "row of keys", "sdfghjklzxc", "too_common"},
	{"password", "nickname inside", "ich bin JoInEr!", "personal"},
	{"password", "mail inside", "xx-MyMail-2026-xx", "personal"},

	{"email", "empty", "", "required"},
	{"email", "blanks", "   ", "required"},
	{"email", "shortest", "a@b", ""},
	{"email", "two", "a@", "format"},
	{"email", "longest", many("a", 64) + "@" + many("b", 181) + ".example", ""},
	{"email", "one more", many("a", 64) + "@" + many("b", 182) + ".example", "too_long"},
	{"email", "local part too long", many("a", 65) + "@example.com", "format"},
	{"email", "two ats", "a@b@example.com", "format"},
	{"email", "no at", "example.com", "format"},
	{"email", "inner blank", "a b@example.com", "format"},
	{"email", "with a name", "Kim <a@example.com>", "format"},
	{"email", "quoted", `"a b"@example.com`, "format"},
	{"email", "address literal", "a@[127.0.0.1]", "format"},
	{"email", "comment", "a(b)@example.com", "format"},
	{"email", "dot first", "a@.example.com", "format"},
	{"email", "header injection", "a@example.com\r\nBcc: b@example.com", "characters"},
	{"email", "NUL", "a\x00@example.com", "characters"},
	{"email", "letters of any script", "민지@예시.한국", ""},
	{"email", "emoji", emoji + "@example.com", ""},
	{"email", "right-to-left marks are dropped", "rtl" + rtl + "@example.com", ""},
	{"email", "right-to-left marks only", rtl + "@" + rtl, "format"},
}

func TestD07_BoundariesOfJoining(t *testing.T) {
	d := openUnlimited(t)
	for _, c := range boundaries {
		t.Run(c.field+" "+c.name, func(t *testing.T) {
			form := object{"email": "mymail@example.com", "password": password, "nickname": "joiner", "language": "ko"}
			form[c.field] = c.value
			a := d.browser().do("POST", api+"/accounts", form)
			if c.want == "" {
				if a.status != http.StatusCreated {
					t.Errorf("have %d %s, want 201", a.status, a.body)
				}
				d.forget()
				return
			}
			code, fields := a.problem(t)
			if a.status != 422 || code != "invalid" || len(fields) != 1 || fields["body."+c.field] != c.want {
				t.Errorf("have %d %s, want %s", a.status, a.body, c.want)
			}
		})
	}
}

func openUnlimited(t *testing.T) *door {
	return openOn(t, sqldbtest.SQLite(t), account.Limits{WrongPasswords: 1e6, Logins: 1e6, Joins: 1e6, Checks: 1e6, Refreshes: 1e6})
}

// forget removes everybody, so that the next joins find all names free.
func (d *door) forget() {
	d.t.Helper()
	if _, err := d.db.Writer().NewDelete().Table("people").Where("1 = 1").Exec(d.t.Context()); err != nil {
		d.t.Fatal(err)
	}
}

func TestD07_WhatIsMissingOrOfAnotherTypeIsToldByField(t *testing.T) {
	d := openUnlimited(t)
	for _, c := range []struct {
		form object
		want string
	}{
		{object{}, "map[body.email:required body.language:choice body.nickname:required body.password:too_short]"},
		{object{"email": 1, "password": password, "nickname": "minji", "language": "ko"}, "map[body.email:required]"},
		{object{"email": "a@example.com", "password": password, "nickname": nil, "language": "ko"}, "map[body.nickname:required]"},
		{object{"email": "a@example.com", "password": password, "nickname": "minji", "language": "fr"}, "map[body.language:choice]"},
		{object{"email": "a@example.com", "password": password, "nickname": "minji", "language": "ko", "admin": true}, "map[body.admin:unknown]"},
	} {
		_, fields := d.browser().want(422, "POST", api+"/accounts", c.form).problem(t)
		if got := fmt.Sprint(fields); got != c.want {
			t.Errorf("%v: have %s, want %s", c.form, got, c.want)
		}
	}
}

func TestD07_DescriptionHasTheLimitsOfTheDomain(t *testing.T) {
	a := httpapi.Describe("test")
	accounthttp.Register(a, nil, httpapi.Cookies{})
	b, err := json.Marshal(a.OpenAPI())
	if err != nil {
		t.Fatal(err)
	}
	type limits struct {
		MinLength, MaxLength int
		Enum                 []string
		Visible              int `json:"x-maxGraphemes"`
	}
	var api struct {
		Components struct {
			Schemas map[string]struct{ Properties map[string]limits }
		}
	}
	if err := json.Unmarshal(b, &api); err != nil {
		t.Fatal(err)
	}
	for place, want := range map[string]limits{
		"Joining.nickname":       {2, 120, nil, 12},
		"Joining.password":       {10, 1280, nil, 128},
		"Joining.email":          {3, 254, nil, 254},
		"Joining.language":       {0, 0, []string{"ko", "en"}, 0},
		"MeChanges.language":     {0, 0, []string{"ko", "en"}, 0},
		"PasswordChange.next":    {10, 1280, nil, 128},
		"PasswordChange.current": {0, 1280, nil, 0},
	} {
		schema, property, _ := strings.Cut(place, ".")
		if got := api.Components.Schemas[schema].Properties[property]; fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("%s: have %+v, want %+v", place, got, want)
		}
	}
}

func TestAvailability(t *testing.T) {
	d := openUnlimited(t)
	d.join("minji")
	for _, c := range []struct{ what, value, ko, en string }{
		{"email", "free@example.com", "", ""},
		{"email", "MINJI@example.com", "이미 가입한 메일 주소예요.", "This mail address already has an account."},
		{"email", "minji", "메일 주소 형식이 아니에요.", "This isn't a mail address."},
		{"nickname", "free", "", ""},
		{"nickname", "ＭINJI", "이미 쓰고 있는 닉네임이에요.", "This nickname is taken."},
		{"nickname", "a", "2자 이상이어야 해요.", "Use at least 2 characters."},
		{"nickname", "a b", "글자, 숫자, _ 와 . 만 쓸 수 있어요.", "Use letters, digits, _ and . only."},
	} {
		for lang, message := range map[string]string{"ko": c.ko, "en": c.en} {
			b := d.browser()
			b.lang = lang
			got := b.want(200, "GET", api+"/accounts/availability?"+c.what+"="+url.QueryEscape(c.value), nil).json(t)
			want := object{"available": message == ""}
			if message != "" {
				want["message"] = message
			}
			if fmt.Sprint(got) != fmt.Sprint(want) {
				t.Errorf("%s %q in %s: have %v, want %v", c.what, c.value, lang, got, want)
			}
		}
	}
	for _, query := range []string{"", "?email=a@example.com&nickname=ab", "?mail=a@example.com", "?nickname=" + strings.Repeat("a", 1001)} {
		d.browser().want(422, "GET", api+"/accounts/availability"+query, nil)
	}
}

// Keyboards compose characters differently; the password is the same.
func TestPasswordIsTheSameInEveryNormalForm(t *testing.T) {
	d := openUnlimited(t)
	form := joining("minji")
	form["password"] = "caf\u00e9 \ud55c\uad6d 1987!"
	d.browser().want(201, "POST", api+"/accounts", form)
	d.browser().want(201, "POST", api+"/sessions", object{"email": form["email"], "password": "cafe\u0301 \u1112\u1161\u11ab\u1100\u116e\u11a8 1987!"})
}

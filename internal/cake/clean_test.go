package cake_test

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"piece/internal/cake"
)

// D31: whatever a source tells becomes a cake that a person could have typed, or is refused
// with a reason.
func TestD31_WhatASourceTellsIsBroughtWithinTheRules(t *testing.T) {
	whole := func() cake.Told {
		return cake.Told{
			Work: cake.Work{
				Kind: "musical", Title: "오페라의 유령", Original: "The Phantom of the Opera", Year: 1986,
				Opens: "2026-07-21", Closes: "2026-11-17", Venue: "샤롯데씨어터", Area: "seoul",
				Genres: cake.SetOf("romance", "music"), Minutes: 150, Age: new(8),
				Prices: []cake.Price{{Seat: "VIP석", Won: 190_000}, {Seat: "R석", Won: 0}}, Times: "화~금 19:30",
				Synopsis: "가면 뒤의 목소리.\n\n그리고 샹들리에.", Link: "https://www.example.com/phantom?a=1",
				Credits: []cake.Credit{{Role: "director", Name: "해럴드 프린스"}, {Role: "cast", Name: "김파도", Part: "크리스틴", Picture: "https://img.example.com/1.jpg"}},
			},
			Code: "PF123456", Poster: "http://img.example.com/p.jpg",
		}
	}
	if got, err := whole().Clean(); err != nil || !reflect.DeepEqual(got, whole()) {
		t.Errorf("a whole work becomes %+v, %v", got, err)
	}
	bare, err := cake.Told{Work: cake.Work{Kind: "etc", Title: "무제"}, Code: "1"}.Clean()
	if err != nil || !reflect.DeepEqual(bare, cake.Told{Work: cake.Work{Kind: "etc", Title: "무제"}, Code: "1"}) {
		t.Errorf("one of which nothing else is told becomes %+v, %v", bare, err)
	}
	for name, c := range map[string]struct {
		broken func(w *cake.Told)
		field  func(w *cake.Told) any
		want   any // an error that says so, when it is one
	}{
		"no code":                   {func(w *cake.Told) { w.Code = "" }, nil, "code"},
		"a long code":               {func(w *cake.Told) { w.Code = strings.Repeat("x", 65) }, nil, "code"},
		"the longest code":          {func(w *cake.Told) { w.Code = strings.Repeat("x", 64) }, func(w *cake.Told) any { return len(w.Code) }, 64},
		"a code with a blank":       {func(w *cake.Told) { w.Code = "a b" }, nil, "code"},
		"a code with a NUL":         {func(w *cake.Told) { w.Code = "a\x00" }, nil, "code"},
		"a Korean code":             {func(w *cake.Told) { w.Code = "공연" }, nil, "code"},
		"no kind":                   {func(w *cake.Told) { w.Kind = "" }, nil, "kind"},
		"an unknown kind":           {func(w *cake.Told) { w.Kind = "opera" }, nil, "kind"},
		"no title":                  {func(w *cake.Told) { w.Title = "" }, nil, "title"},
		"a blank title":             {func(w *cake.Told) { w.Title = " \x00\u200b\u3164" }, nil, "title"},
		"a title of wrong encoding": {func(w *cake.Told) { w.Title = "\xc0\xaf\xff" }, nil, "title"},
		"a title with rubbish":      {func(w *cake.Told) { w.Title = " 오페라\x00의\xff  유\u202e령\n" }, func(w *cake.Told) any { return w.Title }, "오페라의 유령"},
		"a decomposed title":        {func(w *cake.Told) { w.Title = "\u110b\u1169페라" }, func(w *cake.Told) any { return w.Title }, "오페라"},
		"a long title":              {func(w *cake.Told) { w.Title = strings.Repeat("👩‍👩‍👧", 101) }, func(w *cake.Told) any { return w.Title }, strings.Repeat("👩‍👩‍👧", 100)},
		"the same original title":   {func(w *cake.Told) { w.Original = " 오페라의 유령 " }, func(w *cake.Told) any { return w.Original }, ""},
		"a year before films":       {func(w *cake.Told) { w.Year = 1879 }, func(w *cake.Told) any { return w.Year }, 0},
		"the first year":            {func(w *cake.Told) { w.Year = 1880 }, func(w *cake.Told) any { return w.Year }, 1880},
		"the last year":             {func(w *cake.Told) { w.Year = 2100 }, func(w *cake.Told) any { return w.Year }, 2100},
		"a year too far":            {func(w *cake.Told) { w.Year = 2101 }, func(w *cake.Told) any { return w.Year }, 0},
		"a year below 0":            {func(w *cake.Told) { w.Year = -1 }, func(w *cake.Told) any { return w.Year }, 0},
		"a month 13":                {func(w *cake.Told) { w.Opens = "2026-13-01" }, func(w *cake.Told) any { return w.Opens }, cake.Day("")},
		"a leap day that isn't":     {func(w *cake.Told) { w.Opens = "2026-02-29" }, func(w *cake.Told) any { return w.Opens }, cake.Day("")},
		"a day of another form":     {func(w *cake.Told) { w.Opens = "2026.07.21" }, func(w *cake.Told) any { return w.Opens }, cake.Day("")},
		"days in the wrong order":   {func(w *cake.Told) { w.Closes = "2026-07-20" }, func(w *cake.Told) any { return []cake.Day{w.Opens, w.Closes} }, []cake.Day{"2026-07-21", ""}},
		"one day":                   {func(w *cake.Told) { w.Closes = "2026-07-21" }, func(w *cake.Told) any { return w.Closes }, cake.Day("2026-07-21")},
		"an open run that ends":     {func(w *cake.Told) { w.OpenRun = true }, func(w *cake.Told) any { return w.Closes }, cake.Day("")},
		"an unknown area":           {func(w *cake.Told) { w.Area = "평양" }, func(w *cake.Told) any { return w.Area }, cake.Area("")},
		"unknown genres":            {func(w *cake.Told) { w.Genres = 1<<31 | cake.SetOf("war") }, func(w *cake.Told) any { return w.Genres }, cake.SetOf("war")},
		"too many genres":           {func(w *cake.Told) { w.Genres = cake.SetOf(cake.Genres()...) }, func(w *cake.Told) any { return len(w.Genres.List()) }, cake.MaxGenres},
		"minutes below 0":           {func(w *cake.Told) { w.Minutes = -5 }, func(w *cake.Told) any { return w.Minutes }, 0},
		"a day and a minute":        {func(w *cake.Told) { w.Minutes = 1441 }, func(w *cake.Told) any { return w.Minutes }, 0},
		"an age below 0":            {func(w *cake.Told) { w.Age = new(-1) }, func(w *cake.Told) any { return w.Age }, (*int)(nil)},
		"an age of adults":          {func(w *cake.Told) { w.Age = new(19) }, func(w *cake.Told) any { return *w.Age }, 19},
		"an age too far":            {func(w *cake.Told) { w.Age = new(20) }, func(w *cake.Told) any { return w.Age }, (*int)(nil)},
		"prices that are none": {func(w *cake.Told) {
			w.Prices = []cake.Price{{Seat: "R석", Won: -1}, {Seat: "S석", Won: 100_000_001}, {Seat: "\x00A석", Won: 1}, {Seat: "A석", Won: 1}}
		}, func(w *cake.Told) any { return w.Prices }, []cake.Price{{Seat: "A석", Won: 1}}},
		"too many prices": {func(w *cake.Told) {
			for i := range 30 {
				w.Prices = append(w.Prices, cake.Price{Seat: fmt.Sprint(i)})
			}
		}, func(w *cake.Told) any { return len(w.Prices) }, cake.MaxPrices},
		"a long synopsis":     {func(w *cake.Told) { w.Synopsis = strings.Repeat("가", 5000) }, func(w *cake.Told) any { return len([]rune(w.Synopsis)) }, 2000},
		"lines of Windows":    {func(w *cake.Told) { w.Synopsis = "하나\r\n둘" }, func(w *cake.Told) any { return w.Synopsis }, "하나\n둘"},
		"a link to a script":  {func(w *cake.Told) { w.Link = "javascript:alert(1)" }, func(w *cake.Told) any { return w.Link }, ""},
		"a link to a file":    {func(w *cake.Told) { w.Link = "file:///etc/passwd" }, func(w *cake.Told) any { return w.Link }, ""},
		"a link without host": {func(w *cake.Told) { w.Link = "http:///a" }, func(w *cake.Told) any { return w.Link }, ""},
		"a link with a name":  {func(w *cake.Told) { w.Link = "https://admin:secret@example.com/" }, func(w *cake.Told) any { return w.Link }, ""},
		"a link with a line":  {func(w *cake.Told) { w.Link = "https://example.com/\na" }, func(w *cake.Told) any { return w.Link }, ""},
		"a long link":         {func(w *cake.Told) { w.Link = "https://example.com/" + strings.Repeat("x", 481) }, func(w *cake.Told) any { return w.Link }, ""},
		"the longest link":    {func(w *cake.Told) { w.Link = "https://example.com/" + strings.Repeat("x", 480) }, func(w *cake.Told) any { return len(w.Link) }, 500},
		"a Korean link": {func(w *cake.Told) { w.Link = "https://example.com/유령?q=유령 <b>" },
			func(w *cake.Told) any { return w.Link }, ""},
		"a Korean path": {func(w *cake.Told) { w.Link = "https://example.com/유?q=유" },
			func(w *cake.Told) any { return w.Link }, "https://example.com/%EC%9C%A0?q=%EC%9C%A0"},
		"a poster of another scheme": {func(w *cake.Told) { w.Poster = "ftp://img.example.com/p.jpg" }, func(w *cake.Told) any { return w.Poster }, ""},
		"a poster as a path":         {func(w *cake.Told) { w.Poster = "/p.jpg" }, func(w *cake.Told) any { return w.Poster }, ""},
		"people of whom too little is told": {func(w *cake.Told) {
			w.Credits = []cake.Credit{{Role: "cast"}, {Name: "이름"}, {Role: "gaffer", Name: "조명"}, {Role: "cast", Name: "배우", Part: "\x00", Picture: "data:x"}, {Role: "cast", Name: "배우"}}
		}, func(w *cake.Told) any { return w.Credits }, []cake.Credit{{Role: "cast", Name: "배우"}}},
		"more people than fit": {func(w *cake.Told) {
			w.Credits = nil
			for i := range 100 {
				w.Credits = append(w.Credits, cake.Credit{Role: "cast", Name: fmt.Sprint("배우", i)})
			}
			w.Credits = append(w.Credits, cake.Credit{Role: "director", Name: "감독"})
		}, func(w *cake.Told) any { return []any{len(w.Credits), w.Credits[0].Name, w.Credits[1].Name} }, []any{cake.MaxCredits, "감독", "배우0"}},
	} {
		w := whole()
		c.broken(&w)
		given := slices.Clone(w.Credits)
		got, err := w.Clean()
		if !slices.Equal(w.Credits, given) {
			t.Errorf("%s: what was told is changed", name)
		}
		if c.field == nil {
			if err == nil || !strings.Contains(err.Error(), c.want.(string)) {
				t.Errorf("%s: %v, want an error about the %s", name, err, c.want)
			}
			continue
		}
		if err != nil || !reflect.DeepEqual(c.field(&got), c.want) {
			t.Errorf("%s: %#v, want %#v: %v", name, c.field(&got), c.want, err)
		}
		again, err := got.Clean()
		if err != nil || !reflect.DeepEqual(again, got) {
			t.Errorf("%s: cleaned again it is %+v: %v", name, again, err)
		}
		d := cake.Draft{Work: got.Work, Chosen: got.Genres.List()}
		if _, err := d.Check(); err != nil {
			t.Errorf("%s: nobody could have typed it: %v", name, err)
		}
	}
}

// D27: a picture comes from a source, or it is a photo of one's own; nobody types an address.
func TestD27_NobodyTypesTheAddressOfAPicture(t *testing.T) {
	d, err := cake.Draft{Work: cake.Work{Kind: "play", Title: "연극", Credits: []cake.Credit{{Role: "cast", Name: "배우", Picture: "https://img.example.com/1.jpg"}}}}.Check()
	if err != nil || d.Credits[0].Picture != "" {
		t.Errorf("the picture is %q, %v", d.Credits[0].Picture, err)
	}
}

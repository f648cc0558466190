package book

import (
	"bytes"
	"encoding/json"
	"regexp"
	"strings"
	"testing"
)

func bind(t *testing.T, h Head, tickets ...Ticket) string {
	t.Helper()
	var out bytes.Buffer
	b, err := New(&out, h)
	if err != nil {
		t.Fatal(err)
	}
	for _, each := range tickets {
		if err := b.Add(each); err != nil {
			t.Fatal(err)
		}
	}
	if err := b.Close(); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// block gives the JSON of a block of the page.
func block(t *testing.T, page, id string, into any) {
	t.Helper()
	_, rest, ok := strings.Cut(page, `<script type="application/json" id="`+id+`">`)
	text, _, ended := strings.Cut(rest, "</script>")
	if !ok || !ended {
		t.Fatalf("the page has no block %s", id)
	}
	if err := json.Unmarshal([]byte(text), into); err != nil {
		t.Fatalf("%s: %v: %.300s", id, err, text)
	}
}

// D25: what people write is data, whatever it looks like.
func TestD25_WhatPeopleWriteIsDataInTheBook(t *testing.T) {
	evil := []string{"<img src=x onerror=alert(1)>", "</script><script>alert(1)</script>", "<!--<script>", "\u2028 %tickets% /*script*/ %head%", `"\`, "{{.}}"}
	var tickets []Ticket
	for _, text := range evil {
		tickets = append(tickets, Ticket{ID: "1", Title: text, Record: text, Review: text, Venue: text, Photos: []Photo{{File: "../images/a.jpg", Caption: text}}})
	}
	page := bind(t, Head{Nickname: evil[1], MadeOn: "2026-11-26"}, tickets...)
	var read []Ticket
	block(t, page, "data", &read)
	for i, text := range evil {
		if read[i].Title != text || read[i].Record != text || read[i].Photos[0].Caption != text {
			t.Errorf("%q became %+v", text, read[i])
		}
	}
	var head Head
	block(t, page, "head", &head)
	if head.Nickname != evil[1] {
		t.Errorf("the head is %+v", head)
	}
	if n := strings.Count(page, "<script"); n != 4 {
		t.Errorf("the page has %d scripts", n)
	}
	if strings.Contains(page, "alert(1)<") || strings.Contains(page, "<img") {
		t.Error("the page has markup of somebody's")
	}
}

// The page asks nothing of any network: its policy allows what lies beside it only, and it names
// nothing else.
func TestTheBookStaysAtHome(t *testing.T) {
	page := bind(t, Head{Language: "en", MadeOn: "2026-11-26"})
	if !strings.Contains(page, `content="default-src 'none'; base-uri 'none'; form-action 'none'; img-src 'self' file:; font-src 'self' file:; style-src 'sha256-`) {
		t.Error("the policy is another one")
	}
	for _, match := range regexp.MustCompile(`(?i)(https?:)?//[a-z][\w.-]+\.[a-z]+[^\s"']*`).FindAllString(page, -1) {
		if !strings.Contains(match, "www.w3.org/2000/svg") {
			t.Errorf("the page names %s", match)
		}
	}
	for _, word := range []string{"fetch(", "XMLHttpRequest", "innerHTML", "eval(", "import("} {
		if strings.Contains(page, word) {
			t.Errorf("the page has %s", word)
		}
	}
	var tickets []Ticket
	if block(t, page, "data", &tickets); len(tickets) != 0 {
		t.Errorf("an empty book has %v", tickets)
	}
	for name, data := range Beside() {
		if len(data) == 0 || strings.HasSuffix(name, ".otf") && !strings.Contains(page, name) {
			t.Errorf("%s isn't used", name)
		}
	}
}

// Both languages have the same words.
func TestTheBookSpeaksBothLanguages(t *testing.T) {
	var all map[string]map[string]any
	if err := json.Unmarshal([]byte(words), &all); err != nil {
		t.Fatal(err)
	}
	for from, to := range map[string]string{"ko": "en", "en": "ko"} {
		for key := range all[from] {
			if _, there := all[to][key]; !there {
				t.Errorf("%s has no %q", to, key)
			}
		}
	}
	program, err := script()
	if err != nil {
		t.Fatal(err)
	}
	for key := range all["ko"] {
		if !strings.Contains(program, "'"+key+"'") && !strings.Contains(program, "."+key) && !strings.Contains(page, `data-t="`+key+`"`) {
			t.Errorf("%q is said nowhere", key)
		}
	}
}

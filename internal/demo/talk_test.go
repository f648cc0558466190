package demo

import (
	"slices"
	"testing"
	"unicode/utf8"
)

func TestTalksAreOfThoseWhoAreThere(t *testing.T) {
	plan := New(Options{Seed: 1, Pieces: 60, Today: today, Works: everyWork()})
	if len(plan.Talks) != len(scripts) {
		t.Fatalf("%d talks of %d scripts", len(plan.Talks), len(scripts))
	}
	direct, photos, shares, keys := 0, 0, 0, map[string]bool{}
	for _, talk := range plan.Talks {
		if talk.Code == "" {
			direct++
			if len(talk.People) != 2 {
				t.Errorf("%s: %d people in a direct room", talk.Key, len(talk.People))
			}
		}
		if talk.Unread > len(talk.Lines) || talk.Unread > 0 && !slices.Contains(talk.People, 0) {
			t.Errorf("%s: %d unread", talk.Key, talk.Unread)
		}
		present := false
		for i, l := range talk.Lines {
			if keys[l.Key] {
				t.Errorf("%s comes twice", l.Key)
			}
			keys[l.Key] = true
			if n := utf8.RuneCountInString(l.Text); n == 0 || n > 200 {
				t.Errorf("%s: %d characters", l.Key, n)
			}
			if !slices.Contains(talk.People, l.Person) || l.Replies > i || i == 0 && l.Replies != 0 {
				t.Errorf("%s: person %d answers line %d", l.Key, l.Person, l.Replies)
			}
			if present && !l.At.IsZero() || i > 0 && !l.At.IsZero() && l.At.Before(talk.Lines[i-1].At) || l.At.After(today) {
				t.Errorf("%s is written at %s", l.Key, l.At)
			}
			present = present || l.At.IsZero()
			for _, like := range l.Likes {
				if !slices.Contains(talk.People, like.Person) || like.Emoji == "" {
					t.Errorf("%s: liked by %d with %q", l.Key, like.Person, like.Emoji)
				}
			}
			if l.Photo != nil {
				photos++
			}
			if l.Share > 0 {
				shares++
				if v := plan.Visits[l.Share-1]; v.Person != l.Person || v.Code != talk.Code || !v.Public {
					t.Errorf("%s shares %+v", l.Key, v)
				}
			}
		}
	}
	if direct == 0 || photos == 0 || shares == 0 {
		t.Errorf("%d direct rooms, %d photos, %d pieces", direct, photos, shares)
	}
	if few := New(Options{Seed: 1, People: 3, Today: today, Works: everyWork()}).Talks; len(few) < 2 || len(few) == len(scripts) {
		t.Errorf("three people have %d talks", len(few))
	}
}

package chathttp_test

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"piece/internal/chat"
	"piece/internal/chat/wire"
	"piece/internal/platform/errs"
	"piece/internal/platform/httpapi/httpapitest"
)

// D39: sender, room, place and time are the server's.
func TestD39_WhoSentItWhereAndWhenIsTheServersWord(t *testing.T) {
	onEach(t, func(t *testing.T, h *house) {
		jieun, minho := h.person("지은"), h.person("민호")
		room := h.join(newID(), jieun, minho)
		for _, field := range []string{"sender", "senderId", "room", "roomId", "seq", "at", "kind", "held", "removed"} {
			m := message("내가 누구게")
			m[field] = minho
			a := h.Wants(http.StatusUnprocessableEntity, jieun, "POST", "/rooms/"+room+"/messages", m)
			if got := a.Problem(); !strings.Contains(got, "body."+field+":unknown") {
				t.Errorf("%s: %s", field, got)
			}
		}
		before := h.clock.Now()
		e := httpapitest.Read[wire.Entry](t, h.Wants(http.StatusCreated, jieun, "POST", "/rooms/"+room+"/messages", message("나야"), "X-User-Id", minho))
		if e.Sender != jieun || e.Seq != 1 || e.At.Before(before) || e.At.After(h.clock.Now()) {
			t.Errorf("stored as %+v", e)
		}
		if all := h.live.entries(room); len(all) != 1 || all[0].Sender != jieun || all[0].Seq != 1 {
			t.Errorf("handed on: %+v", all)
		}
	})
}

// D43: what isn't stored is seen by nobody, and the sender is told.
func TestD43_WhatIsNotStoredIsNotSent(t *testing.T) {
	onEach(t, func(t *testing.T, h *house) {
		jieun, minho := h.person("지은"), h.person("민호")
		room := h.direct(jieun, minho)
		h.log.setDown(true)
		m := message("들리니?")
		a := h.Wants(http.StatusServiceUnavailable, jieun, "POST", "/rooms/"+room+"/messages", m)
		if a.Header.Get("Retry-After") == "" {
			t.Error("it isn't told when to come back")
		}
		if len(h.live.entries(room)) != 0 || len(h.live.heard(minho)) != 0 || len(h.history(minho, room, "").Items) != 0 {
			t.Error("somebody saw it")
		}
		h.log.setDown(false)
		h.Wants(http.StatusCreated, jieun, "POST", "/rooms/"+room+"/messages", m)
		if got := texts(h.history(minho, room, "").Items); got != "들리니?" {
			t.Errorf("then there is %q", got)
		}
	})
}

// D43: whoever asks for a change that takes too long to store learns that it isn't known to be, not
// that something is broken here.
func TestD43_AStoreThatTakesTooLongIsUnavailable(t *testing.T) {
	h := open(t, func(d *chat.Deps) { d.Writer = silence{d.Writer} })
	jieun := h.person("지은")
	room := h.join(newID(), jieun)
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	_, err := h.chats.Post(ctx, jieun, chat.NewMessage{Room: room, ClientID: newID(), Text: "가"})
	if !errors.Is(err, errs.Unavailable) || errs.As(err).RetryAfter == 0 {
		t.Errorf("got %v", err)
	}
}

// silence takes entries and never tells what became of them.
type silence struct{ chat.Queue }

func (silence) Send(chat.Room, chat.Entry, func(chat.Appended)) error { return nil }

// D43: the same send is one message, however often and from wherever it comes.
func TestD43_TheSameSendIsOneMessage(t *testing.T) {
	onEach(t, func(t *testing.T, h *house) {
		jieun, minho := h.person("지은"), h.person("민호")
		room := h.join(newID(), jieun, minho)
		m := message("한 번만")
		want := http.StatusCreated
		for range 5 {
			if e := httpapitest.Read[wire.Entry](t, h.Wants(want, jieun, "POST", "/rooms/"+room+"/messages", m)); e.Seq != 1 || e.Text != "한 번만" {
				t.Errorf("answered %+v", e)
			}
			want = http.StatusOK
		}
		other := maps.Clone(m)
		other["text"] = "다른 말"
		if got := h.Wants(http.StatusConflict, jieun, "POST", "/rooms/"+room+"/messages", other).Problem(); got != "send_reused" {
			t.Errorf("another text: %s", got)
		}
		h.Wants(http.StatusCreated, minho, "POST", "/rooms/"+room+"/messages", m) // ids are each sender's own
		if got := texts(h.history(minho, room, "").Items); got != "한 번만 한 번만" {
			t.Errorf("there is %q", got)
		}
		h.Wants(http.StatusNoContent, jieun, "DELETE", "/rooms/"+room+"/messages/1", nil)
		if e := httpapitest.Read[wire.Entry](t, h.Wants(http.StatusOK, jieun, "POST", "/rooms/"+room+"/messages", m)); !e.Removed || e.Text != "" {
			t.Errorf("after it was removed: %+v", e)
		}
	})
}

// D45, D07: what is typed has limits, and keeps its form within them.
func TestD45_BoundariesOfMessages(t *testing.T) {
	h := open(t)
	jieun, minho := h.person("지은"), h.person("민호")
	room := h.join(newID(), jieun)
	picture := httpapitest.Read[struct{ ID string }](t, h.Wants(http.StatusCreated, jieun, "POST", "/rooms/"+room+"/pictures", map[string]any{"photoId": h.photos.add(t, jieun, 30, 30)})).ID
	family := "👨‍👩‍👧‍👦"
	many := func(n int) (ids []string) {
		for range n {
			ids = append(ids, newID())
		}
		return ids
	}
	for name, c := range map[string]struct {
		set  map[string]any
		want string // stored, or the problem after "!"
	}{
		"nothing":               {nil, "!body.text:required"},
		"empty":                 {map[string]any{"text": ""}, "!body.text:required"},
		"blanks":                {map[string]any{"text": " \n\t\u3164 "}, "!body.text:required"},
		"one":                   {map[string]any{"text": "가"}, "가"},
		"1000":                  {map[string]any{"text": strings.Repeat("가", 1000)}, strings.Repeat("가", 1000)},
		"1001":                  {map[string]any{"text": strings.Repeat("가", 1001)}, "!body.text:too_long"},
		"1000 families":         {map[string]any{"text": strings.Repeat(family, 1000)}, strings.Repeat(family, 1000)},
		"1001 families":         {map[string]any{"text": strings.Repeat(family, 1001)}, "!body.text:too_long"},
		"10,001 code points":    {map[string]any{"text": strings.Repeat("e\u0301\u0302\u0303\u0304\u0305\u0306\u0307\u0308\u0309\u030a", 1000)}, "!body.text:too_long"},
		"lines":                 {map[string]any{"text": "  하나\r\n\r\n  둘 ||셋|| <b>넷</b>  "}, "하나\n\n  둘 ||셋|| <b>넷</b>"},
		"right to left":         {map[string]any{"text": "a\u202eb\u200f"}, "ab"},
		"NUL":                   {map[string]any{"text": "a\x00b"}, "!body.text:characters"},
		"no id of the send":     {map[string]any{"text": "가", "clientId": ""}, "!body.clientId:format"},
		"a short one":           {map[string]any{"text": "가", "clientId": "seven77"}, "!body.clientId:format"},
		"a long one":            {map[string]any{"text": "가", "clientId": strings.Repeat("x", 65)}, "!body.clientId:format"},
		"one of ours":           {map[string]any{"text": "가", "clientId": "removal 12"}, "!body.clientId:format"},
		"a picture":             {map[string]any{"pictureIds": []string{picture, picture}}, ""},
		"somebody's picture":    {map[string]any{"pictureIds": many(1)}, "!body.pictureIds:unknown"},
		"no picture":            {map[string]any{"pictureIds": []string{"../x"}}, "!body.pictureIds:unknown"},
		"11 pictures":           {map[string]any{"pictureIds": many(11)}, "!body.pictureIds:too_many"},
		"a piece":               {map[string]any{"pieceId": newID()}, ""},
		"no piece":              {map[string]any{"pieceId": "nonsense"}, "!body.pieceId:unknown"},
		"to what isn't there":   {map[string]any{"text": "가", "replyTo": 1_000_000}, "!body.replyTo:unknown"},
		"11 people":             {map[string]any{"text": "가", "mentions": many(11)}, "!body.mentions:too_many"},
		"people who aren't in":  {map[string]any{"text": "가", "mentions": []string{minho, jieun}}, "가"},
		"people who are nobody": {map[string]any{"text": "가", "mentions": []string{"nobody"}}, "!body.mentions:unknown"},
	} {
		m := map[string]any{"clientId": newID()}
		maps.Copy(m, c.set)
		a := h.Do(jieun, "POST", "/rooms/"+room+"/messages", m)
		if problem, refused := strings.CutPrefix(c.want, "!"); refused {
			if a.Status != http.StatusUnprocessableEntity || !strings.Contains(a.Problem(), problem) {
				t.Errorf("%s: %d %s", name, a.Status, a.Problem())
			}
			continue
		}
		if a.Status != http.StatusCreated {
			t.Errorf("%s: %d %s", name, a.Status, a.Body)
			continue
		}
		e := httpapitest.Read[wire.Entry](t, a)
		if e.Text != c.want {
			t.Errorf("%s: %.60q", name, e.Text)
		}
		if c.set["mentions"] != nil && !slices.Equal(e.Mentions, []string{jieun}) {
			t.Errorf("%s: %v", name, e.Mentions)
		}
		if c.set["pictureIds"] != nil && (len(e.Pictures) != 1 || e.Pictures[0].Width != 30) {
			t.Errorf("%s: %v", name, e.Pictures)
		}
	}
}

// D45: 30 messages a second are throttled, by person and room, and it is told for how long;
// removals and reactions count as well.
func TestD45_WhoIsTooFastIsToldToWait(t *testing.T) {
	h := open(t, func(d *chat.Deps) { d.SendsPerSecond, d.SendBurst = 2, 12 })
	jieun, minho := h.person("지은"), h.person("민호")
	room, elsewhere := h.join(newID(), jieun, minho), h.join(newID(), jieun)
	sent := 0
	for i := range 30 {
		a := h.Do(jieun, "POST", "/rooms/"+room+"/messages", message(fmt.Sprint(i)))
		switch a.Status {
		case http.StatusCreated:
			sent++
		case http.StatusTooManyRequests:
			if a.Problem() != "too_fast" || a.Header.Get("Retry-After") != "1" {
				t.Fatalf("%s, wait %q", a.Problem(), a.Header.Get("Retry-After"))
			}
		default:
			t.Fatalf("%d %s", a.Status, a.Body)
		}
	}
	if sent != 12 {
		t.Errorf("%d came through", sent)
	}
	for _, r := range []struct{ method, path string }{{"DELETE", "/messages/1"}, {"PUT", "/messages/1/reactions/%F0%9F%98%80"}, {"DELETE", "/messages/1/reactions/%F0%9F%98%80"}} {
		h.Wants(http.StatusTooManyRequests, jieun, r.method, "/rooms/"+room+r.path, nil)
	}
	h.say(minho, room, "나는 된다")
	h.say(jieun, elsewhere, "여기서도")
	h.clock.Advance(500 * time.Millisecond)
	h.say(jieun, room, "조금 뒤")
	h.Wants(http.StatusTooManyRequests, jieun, "POST", "/rooms/"+room+"/messages", message("또"))
	h.clock.Advance(time.Hour)
	for i := range 12 {
		h.say(jieun, room, fmt.Sprint("한참 뒤 ", i))
	}
}

// D45: removing and reacting obey the rules of the message.
func TestOwnMessagesAreRemovedAndNothingIsLeftOfThem(t *testing.T) {
	onEach(t, func(t *testing.T, h *house) {
		jieun, minho := h.person("지은"), h.person("민호")
		room := h.join(newID(), jieun, minho)
		one, two := h.say(jieun, room, "하나"), h.say(minho, room, "둘")
		at := func(seq int64, more string) string { return fmt.Sprint("/rooms/", room, "/messages/", seq, more) }
		h.Wants(http.StatusForbidden, minho, "DELETE", at(one, ""), nil)
		for _, none := range []int64{99, 1 << 60} {
			h.Wants(http.StatusNotFound, jieun, "DELETE", at(none, ""), nil)
		}
		h.Wants(http.StatusNoContent, minho, "PUT", at(one, "/reactions/%E2%9D%A4%EF%B8%8F"), nil)
		for range 2 {
			h.Wants(http.StatusNoContent, jieun, "DELETE", at(one, ""), nil)
		}
		got := h.history(minho, room, "")
		if texts(got.Items) != "- 둘" || got.Items[0].Reactions != nil || got.Items[0].Sender != jieun {
			t.Errorf("left: %+v", got.Items)
		}
		h.Wants(http.StatusNotFound, minho, "PUT", at(one, "/reactions/%E2%9D%A4"), nil)
		h.Wants(http.StatusNotFound, minho, "PUT", at(3, "/reactions/%E2%9D%A4"), nil) // is no message
		if got := texts(h.behind(minho, room, 0).Items); got != "- 둘 reaction removal" {
			t.Errorf("the log: %q", got)
		}
		e := h.say(minho, room, "뭐였어?", "replyTo", one)
		if q := h.history(minho, room, fmt.Sprint("after=", two)); texts(q.Quotes) != "-" || q.Items[0].Seq != e {
			t.Errorf("the quote of what was removed: %q", texts(q.Quotes))
		}
	})
}

func TestReactionsAreEachPersonsOwn(t *testing.T) {
	onEach(t, func(t *testing.T, h *house) {
		jieun, minho := h.person("지은"), h.person("민호")
		room := h.join(newID(), jieun, minho)
		one := h.say(jieun, room, "하나")
		react := func(person, method, emoji string, want int) {
			t.Helper()
			h.Wants(want, person, method, fmt.Sprint("/rooms/", room, "/messages/", one, "/reactions/", emoji), nil)
		}
		const heart, grin = "%E2%9D%A4%EF%B8%8F", "%F0%9F%98%80"
		for range 2 {
			react(jieun, "PUT", heart, http.StatusNoContent)
			react(minho, "PUT", grin, http.StatusNoContent)
			react(minho, "PUT", heart, http.StatusNoContent)
		}
		react(minho, "DELETE", "%F0%9F%91%8D", http.StatusNoContent) // never put there
		r := h.history(minho, room, "").Items[0].Reactions
		if len(r) != 2 || r[0].Emoji != "❤️" || r[0].Count != 2 || !r[0].Mine || r[1].Count != 1 || !slices.Equal(r[0].People, []string{jieun, minho}) {
			t.Errorf("reactions: %+v", r)
		}
		react(minho, "DELETE", heart, http.StatusNoContent)
		react(minho, "DELETE", heart, http.StatusNoContent)
		if r := h.history(minho, room, "").Items[0].Reactions; len(r) != 2 || r[0].Count != 1 || r[0].Mine {
			t.Errorf("then: %+v", r)
		}
		if n := len(h.live.entries(room)); n != 5 {
			t.Errorf("%d entries", n)
		}
		for _, none := range []string{"a", "1", "%20", "%F0%9F%98%80%F0%9F%98%80", "%EA%B0%80", "%00", "%3Cb%3E"} {
			react(jieun, "PUT", none, http.StatusUnprocessableEntity)
		}
		react(jieun, "PUT", "1%EF%B8%8F%E2%83%A3", http.StatusNoContent) // a keycap
		for i := range chat.MaxReactions {
			a := h.Do(jieun, "PUT", fmt.Sprint("/rooms/", room, "/messages/", one, "/reactions/", string(rune(0x1F601+i))), nil)
			if want := map[bool]int{true: http.StatusNoContent, false: http.StatusConflict}[i < chat.MaxReactions-3]; a.Status != want {
				t.Errorf("emoji %d: %d %s", i, a.Status, a.Problem())
			}
		}
	})
}

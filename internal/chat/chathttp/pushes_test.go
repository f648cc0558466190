package chathttp_test

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"piece/internal/chat"
)

// pushedTo gives the nicknames of whom a text was pushed to.
func (h *house) pushedTo(text string) string {
	h.t.Helper()
	var who []string
	for _, m := range h.pushed.list() {
		if m.Entry.Text == text {
			for _, p := range m.People {
				who = append(who, h.people.all[p])
			}
		}
	}
	slices.Sort(who)
	return strings.Join(who, " ")
}

// settle lets all pushes be considered: one of a room that always pushes comes last, and those
// begun before are finished.
func (h *house) settle() {
	h.t.Helper()
	a, b := h.person("끝"), h.person("끝말")
	mark := newID()
	h.say(a, h.direct(a, b), mark)
	ctx, stop := context.WithCancel(h.t.Context())
	done := make(chan error, 1)
	go func() { done <- h.chats.KeepPushing(ctx) }()
	waitFor(h.t, "pushes", func() bool { return h.pushedTo(mark) != "" })
	stop()
	must(h.t, <-done)
}

func (h *house) choose(person, room string, choices map[string]any) {
	h.t.Helper()
	h.Wants(http.StatusOK, person, "PATCH", "/rooms/"+room+"/membership", choices)
}

func TestMessagesArePushedToThoseWhoWantThemAndDontLook(t *testing.T) {
	onEach(t, func(t *testing.T, h *house) {
		p := map[string]string{}
		var crowd []string
		for _, name := range []string{"지은", "전부", "부르면", "조용히", "전부조용히", "싫다", "차단한", "보는중", "나간"} {
			p[name] = h.person(name)
			crowd = append(crowd, p[name])
		}
		room := h.join(newID(), crowd...)
		h.choose(p["전부"], room, map[string]any{"push": "all"})
		h.choose(p["지은"], room, map[string]any{"push": "all"})
		h.choose(p["보는중"], room, map[string]any{"push": "all"})
		h.choose(p["차단한"], room, map[string]any{"push": "all"})
		h.choose(p["조용히"], room, map[string]any{"muted": true})
		h.choose(p["전부조용히"], room, map[string]any{"muted": true, "push": "all"})
		h.choose(p["싫다"], room, map[string]any{"push": "none"})
		h.Wants(http.StatusNoContent, p["차단한"], "PUT", "/blocks/"+p["지은"], nil)
		var asks []int64 // a message of each, to be answered
		for _, one := range crowd {
			asks = append(asks, h.say(one, room, "내 말"))
		}
		h.Wants(http.StatusNoContent, p["나간"], "DELETE", "/rooms/"+room+"/membership", nil)
		h.live.look(room, p["보는중"])

		h.say(p["지은"], room, "모두에게")
		h.say(p["지은"], room, "부른다", "mentions", crowd)
		for i, seq := range asks[1:] {
			h.say(p["지은"], room, fmt.Sprint("답 ", i+1), "replyTo", seq)
		}
		again := message("또")
		h.Wants(http.StatusCreated, p["지은"], "POST", "/rooms/"+room+"/messages", again)
		h.Wants(http.StatusOK, p["지은"], "POST", "/rooms/"+room+"/messages", again)
		h.settle()
		for text, want := range map[string]string{"모두에게": "전부", "부른다": "부르면 전부", "답 1": "전부", "답 2": "부르면 전부", "답 3": "전부", "답 5": "전부", "답 6": "전부", "또": "전부"} {
			if got := h.pushedTo(text); got != want {
				t.Errorf("%q goes to %q, want %q", text, got, want)
			}
		}
		// A choice is heeded at once.
		h.choose(p["부르면"], room, map[string]any{"push": "all"})
		h.choose(p["전부"], room, map[string]any{"push": "mentions"})
		h.say(p["지은"], room, "바꿨다")
		h.settle()
		if got := h.pushedTo("바꿨다"); got != "부르면" {
			t.Errorf("after other choices it goes to %q", got)
		}
	})
}

func TestMessagesOfDirectRoomsArePushed(t *testing.T) {
	onEach(t, func(t *testing.T, h *house) {
		jieun, minho := h.person("지은"), h.person("민호")
		room := h.direct(jieun, minho)
		steps := []struct {
			text string
			do   func()
			want string
		}{
			{"하나", func() {}, "민호"},
			{"보고 있다", func() { h.live.look(room, minho) }, ""},
			{"안 본다", func() { h.live.look(room) }, "민호"},
			{"조용히", func() { h.choose(minho, room, map[string]any{"muted": true}) }, ""},
			{"다시", func() { h.choose(minho, room, map[string]any{"muted": false}) }, "민호"},
			{"부를 때만", func() { h.choose(minho, room, map[string]any{"push": chat.PushMentions}) }, ""},
			{"전부", func() { h.choose(minho, room, map[string]any{"push": chat.PushAll}) }, "민호"},
			{"차단", func() { h.Wants(http.StatusNoContent, minho, "PUT", "/blocks/"+jieun, nil) }, ""},
			{"풀림", func() { h.Wants(http.StatusNoContent, minho, "DELETE", "/blocks/"+jieun, nil) }, "민호"},
			{"나감", func() { h.Wants(http.StatusNoContent, minho, "DELETE", "/rooms/"+room+"/membership", nil) }, ""},
		}
		for _, s := range steps {
			s.do()
			h.say(jieun, room, s.text)
			h.settle()
			if got := h.pushedTo(s.text); got != s.want {
				t.Errorf("%q goes to %q, want %q", s.text, got, s.want)
			}
		}
		h.log.setDown(true)
		h.Wants(http.StatusServiceUnavailable, jieun, "POST", "/rooms/"+room+"/messages", message("저장 안 됨"))
		h.log.setDown(false)
		h.settle()
		if got := h.pushedTo("저장 안 됨"); got != "" {
			t.Errorf("what isn't stored goes to %q", got)
		}
	})
}

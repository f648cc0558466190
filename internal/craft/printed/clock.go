package printed

import (
	"fmt"
	"regexp"
	"strings"
	"time"
)

// Clock is a time of day as it was found in a text.
type Clock struct {
	Time    string // 19:30
	NextDay bool   // printed as 24:10: cinemas count the hours after midnight to the day before
	Unsure  bool   // there were several, and nothing told which one begins
}

var (
	clocks = regexp.MustCompile(`(?i)(오전|오후|새벽|아침|낮|저녁|밤|정오|am|pm|a\.m\.|p\.m\.)?\s?(?:(\d{1,2})\s?(?:(?::\s?(\d{2}))|시(간)?\s?(?:(\d{1,2})\s?분|(반))?)\s?(am|pm|a\.m\.|p\.m\.)?)`)
	noon   = regexp.MustCompile(`정오`)
	begins = regexp.MustCompile(`(?i)(공연|상영|시작|관람|시간|회차|start|begin)[^\d]{0,6}$`)
	doors  = regexp.MustCompile(`(?i)(입장|발권|예매|매표|오픈|open|door|마감|까지|종료|end)[^\d]{0,6}$`)
	until  = regexp.MustCompile(`[~∼–—-]\s?$`)
)

// ReadClock finds the time of day at which something begins.
func ReadClock(text string) (Clock, bool) {
	text = plain(text)
	// a day that is printed in front isn't a time, and 2026.11.21 must not lend its numbers to one
	if _, rest, ok := readDay(text, time.Time{}); ok {
		text = rest
	}
	return readClock(text)
}

func readClock(text string) (Clock, bool) {
	var found []Clock
	for _, m := range clocks.FindAllStringSubmatchIndex(text, -1) {
		group := func(n int) string {
			if m[2*n] < 0 {
				return ""
			}
			return text[m[2*n]:m[2*n+1]]
		}
		before := text[:m[0]]
		if group(4) != "" || until.MatchString(before) && len(found) > 0 || doors.MatchString(before) {
			continue // a length such as 2시간 30분, an end, or the time of something else
		}
		minute := number(group(3) + group(5))
		if group(6) != "" {
			minute = 30
		}
		c, ok := clockOf(number(group(2)), minute, strings.ToLower(group(1)+group(7)))
		if !ok {
			continue
		}
		if begins.MatchString(before) {
			return c, true
		}
		found = append(found, c)
	}
	if len(found) == 0 {
		return Clock{Time: "12:00"}, noon.MatchString(text)
	}
	first := found[0]
	for _, other := range found[1:] {
		first.Unsure = first.Unsure || other != found[0]
	}
	return first, true
}

// lastHour is the latest hour that cinemas print: 29:00 is five in the morning.
const lastHour = 29

func clockOf(hour, minute int, half string) (Clock, bool) {
	switch {
	case half == "":
	case strings.HasPrefix(half, "p") || half == "오후" || half == "저녁" || half == "낮":
		if hour < 12 && (half != "낮" || hour < 6) {
			hour += 12
		}
	case half == "밤":
		switch {
		case hour == 12:
			hour = 24
		case hour >= 6 && hour < 12:
			hour += 12
		}
	case hour == 12: // 오전 12:30, 새벽 12시 30분
		hour = 0
	}
	if hour > lastHour || minute > 59 {
		return Clock{}, false
	}
	c := Clock{NextDay: hour >= 24}
	c.Time = fmt.Sprintf("%02d:%02d", hour%24, minute)
	return c, true
}

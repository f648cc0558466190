package reading

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"piece/internal/craft/printed"
	"piece/internal/platform/textrule"
)

// How sure a suggestion can be at most, whatever the model says.
const (
	mostIfYearless = 0.75 // the nearest year was taken
	mostIfUnsure   = 0.6  // something else may be meant
	mostIfOdd      = 0.4  // what is printed contradicts itself, or is far from every ticket
)

// oddAhead is how far ahead the day of a ticket rarely is.
const oddAhead = 400 * 24 * time.Hour

// seoul is where tickets are used.
var seoul = time.FixedZone("KST", 9*60*60)

var labelRule = textrule.Rule{Max: MaxLabel}

// believe makes suggestions of what was said: cleaned, by the rules of a piece, and only as sure as
// they can be. What isn't understood is left out.
func believe(fields map[Field]said, now time.Time) []Suggestion {
	made := map[Field]Suggestion{}
	put := func(f Field, value, label string, confidence float64) {
		if value != "" {
			made[f] = Suggestion{Field: f, Value: value, Label: label, Confidence: confidence}
		}
	}
	if s := fields[Title]; !commands(s.text) {
		put(Title, TitleRule.Fit(bareTitle(s.text)), "", s.confidence)
	}
	if s := fields[Venue]; !commands(s.text) {
		put(Venue, VenueRule.Fit(s.text), "", s.confidence)
	}
	for f, rule := range map[Field]textrule.Rule{Cast: CastRule, Director: DirectorRule} {
		if s := fields[f]; !commands(s.text) {
			put(f, joined(printed.ReadNames(s.text), rule), "", s.confidence)
		}
	}
	if s := fields[Seat]; !commands(s.text) {
		put(Seat, joined(printed.ReadSeats(s.text), SeatRule), "", s.confidence)
	}
	if s := fields[Kind]; s.text != "" {
		put(Kind, kindOf(s.text), "", s.confidence)
	}
	if s := fields[Price]; s.text != "" {
		value, confidence := priceOf(s)
		put(Price, value, labelFor(s.text, value), confidence)
	}
	when(fields, now, put)

	var list []Suggestion
	for _, f := range FieldList() {
		if s, ok := made[f]; ok {
			list = append(list, s)
		}
	}
	return list
}

// when suggests the day and the time, which may be printed in one line.
func when(fields map[Field]said, now time.Time, put func(f Field, value, label string, confidence float64)) {
	date, clock := fields[Date], fields[Time]
	day, hasDay := printed.ReadDay(date.text, now.In(seoul))
	if !hasDay && date.text == "" { // both in the field of the time
		day, hasDay = printed.ReadDay(clock.text, now.In(seoul))
		date = clock
	}
	hour, hasHour := printed.ReadClock(clock.text)
	if !hasHour && clock.text == "" {
		hour, hasHour = printed.ReadClock(fields[Date].text)
		clock = date
	}
	if hasHour {
		sure := clock.confidence
		if hour.Unsure || hour.NextDay {
			sure = min(sure, mostIfUnsure)
		}
		label := ""
		if hour.NextDay || hour.Unsure {
			label = labelRule.Fit(clock.text)
		}
		put(Time, hour.Time, label, sure)
	}
	if !hasDay {
		return
	}
	sure, value := date.confidence, day.Date
	label := labelFor(date.text, value)
	if hasHour && hour.NextDay { // 24:10 of the 21st is ten past midnight of the 22nd
		value, sure = printed.Next(value), min(sure, mostIfUnsure)
		if clock.text != date.text {
			label = labelRule.Fit(date.text + " " + clock.text)
		}
	}
	switch {
	case value < FirstDay || value > LastDay:
		return
	case day.Weekday == printed.Differs || isFarAhead(value, now):
		sure = min(sure, mostIfOdd)
	case day.Yearless && day.Weekday != printed.Fits:
		sure = min(sure, mostIfYearless)
	}
	put(Date, value, label, sure)
}

func isFarAhead(day string, now time.Time) bool {
	t, err := time.ParseInLocation(time.DateOnly, day, seoul)
	return err != nil || t.Sub(now) > oddAhead
}

// labelFor shows what is printed where that isn't plainly the value.
func labelFor(text, value string) string {
	if text == value {
		return ""
	}
	return labelRule.Fit(text)
}

func priceOf(s said) (value string, confidence float64) {
	won, ok := printed.ReadWon(s.text)
	if !ok || won.Amount > MaxPrice {
		return "", 0
	}
	if won.Unsure {
		s.confidence = min(s.confidence, mostIfUnsure)
	}
	return strconv.FormatInt(won.Amount, 10), s.confidence
}

// joined joins what there is room for, without cutting one in the middle.
func joined(list []string, rule textrule.Rule) string {
	out := ""
	for _, each := range list {
		each = rule.Fit(each)
		next := each
		if out != "" {
			next = out + ", " + each
		}
		if each == "" || rule.Fit(next) != next {
			continue
		}
		out = next
	}
	return out
}

var kindWords = map[string]string{
	"영화": "movie", "film": "movie", "연극": "play", "theater": "play", "theatre": "play", "뮤지컬": "musical", "콘서트": "concert", "공연": "concert",
	"전시": "exhibition", "전시회": "exhibition", "기타": "etc", "other": "etc",
}

func kindOf(text string) string {
	text = strings.ToLower(strings.TrimSpace(text))
	if k, ok := kindWords[text]; ok {
		return k
	}
	for _, k := range Kinds() {
		if text == k {
			return k
		}
	}
	return ""
}

var (
	titleKind   = regexp.MustCompile(`^[\[<(〈《「『【]?\s?(?:영화|연극|뮤지컬|콘서트|전시|MUSICAL|Musical)\s?[\])〉》」』】>]?\s*([<〈《「『].+)$|^[\[【(]\s?(?:영화|연극|뮤지컬|콘서트|전시)\s?[\])】]\s*(.+)$`)
	titleMarks  = regexp.MustCompile(`^[<〈《「『]([^<>〈〉《》「」『』]+)[>〉》」』]`)
	titleFormat = regexp.MustCompile(`(?i)\s*[\[(]\s?(?:2D|3D|4DX|IMAX|디지털|자막|더빙|돌비|dolby|atmos|리클라이너|screenx|laser|[,/\s·])+[^\])]*[\])]\s*$`)
	titleAge    = regexp.MustCompile(`^[\[(]\s?(?:전체|all|12|15|18|19|청불)\s?(?:세|\+)?[^\])]*[\])]\s*|\s*[\[(]\s?(?:전체|12세|15세|18세|19세)[^\])]*[\])]$`)
)

// bareTitle takes what isn't its name off a title: 뮤지컬 〈레베카〉 is 레베카.
func bareTitle(title string) string {
	title = strings.Join(strings.Fields(title), " ")
	bare := titleAge.ReplaceAllString(title, "")
	bare = titleFormat.ReplaceAllString(bare, "")
	if m := titleKind.FindStringSubmatch(bare); m != nil {
		bare = m[1] + m[2]
	}
	bare = strings.TrimSpace(titleMarks.ReplaceAllString(bare, "$1"))
	if bare == "" {
		return title
	}
	return bare
}

// command is text that speaks to a model or leads somewhere, rather than being the name of
// anything. Somebody may print it on a picture to have it carried into the form.
var command = regexp.MustCompile(`(?i)https?://|www\.|<script|\b(?:ignore|disregard|forget)\b.{0,30}\b(?:above|previous|prior|instructions?)\b|system prompt|(?:위|앞|이전)의?\s?(?:모든\s?)?(?:지시|명령|내용|프롬프트)[^.]{0,12}(?:무시|잊)|(?:지시|명령|프롬프트)(?:사항)?[을를은는]?\s?(?:모두\s?)?(?:무시|잊)`)

func commands(text string) bool { return command.MatchString(text) }

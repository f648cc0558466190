package printed

import (
	"regexp"
	"strings"
)

// Won is an amount of money as it was found in a text.
type Won struct {
	Amount int64
	Unsure bool // there were several, it is of several tickets, or it may not be what was paid
}

var (
	foreign = regexp.MustCompile(`(?i)[$€£¥]|\b(usd|eur|gbp|jpy)\b|달러|유로|엔\b`)
	tenK    = regexp.MustCompile(`(\d{1,4})\s?만\s?(?:(\d)\s?천)?\s?(\d{1,3})?\s?원?`)
	oneK    = regexp.MustCompile(`(?:^|[^\d,])(\d{1,3})\s?천\s?원`)
	marked  = regexp.MustCompile(`(?i)(?:₩|krw|\\)\s?(\d{1,3}(?:,\d{3})+|\d{1,9})|(\d{1,3}(?:,\d{3})+|\d{1,9})\s?(?:원|won|krw)`)
	grouped = regexp.MustCompile(`(?:^|[^\d,])(\d{1,3}(?:,\d{3})+)(?:[^\d,]|$)`)
	bare    = regexp.MustCompile(`^(\d{1,9})$`)
	several = regexp.MustCompile(`(?i)(?:^|\D)(?:[2-9]|1\d)\s?(?:매|장|명|인|좌석|석|tickets?)|[x×*]\s?[2-9]`)
	free    = regexp.MustCompile(`(?i)무료|free`)
	invited = regexp.MustCompile(`(?i)초대|invitation`)
)

// ReadWon finds what one ticket cost. Money of other countries is none.
func ReadWon(text string) (Won, bool) {
	text = plain(text)
	if foreign.MatchString(text) {
		return Won{}, false
	}
	amounts := amountsOf(text)
	switch {
	case len(amounts) > 0:
		w := Won{Amount: amounts[0], Unsure: several.MatchString(text) || amounts[0] == 0}
		for _, other := range amounts[1:] {
			w.Unsure = w.Unsure || other != amounts[0]
		}
		return w, true
	case free.MatchString(text):
		return Won{}, true
	case invited.MatchString(text):
		return Won{Unsure: true}, true
	}
	return Won{}, false
}

func amountsOf(text string) (amounts []int64) {
	for _, m := range tenK.FindAllStringSubmatch(text, -1) {
		amounts = append(amounts, int64(number(m[1]))*10_000+int64(number(m[2]))*1_000+int64(number(m[3])))
	}
	if amounts != nil {
		return amounts
	}
	for _, m := range oneK.FindAllStringSubmatch(text, -1) {
		amounts = append(amounts, int64(number(m[1]))*1_000)
	}
	for _, shape := range []*regexp.Regexp{marked, grouped, bare} {
		if amounts != nil {
			break
		}
		for _, m := range shape.FindAllStringSubmatch(text, -1) {
			digits := strings.ReplaceAll(strings.Join(m[1:], ""), ",", "")
			amounts = append(amounts, int64(number(digits)))
		}
	}
	return amounts
}

package reading

import (
	"bytes"
	"encoding/json"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"
)

// maxAnswer is the longest answer that is looked at.
const maxAnswer = 64 << 10 // bytes

// said is what an answer says of one field.
type said struct {
	text       string
	confidence float64
}

// Understand gives what can be believed of a model's answer, in the order of FieldList; ok is
// false for an answer without the shape that was asked for. Models without structured output add
// words around the object, leave fields out and write values plainly: that is understood too. now
// is what years that aren't printed are near to.
func Understand(answer []byte, now time.Time) (found []Suggestion, ok bool) {
	object, ok := objectIn(answer)
	if !ok {
		return nil, false
	}
	fields, known := map[Field]said{}, false
	for _, f := range FieldList() {
		raw, there := object[string(f)]
		known = known || there
		if s := saidIn(raw); s.text != "" && s.confidence >= guess {
			fields[f] = s
		}
	}
	isTicket, told := true, false
	if raw, there := object["is_ticket"]; there {
		told = json.Unmarshal(raw, &isTicket) == nil
	}
	if !known && !told {
		return nil, false
	}
	if !isTicket {
		return nil, true
	}
	return believe(fields, now), true
}

// guess is the confidence below which a model only guesses.
const guess = 0.2

// objectIn finds the JSON object in an answer.
func objectIn(answer []byte) (map[string]json.RawMessage, bool) {
	if len(answer) > maxAnswer {
		return nil, false
	}
	from := bytes.IndexByte(answer, '{')
	if from < 0 {
		return nil, false
	}
	// The decoder stops at the end of the object: what follows, such as ``` or more words, is not read.
	var object map[string]json.RawMessage
	if err := json.NewDecoder(bytes.NewReader(answer[from:])).Decode(&object); err != nil {
		return nil, false
	}
	return object, true
}

// saidIn reads a field: {"text", "confidence"} as it was asked for, or a plain value.
func saidIn(raw json.RawMessage) said {
	var whole struct {
		Text       json.RawMessage `json:"text"`
		Value      json.RawMessage `json:"value"`
		Confidence json.RawMessage `json:"confidence"`
	}
	if json.Unmarshal(raw, &whole) != nil || whole.Text == nil && whole.Value == nil {
		return said{text: textIn(raw), confidence: untold}
	}
	text := whole.Text
	if text == nil {
		text = whole.Value
	}
	return said{text: textIn(text), confidence: confidenceIn(whole.Confidence)}
}

// textIn reads a string, a number, or a list of them.
func textIn(raw json.RawMessage) string {
	var list []json.RawMessage
	if json.Unmarshal(raw, &list) == nil {
		var texts []string
		for _, each := range list {
			if t := plainText(each); t != "" {
				texts = append(texts, t)
			}
		}
		return strings.Join(texts, ", ")
	}
	return plainText(raw)
}

func plainText(raw json.RawMessage) string {
	var text string
	var number json.Number
	switch {
	case len(raw) == 0 || raw[0] != '"' && (raw[0] < '0' || raw[0] > '9'):
		return "" // null, true, an object, less than nothing
	case json.Unmarshal(raw, &text) == nil:
	case json.Unmarshal(raw, &number) == nil:
		text = number.String()
	}
	text = strings.TrimSpace(text)
	if slices.Contains(nothings, strings.ToLower(text)) {
		return ""
	}
	return text
}

// nothings are what models write instead of nothing.
var nothings = []string{
	"-", "--", "—", "?", ".", "n/a", "na", "none", "null", "nil", "unknown", "not printed", "not available", "not visible", "not found", "undefined",
	"없음", "정보 없음", "알 수 없음", "미상", "미정", "해당 없음", "미기재", "표시 없음",
}

// untold is the confidence of what was said without one.
const untold = 0.5

var confidenceWords = map[string]float64{"high": 0.9, "medium": 0.6, "low": 0.3, "높음": 0.9, "보통": 0.6, "낮음": 0.3}

// confidenceIn reads a confidence as models write it: 0.9, "0.9", 90, "90%", "high".
func confidenceIn(raw json.RawMessage) float64 {
	text := strings.ToLower(textIn(raw))
	if strings.HasPrefix(string(raw), "-") {
		return 0
	}
	if c, ok := confidenceWords[text]; ok {
		return c
	}
	c, err := strconv.ParseFloat(strings.TrimSuffix(text, "%"), 64)
	switch {
	case err != nil || math.IsNaN(c):
		return untold
	case c < 0 || c > 100:
		return 0
	case c > 1:
		return c / 100
	}
	return c
}

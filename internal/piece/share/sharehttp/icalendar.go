package sharehttp

import (
	"bytes"
	"strings"
	"time"

	ics "github.com/arran4/golang-ical"

	"piece/internal/piece"
	"piece/internal/piece/share"
)

// refresh is how often calendar programs should look for new pieces. Pieces are made a few
// times a week.
const refresh = "PT6H"

// lineBreak is what RFC 5545 ends lines with; the library's own depends on the machine.
const lineBreak = ics.WithNewLine("\r\n")

// icalendar writes a calendar for Google, Apple and Outlook. Nothing in it depends on when
// it is asked for, so the same pieces give the same bytes.
func (h handlers) icalendar(events []share.Event) ([]byte, error) {
	c := ics.NewCalendar()
	c.SetProductId("-//PIECE//Calendar feed//KO")
	c.SetCalscale("GREGORIAN")
	c.SetMethod(ics.MethodPublish)
	c.SetName("PIECE 조각")
	c.SetRefreshInterval(refresh, ics.WithValue(string(ics.ValueDataTypeDuration)))
	c.SetXPublishedTTL(refresh)
	for i := range events {
		if err := h.addEvent(c, &events[i]); err != nil {
			return nil, err
		}
	}
	var b bytes.Buffer
	err := c.SerializeTo(&b, lineBreak)
	return b.Bytes(), err
}

func (h handlers) addEvent(c *ics.Calendar, e *share.Event) error {
	p := &e.Piece
	v := c.AddEvent(p.ID + "@piece") // the same through every edit and in every feed of the person
	v.SetDtStampTime(p.UpdatedAt)    // in a published calendar: when the event was last revised
	v.SetCreatedTime(p.CreatedAt)
	v.SetModifiedAt(p.UpdatedAt)
	v.SetSequence(p.Version - 1)
	if e.Start.IsZero() {
		day, err := time.Parse(time.DateOnly, string(p.Day))
		if err != nil {
			return err // a stored piece has a valid day
		}
		v.SetAllDayStartAt(day)
		v.SetAllDayEndAt(day.AddDate(0, 0, 1)) // the first day that it no longer takes
	} else {
		v.SetStartAt(e.Start)
		v.SetEndAt(e.End)
	}
	v.SetSummary(p.Title)
	v.SetDescription(describe(p))
	if p.Venue != "" {
		v.SetLocation(p.Venue)
	}
	v.SetURL(h.publicURL + "/pieces/" + p.ID)
	v.SetTimeTransparency(ics.TransparencyTransparent) // what was seen keeps nobody busy
	return nil
}

// describe tells what was thought of it, and from where it was seen, in the language of
// the ticket.
func describe(p *piece.Piece) string {
	lines := []string{stars(p.HalfStars), p.Review}
	if p.Seat != "" {
		label := "좌석 "
		if p.Language == "en" {
			label = "Seat "
		}
		lines = append(lines, label+p.Seat)
	}
	return strings.Join(lines, "\n")
}

// stars writes nine halves as "★★★★½".
func stars(halves int) string {
	s := strings.Repeat("★", halves/2)
	if halves%2 == 1 {
		s += "½"
	}
	return s
}

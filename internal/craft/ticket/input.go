package ticket

import (
	"errors"
	"fmt"
	"strconv"
	"time"

	"piece/internal/craft/picture"
	"piece/internal/craft/typeset"
)

// Side is one of the two faces of a ticket.
type Side string

// The sides.
const (
	Front Side = "front"
	Back  Side = "back"
)

// Text is what is written on the back. Every field may be empty; what is
// missing leaves no gap. Strings are drawn as they are: nothing in them is ever read as markup.
type Text struct {
	Title     string
	Day       string // calendar day, YYYY-MM-DD
	Time      string // HH:MM
	Venue     string
	Seat      string
	Review    string
	HalfStars int    // 0 (none drawn filled) to 10
	Year      int    // of the edition line; 0 takes the year of Day
	Number    int    // of the edition line; 0 is not known yet
	Lang      string // "ko" or "en", for the weekday
}

// Input is everything a ticket is made of.
type Input struct {
	Photo *picture.Photo // the front
	Crop  picture.Crop   // part of Photo that is shown
	Shape Shape
	Paper Paper
	Art   *picture.Photo // the painting on the back, best square; nil shows empty paper
	Text  Text
}

// ErrInput is an Input that names no known shape or paper, or lacks its photo.
var ErrInput = errors.New("ticket: bad input")

func (in *Input) check(side Side) error {
	switch {
	case !in.Shape.Valid():
		return fmt.Errorf("%w: shape %q", ErrInput, in.Shape)
	case side == Front && in.Photo == nil:
		return fmt.Errorf("%w: no photo", ErrInput)
	case side == Front:
		if err := in.Crop.Validate(); err != nil {
			return fmt.Errorf("%w: %w", ErrInput, err)
		}
	case side != Back:
		return fmt.Errorf("%w: side %q", ErrInput, side)
	case !in.Paper.Valid():
		return fmt.Errorf("%w: paper %q", ErrInput, in.Paper)
	}
	return nil
}

// when is the line with day, weekday and time.
func (t *Text) when() string {
	day, err := time.Parse(time.DateOnly, t.Day)
	if err != nil {
		return typeset.Clean(t.Time)
	}
	var s string
	if t.Lang == "en" {
		s = day.Format("Mon, Jan 2, 2006")
	} else {
		s = day.Format("2006.01.02") + " (" + [7]string{"일", "월", "화", "수", "목", "금", "토"}[day.Weekday()] + ")"
	}
	if t.Time != "" {
		s += " · " + typeset.Clean(t.Time)
	}
	return s
}

// edition is such as "2026 · No. 12".
func (t *Text) edition() string {
	year := t.Year
	if day, err := time.Parse(time.DateOnly, t.Day); err == nil && year == 0 {
		year = day.Year()
	}
	number := "–"
	if t.Number > 0 {
		number = strconv.Itoa(t.Number)
	}
	if year == 0 {
		return "No. " + number
	}
	return fmt.Sprintf("%d · No. %s", year, number)
}

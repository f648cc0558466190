package sqldb

import (
	"database/sql"
	"database/sql/driver"
)

// Text is a text in a column that is NULL while the text is empty, as columns are that were added
// to a table and hold long texts, for which MySQL knows no default.
type Text string

// Value implements driver.Valuer.
func (t Text) Value() (driver.Value, error) {
	if t == "" {
		return nil, nil
	}
	return string(t), nil
}

// Scan implements sql.Scanner.
func (t *Text) Scan(src any) error {
	var s sql.NullString
	err := s.Scan(src)
	*t = Text(s.String)
	return err
}

package sqldb

import (
	"database/sql/driver"
	"fmt"
	"time"
)

// Time is an instant as both homes keep it alike: microseconds since 1970-01-01 UTC in
// a bigint. Drivers disagree about zones and fractions of their own time types; about
// whole numbers they don't. The zero Time is stored as NULL.
type Time struct{ time.Time }

// At wraps an instant.
func At(t time.Time) Time { return Time{t} }

// Value implements driver.Valuer.
func (t Time) Value() (driver.Value, error) {
	if t.IsZero() {
		return nil, nil
	}
	return t.UnixMicro(), nil
}

// Scan implements sql.Scanner.
func (t *Time) Scan(src any) error {
	switch v := src.(type) {
	case nil:
		t.Time = time.Time{}
	case int64:
		t.Time = time.UnixMicro(v).UTC()
	default:
		return fmt.Errorf("sqldb: time column holds %T", src)
	}
	return nil
}

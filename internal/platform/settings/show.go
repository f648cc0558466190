package settings

import (
	"encoding"
	"fmt"
	"io"
	"net/url"
	"reflect"
	"strings"
)

// Print writes the settings in use as TOML, with secrets hidden.
func Print(w io.Writer, config any) error {
	all, err := leaves(config)
	if err != nil {
		return err
	}
	for _, l := range all {
		shown := l.shown()
		switch l.value.Interface().(type) {
		case bool, int, float64:
		default:
			shown = fmt.Sprintf("%q", shown)
		}
		if _, err := fmt.Fprintf(w, "%s = %s\n", l.key, shown); err != nil {
			return err
		}
	}
	return nil
}

// Doc writes a Markdown table of all settings.
func Doc(w io.Writer, config any, prefix string) error {
	all, err := leaves(config)
	if err != nil {
		return err
	}
	if _, err := fmt.Fprintln(w, "| setting | environment | default | meaning |\n|---|---|---|---|"); err != nil {
		return err
	}
	for _, l := range all {
		def := "`" + l.def + "`"
		if l.def == "" {
			def = ""
		}
		if _, err := fmt.Fprintf(w, "| `%s` | `%s` | %s | %s |\n", l.key, l.env(prefix), def, strings.ReplaceAll(l.doc, "|", "\\|")); err != nil {
			return err
		}
	}
	return nil
}

// shown gives the value as people may see it: secrets and passwords in addresses hidden.
func (s setting) shown() string {
	v := s.plain()
	if v == "" {
		return ""
	}
	if s.secret {
		return "(hidden)"
	}
	if u, err := url.Parse(v); err == nil && u.User != nil {
		return u.Redacted()
	}
	return v
}

func (s setting) plain() string {
	if m, ok := s.value.Interface().(encoding.TextMarshaler); ok && !s.value.IsZero() {
		b, err := m.MarshalText()
		if err == nil {
			return string(b)
		}
	}
	if s.value.Kind() == reflect.Slice {
		parts, _ := s.value.Interface().([]string)
		return strings.Join(parts, ",")
	}
	return fmt.Sprint(s.value.Interface())
}

// Package settings reads a program's settings into one struct: defaults, then an
// optional TOML file, then environment variables, then flags; the later wins. Names come
// from the struct, so that a setting is declared in exactly one place:
//
//	type Config struct {
//		HTTP struct {
//			Addr string `key:"addr" default:":8080" doc:"Address that browsers reach."`
//		} `key:"http"`
//	}
//
// is http.addr in the file, PIECE_HTTP_ADDR or PIECE_HTTP_ADDR_FILE in the environment
// and -http.addr as a flag. The tag secret:"true" hides a value from Print. A name that
// nothing declares is an error, because a setting that is silently ignored is worse
// than none.
package settings

import (
	"encoding"
	"errors"
	"flag"
	"fmt"
	"math"
	"os"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/BurntSushi/toml"
)

// setting is one leaf of the struct.
type setting struct {
	key    string // dotted, such as http.addr
	doc    string
	def    string
	secret bool
	value  reflect.Value
}

func (s setting) env(prefix string) string {
	return prefix + strings.ToUpper(strings.NewReplacer(".", "_", "-", "_").Replace(s.key))
}

// Sources are where settings come from besides the defaults.
type Sources struct {
	Prefix string   // of environment variables, such as "PIECE_"
	Env    []string // as os.Environ gives it
	Args   []string // flags, without the program and command names
	// Ignore names variables with the prefix that are not settings, such as those of tests.
	Ignore []string
}

// Load fills the struct that config points to.
func Load(config any, s Sources) error {
	all, err := leaves(config)
	if err != nil {
		return err
	}
	for _, l := range all {
		if err := set(l.value, l.def); err != nil {
			return fmt.Errorf("default of %s: %w", l.key, err)
		}
	}
	flags := flag.NewFlagSet("settings", flag.ContinueOnError)
	flags.SetOutput(new(strings.Builder))
	file := flags.String("config", "", "")
	given := map[string]string{}
	for _, l := range all {
		flags.Func(l.key, l.doc, func(v string) error { given[l.key] = v; return nil })
	}
	if err := flags.Parse(s.Args); err != nil {
		return err
	}
	if extra := flags.Args(); len(extra) > 0 {
		return fmt.Errorf("unexpected argument %q", extra[0])
	}
	env, err := environment(all, s)
	if err != nil {
		return err
	}
	if *file == "" {
		*file = env["config"]
	}
	if *file != "" {
		if err := fromFile(all, *file); err != nil {
			return err
		}
	}
	for _, source := range []map[string]string{env, given} {
		for _, l := range all {
			if v, ok := source[l.key]; ok {
				if err := set(l.value, v); err != nil {
					return fmt.Errorf("%s: %w", l.key, err)
				}
			}
		}
	}
	return nil
}

// environment gives the values of known variables by key, and refuses unknown ones.
func environment(all []setting, s Sources) (map[string]string, error) {
	names := map[string]string{s.Prefix + "CONFIG": "config"}
	for _, l := range all {
		names[l.env(s.Prefix)] = l.key
	}
	values := map[string]string{}
	for _, line := range s.Env {
		name, v, _ := strings.Cut(line, "=")
		if !strings.HasPrefix(name, s.Prefix) || slices.Contains(s.Ignore, name) {
			continue
		}
		key, known := names[name]
		if base, isFile := strings.CutSuffix(name, "_FILE"); !known && isFile {
			if key, known = names[base]; known {
				b, err := os.ReadFile(v)
				if err != nil {
					return nil, fmt.Errorf("%s: %w", name, err)
				}
				v = strings.TrimRight(string(b), "\r\n")
			}
		}
		if !known {
			return nil, fmt.Errorf("environment variable %s is no setting", name)
		}
		values[key] = v
	}
	return values, nil
}

func fromFile(all []setting, path string) error {
	var tree map[string]any
	meta, err := toml.DecodeFile(path, &tree)
	if err != nil {
		return err
	}
	for _, k := range meta.Keys() {
		v := lookup(tree, k)
		if _, table := v.(map[string]any); table {
			continue
		}
		i := slices.IndexFunc(all, func(l setting) bool { return l.key == k.String() })
		if i < 0 {
			return fmt.Errorf("%s: %s is no setting", path, k)
		}
		if err := set(all[i].value, text(v)); err != nil {
			return fmt.Errorf("%s: %s: %w", path, k, err)
		}
	}
	return nil
}

func lookup(tree map[string]any, k toml.Key) any {
	var v any = tree
	for _, part := range k {
		m, _ := v.(map[string]any)
		v = m[part]
	}
	return v
}

func text(v any) string {
	if list, ok := v.([]any); ok {
		parts := make([]string, len(list))
		for i, p := range list {
			parts[i] = text(p)
		}
		return strings.Join(parts, ",")
	}
	return fmt.Sprint(v)
}

func leaves(config any) ([]setting, error) {
	v := reflect.ValueOf(config)
	if v.Kind() != reflect.Pointer || v.Elem().Kind() != reflect.Struct {
		return nil, errors.New("settings: want a pointer to a struct")
	}
	return walk(v.Elem(), ""), nil
}

func walk(v reflect.Value, prefix string) []setting {
	var all []setting
	for i := range v.NumField() {
		f := v.Type().Field(i)
		key := f.Tag.Get("key")
		if key == "" {
			continue
		}
		if f.Type.Kind() == reflect.Struct && !f.Type.Implements(unmarshaler) && !reflect.PointerTo(f.Type).Implements(unmarshaler) {
			all = append(all, walk(v.Field(i), prefix+key+".")...)
			continue
		}
		all = append(all, setting{
			key: prefix + key, doc: f.Tag.Get("doc"), def: f.Tag.Get("default"),
			secret: f.Tag.Get("secret") == "true", value: v.Field(i),
		})
	}
	return all
}

var unmarshaler = reflect.TypeFor[encoding.TextUnmarshaler]()

// set reads a value from text, by the kind of the field.
func set(v reflect.Value, s string) error {
	if u, ok := v.Addr().Interface().(encoding.TextUnmarshaler); ok {
		if s == "" {
			v.SetZero()
			return nil
		}
		return u.UnmarshalText([]byte(s))
	}
	switch p := v.Addr().Interface().(type) {
	case *string:
		*p = s
	case *[]string:
		*p = nil
		for part := range strings.SplitSeq(s, ",") {
			if part = strings.TrimSpace(part); part != "" {
				*p = append(*p, part)
			}
		}
	case *bool:
		b, err := strconv.ParseBool(orZero(s, "false"))
		if err != nil {
			return fmt.Errorf("want true or false, not %q", s)
		}
		*p = b
	case *int:
		n, err := strconv.Atoi(orZero(s, "0"))
		if err != nil {
			return fmt.Errorf("want a whole number, not %q", s)
		}
		*p = n
	case *float64:
		f, err := strconv.ParseFloat(orZero(s, "0"), 64)
		if err != nil || math.IsNaN(f) || math.IsInf(f, 0) {
			return fmt.Errorf("want a number such as 2.5, not %q", s)
		}
		*p = f
	case *time.Duration:
		d, err := time.ParseDuration(orZero(s, "0s"))
		if err != nil {
			return fmt.Errorf("want a duration such as 90s, not %q", s)
		}
		*p = d
	default:
		return fmt.Errorf("settings: fields of type %s are not supported", v.Type())
	}
	return nil
}

func orZero(s, zero string) string {
	if s == "" {
		return zero
	}
	return s
}

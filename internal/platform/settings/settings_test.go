package settings

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

type sample struct {
	HTTP struct {
		Addr  string        `key:"addr" default:":8080" doc:"Where to listen."`
		Grace time.Duration `key:"grace" default:"10s" doc:"How long to drain."`
	} `key:"http"`
	Targets []string `key:"target" default:"all" doc:"What to run."`
	Store   string   `key:"store" doc:"An address."`
	Key     string   `key:"key" secret:"true" doc:"A secret."`
	On      bool     `key:"on" doc:"A switch."`
	N       int      `key:"n" default:"3" doc:"A number."`
	Rate    float64  `key:"rate" default:"0.5" doc:"How often."`
}

func write(t *testing.T, name, text string) string {
	t.Helper()
	p := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(p, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return p
}

func TestLaterSourcesWin(t *testing.T) {
	file := write(t, "c.toml", "n = 4\ntarget = [\"a\", \"b\"]\n[http]\naddr = \":1\"\ngrace = \"2s\"\n")
	var c sample
	err := Load(&c, Sources{Prefix: "X_", Env: []string{"X_CONFIG=" + file, "X_HTTP_ADDR=:2", "X_ON=true", "X_RATE=2.5", "OTHER=1"}, Args: []string{"-http.addr", ":3"}})
	if err != nil {
		t.Fatal(err)
	}
	if c.HTTP.Addr != ":3" || c.HTTP.Grace != 2*time.Second || c.N != 4 || c.Rate != 2.5 || !c.On || strings.Join(c.Targets, "+") != "a+b" {
		t.Errorf("got %+v", c)
	}
}

func TestSecretFromFile(t *testing.T) {
	var c sample
	if err := Load(&c, Sources{Prefix: "X_", Env: []string{"X_KEY_FILE=" + write(t, "k", "s3cret\n")}}); err != nil {
		t.Fatal(err)
	}
	if c.Key != "s3cret" {
		t.Errorf("key is %q", c.Key)
	}
}

func TestMistakesAreErrors(t *testing.T) {
	for name, s := range map[string]Sources{
		"unknown variable": {Prefix: "X_", Env: []string{"X_HTTP_ADRR=:2"}},
		"unknown flag":     {Args: []string{"-http.adrr=:2"}},
		"stray argument":   {Args: []string{"now"}},
		"bad number":       {Args: []string{"-n=three"}},
		"bad rate":         {Args: []string{"-rate=often"}},
		"endless rate":     {Args: []string{"-rate=Inf"}},
		"bad duration":     {Args: []string{"-http.grace=10"}},
		"bad switch":       {Prefix: "X_", Env: []string{"X_ON=perhaps"}},
		"missing file":     {Args: []string{"-config=/does/not/exist"}},
		"missing secret":   {Prefix: "X_", Env: []string{"X_KEY_FILE=/does/not/exist"}},
		"unknown in file":  {Args: []string{"-config", write(t, "c.toml", "[http]\nport = 1\n")}},
	} {
		var c sample
		if err := Load(&c, s); err == nil {
			t.Errorf("%s: taken without a word", name)
		}
	}
}

func TestPrintHidesSecrets(t *testing.T) {
	var c sample
	if err := Load(&c, Sources{Args: []string{"-key=s3cret", "-store=mysql://me:hidden@host/db"}}); err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	if err := Print(&b, &c); err != nil {
		t.Fatal(err)
	}
	if got := b.String(); strings.Contains(got, "s3cret") || strings.Contains(got, "hidden@") || !strings.Contains(got, `http.addr = ":8080"`) {
		t.Errorf("printed %s", got)
	}
}

func TestDocNamesEverySetting(t *testing.T) {
	var b strings.Builder
	if err := Doc(&b, &sample{}, "X_"); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(b.String(), "| `http.addr` | `X_HTTP_ADDR` | `:8080` | Where to listen. |") {
		t.Error(b.String())
	}
}

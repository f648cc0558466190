package web

import (
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"
)

func TestWithoutABuildThePlaceholderTellsHow(t *testing.T) {
	placeholder, err := fs.ReadFile(files, "placeholder/index.html")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(placeholder), "make run") {
		t.Error("the placeholder doesn't say how to build")
	}
	all := fstest.MapFS{"dist/.keep": {}, "placeholder/index.html": {Data: placeholder}}
	app, built := choose(all)
	if page, err := fs.ReadFile(app, "index.html"); err != nil || built || string(page) != string(placeholder) {
		t.Errorf("built=%v, err=%v: want the placeholder", built, err)
	}
	all["dist/app/index.html"] = &fstest.MapFile{Data: []byte("the app")}
	app, built = choose(all)
	if page, err := fs.ReadFile(app, "index.html"); err != nil || !built || string(page) != "the app" {
		t.Errorf("built=%v, err=%v, page=%q: want the app", built, err, page)
	}
}

// Package web carries the built web app, and the sources that the server draws the first
// paint from, inside the program. It holds files and nothing else, and imports the
// standard library only.
package web

import (
	"embed"
	"io/fs"
)

//go:embed all:dist placeholder
var files embed.FS

//go:embed shells src/i18n/*.json src/features/*/i18n/*.json
var sources embed.FS

// App gives the files of the web app as the browser asks for them, without the leading
// slash. Until the app was built (built is false) there is only a page that tells how to.
func App() (app fs.FS, built bool) {
	return choose(files)
}

func choose(all fs.FS) (app fs.FS, built bool) {
	dir := "dist/app"
	if _, err := fs.Stat(all, dir+"/index.html"); err != nil {
		dir = "placeholder"
	}
	app, err := fs.Sub(all, dir)
	if err != nil {
		panic(err) // only for a path that is not valid, and both are
	}
	return app, dir != "placeholder"
}

// Sources gives shells/*.html, the first paints of pages, and the catalogues of texts
// that they use: src/i18n/LANGUAGE.json and src/features/FEATURE/i18n/LANGUAGE.json.
func Sources() fs.FS { return sources }

package webapp

import (
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"path"
	"strings"
)

// contentTypes are set here and not asked of the machine, whose table differs from one
// system to the next. A file of another type is served as bytes.
var contentTypes = map[string]string{
	".css":         "text/css; charset=utf-8",
	".html":        "text/html; charset=utf-8",
	".ico":         "image/x-icon",
	".jpg":         "image/jpeg",
	".js":          "text/javascript; charset=utf-8",
	".json":        "application/json",
	".map":         "application/json",
	".mjs":         "text/javascript; charset=utf-8",
	".png":         "image/png",
	".svg":         "image/svg+xml",
	".txt":         "text/plain; charset=utf-8",
	".wasm":        "application/wasm",
	".webmanifest": "application/manifest+json",
	".webp":        "image/webp",
	".woff2":       "font/woff2",
}

// Cache rules of files.
const (
	immutable  = "public, max-age=31536000, immutable"
	revalidate = "no-cache"
	forADay    = "public, max-age=86400"
)

// file is one file of the build as it is served.
type file struct {
	name        string
	contentType string
	cache       string
	tag         string   // hash of the content
	encodings   []string // that stand beside it, best first
}

// suffixes are how the build names compressed copies, best first.
var suffixes = []struct{ encoding, suffix string }{{"br", ".br"}, {"gzip", ".gz"}}

// listFiles gives what may be served, by address. What is not in the list doesn't exist:
// neither directories nor dot files, nor the build's notes for the server, nor anything
// outside of the build.
func listFiles(app fs.FS) (map[string]file, error) {
	files := map[string]file{}
	err := fs.WalkDir(app, ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case name != "." && strings.HasPrefix(d.Name(), "."):
			if d.IsDir() {
				return fs.SkipDir
			}
			return nil
		case d.IsDir() || name == indexFile || name == planFile || isCopy(name):
			return nil
		}
		f, err := describe(app, name)
		files["/"+name] = f
		return err
	})
	return files, err
}

func isCopy(name string) bool {
	for _, s := range suffixes {
		if strings.HasSuffix(name, s.suffix) {
			return true
		}
	}
	return false
}

func describe(app fs.FS, name string) (file, error) {
	f := file{name: name, contentType: contentTypes[path.Ext(name)], cache: cacheRule(name)}
	if f.contentType == "" {
		f.contentType = "application/octet-stream"
	}
	content, err := app.Open(name)
	if err != nil {
		return f, err
	}
	defer content.Close()
	hash := sha256.New()
	if _, err := io.Copy(hash, content); err != nil {
		return f, fmt.Errorf("read %s: %w", name, err)
	}
	f.tag = shortHash(hash.Sum(nil))
	for _, s := range suffixes {
		if _, err := fs.Stat(app, name+s.suffix); err == nil {
			f.encodings = append(f.encodings, s.encoding)
		}
	}
	return f, nil
}

// cacheRule: the build puts a hash into the names of what lies in these folders, so that
// such a file never changes; the worker and the manifest are asked for every time, or an
// old app would stay for ever.
func cacheRule(name string) string {
	switch {
	case strings.HasPrefix(name, "assets/"), strings.HasPrefix(name, "fonts/"):
		return immutable
	case name == "sw.js", path.Ext(name) == ".webmanifest", path.Ext(name) == ".html":
		return revalidate
	}
	return forADay
}

func shortHash(sum []byte) string { return base64.RawURLEncoding.EncodeToString(sum[:12]) }

// serveFile sends a file, compressed where the build did that and the browser takes it.
func (a *App) serveFile(w http.ResponseWriter, r *http.Request, f file) {
	name, tag, encoding := f.name, f.tag, ""
	h := w.Header()
	if len(f.encodings) > 0 {
		addVary(h, "Accept-Encoding")
		// A part of compressed bytes is of no use to those who ask for parts.
		if r.Header.Get("Range") == "" {
			encoding = negotiate(r.Header.Values("Accept-Encoding"), f.encodings)
		}
	}
	for _, s := range suffixes {
		if s.encoding == encoding {
			name, tag = name+s.suffix, tag+"-"+encoding
		}
	}
	content, err := a.files.Open(name)
	if err != nil {
		a.fail(w, r, err)
		return
	}
	defer content.Close()
	seeker, ok := content.(io.ReadSeeker)
	if !ok {
		a.fail(w, r, fmt.Errorf("%s can't be read from any place in it", name))
		return
	}
	if encoding != "" {
		h.Set("Content-Encoding", encoding)
		if info, err := content.Stat(); err == nil {
			h.Set("Content-Length", fmt.Sprint(info.Size()))
		}
	}
	h.Set("Content-Type", f.contentType)
	h.Set("Cache-Control", f.cache)
	h.Set("ETag", `"`+tag+`"`)
	http.ServeContent(w, r, f.name, noTime, seeker)
}

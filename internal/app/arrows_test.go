package app

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// root is the top of the repository as seen from this package.
const root = "../.."

// goFiles gives the Go files of the product, without tests, by path from the root.
func goFiles(t *testing.T) []string {
	t.Helper()
	var files []string
	for _, top := range []string{"cmd", "internal", "web"} {
		err := filepath.WalkDir(filepath.Join(root, top), func(path string, d fs.DirEntry, err error) error {
			if err != nil {
				return err
			}
			if d.IsDir() && (d.Name() == "node_modules" || d.Name() == "dist" || d.Name() == "testdata") {
				return filepath.SkipDir
			}
			if strings.HasSuffix(path, ".go") && !strings.HasSuffix(path, "_test.go") {
				rel, err := filepath.Rel(root, path)
				files = append(files, filepath.ToSlash(rel))
				return err
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return files
}

// domains are the rooms with rules in the middle and technology on the walls.
var domains = []string{"account", "title", "cake", "media", "genai", "artwork", "reading", "piece", "archive", "chat", "notify", "moderation", "gateway"}

// technology must not come into the middle of a domain: with it there, rules can't be
// read or tested without a driver.
var technology = []string{"net/http", "database/sql", "github.com/uptrace/bun", "github.com/danielgtaylor/huma", "piece/internal/platform/sqldb", "piece/internal/platform/objectbin", "piece/internal/platform/httpapi",
	"go.mongodb.org/mongo-driver", "github.com/centrifugal/centrifuge", "github.com/SherClockHolmes/webpush-go", "github.com/openai/openai-go"}

// walls are the endings of the rooms that hold technology: stores, APIs, clients of APIs
// elsewhere and of mail servers, connections to devices, and the catalogue inside the program, which is a source like
// those elsewhere, and the models that tests ask. A domain, and each smaller room within it, is a middle otherwise.
var walls = []string{"sql", "mongo", "http", "client", "realtime", "push", "starter", "smtp", "oidc", "genaitest"}

func isWall(room string) bool {
	return slices.ContainsFunc(walls, func(end string) bool { return strings.HasSuffix(room, end) })
}

// forbidden says why a file of dir may not import path; "" means it may.
func forbidden(dir, path string) string {
	room := strings.Split(dir, "/")
	to, ours := strings.CutPrefix(path, "piece/")
	switch {
	case room[0] == "cmd":
		if ours && to != "internal/app" {
			return "cmd reads flags and signals; everything else belongs to internal/app"
		}
	case room[0] != "internal" || room[1] == "app":
		return ""
	case room[1] == "craft":
		if ours && !strings.HasPrefix(to, "internal/craft/") || path == "net/http" || path == "database/sql" {
			return "craft is pure: no store, no HTTP, nothing of the product"
		}
	case room[1] == "platform":
		if ours && !strings.HasPrefix(to, "internal/platform/") {
			return "platform is what any Go service needs; it says nothing of PIECE"
		}
	default:
		return forbiddenInDomain(room, path, to, ours)
	}
	return ""
}

func forbiddenInDomain(room []string, path, to string, ours bool) string {
	own := "internal/" + room[1]
	if ours && to != own && !strings.HasPrefix(to, own+"/") && !strings.HasPrefix(to, "internal/craft/") && !strings.HasPrefix(to, "internal/platform/") && !(room[1] == "gateway" && to == "web") {
		return "domains never import each other: declare a small interface and let internal/app fill it"
	}
	middle := room[1] != "gateway" && !isWall(room[len(room)-1])
	if here := strings.Join(room, "/"); middle && ours && strings.HasPrefix(to, own+"/") && !strings.HasPrefix(here, to+"/") {
		return "arrows point inwards: the rules know nothing of their stores and their API, nor of a smaller room beside or within them"
	}
	if middle && slices.ContainsFunc(technology, func(tech string) bool { return path == tech || strings.HasPrefix(path, tech+"/") }) {
		return "the middle of a domain holds rules only; HTTP and SQL live on its walls"
	}
	return ""
}

func TestArrows(t *testing.T) {
	for _, file := range goFiles(t) {
		f, err := parser.ParseFile(token.NewFileSet(), filepath.Join(root, file), nil, parser.ImportsOnly)
		if err != nil {
			t.Fatal(err)
		}
		for _, imp := range f.Imports {
			path, _ := strconv.Unquote(imp.Path.Value)
			if why := forbidden(filepath.ToSlash(filepath.Dir(file)), path); why != "" {
				t.Errorf("%s imports %s: %s", file, path, why)
			}
		}
	}
}

func TestArrowsCatchWrongImportsOnly(t *testing.T) {
	for _, c := range []struct{ dir, path string }{
		{"cmd/piece", "piece/internal/piece"},
		{"internal/craft/ticket", "piece/internal/platform/errs"},
		{"internal/platform/errs", "piece/internal/piece"},
		{"internal/piece", "piece/internal/account"},
		{"internal/piece", "piece/internal/piece/piecesql"},
		{"internal/piece", "database/sql"},
		{"internal/piece/piecehttp", "piece/internal/media"},
		{"internal/piece", "piece/internal/piece/record"},
		{"internal/piece/record", "piece/internal/piece/record/recordsql"},
		{"internal/piece/record", "piece/internal/piece/piecesql"},
		{"internal/piece/record", "piece/internal/piece/share"},
		{"internal/piece/record", "net/http"},
		{"internal/piece/share", "piece/internal/platform/sqldb"},
	} {
		if forbidden(c.dir, c.path) == "" {
			t.Errorf("%s may import %s", c.dir, c.path)
		}
	}
	for _, c := range []struct{ dir, path string }{
		{"internal/piece/record", "piece/internal/piece"},
		{"internal/piece/record", "piece/internal/craft/picture"},
		{"internal/piece/record/recordsql", "piece/internal/piece/record"},
		{"internal/piece/record/recordsql", "piece/internal/platform/sqldb"},
		{"internal/piece/record/recordhttp", "net/http"},
		{"internal/account/accountclient", "net/http"},
	} {
		if why := forbidden(c.dir, c.path); why != "" {
			t.Errorf("%s may not import %s: %s", c.dir, c.path, why)
		}
	}
	for _, domain := range domains {
		if _, err := os.Stat(filepath.Join(root, "internal", domain)); err != nil {
			t.Errorf("there is no room %s: %v", domain, err)
		}
	}
}

// maxLines is where a file has certainly more than one subject.
const maxLines = 500

func TestFileSizes(t *testing.T) {
	for _, file := range goFiles(t) {
		b, err := os.ReadFile(filepath.Join(root, file))
		if err != nil {
			t.Fatal(err)
		}
		if n := strings.Count(string(b), "\n"); n > maxLines {
			t.Errorf("%s has %d lines, more than %d: split it by subject", file, n, maxLines)
		}
	}
}

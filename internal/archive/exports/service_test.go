package exports_test

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"errors"
	"io/fs"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"piece/internal/archive"
	"piece/internal/archive/exports"
	"piece/internal/platform/blobstore/blobstoretest"
	"piece/internal/platform/errs"
	"piece/internal/platform/sqldb"
)

func migrate(t testing.TB, db *sqldb.DB, domain string, files fs.FS) error {
	_, err := sqldb.Migrate(t.Context(), db, domain, files)
	return err
}

// Every piece, record and picture is in the ZIP, the three forms of them say the same, and every
// file that is named is there.
func TestEverythingIsInTheZIP(t *testing.T) {
	blobstoretest.Each(t, func(t *testing.T, objects *blobstoretest.Home) {
		const n = 47
		h := newHouse(t, objects, n)
		h.pieces.lost = func(key string) bool { return key == "photo5" }
		s, _ := h.node(1)
		e, err := s.Start(t.Context(), person, "en")
		if err != nil {
			t.Fatal(err)
		}
		e = h.until(s, e, exports.Ready)
		files := h.files(s, e)
		var doc struct{ Pieces []archive.Piece }
		if err := json.Unmarshal(files[archive.PiecesFile], &doc); err != nil || len(doc.Pieces) != n {
			t.Fatalf("%d pieces, %v", len(doc.Pieces), err)
		}
		for _, p := range doc.Pieces {
			if p.Artwork.Style != "ink" {
				t.Errorf("piece %d has a back in %q", p.Number, p.Artwork.Style)
			}
			for _, name := range []string{p.Ticket.Front, p.Ticket.Back, p.Ticket.Small, p.Artwork.File, p.Record.Photos[0].File} {
				if !bytes.Equal(files[name], h.pieces.photo) {
					t.Errorf("piece %d: %q is not there", p.Number, name)
				}
			}
			if has := p.Photo.File != ""; has == (p.Number == 5) || has && len(files[p.Photo.File]) == 0 {
				t.Errorf("piece %d has the photo %q", p.Number, p.Photo.File)
			}
		}
		table := files[archive.PiecesTable]
		rows, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(table, []byte("\ufeff")))).ReadAll()
		if err != nil || len(rows) != n+1 || rows[1][13] != "'=좋았다" || !bytes.HasPrefix(table, []byte("\ufeff")) || !bytes.Contains(table, []byte("\r\n")) {
			t.Errorf("the table has %d rows, %v", len(rows), err)
		}
		if got := strings.Count(string(files[archive.BookFile]), `"front":"../images/`); got != n {
			t.Errorf("the book has %d tickets", got)
		}
		var m archive.Manifest
		if err := json.Unmarshal(files[archive.ManifestFile], &m); err != nil || m.Format != archive.Format || m.Person.Nickname != "지은" || len(m.Parts) != 12 {
			t.Errorf("the manifest %+v, %v", m, err)
		}
		if len(e.Notes) != 1 || e.Notes[0] != (exports.Note{Part: archive.PartPictures, State: archive.Partly, Why: archive.WhyGone}) || e.Pieces != n {
			t.Errorf("told %+v", e)
		}
		if h.kept(e) != 1 {
			t.Error("not only the file is kept")
		}
	})
}

// A node that dies in the middle leaves nothing torn; another one begins anew, and what was gathered
// with the person's token is gathered once.
func TestAnotherNodeTakesOver(t *testing.T) {
	blobstoretest.Each(t, func(t *testing.T, objects *blobstoretest.Home) {
		h := newHouse(t, objects, 30)
		reached, hold := make(chan struct{}), make(chan struct{})
		var first atomic.Bool
		h.pieces.gate = func(n int) error {
			if n == 10 && first.CompareAndSwap(false, true) {
				close(reached)
				<-hold
			}
			return nil
		}
		s, stop := h.node(1)
		e, err := s.Start(t.Context(), person, "ko")
		if err != nil {
			t.Fatal(err)
		}
		<-reached
		other, _ := h.node(1) // two nodes: the second leaves it alone while the first has it
		if worked, err := other.MakeNext(t.Context()); worked || err != nil {
			t.Errorf("the other node worked on it too: %v", err)
		}
		go func() { close(hold) }()
		stop()
		e = h.until(other, e, exports.Ready)
		if got := len(h.files(other, e)); got < 30*6 {
			t.Errorf("%d files", got)
		}
		if n := h.around.asked.Load(); n != 1 {
			t.Errorf("neighbours were asked %d times", n)
		}
		if h.kept(e) != 1 {
			t.Error("something of the first node is left")
		}
	})
}

// A new file takes the place of the one before.
func TestANewFileTakesThePlaceOfTheOneBefore(t *testing.T) {
	h := newHouse(t, blobstoretest.Folder(t), 5)
	s, _ := h.node(1)
	e, err := s.Start(t.Context(), person, "ko")
	if err != nil {
		t.Fatal(err)
	}
	h.until(s, e, exports.Ready)
	again, err := s.Start(t.Context(), person, "ko")
	if err != nil {
		t.Fatal(err)
	}
	h.until(s, again, exports.Ready)
	if _, err := s.Get(t.Context(), person, e.ID); !errors.Is(err, errs.NotFound) {
		t.Errorf("the file before is still there: %v", err)
	}
}

// While the object store is down an export waits, and it is made when the store is back.
func TestAStoreThatIsDownIsTriedAgain(t *testing.T) {
	h := newHouse(t, blobstoretest.Folder(t), 5)
	h.objects.down.Store(true)
	s, _ := h.node(1)
	e, err := s.Start(t.Context(), person, "ko")
	if err != nil {
		t.Fatal(err)
	}
	h.until(s, e, exports.Waiting)
	h.objects.down.Store(false)
	h.clock.Advance(time.Hour)
	e = h.until(s, e, exports.Ready)
	if h.kept(e) != 1 {
		t.Error("something of the first try is left")
	}
}

// An export that is stopped ends, and leaves nothing.
func TestAStoppedExportLeavesNothing(t *testing.T) {
	h := newHouse(t, blobstoretest.Folder(t), 200)
	reached, hold := make(chan struct{}), make(chan struct{})
	h.pieces.gate = func(n int) error {
		if n == 10 {
			close(reached)
			<-hold
		}
		return nil
	}
	s, stop := h.node(1)
	e, err := s.Start(t.Context(), person, "ko")
	if err != nil {
		t.Fatal(err)
	}
	<-reached
	same, err := s.Start(t.Context(), person, "ko")
	if err != nil || same.ID != e.ID {
		t.Errorf("another one was begun: %v, %v", same.ID, err)
	}
	if err := s.Remove(t.Context(), person, e.ID); err != nil {
		t.Fatal(err)
	}
	close(hold)
	if _, err := s.Get(t.Context(), person, e.ID); !errors.Is(err, errs.NotFound) {
		t.Errorf("it is still there: %v", err)
	}
	stop()
	if h.kept(e) != 0 {
		t.Error("something of it is left")
	}
	if h.pieces.reads.Load() == 200 {
		t.Error("it was made to its end")
	}
}

// A neighbour that doesn't answer is asked again, and then the ZIP and the person are told; one that
// knows nobody without a token isn't.
func TestWhatCanNotBeHadIsTold(t *testing.T) {
	for name, c := range map[string]struct {
		err  error
		why  archive.Why
		asks int64
	}{
		"down":       {errDown, archive.WhyUnavailable, 6},
		"signed out": {errs.Unauthenticated, archive.WhySignedOut, 1},
	} {
		t.Run(name, func(t *testing.T) {
			h := newHouse(t, blobstoretest.Folder(t), 1)
			var asks atomic.Int64
			h.around.titles = func(context.Context) error {
				asks.Add(1)
				return c.err
			}
			s, _ := h.node(1)
			e, err := s.Start(t.Context(), person, "ko")
			if err != nil {
				t.Fatal(err)
			}
			e = h.until(s, e, exports.Ready)
			want := exports.Note{Part: archive.PartTitles, State: archive.Missing, Why: c.why}
			if len(e.Notes) != 1 || e.Notes[0] != want || asks.Load() != c.asks {
				t.Errorf("told %+v after %d tries", e.Notes, asks.Load())
			}
			files := h.files(s, e)
			if _, there := files[archive.TitlesFile]; there || !bytes.Contains(files[archive.ReadmeFile], []byte("칭호: 담지 못했어요")) {
				t.Errorf("the readme doesn't say so: %s", files[archive.ReadmeFile])
			}
		})
	}
}

// A file is there for a week.
func TestAFileIsKeptForAWeek(t *testing.T) {
	h := newHouse(t, blobstoretest.Folder(t), 1)
	s, _ := h.node(1)
	e, err := s.Start(t.Context(), person, "ko")
	if err != nil {
		t.Fatal(err)
	}
	e = h.until(s, e, exports.Ready)
	f, err := s.File(t.Context(), person, e.ID)
	if err != nil || f.Name != "PIECE 나의 조각 2026-08-03.zip" {
		t.Errorf("the file %+v, %v", f, err)
	}
	h.clock.Advance(exports.Kept)
	if _, err := s.File(t.Context(), person, e.ID); !errors.Is(err, errs.NotFound) {
		t.Errorf("after a week: %v", err)
	}
	if err := s.Tidy(t.Context()); err != nil {
		t.Fatal(err)
	}
	if h.kept(e) != 0 {
		t.Error("the object is still there")
	}
}

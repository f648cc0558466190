package app

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"piece/internal/archive"
	"piece/internal/platform/clock"
	"piece/internal/platform/id"
)

// exportState is an export as the API tells it.
type exportState struct {
	ID, State, Step string
	Done, Total     int
	Lacks           []struct{ Part, State, Why string }
	File            *struct {
		Address, Name string
		Size          int64
		Pieces        int
	}
}

// export exports everything and gives the id once it is ready.
func (v *visitor) export() string { return v.exported().ID }

func (v *visitor) exported() exportState {
	v.t.Helper()
	var e exportState
	v.must(http.StatusAccepted, "POST", "/api/v1/exports", nil, &e)
	for end := time.Now().Add(2 * time.Minute); e.State == "working"; {
		if time.Now().After(end) {
			v.t.Fatalf("the export is at %+v", e)
		}
		time.Sleep(50 * time.Millisecond) // as a page does that looks again and again
		v.must(http.StatusOK, "GET", "/api/v1/exports/"+e.ID, nil, &e)
	}
	if e.State != "ready" {
		v.t.Fatalf("the export is %+v", e)
	}
	return e
}

// unzipped gives the files of an export.
func (v *visitor) unzipped(e exportState) map[string][]byte {
	v.t.Helper()
	code, b := v.send("GET", e.File.Address, nil)
	if code != http.StatusOK || int64(len(b)) != e.File.Size {
		v.t.Fatalf("the file: %d, %d bytes of %d", code, len(b), e.File.Size)
	}
	r, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		v.t.Fatal(err)
	}
	files := map[string][]byte{}
	for _, f := range r.File {
		in, err := f.Open()
		if err != nil {
			v.t.Fatal(err)
		}
		if files[f.Name], err = io.ReadAll(in); err != nil { // also checks the sum
			v.t.Fatal(err)
		}
	}
	return files
}

func read[T any](t *testing.T, files map[string][]byte, name string) (v T) {
	t.Helper()
	if err := json.Unmarshal(files[name], &v); err != nil {
		t.Fatalf("%s: %v: %.200s", name, err, files[name])
	}
	return v
}

// Everything that somebody has is in the export, and nobody else gets it (D12), in one process and
// apart.
func TestD12_AnExportHasEverythingAndIsForItsOwnerOnly(t *testing.T) {
	homes(t, func(t *testing.T, front *site, _ ...*site) {
		jieun, minji, guest := front.join(t, "지은"), front.join(t, "민지"), front.guest(t)
		photo := jieun.photo()
		piece := jieun.piece(photo, jieun.artwork(photo))
		const text = "커튼콜이 끝나고도\n\n한참을 앉아 있었다. </script><b>"
		jieun.must(http.StatusOK, "PUT", "/api/v1/pieces/"+piece+"/record", recordOf(0, text, jieun.photo(), jieun.photo()), nil)
		cake := jieun.cake("파도의 노래")
		jieun.must(http.StatusOK, "PUT", "/api/v1/cakes/"+cake+"/heart", nil, nil)
		jieun.must(http.StatusOK, "PUT", "/api/v1/pieces/"+piece+"/heart", nil, nil)
		_, token := jieun.link(piece)
		calendar := jieun.calendar()
		var room struct{ ID string }
		jieun.must(http.StatusOK, "PUT", "/api/v1/rooms/open/of/"+cake, nil, &room)
		minji.must(http.StatusOK, "PUT", "/api/v1/rooms/open/of/"+cake, nil, nil)
		var picture struct{ ID string }
		jieun.must(http.StatusCreated, "POST", "/api/v1/rooms/"+room.ID+"/pictures", map[string]any{"photoId": jieun.photo()}, &picture)
		jieun.must(http.StatusCreated, "POST", "/api/v1/rooms/"+room.ID+"/messages", map[string]any{"clientId": id.New(clock.System{}), "text": "=내 말", "pictureIds": []string{picture.ID}}, nil)
		minji.must(http.StatusCreated, "POST", "/api/v1/rooms/"+room.ID+"/messages", map[string]any{"clientId": id.New(clock.System{}), "text": "남의 말"}, nil)
		jieun.must(http.StatusNoContent, "PUT", "/api/v1/blocks/"+minji.id, nil, nil)

		jieun.report("person", minji.id)
		jieun.must(http.StatusCreated, "POST", "/api/v1/questions", map[string]any{"category": "idea", "title": "바라는 것", "text": "더 많은 모양"}, nil)

		e := jieun.exported()
		if len(e.Lacks) > 0 {
			t.Errorf("it lacks %+v", e.Lacks)
		}
		files := jieun.unzipped(e)

		pieces := read[struct {
			Format int
			Pieces []archive.Piece
		}](t, files, archive.PiecesFile)
		if pieces.Format != archive.Format || len(pieces.Pieces) != 1 {
			t.Fatalf("pieces: %+v", pieces)
		}
		p := pieces.Pieces[0]
		if p.ID != piece || p.Title != "파도의 노래" || p.Day != "2026-08-03" || p.HalfStars != 9 || p.Visibility != "private" || p.Record == nil || p.Record.Text != text || len(p.Record.Photos) != 2 || p.Artwork.Style != "oil" {
			t.Errorf("the piece: %+v, %+v", p, p.Record)
		}
		named := []string{p.Ticket.Front, p.Ticket.Back, p.Ticket.Small, p.Photo.File, p.Artwork.File, p.Record.Photos[0].File, p.Record.Photos[1].File}
		for _, name := range named {
			if len(files[name]) == 0 {
				t.Errorf("the file %q of the piece is not there", name)
			}
		}
		_, ticket := jieun.send("GET", "/api/v1/pieces/"+piece+"/ticket/front.webp", nil)
		if !bytes.Equal(ticket, files[p.Ticket.Front]) {
			t.Error("the front is another one")
		}
		rows, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(files[archive.PiecesTable], []byte("\ufeff")))).ReadAll()
		if err != nil || len(rows) != 2 || rows[1][slices.Index(rows[0], "title")] != "파도의 노래" || rows[1][slices.Index(rows[0], "record")] != text {
			t.Errorf("the table: %v, %v", rows, err)
		}

		messages := read[struct{ Messages []archive.Message }](t, files, archive.MessagesFile).Messages
		if len(messages) != 1 || messages[0].Text != "=내 말" || messages[0].Room != "파도의 노래" || len(messages[0].Pictures) != 1 || len(files[messages[0].Pictures[0].File]) == 0 {
			t.Errorf("messages: %+v", messages)
		}
		if !bytes.Contains(files[archive.MessagesTable], []byte("'=내 말")) {
			t.Errorf("a formula in the table: %s", files[archive.MessagesTable])
		}
		account := read[archive.Account](t, files, archive.AccountFile)
		if account.Profile.Nickname != "지은" || account.Profile.Email != "지은@mail.example" && account.Profile.Email == "" || len(account.Devices) != 1 {
			t.Errorf("the account: %+v", account)
		}
		cakes := read[archive.Cakes](t, files, archive.CakesFile)
		if len(cakes.Hearted) != 1 || len(cakes.Made) != 1 || cakes.Made[0].Title != "파도의 노래" {
			t.Errorf("cakes: %+v", cakes)
		}
		links := read[archive.Links](t, files, archive.LinksFile)
		if len(links.Links) != 1 || !strings.HasSuffix(links.Links[0].Address, "/s/"+token) || links.Feed == nil || !strings.HasSuffix(links.Feed.Address, calendar) {
			t.Errorf("links: %+v", links)
		}
		if hearts := read[struct{ Pieces []archive.Hearted }](t, files, archive.HeartsFile).Pieces; len(hearts) != 1 || hearts[0].ID != piece {
			t.Errorf("hearts: %+v", hearts)
		}
		if blocks := read[struct{ Blocks []archive.Blocked }](t, files, archive.BlocksFile).Blocks; len(blocks) != 1 || blocks[0].Nickname != "민지" {
			t.Errorf("blocks: %+v", blocks)
		}
		if rooms := read[struct{ Rooms []archive.Room }](t, files, archive.RoomsFile).Rooms; len(rooms) != 1 || rooms[0].Name != "파도의 노래" || rooms[0].JoinedAt.IsZero() {
			t.Errorf("rooms: %+v", rooms)
		}
		if reports := read[struct{ Reports []archive.Report }](t, files, archive.ReportsFile).Reports; len(reports) != 1 || reports[0].Text != "이상해요" {
			t.Errorf("reports: %+v", reports)
		}
		if questions := read[struct{ Questions []archive.Question }](t, files, archive.QuestionsFile).Questions; len(questions) != 1 || questions[0].Text != "더 많은 모양" {
			t.Errorf("questions: %+v", questions)
		}
		if titles := read[struct{ Titles []archive.Title }](t, files, archive.TitlesFile).Titles; len(titles) == 0 || titles[0].Ko == "" {
			t.Errorf("titles: %+v", titles)
		}
		m := read[archive.Manifest](t, files, archive.ManifestFile)
		if m.Product != archive.Product || m.Person.Nickname != "지은" || len(m.Parts) != 12 {
			t.Errorf("the manifest: %+v", m)
		}
		for _, part := range m.Parts {
			for _, name := range part.Files {
				if _, there := files[name]; !there {
					t.Errorf("the manifest names %s, which is not there", name)
				}
			}
		}
		for name, b := range files {
			if bytes.Contains(b, []byte("남의 말")) {
				t.Errorf("%s has what somebody else wrote", name)
			}
		}
		if !bytes.Contains(files[archive.ReadmeFile], []byte("지은")) || !bytes.Contains(files[archive.BookFile], []byte("파도의 노래")) || bytes.Contains(files[archive.BookFile], []byte("</script><b>")) {
			t.Error("the book or the readme is not as it should be")
		}

		for _, path := range []string{"/api/v1/exports/" + e.ID, e.File.Address} {
			minji.must(http.StatusNotFound, "GET", path, nil, nil)
			guest.must(http.StatusUnauthorized, "GET", path, nil, nil)
		}
		minji.must(http.StatusNotFound, "DELETE", "/api/v1/exports/"+e.ID, nil, nil)
		for _, c := range []struct {
			asked string
			code  int
			size  int64
		}{{"bytes=0-99", 206, 100}, {fmt.Sprintf("bytes=%d-", e.File.Size-10), 206, 10}, {"bytes=-7", 206, 7}} {
			if code, b := jieun.send("GET", e.File.Address, nil, "Range", c.asked); code != c.code || int64(len(b)) != c.size {
				t.Errorf("%s: %d, %d bytes", c.asked, code, len(b))
			}
		}
		if code, _ := jieun.send("GET", e.File.Address, nil, "Range", "bytes=999999999999-"); code != http.StatusRequestedRangeNotSatisfiable {
			t.Errorf("a part that isn't there: %d", code)
		}
		jieun.must(http.StatusNoContent, "DELETE", "/api/v1/exports/"+e.ID, nil, nil)
		jieun.must(http.StatusNotFound, "GET", e.File.Address, nil, nil)
	})
}

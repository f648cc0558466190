package app

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"
)

// imported is an import as the API tells of it.
type imported struct {
	ID, Source, State string
	Problem           *struct{ Code, Message string }
	Plan              map[string]any
	Counts            struct{ Ready, Double, Wrong, Left, Done int }
	Version           int
	Upload            struct {
		Method, URL string
		Headers     map[string]string
	}
}

type importedRow struct {
	N        int
	State    string
	Fields   map[string]string
	Problems []struct{ Field, Code string }
	PieceID  string
}

// bring uploads a file and waits until it is read.
func (v *visitor) bring(name string, file []byte) imported {
	v.t.Helper()
	var i imported
	v.must(http.StatusCreated, "POST", "/api/v1/imports", map[string]any{"name": name, "size": len(file)}, &i)
	v.must(http.StatusOK, i.Upload.Method, i.Upload.URL, file, nil, "Content-Type", i.Upload.Headers["Content-Type"])
	v.must(http.StatusOK, "POST", "/api/v1/imports/"+i.ID+"/uploaded", nil, nil)
	return v.importWhen(i.ID, "ready", "refused")
}

// importWhen waits until an import is in one of some states.
func (v *visitor) importWhen(id string, states ...string) (i imported) {
	v.t.Helper()
	for end := time.Now().Add(2 * time.Minute); !slices.Contains(states, i.State); {
		if time.Now().After(end) {
			v.t.Fatalf("the import is still %s", i.State)
		}
		if i.State != "" {
			time.Sleep(20 * time.Millisecond)
		}
		v.must(http.StatusOK, "GET", "/api/v1/imports/"+id, nil, &i)
	}
	return i
}

func (v *visitor) importRows(id, query string) []importedRow {
	v.t.Helper()
	var rows struct{ Items []importedRow }
	v.must(http.StatusOK, "GET", "/api/v1/imports/"+id+"/rows"+query, nil, &rows)
	return rows.Items
}

// start brings rows in and waits until that is over.
func (v *visitor) start(id string) imported {
	v.t.Helper()
	v.must(http.StatusOK, "POST", "/api/v1/imports/"+id+"/start", nil, nil)
	return v.importWhen(id, "done")
}

// zipOf is a ZIP with the files.
func zipOf(t *testing.T, files map[string][]byte) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, data := range files {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write(data); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// A table with a row that is wrong: mended, brought in, and nothing new the second time.
func TestTheWalkOfAnImport(t *testing.T) {
	homes(t, func(t *testing.T, front *site, all ...*site) {
		jieun, minji := front.join(t, "지은"), front.join(t, "민지")
		cake := jieun.cake("파도의 노래")
		table := []byte("제목,관람일,분류,별점,한줄평,가격,연도\n파도의 노래,2024-05-06,콘서트,4.5,좋았다,\"15,000원\",2026\n기생충,2019년 5월 30일,영화,5,\"계단을 오르내리는 이야기. 그 계단이 이렇게 무서울 줄은 정말 몰랐다. 몇 번이라도 다시 보고 싶다.\",0,2019\n날짜가 없는 영화,언젠가,영화,3,음,,\n")
		i := jieun.bring("관람 기록.csv", table)
		if i.State != "ready" || i.Source != "table" || i.Counts.Ready != 2 || i.Counts.Wrong != 1 {
			t.Fatalf("%+v", i)
		}
		wrong := jieun.importRows(i.ID, "?state=wrong")
		if len(wrong) != 1 || wrong[0].N != 4 || wrong[0].Problems[0].Field != "day" || wrong[0].Fields["day"] != "언젠가" {
			t.Fatalf("%+v", wrong)
		}
		// Nobody else sees or touches it.
		for path, method := range map[string]string{"": "GET", "/rows": "GET", "/start": "POST", "/uploaded": "POST"} {
			minji.must(http.StatusNotFound, method, "/api/v1/imports/"+i.ID+path, nil, nil)
		}
		minji.must(http.StatusNotFound, "DELETE", "/api/v1/imports/"+i.ID, nil, nil)
		row := fmt.Sprint("/api/v1/imports/", i.ID, "/rows/", wrong[0].N)
		minji.must(http.StatusNotFound, "PATCH", row, map[string]any{"fields": map[string]string{"day": "2024-01-01"}}, nil)

		done := jieun.start(i.ID)
		if done.Counts.Done != 2 || done.Counts.Wrong != 1 {
			t.Fatalf("%+v", done)
		}
		var mended importedRow
		jieun.must(http.StatusOK, "PATCH", row, map[string]any{"fields": map[string]string{"day": "2024-02-30"}}, &mended)
		if mended.State != "wrong" {
			t.Errorf("a day that is none: %+v", mended)
		}
		jieun.must(http.StatusOK, "PATCH", row, map[string]any{"fields": map[string]string{"day": "2024-02-29"}}, &mended)
		if mended.State != "ready" {
			t.Fatalf("%+v", mended)
		}
		if done = jieun.start(i.ID); done.Counts.Done != 3 {
			t.Fatalf("%+v", done)
		}
		jieun.must(http.StatusConflict, "PATCH", row, map[string]any{"fields": map[string]string{"day": "2024-03-01"}}, nil)

		var list struct {
			Items []struct {
				ID, Title, Day, Visibility, Review string
				Viewing                            int
				Ticket                             struct{ FrontSmall string }
			}
		}
		jieun.must(http.StatusOK, "GET", "/api/v1/pieces?scope=mine", nil, &list)
		if len(list.Items) != 3 || list.Items[0].Title != "파도의 노래" || list.Items[0].Visibility != "private" || list.Items[2].Review != "계단을 오르내리는 이야기." {
			t.Fatalf("%+v", list.Items)
		}
		var piece struct {
			CakeID string
			Price  *int64
		}
		jieun.must(http.StatusOK, "GET", "/api/v1/pieces/"+list.Items[0].ID, nil, &piece)
		if piece.CakeID != cake || piece.Price == nil || *piece.Price != 15000 {
			t.Errorf("%+v, cake %s", piece, cake)
		}
		var record struct{ Text string }
		jieun.must(http.StatusOK, "GET", "/api/v1/pieces/"+list.Items[2].ID+"/record", nil, &record)
		if !strings.Contains(record.Text, "다시 보고 싶다.") {
			t.Errorf("record %q", record.Text)
		}
		if status, image := jieun.send("GET", list.Items[0].Ticket.FrontSmall, nil); status != http.StatusOK || string(image[8:12]) != "WEBP" {
			t.Errorf("the front: %d", status)
		}
		if status, _ := minji.send("GET", list.Items[0].Ticket.FrontSmall, nil); status != http.StatusNotFound {
			t.Errorf("D12: others are answered %d", status)
		}

		again := jieun.bring("관람 기록 (1).csv", table)
		if again.Counts.Double != 3 || again.Counts.Ready != 0 {
			t.Fatalf("the same file again: %+v", again)
		}
		jieun.must(http.StatusConflict, "POST", "/api/v1/imports/"+again.ID+"/start", nil, nil)
		jieun.must(http.StatusNoContent, "DELETE", "/api/v1/imports/"+again.ID, nil, nil)
		jieun.must(http.StatusNotFound, "GET", "/api/v1/imports/"+again.ID, nil, nil)
		for _, s := range all {
			for _, secret := range []string{"계단", "기생충", "signature="} {
				if strings.Contains(s.logged(), secret) {
					t.Errorf("D05: the log holds %q", secret)
				}
			}
		}
	})
}

func letterboxdDiary(rows int) []byte {
	var b bytes.Buffer
	b.WriteString("Date,Name,Year,Letterboxd URI,Rating,Rewatch,Tags,Watched Date\n")
	first := time.Date(2015, 1, 1, 0, 0, 0, 0, time.UTC)
	for i := range rows {
		day := first.AddDate(0, 0, 2*i).Format(time.DateOnly)
		fmt.Fprintf(&b, "%s,\"Film, the %dth\",%d,https://boxd.it/%x,%d,,,%s\n", day, i, 1950+i%70, i+4096, i%5+1, day)
	}
	return b.Bytes()
}

// 2,000 films: stored in seconds, drawn when somebody looks.
func TestALongLetterboxdExportComesInQuickly(t *testing.T) {
	s := open(t)
	jieun := s.join(t, "지은")
	begin := time.Now()
	i := jieun.bring("letterboxd.zip", zipOf(t, map[string][]byte{"diary.csv": letterboxdDiary(2000)}))
	if i.Source != "letterboxd" || i.Counts.Ready != 2000 {
		t.Fatalf("%+v", i)
	}
	read := time.Since(begin)
	begin = time.Now()
	done := jieun.start(i.ID)
	if done.Counts.Done != 2000 {
		t.Fatalf("%+v", done)
	}
	t.Logf("2,000 rows: read in %v, stored in %v", read.Round(time.Millisecond), time.Since(begin).Round(time.Millisecond))
	var list struct {
		Total int
		Items []struct{ Ticket struct{ FrontSmall string } }
	}
	jieun.must(http.StatusOK, "GET", "/api/v1/pieces?scope=mine&limit=5", nil, &list)
	if list.Total != 2000 {
		t.Errorf("%d pieces", list.Total)
	}
	begin = time.Now()
	for _, p := range list.Items {
		jieun.must(http.StatusOK, "GET", p.Ticket.FrontSmall, nil, nil)
	}
	t.Logf("a ticket is drawn in %v", (time.Since(begin) / time.Duration(len(list.Items))).Round(time.Millisecond))
	if again := jieun.bring("diary.csv", letterboxdDiary(2000)); again.Counts.Double != 2000 {
		t.Errorf("again: %+v", again)
	}
}

// An export of ours, with its pictures, in an account that is new.
func TestAnExportComesBack(t *testing.T) {
	s := open(t)
	jieun, minji := s.join(t, "지은"), s.join(t, "민지")
	photo := jieun.photo()
	id := jieun.piece(photo, jieun.artwork(photo))
	_, image := jieun.send("GET", "/api/v1/media/"+photo+"/image", nil)
	var p map[string]any
	jieun.must(http.StatusOK, "GET", "/api/v1/pieces/"+id, nil, &p)
	_, back := jieun.send("GET", "/api/v1/artworks/"+p["artworkId"].(string)+"/image", nil)
	p["photo"] = map[string]any{"file": "images/photos/2026/0001 파도의 노래.jpg", "crop": p["crop"]}
	p["artwork"] = map[string]any{"file": "images/artworks/1.webp", "style": "riso"}
	p["record"] = map[string]any{"text": "긴 이야기", "photos": []any{map[string]any{"file": "images/records/2026/0001 - 1.jpg", "caption": "입구"}, map[string]any{"file": "not there.jpg"}}}
	p["price"], p["remind"], p["createdAt"] = 0, false, "2026-08-03T13:00:00Z"
	second := map[string]any{"id": "01m842k7awfyvebr2aa8eh62km", "kind": "play", "title": "사진이 없는 연극", "day": "2025-01-02", "halfStars": 7, "review": "좋다", "visibility": "public", "shape": "film", "paper": "mint", "cover": 17, "remind": true}
	data, err := json.Marshal(map[string]any{"format": 1, "pieces": []any{p, second}})
	if err != nil {
		t.Fatal(err)
	}
	file := zipOf(t, map[string][]byte{
		"export.json": []byte(`{"format":1,"product":"PIECE"}`), "data/pieces.json": data,
		"images/photos/2026/0001 파도의 노래.jpg": image, "images/artworks/1.webp": back, "images/records/2026/0001 - 1.jpg": image,
	})
	i := minji.bring("piece-2026.zip", file)
	if i.Source != "piece" || i.Counts.Ready != 2 {
		t.Fatalf("%+v", i)
	}
	if done := minji.start(i.ID); done.Counts.Done != 2 {
		t.Fatalf("%+v %+v", done, minji.importRows(i.ID, ""))
	}
	var list struct{ Items []struct{ ID string } }
	minji.must(http.StatusOK, "GET", "/api/v1/pieces?scope=mine", nil, &list)
	var came, other struct {
		Title, Shape, PhotoID, ArtworkID, CreatedAt string
		Cover                                       int
		Price                                       *int64
		Remind                                      bool
		Ticket                                      struct{ Front string }
	}
	minji.must(http.StatusOK, "GET", "/api/v1/pieces/"+list.Items[0].ID, nil, &came)
	minji.must(http.StatusOK, "GET", "/api/v1/pieces/"+list.Items[1].ID, nil, &other)
	if came.PhotoID == "" || came.PhotoID == photo || came.ArtworkID == "" || came.Cover != 0 || came.Remind || came.Price == nil || *came.Price != 0 || came.CreatedAt != "2026-08-03T13:00:00Z" {
		t.Errorf("%+v", came)
	}
	var adopted struct{ Style, Provider string }
	minji.must(http.StatusOK, "GET", "/api/v1/artworks/"+came.ArtworkID, nil, &adopted)
	if adopted.Style != "riso" || adopted.Provider != "adopted" {
		t.Errorf("the back is %+v", adopted)
	}
	if other.Cover != 17 || other.Shape != "film" || !other.Remind {
		t.Errorf("%+v", other)
	}
	minji.must(http.StatusOK, "GET", came.Ticket.Front, nil, nil)
	var record struct {
		Text   string
		Photos []struct{ Caption string }
	}
	minji.must(http.StatusOK, "GET", "/api/v1/pieces/"+list.Items[0].ID+"/record", nil, &record)
	if record.Text != "긴 이야기" || len(record.Photos) != 1 || record.Photos[0].Caption != "입구" {
		t.Errorf("%+v", record)
	}
	if again := minji.bring("piece-2026.zip", file); again.Counts.Double != 2 {
		t.Errorf("again: %+v", again)
	}
}

// fewFilms is a table in which nothing is missing.
var fewFilms = []byte("title,day,stars,review\nHeat,2020-01-02,4,Good\nRan,2020-01-03,5,Better\nSolaris,2020-01-04,3,Slow\nStalker,2020-01-05,4,Slower\n")

// importPlan is a plan of a table over a version.
func importPlan(version int) map[string]any {
	return map[string]any{"version": version, "columns": map[string]int{"title": 0, "day": 1}, "kind": "movie", "halfStars": 7, "review": "그날의 기억", "dates": "", "scale": 5, "visibility": "private", "undated": false}
}

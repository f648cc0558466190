package app

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"piece/internal/demo"
	"piece/internal/platform/clock"
	"piece/internal/platform/observe"
)

const demoPeople = 3

// demoPlan is small, and the same on every day that the tests run.
func demoPlan(t *testing.T, pieces int) demo.Plan {
	t.Helper()
	works, err := demoWorks()
	if err != nil {
		t.Fatal(err)
	}
	return demo.New(demo.Options{Seed: 3, People: demoPeople, Pieces: pieces, Today: time.Date(2026, 11, 26, 0, 0, 0, 0, time.UTC), Works: works})
}

// fillDemo makes a plan come true in a folder, and counts rows afterwards by their tables.
func fillDemo(t *testing.T, ctx context.Context, dir string, plan demo.Plan, out io.Writer) (made int, rows map[string]int, err error) {
	t.Helper()
	c, err := LoadConfig(nil, []string{"PIECE_ENV=development", "PIECE_DATA_DIR=" + dir})
	if err != nil {
		t.Fatal(err)
	}
	h := &house{
		config: c, version: "test", log: slog.New(slog.DiscardHandler), clock: clock.System{},
		metrics: observe.NewRegistry(), health: &observe.Health{},
	}
	f := newFiller(h, plan, &teller{out: out}) // tells every step
	rows = map[string]int{}
	err = inHouse(ctx, h, func(ctx context.Context) error {
		filled := f.fill(ctx)
		for _, table := range []string{"pieces", "media_photos", "piece_record_photos", "artworks", "cake_hearts"} {
			n, err := h.db.Reader().NewSelect().Table(table).Count(t.Context())
			if err != nil {
				return err
			}
			rows[table] = int(n)
		}
		if filled == nil {
			f.farewell(out)
		}
		return filled
	})
	return int(f.made.Load()), rows, err
}

func TestDemo(t *testing.T) {
	dir := t.TempDir()
	const few, more = 5, 6
	var out bytes.Buffer
	made, _, err := fillDemo(t, t.Context(), dir, demoPlan(t, few), &out)
	if err != nil || made != few {
		t.Fatalf("%d pieces: %v", made, err)
	}
	plan := demoPlan(t, more)
	if !strings.Contains(out.String(), plan.People[0].Email) || !strings.Contains(out.String(), demo.Password) {
		t.Errorf("it doesn't say how to sign in: %s", out.String())
	}
	if made, _, err := fillDemo(t, t.Context(), dir, demoPlan(t, few), &out); err != nil || made != 0 {
		t.Errorf("the same again makes %d pieces: %v", made, err)
	}
	if made, _, err := fillDemo(t, t.Context(), dir, plan, &out); err != nil || made != more-few {
		t.Errorf("%d pieces more are %d: %v", more-few, made, err)
	}

	site := open(t, "PIECE_DATA_DIR="+dir)
	type item struct {
		ID, Title, Visibility string
		Hearts                int
	}
	var public struct{ Items []item }
	site.guest(t).must(http.StatusOK, "GET", "/api/v1/pieces?scope=public&limit=60", nil, &public)
	open, hearts, want := 0, 0, 0
	for i, v := range plan.Visits {
		if v.Public {
			open++
		}
		want += len(v.Hearts)
		if v.Public && !slices.ContainsFunc(public.Items, func(p item) bool { return p.Title == v.Title }) {
			t.Errorf("visit %d to %s is not in the public list", i, v.Title)
		}
	}
	for _, p := range public.Items {
		hearts += p.Hearts
	}
	if len(public.Items) != open || hearts != want {
		t.Errorf("%d public pieces with %d hearts, want %d with %d", len(public.Items), hearts, open, want)
	}
	checkDemoCakes(t, site, plan, func(title string) (cakeID string) {
		for _, p := range public.Items {
			var piece struct{ CakeID string }
			if p.Title != title {
				continue
			}
			site.guest(t).must(http.StatusOK, "GET", "/api/v1/pieces/"+p.ID, nil, &piece)
			cakeID = cmp.Or(cakeID, piece.CakeID)
		}
		return cakeID
	})
	checkDemoTalks(t, site, plan)
	for who, person := range plan.People {
		v := site.guest(t)
		v.must(http.StatusCreated, "POST", "/api/v1/sessions", map[string]any{"email": person.Email, "password": demo.Password}, nil)
		var mine struct{ Items []item }
		v.must(http.StatusOK, "GET", "/api/v1/pieces?scope=mine&limit=60", nil, &mine)
		own := 0
		for _, visit := range plan.Visits {
			if visit.Person == who {
				own++
			}
		}
		if len(mine.Items) != own {
			t.Errorf("%s has %d pieces, want %d", person.Nickname, len(mine.Items), own)
		}
		checkDemoStatistics(t, v, plan, who)
		for _, p := range mine.Items {
			for _, file := range []string{"front.webp", "back-small.webp"} {
				v.must(http.StatusOK, "GET", "/api/v1/pieces/"+p.ID+"/ticket/"+file, nil, nil)
			}
		}
	}
}

// checkDemoCakes looks at the cakes of the pieces that everybody sees, and at who hearts what.
func checkDemoCakes(t *testing.T, site *site, plan demo.Plan, ofPiece func(title string) (cakeID string)) {
	t.Helper()
	hearts, titles := map[string]int{}, map[string]string{}
	for _, w := range plan.Wishes {
		hearts[w.Code]++
	}
	works, err := demoWorks()
	if err != nil {
		t.Fatal(err)
	}
	for _, w := range works {
		titles[w.Code] = w.Title
	}
	seen := 0
	for _, v := range plan.Visits {
		if !v.Public || v.Code == "" {
			continue
		}
		seen++
		var cake struct {
			Title  string
			Hearts int
		}
		site.guest(t).must(http.StatusOK, "GET", "/api/v1/cakes/"+ofPiece(v.Title), nil, &cake)
		if cake.Title != titles[v.Code] || cake.Hearts != hearts[v.Code] {
			t.Errorf("%s: the cake %s has %d hearts, want %d", v.Code, cake.Title, cake.Hearts, hearts[v.Code])
		}
	}
	if seen == 0 {
		t.Error("no public piece has a cake")
	}
}

// checkDemoTalks looks at the rooms of the one who is shown: each line is there once, in its order,
// and what is unread is as planned, also after the demo was made several times.
func checkDemoTalks(t *testing.T, site *site, plan demo.Plan) {
	t.Helper()
	v := site.guest(t)
	v.must(http.StatusCreated, "POST", "/api/v1/sessions", map[string]any{"email": plan.People[0].Email, "password": demo.Password}, nil)
	type row struct {
		ID     string
		Cake   struct{ Title string }
		Unread int
		Last   struct{ ClientID string }
	}
	rows := map[string]row{} // by the key of the last line
	for _, kind := range []string{"open", "direct"} {
		var list struct{ Items []row }
		v.must(http.StatusOK, "GET", "/api/v1/rooms?kind="+kind, nil, &list)
		for _, r := range list.Items {
			rows[r.Last.ClientID] = r
		}
	}
	if len(plan.Talks) == 0 || len(rows) != len(plan.Talks) {
		t.Errorf("%d rooms of %d talks", len(rows), len(plan.Talks))
	}
	for _, talk := range plan.Talks {
		r, ok := rows[talk.Lines[len(talk.Lines)-1].Key]
		if !ok || r.Unread != talk.Unread {
			t.Errorf("%s: %+v, want %d unread", talk.Key, r, talk.Unread)
			continue
		}
		var said struct {
			Items []struct {
				ClientID  string
				Text      string
				At        time.Time
				Pictures  []any
				Reactions []any
			}
		}
		v.must(http.StatusOK, "GET", "/api/v1/rooms/"+r.ID+"/messages?limit=100", nil, &said)
		if len(said.Items) != len(talk.Lines) {
			t.Errorf("%s: %d of %d lines", talk.Key, len(said.Items), len(talk.Lines))
			continue
		}
		for i, l := range talk.Lines {
			got := said.Items[i]
			if got.ClientID != l.Key || got.Text != l.Text || !l.At.IsZero() && !got.At.Equal(l.At) || (len(got.Pictures) == 1) != (l.Photo != nil) || (len(l.Likes) > 0) != (len(got.Reactions) > 0) {
				t.Errorf("%s: got %+v", l.Key, got)
			}
		}
	}
}

// What the demo knows of works is about works of the catalogue.
func TestDemoKnowsItsWorks(t *testing.T) {
	works, err := demoWorks()
	if err != nil {
		t.Fatal(err)
	}
	for _, code := range demo.Codes() {
		if !slices.ContainsFunc(works, func(w demo.Work) bool { return w.Code == code }) {
			t.Errorf("there is no work %s", code)
		}
	}
}

// Who has a nickname keeps it.
func TestDemoLeavesNicknamesAlone(t *testing.T) {
	dir, plan := t.TempDir(), demoPlan(t, 0)
	site := open(t, "PIECE_DATA_DIR="+dir)
	site.join(t, plan.People[1].Nickname)
	if _, _, err := fillDemo(t, t.Context(), dir, plan, io.Discard); err != nil {
		t.Fatal(err)
	}
	var me struct{ Nickname string }
	v := site.guest(t)
	v.must(http.StatusCreated, "POST", "/api/v1/sessions", map[string]any{"email": plan.People[1].Email, "password": demo.Password}, &me)
	if me.Nickname != demo.Numbered(plan.People[1].Nickname, 2) {
		t.Errorf("signed in as %q", me.Nickname)
	}
}

// stopAt cancels when something is told.
type stopAt struct {
	text string
	stop context.CancelFunc
}

func (s stopAt) Write(b []byte) (int, error) {
	if bytes.Contains(b, []byte(s.text)) {
		s.stop()
	}
	return len(b), nil
}

// Stopped in the middle, the demo ends what it has begun and can go on.
func TestDemoCanBeStopped(t *testing.T) {
	dir := t.TempDir()
	const pieces = 4
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	made, rows, err := fillDemo(t, ctx, dir, demoPlan(t, pieces), stopAt{"pieces 1/", cancel})
	if !errors.Is(err, errStopped) {
		t.Fatalf("stopped: %v", err)
	}
	if rows["pieces"] != made || rows["artworks"] != made || rows["media_photos"] != made+rows["piece_record_photos"] {
		t.Errorf("after %d pieces there are %v", made, rows)
	}
	rest, rows, err := fillDemo(t, t.Context(), dir, demoPlan(t, pieces), io.Discard)
	if err != nil || made+rest != pieces || rows["pieces"] != pieces {
		t.Errorf("%d and %d pieces, %v: %v", made, rest, rows, err)
	}
}

func TestDemoIsNotForProduction(t *testing.T) {
	var out, problems bytes.Buffer
	env := []string{"PIECE_DATA_DIR=" + t.TempDir()}
	if code := Main(t.Context(), []string{"demo", "--pieces", "1"}, env, &out, &problems); code != 1 || !strings.Contains(problems.String(), "--in-production") {
		t.Errorf("%d: %s", code, problems.String())
	}
}

func TestDemoFlags(t *testing.T) {
	for _, c := range []struct {
		args   string
		want   demoFlags
		others string
		wrong  bool
	}{
		{"", demoFlags{defaultDemoPieces, 0, 1, false}, "", false},
		{"--pieces 5 -people=7 -data_dir x --seed 9 --in-production", demoFlags{5, 7, 9, true}, "-data_dir x", false},
		{"-log.level=debug -pieces=0", demoFlags{0, 0, 1, false}, "-log.level=debug", false},
		{"--pieces many", demoFlags{}, "", true},
		{"--pieces -1", demoFlags{}, "", true},
		{"--people -1", demoFlags{}, "", true},
		{"--people 2 --pieces 51", demoFlags{}, "", true},
		{"--pieces", demoFlags{}, "", true},
	} {
		got, others, err := parseDemo(strings.Fields(c.args))
		if (err != nil) != c.wrong || !c.wrong && (got != c.want || strings.Join(others, " ") != c.others) {
			t.Errorf("%q: %+v, %q, %v", c.args, got, others, err)
		}
	}
}

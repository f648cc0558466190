package app

import (
	"bytes"
	"context"
	"net"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"piece/internal/genai/genaitest"
	"piece/internal/platform/auth"
	"piece/internal/platform/sqldb"
	"piece/internal/platform/sqldb/sqldbtest"
)

// asProgram makes the binary of the tests the program itself, for tests that kill it.
const asProgram = "RUN_AS_PIECE"

func TestMain(m *testing.M) {
	if os.Getenv(asProgram) != "" {
		_ = os.Unsetenv(asProgram)
		os.Exit(Main(context.Background(), os.Args[1:], os.Environ(), os.Stdout, os.Stderr))
	}
	os.Exit(m.Run())
}

// process is a program of its own.
type process struct {
	url  string
	cmd  *exec.Cmd
	said *syncBuffer
}

// startProcess runs `piece serve` until the test ends or it is killed.
func startProcess(t *testing.T, env ...string) *process {
	t.Helper()
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	l := reserve(t)
	address := l.Addr().String()
	_ = l.Close()
	p := &process{url: "http://" + address, cmd: exec.Command(program, "serve"), said: &syncBuffer{}}
	p.cmd.Env = append([]string{asProgram + "=1", "HOME=" + t.TempDir(), "PATH=" + os.Getenv("PATH"), "PIECE_ENV=development", "PIECE_DATA_DIR=" + t.TempDir(),
		"PIECE_HTTP_ADDR=" + address, "PIECE_OPS_ADDR=127.0.0.1:0", "PIECE_HTTP_RATE_LIMIT=0"}, env...)
	p.cmd.Stdout, p.cmd.Stderr = p.said, p.said
	if err := p.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(p.kill)
	eventually(t, func() bool {
		c, err := (&net.Dialer{}).DialContext(t.Context(), "tcp", address)
		if err == nil {
			_ = c.Close()
		}
		return err == nil
	})
	return p
}

// kill ends it as a power cut does.
func (p *process) kill() {
	_ = p.cmd.Process.Kill()
	_ = p.cmd.Wait() // killed before is fine
}

// visit makes a visitor of a process.
func (p *process) visit(t *testing.T) *visitor {
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	return &visitor{t: t, site: &site{Server: &httptest.Server{URL: p.url}}, http: &http.Client{Jar: jar}}
}

// arrives waits for a request that a process makes.
func arrives(t *testing.T, hold *genaitest.Hold, from *process) {
	t.Helper()
	select {
	case <-hold.Arrived:
	case <-time.After(time.Minute):
		t.Fatalf("nothing was asked of the model:\n%s", from.said.string())
	}
}

// D28: two nodes paint; one is killed while a picture is described and another one painted. No
// request is made twice that may have been paid; what is lost is told; the quota is right.
func TestD28_ANodeIsKilledWhileAModelPaints(t *testing.T) {
	database := sqldbtest.MySQLAddress(t)
	if database == "" {
		t.Skip("two processes need a MySQL server: " + sqldbtest.MySQLEnv)
	}
	keys, err := auth.GenerateKey()
	if err != nil {
		t.Fatal(err)
	}
	model := genaitest.New(t)
	env := withModel(model, "PIECE_DATABASE_URL="+database, "PIECE_AUTH_KEYS="+string(keys), "PIECE_AI_WORKERS=2",
		"PIECE_OBJECTS_URL=file://"+filepath.ToSlash(t.TempDir()), "PIECE_OBJECTS_SECRET="+strings.Repeat("s", 32))
	first := startProcess(t, env...)
	jieun := first.visit(t)
	jieun.must(http.StatusCreated, "POST", "/api/v1/accounts", map[string]any{"email": "jieun@mail.example", "password": "a long enough secret", "nickname": "지은", "language": "ko"}, nil)
	jieun.agrees()
	photo, left := jieun.photo(), jieun.paintingsLeft()

	// The first node has both its workers at it: one picture is looked at, one is painted.
	looking, painting, other := genaitest.NewHold(), genaitest.NewHold(), genaitest.NewHold()
	model.Break(genaitest.Chat, looking.Then(genaitest.Failing))
	model.Break(genaitest.Generations, painting.Then(genaitest.Failing), other.Then(genaitest.Painted(picture512(t))))
	looked := jieun.asks(photo)
	arrives(t, looking, first)
	painted := jieun.asks(photo, "again", true)
	arrives(t, painting, first)
	waiting := jieun.asks(photo, "again", true)
	second := startProcess(t, env...)
	jieun.site = second.visit(t).site
	arrives(t, other, second) // for the first has no worker left
	first.kill()
	other.Let()
	if got := jieun.settled(waiting.ID, func() {}); got.State != "done" {
		t.Errorf("the second node's own: %+v", got)
	}

	// The leases of the dead node end now, instead of in half a minute.
	db, err := sqldb.Open(database)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.Writer().ExecContext(t.Context(), "UPDATE artworks SET lease_until = 1 WHERE state = 'running'"); err != nil {
		t.Fatal(err)
	}
	if got := jieun.settled(painted.ID, func() {}); got.State != "failed" || got.Failure.Code != "lost" || got.Failure.Message == "" {
		t.Errorf("what was painted when the node died: %+v", got)
	}
	// Whether the description was paid nobody knows; the picture wasn't asked for yet, and comes.
	if got := jieun.settled(looked.ID, func() {}); got.State != "done" {
		t.Errorf("what was looked at when the node died: %+v", got)
	}
	if l, p := len(model.Asked(genaitest.Chat)), len(model.Asked(genaitest.Generations)); l != 3 || p != 3 {
		t.Errorf("looked at %d times and painted %d times for 3 tries", l, p)
	}
	// What was lost with the node isn't held against her.
	if got := jieun.paintingsLeft(); got != left-2 {
		t.Errorf("%d of %d paintings are left after 2", got, left)
	}
	rows := []struct {
		Ref, Step string
		Sending   int
		State     string
	}{}
	if err := db.Reader().NewRaw("SELECT ref, step, sending, state FROM genai_calls ORDER BY ref, step").Scan(t.Context(), &rows); err != nil {
		t.Fatal(err)
	}
	for _, r := range rows {
		if r.Sending != 1 || !slices.Contains([]string{"answered", "lost"}, r.State) {
			t.Errorf("the ledger has %+v", r)
		}
	}
	if len(rows) != 6 {
		t.Errorf("the ledger has %d rows: %+v", len(rows), rows)
	}

	// Who asks anew gets one, and it is counted once.
	if got := jieun.settled(jieun.asks(photo, "again", true).ID, func() {}); got.State != "done" || jieun.paintingsLeft() != left-3 {
		t.Errorf("asked anew: %+v, %d left", got, jieun.paintingsLeft())
	}
	var all struct{ Items []tried }
	jieun.must(http.StatusOK, "GET", "/api/v1/artworks?photoId="+photo, nil, &all)
	if len(all.Items) != 4 {
		t.Errorf("%d tries: %+v", len(all.Items), all.Items)
	}
	if second.cmd.ProcessState != nil || bytes.Contains([]byte(second.said.string()), []byte(genaitest.Key)) {
		t.Errorf("the second node: %v\n%s", second.cmd.ProcessState, second.said.string())
	}
}

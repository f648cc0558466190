package app

import (
	"bytes"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/uptrace/bun"
	"go.mongodb.org/mongo-driver/v2/bson"
	"go.mongodb.org/mongo-driver/v2/mongo"
	"go.mongodb.org/mongo-driver/v2/mongo/options"

	"piece/internal/account/leave"
	"piece/internal/genai"
	"piece/internal/platform/auth"
	"piece/internal/platform/clock"
	"piece/internal/platform/erasure"
	"piece/internal/platform/sqldb"
	"piece/internal/platform/sqldb/sqldbtest"
)

// estate is all that a site keeps, wherever its parts run.
type estate struct {
	t      *testing.T
	clock  *clock.Fake
	mu     sync.Mutex
	houses []*house // guarded by mu until they run
}

// prepare puts the time of the test into a house, before its parts start.
func (e *estate) prepare(h *house) {
	e.mu.Lock()
	defer e.mu.Unlock()
	h.clock, h.eraseEvery = e.clock, 30*time.Millisecond
	e.houses = append(e.houses, h)
}

// eraseHomes are homes whose time the test sets, on every kind of store.
func eraseHomes(t *testing.T, run func(t *testing.T, e *estate, front *site)) {
	t.Helper()
	e := &estate{}
	begin := func() { e.houses, e.clock = nil, clock.NewFake(time.Date(2026, 11, 26, 3, 0, 0, 0, time.UTC)) }
	begin()
	homesWith(t, e.prepare, func(t *testing.T, front *site, _ ...*site) {
		defer begin()
		e.t = t
		run(t, e, front)
	})
	if address := sqldbtest.MySQLAddress(t); address != "" {
		t.Run("in one process on MySQL", func(t *testing.T) {
			e.t = t
			front := openWith(t, reserve(t), e.prepare, "PIECE_DATABASE_URL="+address)
			run(t, e, front)
		})
	}
}

// passes lets time pass. Who stays renews the session.
func (e *estate) passes(d time.Duration, people ...*visitor) {
	e.t.Helper()
	e.clock.Advance(d)
	for _, v := range people {
		v.must(http.StatusNoContent, "POST", "/api/v1/sessions/refresh", nil, nil)
	}
}

// house gives the one of which something is there.
func (e *estate) house(has func(h *house) bool) *house {
	e.t.Helper()
	i := slices.IndexFunc(e.houses, has)
	if i < 0 {
		e.t.Fatal("no house has it")
	}
	return e.houses[i]
}

// find gives all places that hold one of the texts: rows of any table, documents of any collection,
// keys and contents of objects.
func (e *estate) find(texts ...string) []string {
	e.t.Helper()
	var found []string
	look := func(where, what string) {
		for _, text := range texts {
			if strings.Contains(strings.ToLower(what), text) {
				found = append(found, fmt.Sprintf("%s: %q in %.300q", where, text, what))
			}
		}
	}
	for i, h := range e.houses {
		if h.db != nil {
			e.tables(h.db, func(table, row string) { look(fmt.Sprint("house ", i, ", table ", table), row) })
		}
		if h.objects != nil {
			keys, err := h.objects.Keys(e.t.Context(), "")
			if err != nil {
				e.t.Fatal(err)
			}
			for _, key := range keys {
				look("object", key)
				if b, err := h.objects.Get(e.t.Context(), key, 64<<20); err == nil {
					look("object "+key, string(b))
				}
			}
		}
		if h.config.Chat.MessagesURL != "" {
			e.collections(h.config.Chat.MessagesURL, look)
		}
	}
	return found
}

// tables reads every row of every table.
func (e *estate) tables(db *sqldb.DB, each func(table, row string)) {
	e.t.Helper()
	list := "SELECT name FROM sqlite_master WHERE type = 'table'"
	if db.Home == sqldb.MySQL {
		list = "SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE()"
	}
	var tables []string
	if err := db.Reader().NewRaw(list).Scan(e.t.Context(), &tables); err != nil {
		e.t.Fatal(err)
	}
	if len(tables) < 3 {
		e.t.Fatalf("the tables are %v", tables)
	}
	for _, table := range tables {
		rows, err := db.Reader().QueryContext(e.t.Context(), "SELECT * FROM ?", bun.Ident(table))
		if err != nil {
			e.t.Fatal(err)
		}
		names, err := rows.Columns()
		if err != nil {
			e.t.Fatal(err)
		}
		for rows.Next() {
			values, text := make([]any, len(names)), make([][]byte, len(names))
			for i := range values {
				values[i] = &text[i]
			}
			if err := rows.Scan(values...); err != nil {
				e.t.Fatal(err)
			}
			each(table, string(bytes.Join(text, []byte(" | "))))
		}
		if err := rows.Err(); err != nil {
			e.t.Fatal(err)
		}
	}
}

// collections reads every document of every collection.
func (e *estate) collections(address string, look func(where, what string)) {
	e.t.Helper()
	client, err := mongo.Connect(options.Client().ApplyURI(address))
	if err != nil {
		e.t.Fatal(err)
	}
	defer client.Disconnect(e.t.Context())
	db := client.Database(address[strings.LastIndex(address, "/")+1:])
	names, err := db.ListCollectionNames(e.t.Context(), bson.D{})
	if err != nil || len(names) < 3 {
		e.t.Fatalf("the collections are %v, %v", names, err)
	}
	for _, name := range names {
		cursor, err := db.Collection(name).Find(e.t.Context(), bson.D{})
		if err != nil {
			e.t.Fatal(err)
		}
		for cursor.Next(e.t.Context()) {
			look("collection "+name, cursor.Current.String())
		}
		if err := cursor.Err(); err != nil {
			e.t.Fatal(err)
		}
	}
}

// thrown counts the objects that wait in bins.
func (e *estate) thrown() (n int64) {
	e.t.Helper()
	for _, h := range e.houses {
		if h.bin == nil {
			continue
		}
		there, err := h.db.Reader().NewSelect().Table("object_bin").Count(e.t.Context())
		if err != nil {
			e.t.Fatal(err)
		}
		n += there
	}
	return n
}

// leaves asks for the own account to be deleted.
func (v *visitor) leaves() {
	v.t.Helper()
	v.must(http.StatusOK, "PUT", "/api/v1/me/leaving", map[string]any{"password": "a long enough secret"}, nil)
}

// everywhere leaves something at every door, together with somebody else, and gives the room of a
// cake and a direct one that both are in.
func (e *estate) everywhere(mona, jieun *visitor) (room, direct string) {
	e.t.Helper()
	cake := mona.cake("모나의 노래")
	photo := mona.photo()
	piece := mona.piece(photo, mona.artwork(photo))
	mona.photo() // of a piece that was never made
	mona.must(http.StatusCreated, "POST", "/api/v1/media/uploads", map[string]any{"contentType": "image/jpeg", "size": 10}, nil)
	mona.must(http.StatusOK, "PUT", "/api/v1/pieces/"+piece+"/record", recordOf(0, "길게 쓴 글", mona.photo()), nil)
	mona.link(piece)
	mona.calendar()
	public, theirs := mona.pieceOfCake(cake, 9), jieun.pieceOfCake(cake, 7)
	mona.must(http.StatusOK, "PUT", "/api/v1/pieces/"+theirs+"/heart", nil, nil)
	jieun.must(http.StatusOK, "PUT", "/api/v1/pieces/"+public+"/heart", nil, nil)
	mona.must(http.StatusOK, "PUT", "/api/v1/cakes/"+cake+"/heart", nil, nil)
	jieun.must(http.StatusOK, "PUT", "/api/v1/cakes/"+cake+"/heart", nil, nil)
	e.asked(mona)
	mona.export()
	mona.must(http.StatusOK, "PUT", "/api/v1/me/picture", map[string]any{"photoId": mona.photo(), "crop": map[string]any{"x": 0, "y": 0, "width": 1, "height": 0.7, "turn": 0}}, nil)
	mona.must(http.StatusAccepted, "POST", "/api/v1/me/letters/verify", nil, nil)
	mona.must(http.StatusOK, "POST", "/api/v1/me/passkeys/options", nil, nil)
	mona.must(http.StatusNoContent, "PUT", "/api/v1/titles/worn", map[string]any{"id": "newcomer"}, nil)
	mona.must(http.StatusOK, "PATCH", "/api/v1/me", map[string]any{"language": "en", "onboarded": true}, nil)

	room, direct = mona.joinRoom(cake), mona.directWith(jieun.id)
	jieun.joinRoom(cake)
	for _, r := range []string{room, direct} {
		mona.say(r, "모두 안녕", "pictureIds", []string{mona.roomPicture(r)})
		mona.roomPicture(r) // not sent
		theirs := jieun.say(r, "어서 와요", "replyTo", 1)
		mona.must(http.StatusNoContent, "PUT", fmt.Sprintf("/api/v1/rooms/%s/messages/%d/reactions/👍", r, theirs), nil, nil)
		gone := mona.say(r, "지울 말")
		mona.must(http.StatusNoContent, "DELETE", fmt.Sprintf("/api/v1/rooms/%s/messages/%d", r, gone), nil, nil)
		mona.must(http.StatusOK, "PUT", "/api/v1/rooms/"+r+"/read", map[string]any{"seq": theirs}, nil)
	}
	jieun.say(room, "이 분이 알아요", "mentions", []string{mona.id, jieun.id})
	mona.report("piece", theirs)
	mona.report("person", jieun.id)
	for _, reported := range []map[string]any{reportOf("piece", public), reportOf("person", mona.id), reportOf("cake", cake), {"target": map[string]any{"kind": "message", "room": room, "seq": 1}, "reason": "hateful"}} {
		jieun.must(http.StatusCreated, "POST", "/api/v1/reports", reported, nil)
	}
	return room, direct
}

// asked lets the ledger of the AI hold what a person agreed to, and what was read for that person.
func (e *estate) asked(v *visitor) {
	e.t.Helper()
	ledger := e.house(func(h *house) bool { return h.ai != nil }).ai.Store
	c := genai.Call{Ref: "asked", Person: v.id, Step: genai.Read}
	err := ledger.Agree(e.t.Context(), v.id, "OpenAI", e.clock.Now())
	if err == nil {
		_, err = ledger.Send(e.t.Context(), c, "2026-11-26", func(*genai.Entry, string, genai.Spent) (genai.Entry, error) {
			return genai.Entry{Call: c, Day: "2026-11-26", State: genai.StateAnswered, Sending: 1, Micros: 7, Text: v.id, SentAt: e.clock.Now()}, nil
		})
	}
	if err != nil {
		e.t.Fatal(err)
	}
}

func TestD11_NothingIsLeftOfWhoIsGone(t *testing.T) {
	eraseHomes(t, func(t *testing.T, e *estate, front *site) {
		mona, jieun, tom, enemy := front.join(t, "mona7"), front.join(t, "지은"), front.join(t, "tom"), front.join(t, "enemy")
		accounts := e.house(func(h *house) bool { return h.accounts != nil })
		if _, _, err := accounts.accounts.SetRole(t.Context(), "tom", auth.RoleAdmin); err != nil {
			t.Fatal(err)
		}
		tom.must(http.StatusNoContent, "POST", "/api/v1/sessions/refresh", nil, nil)
		tom.must(http.StatusOK, "PUT", "/api/v1/people/"+mona.id+"/suspension", map[string]any{"reason": "광고예요"}, nil)
		tom.must(http.StatusOK, "DELETE", "/api/v1/people/"+mona.id+"/suspension", nil, nil)
		id := mona.id
		mona = mona.again("mona7")
		mona.id = id
		if _, _, err := accounts.accounts.SetRole(t.Context(), "mona7", auth.RoleAdmin); err != nil {
			t.Fatal(err)
		}
		mona.must(http.StatusNoContent, "POST", "/api/v1/sessions/refresh", nil, nil)
		room, direct := e.everywhere(mona, jieun)
		merged := mona.cake("모나의 콘서트")
		mona.must(http.StatusOK, "POST", "/api/v1/cakes/"+merged+"/merge", map[string]any{"into": mona.cake("모나의 콘서트 (앙코르)")}, nil)
		// What an admin did.
		closed := mona.report("cake", merged)
		mona.must(http.StatusOK, "PATCH", "/api/v1/reports/"+closed, map[string]any{"state": "closed"}, nil)
		other := jieun.pieceOfCake(merged, 3)
		mona.must(http.StatusOK, "PUT", "/api/v1/pieces/"+other+"/hidden", map[string]any{"reason": "광고예요"}, nil)
		mona.must(http.StatusCreated, "POST", "/api/v1/notices", noticeNamed("점검 안내"), nil)
		var asked struct{ ID string }
		tom.must(http.StatusCreated, "POST", "/api/v1/questions", questionNamed("조각이 안 보여요"), &asked)
		mona.must(http.StatusOK, "PUT", "/api/v1/questions/"+asked.ID+"/answer", map[string]any{"answer": "고쳤어요"}, nil)
		mona.must(http.StatusCreated, "POST", "/api/v1/questions", questionNamed("어떻게 떠나나요"), &asked)
		tom.must(http.StatusOK, "PUT", "/api/v1/questions/"+asked.ID+"/answer", map[string]any{"answer": "이렇게요"}, nil)
		// A direct room that the other has left, and one whose other goes as well.
		left, both := tom.directWith(mona.id), enemy.directWith(mona.id)
		mona.say(left, "둘만의 말", "pictureIds", []string{mona.roomPicture(left)})
		tom.say(left, "갈게요", "pictureIds", []string{tom.roomPicture(left)})
		tom.must(http.StatusNoContent, "DELETE", "/api/v1/rooms/"+left+"/membership", nil, nil)
		enemy.say(both, "보이나요")
		mona.must(http.StatusNoContent, "PUT", "/api/v1/blocks/"+enemy.id, nil, nil)
		enemy.must(http.StatusNoContent, "PUT", "/api/v1/blocks/"+mona.id, nil, nil)
		portrait := strings.ToLower(mona.portrait())
		kept := e.find(jieun.id)

		secrets := []string{mona.id, "mona7", portrait}
		if found := e.find(secrets...); len(found) < 40 {
			t.Fatalf("only %d places hold something of the person: %q", len(found), found)
		}
		mona.leaves()
		e.passes(leave.Wait-time.Minute, jieun, tom)
		jieun.must(http.StatusOK, "GET", "/api/v1/people/"+mona.id, nil, nil)
		e.passes(time.Minute, jieun, tom)
		eventually(t, func() bool {
			status, _ := jieun.send("GET", "/api/v1/people/"+mona.id, nil)
			return status == http.StatusNotFound
		})
		// At once it is only the list, and what waits until nobody can write to it any more.
		eventually(t, func() bool {
			return !slices.ContainsFunc(e.find(secrets...), func(found string) bool {
				return !strings.Contains(found, "gone_people") && !strings.Contains(found, "object")
			})
		})
		if got := jieun.said(room); got != ": 모두 안녕, 지은: 어서 와요, :, 지은: 이 분이 알아요" {
			t.Errorf("said: %s", got)
		}
		if got := jieun.said(direct); got != ": 모두 안녕, 지은: 어서 와요, :" {
			t.Errorf("said: %s", got)
		}
		if r := jieun.roomOf(direct); r.Other.Nickname != "" || r.People != 1 {
			t.Errorf("the direct room is %+v", r)
		}
		if r := jieun.roomOf(room); r.People != 1 {
			t.Errorf("the open room is %+v", r)
		}
		e.passes(erasure.Settle, jieun)
		e.passes(leave.ListKept+time.Second, jieun)
		eventually(t, func() bool { return e.thrown() == 0 && len(e.find(secrets...)) == 0 })

		// What is somebody else's stays, but for the heart at a piece that is gone.
		is := strings.Join(e.find(jieun.id), "\n")
		for _, was := range kept {
			where, _, _ := strings.Cut(was, ":")
			if !strings.Contains(is, where) && !slices.ContainsFunc([]string{"piece_hearts", "artwork_days", "object_bin"}, func(brief string) bool { return strings.HasSuffix(where, brief) }) {
				t.Errorf("what the other had is gone: %s", was)
			}
		}
		var mine struct{ Items []struct{ Hearts int } }
		jieun.must(http.StatusOK, "GET", "/api/v1/pieces?scope=mine", nil, &mine)
		if len(mine.Items) != 2 || mine.Items[1].Hearts != 0 {
			t.Errorf("the other's pieces: %+v", mine)
		}
		// Address and nickname are free, and who comes is somebody new.
		again := front.join(t, "mona7")
		var none struct{ Items []any }
		again.must(http.StatusOK, "GET", "/api/v1/pieces?scope=mine", nil, &none)
		if again.id == mona.id || len(none.Items) > 0 {
			t.Errorf("somebody new has %+v", none)
		}
	})
}

func TestD11_ComingBackInTimeChangesNothing(t *testing.T) {
	e := &estate{t: t, clock: clock.NewFake(time.Date(2026, 11, 26, 3, 0, 0, 0, time.UTC))}
	front := openWith(t, reserve(t), e.prepare)
	mona, jieun := front.join(t, "mona7"), front.join(t, "지은")
	room, direct := e.everywhere(mona, jieun)
	before := e.find(mona.id)
	mona.leaves()
	e.passes(leave.Wait-time.Second, jieun)
	back := mona.again("mona7")
	back.must(http.StatusNoContent, "DELETE", "/api/v1/me/leaving", nil, nil)
	e.passes(leave.Wait, jieun, back)
	if err := e.house(func(h *house) bool { return h.leaving != nil }).leaving.Look(t.Context()); err != nil {
		t.Fatal(err)
	}
	back.must(http.StatusOK, "GET", "/api/v1/me", nil, nil)
	if got := back.said(room); got != "mona7: 모두 안녕, 지은: 어서 와요, mona7:, 지은: 이 분이 알아요" {
		t.Errorf("said: %s", got)
	}
	if r := back.roomOf(direct); r.Other.Nickname != "지은" {
		t.Errorf("the direct room is %+v", r)
	}
	after := e.find(mona.id)
	mentions := func(found []string, what string) (n int) {
		for _, f := range found {
			if strings.Contains(f, what) {
				n++
			}
		}
		return n
	}
	for _, what := range []string{"pieces", "piece_hearts", "chat_members", "media_photos", "artworks", "cakes", "object tickets", "object media"} {
		if was, is := mentions(before, what), mentions(after, what); is < was {
			t.Errorf("%s: %d places, %d before", what, is, was)
		}
	}
}

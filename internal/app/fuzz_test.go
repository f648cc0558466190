package app

import (
	"bytes"
	"cmp"
	"encoding/json"
	"io"
	"maps"
	"math"
	"math/rand/v2"
	"mime"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"piece/internal/platform/auth"
)

// fuzzEach is how many requests are made of each operation; of one that no request fitted, up to
// ten times as many.
const fuzzEach = 30

// secretive operations ask for what nobody finds by chance, or for what only a source outside
// has: this house has none. The piece is private, so admins see no ticket of it.
var secretive = []string{"logIn", "refreshSession", "changePassword", "choosePassword", "confirmAddress", "getCakePortrait", "reviewTicketFile",
	// what only a provider, or a device with a key, can answer
	"finishSignIn", "createAccountWith", "finishLink", "deleteIdentity", "createPasskey", "logInByPasskey", "renamePasskey", "deletePasskey",
	// the export that is known is gone by then: a new one took its place
	"removeExport",
	// there is no model here
	"agreeToAI", "askReading", "getReading", "deleteReading",
	// the artwork that is known is done
	"cancelArtwork",
	// its sessions are no stored ones, so nobody has just signed in
	"leave"}

// D53: whatever a request looks like, the answer is one that the description of the API
// tells of, and none is a defect of ours.
func TestD53_EveryAnswerIsDescribed(t *testing.T) {
	pem, err := auth.GenerateKey()
	if err != nil {
		t.Fatal(err)
	}
	s := open(t, "PIECE_CHAT_SENDS_PER_SECOND=1000", "PIECE_AUTH_KEYS="+string(pem), "PIECE_PUSH_HOSTS="+pushHost, "PIECE_SIGN_IN_NAVER_ID=piece", "PIECE_SIGN_IN_NAVER_SECRET=piece-secret")
	keys, err := auth.ParseKeys(pem)
	if err != nil {
		t.Fatal(err)
	}
	owner := s.join(t, "owner")
	used, free := owner.photo(), owner.photo()
	usedBack, back, session := owner.artwork(used), owner.artwork(free), otherDevice(t, s)
	sign := func(role auth.Role) string {
		token, err := keys.Sign(auth.Identity{PersonID: owner.id, SessionID: session, Role: role}, time.Now())
		if err != nil {
			t.Fatal(err)
		}
		return "Bearer " + token
	}
	made, pictured := owner.piece(used, usedBack), owner.photo()
	owner.must(http.StatusOK, "PUT", "/api/v1/pieces/"+made+"/record", recordOf(0, "커튼콜", pictured), nil)
	for range 2 { // with the one above enough for a recap
		photo := owner.photo()
		owner.piece(photo, owner.artwork(photo))
	}
	work, double := owner.cake("파도의 노래"), owner.cake("파도의 노래 (앙코르)")
	other := s.join(t, "friend")
	keeper := s.join(t, "keeper")
	keeper.admin("keeper", s)
	friend, room := other.id, owner.joinRoom(work)
	picture := owner.roomPicture(room)
	said := strconv.FormatInt(owner.say(room, "보셨나요?", "pictureIds", []string{picture}), 10)
	api := describe().OpenAPI()
	link, shared := owner.link(made)
	f := &fuzzer{
		t: t, site: s, api: api, rand: rand.New(rand.NewPCG(53, 53)), succeeded: map[string]int{},
		ids: map[string]string{
			"pieces": made, "pieceId": made, "links": link, "token": shared, "calendar": s.join(t, "other").calendar(), "photos/": pictured, "media": owner.photo(), "uploads": free, "photoId": free,
			"artworks": back, "artworkId": back, "sessions": session, "people": friend, "subject": work, "ids": made,
			"cakes": work, "cakeId": work, "into": double, "reports": owner.report("cake", double), "notices": keeper.notice("쉬어 가요"), "exports": owner.export(), "questions": owner.question("안녕하세요"), "titles": "newcomer", "id": "newcomer",
			"rooms": room, "of": work, "with": friend, "blocks": friend, "messages/": said, "reactions/": "❤", "recaps/": "2026", "with/": "naver", "identities/": "naver", "pictures/": picture, "picture/": other.portrait(), "pictureIds": picture, "mentions": friend, "imports": owner.bring("a.csv", fewFilms).ID, "rows/": "2",
		},
		things: map[string][]any{"target": {map[string]any{"kind": "cake", "id": work}, map[string]any{"kind": "piece", "id": made}, map[string]any{"kind": "person", "id": owner.id}}},
		edit:   map[string]string{"photoId": used, "artworkId": usedBack},
		tokens: []string{"", sign(auth.RolePerson), sign(auth.RolePerson), sign(auth.RoleAdmin), "Bearer forged"},
	}
	list := f.operations()
	for _, op := range list {
		sought := func() bool { return f.succeeded[op.OperationID] == 0 && !slices.Contains(secretive, op.OperationID) }
		for n := 0; n < fuzzEach || sought() && n < 10*fuzzEach; n++ {
			f.try(op)
		}
		if sought() {
			t.Errorf("%s never succeeded: what it then answers was not looked at", op.OperationID)
		}
	}
}

// fuzzer makes requests of what the description says, some of them broken.
type fuzzer struct {
	t         *testing.T
	site      *site
	api       *huma.OpenAPI
	rand      *rand.Rand
	ids       map[string]string // of things that there are, by segment of an address ("photos/" for what is no {id}) or name of a field
	things    map[string][]any  // that there are, by name of a field that holds more than an id
	edit      map[string]string // in place of some of them, what the piece that is edited has
	tokens    []string
	succeeded map[string]int // by operation
}

// operations gives all in an order that doesn't change, those that remove things last, and
// before a thing what belongs to it.
func (f *fuzzer) operations() []*huma.Operation {
	var all []*huma.Operation
	for _, item := range f.api.Paths {
		for _, op := range operations(item) {
			all = append(all, op)
		}
	}
	slices.SortFunc(all, func(a, b *huma.Operation) int { return strings.Compare(a.OperationID, b.OperationID) })
	last := func(op *huma.Operation) int { // 0 for those that remove nothing
		switch {
		case strings.HasPrefix(op.OperationID, "hide"):
			return 1 // what is hidden isn't there for others any more
		case strings.HasPrefix(op.OperationID, "unhide"):
			return 2
		case op.Method != http.MethodDelete:
			return 0
		}
		return math.MaxInt - strings.Count(op.Path, "/")
	}
	slices.SortStableFunc(all, func(a, b *huma.Operation) int { return cmp.Compare(last(a), last(b)) })
	return all
}

func (f *fuzzer) try(op *huma.Operation) {
	g := &generator{rand: f.rand, schemas: f.api.Components.Schemas, ids: f.ids, things: f.things}
	if costly := op.OperationID == "askArtwork"; costly && f.succeeded[op.OperationID] > 1 {
		g.ids = nil // no more painting
	}
	if op.OperationID == "editPiece" {
		g.ids = maps.Clone(f.ids)
		maps.Copy(g.ids, f.edit)
	}
	if op.OperationID == "setPicture" {
		g.things = map[string][]any{"crop": {squareCrop}}
	}
	path, header := g.address(op)
	var body io.Reader
	if op.RequestBody != nil {
		body = bytes.NewReader(g.body(op.RequestBody.Content["application/json"].Schema))
	}
	req, err := http.NewRequestWithContext(f.t.Context(), op.Method, f.site.URL+path, body)
	if err != nil {
		f.t.Fatalf("%s %q: %v", op.Method, path, err)
	}
	req.Header = header
	req.Header.Set("Content-Type", "application/json")
	if token := f.tokens[f.rand.IntN(len(f.tokens))]; token != "" {
		req.Header.Set("Authorization", token)
	}
	res, err := f.site.Client().Transport.RoundTrip(req) // follows no redirection
	if err != nil {
		f.t.Fatalf("%s %q: %v", op.Method, path, err)
	}
	defer res.Body.Close()
	answer, err := io.ReadAll(res.Body)
	if err != nil {
		f.t.Fatal(err)
	}
	f.check(op, res, answer, path)
}

// check holds an answer against the description.
func (f *fuzzer) check(op *huma.Operation, res *http.Response, answer []byte, path string) {
	say := func(what string) {
		f.t.Errorf("%s %q: %d %s: %s: %.300s", op.OperationID, path, res.StatusCode, res.Header.Get("Content-Type"), what, answer)
	}
	if res.StatusCode < 400 {
		f.succeeded[op.OperationID]++
	}
	var problem struct{ Code string }
	if res.StatusCode >= 500 && (json.Unmarshal(answer, &problem) != nil || !slices.Contains([]string{"busy", "unavailable", "ai_off"}, problem.Code)) {
		say("a defect")
	}
	described := op.Responses[strconv.Itoa(res.StatusCode)]
	if described == nil && res.StatusCode >= 400 {
		described = op.Responses["default"]
	}
	if described == nil {
		say("the status isn't described")
		return
	}
	if len(answer) == 0 && len(described.Content) == 0 {
		return
	}
	kind, _, _ := mime.ParseMediaType(res.Header.Get("Content-Type"))
	media := described.Content[kind]
	if media == nil {
		say("the content type isn't described")
		return
	}
	if !strings.HasSuffix(kind, "json") {
		return
	}
	var value any
	if err := json.Unmarshal(answer, &value); err != nil {
		say(err.Error())
		return
	}
	var found huma.ValidateResult
	huma.Validate(f.api.Components.Schemas, media.Schema, huma.NewPathBuffer(nil, 0), huma.ModeReadFromServer, value, &found)
	for _, e := range found.Errors {
		say(e.Error())
	}
}

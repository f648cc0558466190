package aipainter_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"sync"
	"testing"
	"time"

	"golang.org/x/image/webp"

	"piece/internal/artwork"
	"piece/internal/artwork/aipainter"
	"piece/internal/craft/painter"
	"piece/internal/craft/picture"
	"piece/internal/platform/errs"
)

// model does what a test tells it, and remembers what it was asked.
type model struct {
	about     aipainter.About
	described string
	blind     error // of Describe
	answer    []byte
	err       error // of Paint

	mu     sync.Mutex
	calls  []string
	sent   [][]byte // JPEGs
	orders []aipainter.Order
}

func (m *model) About() aipainter.About                      { return m.about }
func (m *model) Usual(context.Context, string) time.Duration { return time.Second }

func (m *model) Describe(_ context.Context, c aipainter.Call, jpeg []byte, instructions string, most int) (string, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.calls, m.sent = append(m.calls, "describe "+c.Ref+" "+c.Person), append(m.sent, jpeg)
	return m.described, m.blind
}

func (m *model) Paint(_ context.Context, c aipainter.Call, o aipainter.Order) (aipainter.Answer, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.calls, m.orders = append(m.calls, "paint "+c.Ref+" "+c.Person), append(m.orders, o)
	if o.Picture != nil {
		m.sent = append(m.sent, o.Picture)
	}
	return aipainter.Answer{Bytes: m.answer, Model: "brush-1"}, m.err
}

// shelf is what was painted before.
type shelf map[string]artwork.Picture

func (s shelf) Find(_ context.Context, recipe string) (artwork.Picture, error) {
	if p, there := s[recipe]; there {
		return p, nil
	}
	return artwork.Picture{}, errs.NotFound
}

// photo is the photo of everybody; as bytes or an error.
type photo struct {
	jpeg []byte
	err  error
}

func (p photo) Image(context.Context, string, string) ([]byte, error) { return p.jpeg, p.err }

// sketcher shows three stages at once.
type sketcher struct{ seeds chan uint64 }

func (s sketcher) Paint(_ context.Context, j artwork.Job, watch func(artwork.Stage)) (artwork.Picture, error) {
	s.seeds <- j.Seed
	for n := range 3 {
		watch(artwork.Stage{Done: float64(n) / 3, Sketch: []byte{byte(n + 1)}})
	}
	return artwork.Picture{}, nil
}

func gradient(w, h int) *image.RGBA {
	m := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			m.SetRGBA(x, y, color.RGBA{uint8(255 * x / w), 60, uint8(255 * y / h), 255})
		}
	}
	return m
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func asJPEG(t *testing.T, m image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	must(t, jpeg.Encode(&b, m, nil))
	return b.Bytes()
}

func asPNG(t *testing.T, m image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	must(t, png.Encode(&b, m))
	return b.Bytes()
}

// withGPS puts an EXIF segment with a place into a JPEG.
func withGPS(file []byte) []byte {
	exif := append([]byte("Exif\x00\x00MM\x00*\x00\x00\x00\x08\x00\x00"), "GPS 37.5665N 126.9780E"...)
	segment := append([]byte{0xff, 0xe1, 0, byte(len(exif) + 2)}, exif...)
	return append(append([]byte{0xff, 0xd8}, segment...), file[2:]...)
}

type studio struct {
	*aipainter.Painter
	model *model
	shelf shelf
	seeds chan uint64
}

func open(t *testing.T) *studio {
	s := &studio{
		model: &model{about: aipainter.About{Model: "brush-1", Sees: true}, described: "Deep blue above, amber below.", answer: asPNG(t, gradient(512, 640))},
		shelf: shelf{}, seeds: make(chan uint64, 20),
	}
	s.Painter = aipainter.New(aipainter.Deps{
		Photos: photo{jpeg: withGPS(asJPEG(t, gradient(700, 1000)))}, Model: s.model, Shelf: s.shelf, Sketcher: sketcher{s.seeds},
		Prompts: aipainter.PromptsOf("", ""),
	})
	return s
}

func job(change ...func(*artwork.Artwork)) artwork.Job {
	a := artwork.Artwork{
		Subject: artwork.Subject{PhotoID: "photo", Kind: "concert", Style: "ink", Crop: artwork.Crop{Width: 1, Height: 1}},
		ID:      "try", OwnerID: "jieun", Seed: 1, Provider: artwork.AI, State: artwork.Running, Attempts: 1,
	}
	for _, f := range change {
		f(&a)
	}
	return artwork.Job{Artwork: a}
}

func quietly(artwork.Stage) {}

func TestAModelPaints(t *testing.T) {
	s := open(t)
	var first sync.Once
	began := make(chan artwork.Stage, 1)
	got, err := s.Paint(t.Context(), job(), func(at artwork.Stage) { first.Do(func() { began <- at }) })
	must(t, err)
	size, err := webp.DecodeConfig(bytes.NewReader(got.WebP))
	must(t, err)
	if size.Width != painter.Side || size.Height != painter.Side || got.Model != "brush-1" || len(got.Recipe) != 64 || got.Scene != "" {
		t.Errorf("%d x %d by %q, recipe %q, scene %q", size.Width, size.Height, got.Model, got.Recipe, got.Scene)
	}
	if calls := fmt.Sprint(s.model.calls); calls != "[describe try jieun paint try jieun]" {
		t.Errorf("asked %s", calls)
	}
	if o := s.model.orders[0]; o.Picture != nil || !bytes.Contains([]byte(o.Prompt), []byte("Deep blue above, amber below.")) || o.Seed != <-s.seeds {
		t.Errorf("ordered %+v", o)
	}
	<-began
}

func TestD30_NothingButPixelsLeaves(t *testing.T) {
	for name, edits := range map[string]bool{"described": false, "edited": true} {
		s := open(t)
		s.model.about.Edits = edits
		_, err := s.Paint(t.Context(), job(), quietly)
		must(t, err)
		if len(s.model.sent) != 1 {
			t.Fatalf("%s: sent %d pictures", name, len(s.model.sent))
		}
		sent := s.model.sent[0]
		h, err := picture.Inspect(sent)
		must(t, err)
		if h.Format != picture.JPEG || h.Width != 538 || h.Height != 768 {
			t.Errorf("%s: sent a %s of %d x %d", name, h.Format, h.Width, h.Height)
		}
		for _, trace := range []string{"Exif", "GPS", "37.5665"} {
			if bytes.Contains(sent, []byte(trace)) {
				t.Errorf("%s: what was sent holds %q", name, trace)
			}
		}
		if edits && len(s.model.calls) != 1 {
			t.Errorf("asked %v", s.model.calls)
		}
	}
}

func TestAModelThatCanNotSeeIsToldInWords(t *testing.T) {
	for name, change := range map[string]func(*model){
		"it can't see": func(m *model) { m.about.Sees = false },
		"it declines":  func(m *model) { m.blind = &aipainter.Error{Outcome: aipainter.Refused, Err: errors.New("no")} },
		"it is lost":   func(m *model) { m.blind = &aipainter.Error{Outcome: aipainter.Lost, Err: errors.New("cut")} },
		"it costs more than is left": func(m *model) {
			m.blind = &aipainter.Error{Outcome: aipainter.Budget, Err: errors.New("no money")}
		},
		"it sees people": func(m *model) { m.described = "A man with a sign." },
	} {
		s := open(t)
		change(s.model)
		_, err := s.Paint(t.Context(), job(), quietly)
		must(t, err)
		if o := s.model.orders[0]; !bytes.Contains([]byte(o.Prompt), []byte("The mood is ")) || o.Picture != nil {
			t.Errorf("%s: ordered %q", name, o.Prompt)
		}
	}
}

func TestD28_TheSameOrderIsTheSameRecipe(t *testing.T) {
	s := open(t)
	recipe := func(j artwork.Job) string {
		t.Helper()
		p, err := s.Paint(t.Context(), j, quietly)
		must(t, err)
		return p.Recipe
	}
	first := recipe(job())
	if again := recipe(job(func(a *artwork.Artwork) { a.ID, a.OwnerID, a.PhotoID, a.Attempts = "other", "minho", "copy", 2 })); again != first {
		t.Error("somebody else with the same front has another recipe")
	}
	for name, change := range map[string]func(*artwork.Artwork){
		"style": func(a *artwork.Artwork) { a.Style = "riso" },
		"next":  func(a *artwork.Artwork) { a.Seed++ },
		"crop":  func(a *artwork.Artwork) { a.Crop = artwork.Crop{X: 0.1, Width: 0.5, Height: 0.5} },
		"genre": func(a *artwork.Artwork) { a.Genre = "horror" },
	} {
		if recipe(job(change)) == first {
			t.Errorf("another %s has the same recipe", name)
		}
	}
	asked := len(s.model.calls)
	s.shelf[first] = artwork.Picture{WebP: []byte("kept"), Model: "brush-1", Recipe: first}
	p, err := s.Paint(t.Context(), job(), quietly)
	must(t, err)
	if string(p.WebP) != "kept" || p.Recipe != first || len(s.model.calls) != asked {
		t.Errorf("got %q, asked %v", p.WebP, s.model.calls[asked:])
	}
	s.model.about.Model = "brush-2"
	if recipe(job()) == first {
		t.Error("another model has the same recipe")
	}
}

func TestD28_AnswersThatAreNoPictureFail(t *testing.T) {
	white := image.NewRGBA(image.Rect(0, 0, 512, 512))
	for i := range white.Pix {
		white.Pix[i] = 250 + byte(i%3)
	}
	large := asPNG(t, gradient(600, 600))
	for name, answer := range map[string][]byte{
		"nothing":     nil,
		"words":       []byte("<html>502 Bad Gateway</html>"),
		"a GIF":       []byte("GIF89a\x00\x02\x00\x02\x00\x00\x00"),
		"a stub":      large[:len(large)/2],
		"tiny":        asPNG(t, gradient(64, 64)),
		"a strip":     asPNG(t, gradient(2000, 300)),
		"blank":       asPNG(t, white),
		"see-through": asPNG(t, image.NewNRGBA(image.Rect(0, 0, 512, 512))),
	} {
		s := open(t)
		s.model.answer = answer
		_, err := s.Paint(t.Context(), job(), quietly)
		if f, ok := errors.AsType[*artwork.Failure](err); !ok || f.Code != artwork.FailedBroken {
			t.Errorf("%s: %v", name, err)
		}
	}
	for name, m := range map[string]image.Image{"wide": gradient(1536, 1024), "small": gradient(256, 256)} {
		s := open(t)
		s.model.answer = asJPEG(t, m)
		if _, err := s.Paint(t.Context(), job(), quietly); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestWhatAModelAnswersDecidesWhatBecomesOfTheTry(t *testing.T) {
	for outcome, want := range map[aipainter.Outcome]artwork.FailureCode{
		aipainter.Refused: artwork.FailedRefused, aipainter.Lost: artwork.FailedLost, aipainter.Broken: artwork.FailedBroken,
		aipainter.Setup: artwork.FailedSetup, aipainter.Off: artwork.FailedSetup, aipainter.Budget: artwork.FailedBudget,
		aipainter.Quota: artwork.FailedQuota, aipainter.Consent: artwork.FailedConsent,
	} {
		s := open(t)
		s.model.err = &aipainter.Error{Outcome: outcome, Err: errors.New("no")}
		_, err := s.Paint(t.Context(), job(), quietly)
		if f, ok := errors.AsType[*artwork.Failure](err); !ok || f.Code != want {
			t.Errorf("%s: %v", outcome, err)
		}
	}
	for _, outcome := range []aipainter.Outcome{aipainter.Busy, aipainter.Down} {
		s := open(t)
		s.model.blind = &aipainter.Error{Outcome: outcome, RetryAfter: 7 * time.Second, Err: errors.New("later")}
		_, err := s.Paint(t.Context(), job(), quietly)
		if !errors.Is(err, errs.Unavailable) || errs.As(err).RetryAfter != 7*time.Second || len(s.model.orders) > 0 {
			t.Errorf("%s: %v", outcome, err)
		}
		last := job(func(a *artwork.Artwork) { a.Attempts = artwork.MaxAttempts })
		if _, err := s.Paint(t.Context(), last, quietly); err != nil || len(s.model.orders) != 1 {
			t.Errorf("%s at the last attempt: %v", outcome, err)
		}
	}
	// A ledger without its row is no photo that is gone.
	s := open(t)
	s.model.err = errs.NotFound
	if _, err := s.Paint(t.Context(), job(), quietly); err == nil || errors.Is(err, errs.NotFound) {
		t.Errorf("%v", err)
	}
	s.Photos = photo{err: errs.NotFound}
	if _, err := s.Paint(t.Context(), job(), quietly); !errors.Is(err, errs.NotFound) {
		t.Errorf("without its photo: %v", err)
	}
}

// panicking is a sketcher with a defect.
type panicking struct{}

func (panicking) Paint(context.Context, artwork.Job, func(artwork.Stage)) (artwork.Picture, error) {
	panic("a defect")
}

// What only passes the time mustn't end the process, nor the painting.
func TestADefectOfTheSketchesKeepsNobodyFromPainting(t *testing.T) {
	s := open(t)
	s.Sketcher = panicking{}
	if got, err := s.Paint(t.Context(), job(), quietly); err != nil || got.Model != "brush-1" {
		t.Errorf("%+v, %v", got.Model, err)
	}
}

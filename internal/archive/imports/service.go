package imports

import (
	"context"
	"errors"
	"log/slog"
	"maps"
	"path"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/prometheus/client_golang/prometheus"

	"piece/internal/platform/blobstore"
	"piece/internal/platform/clock"
	"piece/internal/platform/errs"
	"piece/internal/platform/id"
	"piece/internal/platform/limit"
)

// Deps are what the service needs.
type Deps struct {
	Store    Store
	Objects  Objects
	Pieces   Pieces
	Records  Records
	Photos   Photos
	Artworks Artworks
	Works    Works
	Clock    clock.Clock
	Log      *slog.Logger
	Metrics  prometheus.Registerer // or nil
	// WakeBin says that objects were thrown into the bin.
	WakeBin func()
}

// Service is the use cases. It is safe for concurrent use, and a lifecycle.Runner.
type Service struct {
	Deps
	metrics *metrics
	uploads *limit.Window
	wake    chan struct{} // holds a token when there may be something to do
}

// New gives the service.
func New(d Deps) *Service {
	return &Service{Deps: d, metrics: newMetrics(d.Metrics), uploads: limit.NewWindow(d.Clock, PerHour, time.Hour), wake: make(chan struct{}, 1)}
}

// contentType of every uploaded file: what it is is told by its bytes.
const contentType = "application/octet-stream"

// Create lets a person upload a file of the exact size (in bytes). The errors are ErrTooMany,
// ErrOpen and errs.Invalid.
func (s *Service) Create(ctx context.Context, owner, language, name string, size int64) (Import, blobstore.Grant, error) {
	if err := checkSize(name, size); err != nil {
		return Import{}, blobstore.Grant{}, err
	}
	if wait, ok := s.uploads.Take(owner); !ok {
		return Import{}, blobstore.Grant{}, ErrTooMany.After(wait)
	}
	now := s.Clock.Now()
	i := Import{
		ID: id.New(s.Clock), OwnerID: owner, Name: fileName(name), Size: size, State: Waiting, Language: language,
		Plan: firstPlan(language), HasFile: true, CreatedAt: now, UpdatedAt: now, EndsAt: now.Add(Kept),
	}
	grant, err := s.Objects.Grant(ctx, blobstore.Upload{Key: i.Key(), Owner: owner, ContentType: contentType, Size: size, TTL: GrantTTL})
	if err != nil {
		return Import{}, blobstore.Grant{}, err
	}
	return i, grant, s.Store.Add(ctx, i, MaxOpen)
}

func checkSize(name string, size int64) error {
	var f errs.Fields
	if size < 1 {
		f.Add("body.size", "empty", errs.Text{Ko: "파일이 비어 있어요.", En: "The file is empty."})
	}
	if most, text := int64(MaxTable), (errs.Text{Ko: "표는 20MB까지 올릴 수 있어요.", En: "Tables can have up to 20 MB."}); isZip(name) {
		if size > MaxZip {
			f.Add("body.size", "too_large", errs.Text{Ko: "ZIP은 4GB까지 올릴 수 있어요.", En: "ZIPs can have up to 4 GB."})
		}
	} else if size > most {
		f.Add("body.size", "too_large", text)
	}
	return f.Err()
}

func isZip(name string) bool { return strings.EqualFold(path.Ext(name), ".zip") }

// fileName is what the file is called when it is shown.
func fileName(name string) string {
	name = strings.Map(func(r rune) rune {
		if r < ' ' || r == utf8.RuneError {
			return -1
		}
		return r
	}, strings.ToValidUTF8(path.Base(strings.ReplaceAll(name, "\\", "/")), ""))
	if runes := []rune(name); len(runes) > MaxName {
		return string(runes[:MaxName])
	}
	return name
}

// Uploaded has a file read that was sent. Again is fine.
func (s *Service) Uploaded(ctx context.Context, owner, importID string) (Import, error) {
	i, err := s.Get(ctx, owner, importID)
	if err != nil || i.State != Waiting {
		return i, err
	}
	a, err := s.Objects.Stat(ctx, i.Key())
	if errors.Is(err, errs.NotFound) {
		return Import{}, ErrIncomplete
	}
	if err != nil {
		return Import{}, err
	}
	if a.Owner != owner || a.Size != i.Size {
		return Import{}, ErrIncomplete
	}
	i.State, i.UpdatedAt = Reading, s.Clock.Now()
	if err := s.Store.Move(ctx, i, Waiting); err != nil {
		return Import{}, err
	}
	s.wakeWorker()
	return i, nil
}

// Get gives a person's import.
func (s *Service) Get(ctx context.Context, owner, importID string) (Import, error) {
	if owner == "" || !id.Valid(importID) {
		return Import{}, errs.NotFound
	}
	return s.Store.Find(ctx, owner, importID)
}

// List gives a person's imports, the latest first.
func (s *Service) List(ctx context.Context, owner string) ([]Import, error) {
	return s.Store.List(ctx, owner)
}

// Rows gives a page of the rows behind a place.
func (s *Service) Rows(ctx context.Context, owner, importID string, state RowState, after, most int) ([]Row, error) {
	i, err := s.Get(ctx, owner, importID)
	if err != nil {
		return nil, err
	}
	if state == "" {
		return s.Store.Rows(ctx, i.ID, after, most)
	}
	return s.Store.Rows(ctx, i.ID, after, most, state)
}

// SetPlan changes what was chosen for the whole import, and weighs all rows by it that aren't
// done. version is the one that the person saw.
func (s *Service) SetPlan(ctx context.Context, owner, importID string, version int, p Plan) (Import, error) {
	i, err := s.Get(ctx, owner, importID)
	if err != nil {
		return Import{}, err
	}
	if !i.State.settled() {
		return Import{}, ErrBusy
	}
	if i.Version != version {
		return Import{}, ErrChanged
	}
	if p, err = i.checkPlan(p); err != nil {
		return Import{}, err
	}
	rows, err := s.allRows(ctx, i.ID)
	if err != nil {
		return Import{}, err
	}
	i.Plan, i.UpdatedAt = p, s.Clock.Now()
	if err := s.weighAll(ctx, &i, rows); err != nil {
		return Import{}, err
	}
	if err := s.Store.Weigh(ctx, i, rows); err != nil {
		return Import{}, err
	}
	return s.Store.Find(ctx, owner, importID)
}

// checkPlan keeps the rules of plans. What a source decides by itself can't be chosen.
func (i *Import) checkPlan(p Plan) (Plan, error) {
	var f errs.Fields
	choice := errs.Text{Ko: "목록에서 골라 주세요.", En: "Choose one of the list."}
	if i.Source == Table && p.Columns != nil {
		used := map[int]bool{}
		for field, at := range p.Columns {
			if !field.Valid() || at < 0 || at >= len(i.Columns) || used[at] {
				f.Add("body.columns", "choice", errs.Text{Ko: "칸 하나는 한 항목에만 쓸 수 있어요.", En: "A column can be one field only."})
				break
			}
			used[at] = true
		}
	} else {
		p.Columns = i.Plan.Columns
	}
	if _, known := kinds[p.Kind]; p.Kind != "" && !known {
		f.Add("body.kind", "choice", choice)
	}
	if p.Visibility != "public" && p.Visibility != "private" {
		f.Add("body.visibility", "choice", choice)
	}
	if p.HalfStars < 0 || p.HalfStars > 10 {
		f.Add("body.halfStars", "choice", choice)
	}
	if !slices.Contains([]int{5, 10, 100}, p.Scale) {
		f.Add("body.scale", "choice", choice)
	}
	if p.Dates != "" && p.Dates != MonthFirst && p.Dates != DayFirst {
		f.Add("body.dates", "choice", choice)
	}
	if !usable(p.Review) || len([]rune(p.Review)) > 500 {
		f.Add("body.review", "too_long", errs.Text{Ko: "50자까지 쓸 수 있어요.", En: "Use at most 50 characters."})
	}
	p.Review = strings.TrimSpace(p.Review)
	return p, f.Err()
}

// Mending is what a person changes in one row; nil leaves as it is.
type Mending struct {
	Fixes  map[Field]string // an empty text takes a field away
	Choice *Choice
}

// Mend changes a row that isn't done.
func (s *Service) Mend(ctx context.Context, owner, importID string, n int, m Mending) (Row, error) {
	i, err := s.Get(ctx, owner, importID)
	if err != nil {
		return Row{}, err
	}
	r, err := s.Store.Row(ctx, i.ID, n)
	if err != nil {
		return Row{}, err
	}
	if r.State == RowDone || !i.State.settled() && i.State != Running {
		return Row{}, ErrBusy
	}
	if err := r.mend(m); err != nil {
		return Row{}, err
	}
	rows := []Row{r}
	if err := s.weigh(ctx, &i, rows); err != nil {
		return Row{}, err
	}
	return rows[0], s.Store.Mend(ctx, i.ID, rows[0])
}

func (r *Row) mend(m Mending) error {
	var f errs.Fields
	fixes := map[Field]string{}
	maps.Copy(fixes, r.Fixes)
	for field, v := range m.Fixes {
		switch {
		case !slices.Contains(Mendable(), field):
			f.Add("body.fields."+string(field), "choice", errs.Text{Ko: "고칠 수 없는 항목이에요.", En: "This can't be changed."})
		case !usable(v) || len(v) > maxCell:
			f.Add("body.fields."+string(field), "too_long", errs.Text{Ko: "너무 길어요.", En: "This is too long."})
		case field == HalfStars && v != "":
			fixes[field] = halfMark + v
		default:
			fixes[field] = v
		}
	}
	if m.Choice != nil {
		if r.Choice = *m.Choice; !slices.Contains(Choices(), r.Choice) {
			f.Add("body.choice", "choice", errs.Text{Ko: "목록에서 골라 주세요.", En: "Choose one of the list."})
		}
	}
	r.Fixes = fixes
	return f.Err()
}

// Start brings in all rows that are ready, in the background.
func (s *Service) Start(ctx context.Context, owner, language, importID string) (Import, error) {
	i, err := s.Get(ctx, owner, importID)
	if err != nil || i.State == Running {
		return i, err
	}
	if !i.State.settled() {
		return Import{}, ErrBusy
	}
	if i.Counts[RowReady] == 0 {
		return Import{}, ErrNothing
	}
	i.State, i.Language, i.Planned, i.Failure, i.UpdatedAt = Running, language, i.Counts[RowReady], nil, s.Clock.Now()
	if err := s.Store.Move(ctx, i, Ready, Done); err != nil {
		return Import{}, err
	}
	s.wakeWorker()
	return i, nil
}

// Drop forgets an import. What it has brought in stays.
func (s *Service) Drop(ctx context.Context, owner, importID string) error {
	if owner == "" || !id.Valid(importID) {
		return errs.NotFound
	}
	err := s.Store.Drop(ctx, owner, importID)
	if err == nil {
		s.dropFile(ctx, &Import{ID: importID})
	}
	return err
}

// Purge forgets everything of a person. Again is fine.
func (s *Service) Purge(ctx context.Context, person string) error {
	for {
		n, err := s.Store.Purge(ctx, person, endedBatch)
		if n > 0 {
			s.WakeBin()
		}
		if err != nil || n < endedBatch {
			return err
		}
	}
}

func (s *Service) wakeWorker() {
	select {
	case s.wake <- struct{}{}:
	default:
	}
}

// allRows gives all rows, which are at most MaxRows.
func (s *Service) allRows(ctx context.Context, importID string) ([]Row, error) {
	return s.Store.Rows(ctx, importID, 0, MaxRows)
}

// Package noticehttp is the API of notices. It decides nothing; limits in the description come
// from the rules of package notice.
package noticehttp

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"piece/internal/moderation/notice"
	"piece/internal/platform/auth"
	"piece/internal/platform/httpapi"
)

// maxBody is more than the longest notice takes, in bytes.
const maxBody = 256 << 10

// Register adds the operations.
func Register(a *httpapi.API, s *notice.Service) {
	h := handlers{s}
	httpapi.Register(a, httpapi.Public, httpapi.Operation("notices", "listNotices", http.MethodGet, "/notices", "Notices whose time it is",
		"Pinned ones first, then the latest; at most 20."), h.current)
	httpapi.Register(a, httpapi.Person, httpapi.Operation("notices", "listAllNotices", http.MethodGet, "/notices/all", "All notices, the latest first",
		"For admins.", httpapi.Fails(http.StatusForbidden)), h.all)
	httpapi.Register(a, httpapi.Person, httpapi.Operation("notices", "writeNotice", http.MethodPost, "/notices", "Write a notice",
		"For admins.", httpapi.Answers(http.StatusCreated), httpapi.Takes(maxBody), httpapi.Fails(http.StatusForbidden)), h.write)
	httpapi.Register(a, httpapi.Person, httpapi.Operation("notices", "changeNotice", http.MethodPut, "/notices/{id}", "Change a notice",
		"For admins.", httpapi.Takes(maxBody), httpapi.Fails(http.StatusForbidden, http.StatusNotFound)), h.change)
	httpapi.Register(a, httpapi.Person, httpapi.Operation("notices", "removeNotice", http.MethodDelete, "/notices/{id}", "Remove a notice",
		"For admins.", httpapi.Fails(http.StatusForbidden, http.StatusNotFound)), h.remove)
}

type handlers struct{ notices *notice.Service }

// NoticeWords are a notice in one language.
type NoticeWords struct {
	Title string `json:"title"`
	Text  string `json:"text"`
}

// TransformSchema implements huma.SchemaTransformer.
func (NoticeWords) TransformSchema(_ huma.Registry, s *huma.Schema) *huma.Schema {
	httpapi.LimitText(s, "title", notice.TitleRule)
	httpapi.LimitText(s, "text", notice.TextRule)
	return s
}

// NewNotice is what an admin fills in.
type NewNotice struct {
	Ko     NoticeWords  `json:"ko"`
	En     *NoticeWords `json:"en,omitempty" doc:"Absent when everybody reads Korean."`
	From   *time.Time   `json:"from,omitempty" doc:"When it begins to be shown; absent for at once."`
	Until  *time.Time   `json:"until,omitempty" doc:"When it ends; absent for never."`
	Pinned bool         `json:"pinned,omitempty" doc:"Before the others."`
}

func (n *NewNotice) draft() notice.Draft {
	d := notice.Draft{Ko: notice.Words(n.Ko), Pinned: n.Pinned}
	if n.En != nil {
		d.En = notice.Words(*n.En)
	}
	if n.From != nil {
		d.From = *n.From
	}
	if n.Until != nil {
		d.Until = *n.Until
	}
	return d
}

// Resolve checks the rules of the domain together with the schema.
func (n *NewNotice) Resolve(huma.Context) []error {
	if _, err := n.draft().Check(); err != nil {
		return []error{err}
	}
	return nil
}

// Notice is a notice.
type Notice struct {
	ID        string       `json:"id"`
	Ko        NoticeWords  `json:"ko"`
	En        *NoticeWords `json:"en,omitempty" doc:"Absent when everybody reads Korean."`
	From      time.Time    `json:"from"`
	Until     *time.Time   `json:"until,omitempty"`
	Pinned    bool         `json:"pinned,omitempty"`
	UpdatedAt time.Time    `json:"updatedAt"`
}

// NoticeList is a list of notices.
type NoticeList struct {
	Items []Notice `json:"items" nullable:"false"`
	Next  string   `json:"next,omitempty" doc:"Cursor of the next page; absent on the last one."`
}

func noticeOf(n notice.Notice) Notice {
	out := Notice{ID: n.ID, Ko: NoticeWords(n.Ko), From: n.From, Pinned: n.Pinned, UpdatedAt: n.UpdatedAt}
	if n.En != (notice.Words{}) {
		out.En = new(NoticeWords(n.En))
	}
	if !n.Until.IsZero() {
		out.Until = &n.Until
	}
	return out
}

func listOf(all []notice.Notice) NoticeList {
	out := NoticeList{Items: make([]Notice, 0, len(all))}
	for _, n := range all {
		out.Items = append(out.Items, noticeOf(n))
	}
	return out
}

func viewer(ctx context.Context) notice.Viewer {
	who, _ := auth.From(ctx)
	return notice.Viewer{ID: who.PersonID, Admin: who.Role == auth.RoleAdmin}
}

type noticeOutput struct{ Body Notice }

func (h handlers) current(ctx context.Context, _ *struct{}) (*struct{ Body NoticeList }, error) {
	all, err := h.notices.Current(ctx)
	if err != nil {
		return nil, err
	}
	return &struct{ Body NoticeList }{listOf(all)}, nil
}

func (h handlers) all(ctx context.Context, in *struct {
	Cursor string `query:"cursor" maxLength:"256" doc:"The next of the page before; absent for the first."`
	Limit  int    `query:"limit" minimum:"1" maximum:"60" default:"24" doc:"Notices on a page."`
}) (*struct{ Body NoticeList }, error) {
	p, err := h.notices.All(ctx, viewer(ctx), in.Cursor, in.Limit)
	if err != nil {
		return nil, err
	}
	out := listOf(p.Items)
	out.Next = p.Next.String()
	return &struct{ Body NoticeList }{out}, nil
}

func (h handlers) write(ctx context.Context, in *struct{ Body NewNotice }) (*noticeOutput, error) {
	return written(h.notices.Write(ctx, viewer(ctx), in.Body.draft()))
}

func (h handlers) change(ctx context.Context, in *struct {
	ID   string `path:"id" maxLength:"64" doc:"Id of a notice."`
	Body NewNotice
}) (*noticeOutput, error) {
	return written(h.notices.Change(ctx, viewer(ctx), in.ID, in.Body.draft()))
}

func (h handlers) remove(ctx context.Context, in *struct {
	ID string `path:"id" maxLength:"64" doc:"Id of a notice."`
}) (*struct{}, error) {
	return nil, h.notices.Remove(ctx, viewer(ctx), in.ID)
}

func written(n notice.Notice, err error) (*noticeOutput, error) {
	if err != nil {
		return nil, err
	}
	return &noticeOutput{noticeOf(n)}, nil
}

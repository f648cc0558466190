package accounthttp

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"piece/internal/account"
	"piece/internal/platform/auth"
	"piece/internal/platform/httpapi"
)

func (h *handlers) registerSuspension(a *httpapi.API) {
	op := func(id, method, path, summary, description string, more ...httpapi.Detail) huma.Operation {
		return httpapi.Operation("order", id, method, path, summary, description, more...)
	}
	httpapi.Register(a, httpapi.Person, op("findPeople", http.MethodGet, "/people/found", "People by the begin of their nickname",
		"For admins. At most 50, in the order of nicknames.", httpapi.Fails(http.StatusForbidden)), h.findPeople)
	httpapi.Register(a, httpapi.Person, op("getSuspension", http.MethodGet, "/people/{id}/suspension", "Whether a person is suspended",
		"For admins.", httpapi.Fails(http.StatusForbidden, http.StatusNotFound)), h.known)
	httpapi.Register(a, httpapi.Person, op("suspendPerson", http.MethodPut, "/people/{id}/suspension", "Suspend a person",
		"For admins; admins can't be suspended. Ends all sessions. The person is told the reason and the end when signing in. Again changes both.",
		httpapi.Takes(maxBody), httpapi.Fails(http.StatusForbidden, http.StatusNotFound)), h.suspend)
	httpapi.Register(a, httpapi.Person, op("restorePerson", http.MethodDelete, "/people/{id}/suspension", "End the suspension of a person",
		"For admins. Again is fine.", httpapi.Answers(http.StatusOK), httpapi.Fails(http.StatusForbidden, http.StatusNotFound)), h.restore)
}

// KnownPerson is what admins see of somebody.
type KnownPerson struct {
	Person
	JoinedAt  time.Time         `json:"joinedAt" doc:"When the person joined."`
	Admin     bool              `json:"admin,omitempty" doc:"Whether it is an admin, whom nobody can suspend here."`
	Suspended *PersonSuspension `json:"suspended,omitempty" doc:"Absent for who may sign in."`
}

// PersonSuspension is why and how long a person is kept from signing in.
type PersonSuspension struct {
	At     time.Time  `json:"at" doc:"Since when."`
	Until  *time.Time `json:"until,omitempty" doc:"When it ends by itself; absent for never."`
	Reason string     `json:"reason,omitempty" doc:"What the person is told."`
}

// KnownPeople is a list of people as admins see them.
type KnownPeople struct {
	Items []KnownPerson `json:"items" nullable:"false"`
}

// Suspending is what an admin fills in.
type Suspending struct {
	Reason string     `json:"reason" doc:"What the person is told."`
	Until  *time.Time `json:"until,omitempty" doc:"When it ends by itself; absent for never."`
}

// TransformSchema implements huma.SchemaTransformer.
func (Suspending) TransformSchema(_ huma.Registry, s *huma.Schema) *huma.Schema {
	httpapi.LimitText(s, "reason", account.ReasonRule)
	return s
}

func (s *Suspending) domain() account.Suspension {
	n := account.Suspension{Reason: s.Reason}
	if s.Until != nil {
		n.Until = *s.Until
	}
	return n
}

func actor(ctx context.Context) account.Actor {
	who, _ := auth.From(ctx)
	return account.Actor{ID: who.PersonID, Admin: who.Role == auth.RoleAdmin}
}

type knownOutput struct{ Body KnownPerson }

func (h *handlers) findPeople(ctx context.Context, in *struct {
	Nickname  string `query:"nickname" maxLength:"64" doc:"What the nickname begins with, whatever its case."`
	Suspended bool   `query:"suspended" doc:"Only people who are suspended; then also without a nickname."`
}) (*struct{ Body KnownPeople }, error) {
	found, err := h.service.FindPeople(ctx, actor(ctx), in.Nickname, in.Suspended)
	if err != nil {
		return nil, err
	}
	out := KnownPeople{Items: make([]KnownPerson, 0, len(found))}
	for _, k := range found {
		out.Items = append(out.Items, toKnown(k))
	}
	return &struct{ Body KnownPeople }{out}, nil
}

func (h *handlers) known(ctx context.Context, in *idPath) (*knownOutput, error) {
	return knownOut(h.service.KnownPerson(ctx, actor(ctx), in.ID))
}

func (h *handlers) suspend(ctx context.Context, in *struct {
	ID   string `path:"id" maxLength:"64" doc:"Id of a person."`
	Body Suspending
}) (*knownOutput, error) {
	return knownOut(h.service.SuspendPerson(ctx, actor(ctx), in.ID, in.Body.domain()))
}

func (h *handlers) restore(ctx context.Context, in *idPath) (*knownOutput, error) {
	return knownOut(h.service.RestorePerson(ctx, actor(ctx), in.ID))
}

func knownOut(k account.Known, err error) (*knownOutput, error) {
	if err != nil {
		return nil, err
	}
	return &knownOutput{toKnown(k)}, nil
}

func toKnown(k account.Known) KnownPerson {
	out := KnownPerson{Person: toPerson(k.Profile), JoinedAt: k.JoinedAt, Admin: k.Admin}
	if n := k.Suspension; !n.At.IsZero() {
		out.Suspended = &PersonSuspension{At: n.At, Reason: n.Reason}
		if !n.Until.IsZero() {
			out.Suspended.Until = &n.Until
		}
	}
	return out
}

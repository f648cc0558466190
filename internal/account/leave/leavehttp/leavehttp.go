// Package leavehttp is the API of leaving: it translates requests and answers.
package leavehttp

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"piece/internal/account"
	"piece/internal/account/accounthttp"
	"piece/internal/account/leave"
	"piece/internal/platform/auth"
	"piece/internal/platform/httpapi"
)

type handlers struct {
	service *leave.Service
	cookies httpapi.Cookies
}

var tags = []string{"account"}

// maxBody bounds the bodies of this API, in bytes.
const maxBody = 4 << 10

// Register adds the operations to the API.
func Register(a *httpapi.API, s *leave.Service, cookies httpapi.Cookies) {
	h := &handlers{service: s, cookies: cookies}
	httpapi.Register(a, httpapi.Person, huma.Operation{
		OperationID: "leave", Method: http.MethodPut, Path: httpapi.Prefix + "/me/leaving",
		Summary: "Delete the own account in 14 days", Tags: tags, Errors: []int{403}, MaxBodyBytes: maxBody,
		Description: "Asks for the password; who has none must have signed in within 15 minutes, else it is 403 sign_in_again. Signs out on all devices. Until the time has come the account stays as it is, and whoever signs in may stay. Asking again doesn't put it off.",
	}, h.leave)
	httpapi.Register(a, httpapi.Person, huma.Operation{
		OperationID: "stay", Method: http.MethodDelete, Path: httpapi.Prefix + "/me/leaving", DefaultStatus: http.StatusNoContent,
		Summary: "Keep the own account after all", Tags: tags,
	}, h.stay)
	httpapi.Register(a, httpapi.Public, huma.Operation{
		OperationID: "listGone", Method: http.MethodGet, Path: httpapi.Prefix + "/accounts/gone",
		Summary: "List people whose accounts were deleted", Tags: tags,
		Description: "For services that keep something of people, to forget it. Ids only, kept for 30 days.",
	}, h.gone)
}

// Leaving is what somebody who leaves is asked for.
type Leaving struct {
	Password string `json:"password,omitempty" writeOnly:"true" doc:"The own password; left out by who has none."`
}

// TransformSchema implements huma.SchemaTransformer.
func (Leaving) TransformSchema(_ huma.Registry, s *huma.Schema) *huma.Schema {
	s.Properties["password"].MaxLength = new(account.PasswordMaxRunes)
	return s
}

// Planned tells when somebody leaves.
type Planned struct {
	LeavesAt time.Time `json:"leavesAt" doc:"When everything is removed; until then whoever signs in may stay."`
}

type leftOutput struct {
	SetCookie []http.Cookie `header:"Set-Cookie" doc:"Deletes the tokens."`
	// Private pictures in the browser's cache are for the person who left.
	ClearSiteData string `header:"Clear-Site-Data" doc:"Empties the browser's cache."`
	Body          Planned
}

func (h *handlers) leave(ctx context.Context, in *struct{ Body Leaving }) (*leftOutput, error) {
	who, _ := auth.From(ctx)
	at, err := h.service.Leave(ctx, who, in.Body.Password, account.Caller{IP: httpapi.ClientIP(ctx)})
	if err != nil {
		return nil, err
	}
	return &leftOutput{SetCookie: accounthttp.DropCookies(h.cookies), ClearSiteData: `"cache"`, Body: Planned{LeavesAt: at}}, nil
}

func (h *handlers) stay(ctx context.Context, _ *struct{}) (*struct{}, error) {
	return nil, h.service.Stay(ctx, auth.Person(ctx))
}

// Gone is a person whose account was deleted.
type Gone struct {
	Seq int64     `json:"seq" doc:"Number, rising by one with every one."`
	ID  string    `json:"id" doc:"What the id of the person was."`
	At  time.Time `json:"at" doc:"When that was."`
}

// GonePeople is a stretch of the list.
type GonePeople struct {
	Items []Gone `json:"items" nullable:"false" doc:"In their order."`
}

func (h *handlers) gone(ctx context.Context, in *struct {
	After int64 `query:"after" minimum:"0" doc:"Number of the last one seen; 0 at the start."`
	Limit int   `query:"limit" minimum:"1" maximum:"500" default:"100" doc:"How many at most."`
}) (*struct{ Body GonePeople }, error) {
	found, err := h.service.Gone(ctx, in.After, in.Limit)
	if err != nil {
		return nil, err
	}
	items := make([]Gone, len(found))
	for i, g := range found {
		items[i] = Gone{Seq: g.Seq, ID: g.PersonID, At: g.At}
	}
	return &struct{ Body GonePeople }{Body: GonePeople{Items: items}}, nil
}

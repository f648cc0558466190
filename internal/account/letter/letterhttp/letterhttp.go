// Package letterhttp is the API of links in mails. It decides nothing.
package letterhttp

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"piece/internal/account"
	"piece/internal/account/accounthttp"
	"piece/internal/account/letter"
	"piece/internal/platform/auth"
	"piece/internal/platform/httpapi"
)

// maxBody bounds the bodies, in bytes.
const maxBody = 4 << 10

// Register adds the operations.
func Register(a *httpapi.API, s *letter.Service) {
	h := handlers{s}
	httpapi.Register(a, httpapi.Public, httpapi.Operation("account", "askReset", http.MethodPost, "/accounts/letters/reset", "Ask for a mail with a link to a new password",
		"The answer is the same whether or not the address has an account. The link works once, for 30 minutes. 503 mail_off where no mail is set up.",
		httpapi.Answers(http.StatusAccepted), httpapi.Takes(maxBody)), h.askReset)
	httpapi.Register(a, httpapi.Public, httpapi.Operation("account", "choosePassword", http.MethodPut, "/accounts/password", "Choose a new password by a link",
		"Ends all sessions. 409 link_over when the link was used or has ended.",
		httpapi.Answers(http.StatusNoContent), httpapi.Takes(maxBody), httpapi.Fails(http.StatusConflict)), h.choosePassword)
	httpapi.Register(a, httpapi.Person, httpapi.Operation("account", "askVerify", http.MethodPost, "/me/letters/verify", "Ask for a mail with a link that confirms the own address",
		"Nothing is sent when it is confirmed already. The link works once, for a day. 503 mail_off where no mail is set up.",
		httpapi.Answers(http.StatusAccepted)), h.askVerify)
	httpapi.Register(a, httpapi.Public, httpapi.Operation("account", "confirmAddress", http.MethodPut, "/accounts/verified", "Confirm an address by a link",
		"409 link_over when the link was used or has ended.",
		httpapi.Answers(http.StatusNoContent), httpapi.Takes(maxBody), httpapi.Fails(http.StatusConflict)), h.confirm)
}

type handlers struct{ letters *letter.Service }

// ResetRequest says who forgot the password.
type ResetRequest struct {
	Email string `json:"email" minLength:"1" maxLength:"1000" doc:"Mail address of the account." example:"minji@example.com"`
}

// NewPassword is a new password, with the end of a link that allows it.
type NewPassword struct {
	Token string `json:"token" maxLength:"100" writeOnly:"true" doc:"What the link ends with."`
	Next  string `json:"next" writeOnly:"true" doc:"The password as it shall be; the rules of joining hold."`
}

// TransformSchema implements huma.SchemaTransformer: the limits come from the domain.
func (NewPassword) TransformSchema(_ huma.Registry, s *huma.Schema) *huma.Schema {
	accounthttp.LimitPassword(s.Properties["next"])
	return s
}

// Resolve implements huma.Resolver.
func (n *NewPassword) Resolve(huma.Context) []error {
	if err := account.CheckNewPassword("body.next", n.Next); err != nil {
		return []error{err}
	}
	return nil
}

// Proof is the end of a link.
type Proof struct {
	Token string `json:"token" maxLength:"100" writeOnly:"true" doc:"What the link ends with."`
}

func (h handlers) askReset(ctx context.Context, in *struct{ Body ResetRequest }) (*struct{}, error) {
	return nil, h.letters.AskReset(ctx, in.Body.Email, accounthttp.Caller(ctx, ""))
}

func (h handlers) choosePassword(ctx context.Context, in *struct{ Body NewPassword }) (*struct{}, error) {
	return nil, h.letters.ChoosePassword(ctx, in.Body.Token, in.Body.Next, accounthttp.Caller(ctx, ""))
}

func (h handlers) askVerify(ctx context.Context, _ *struct{}) (*struct{}, error) {
	return nil, h.letters.AskVerify(ctx, auth.Person(ctx))
}

func (h handlers) confirm(ctx context.Context, in *struct{ Body Proof }) (*struct{}, error) {
	return nil, h.letters.Confirm(ctx, in.Body.Token, accounthttp.Caller(ctx, ""))
}

// Package passkeyhttp is the API of passkeys. It decides nothing; what devices need and answer
// passes in the JSON of WebAuthn Level 3, 5.1.8 and 5.1.9, which browsers know.
package passkeyhttp

import (
	"context"
	"encoding/json"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"piece/internal/account"
	"piece/internal/account/accounthttp"
	"piece/internal/account/passkey"
	"piece/internal/platform/auth"
	"piece/internal/platform/httpapi"
)

type handlers struct {
	passkeys *passkey.Service
	accounts *account.Service
	door     accounthttp.Door
}

const tag = "passkeys"

// Register adds the operations.
func Register(a *httpapi.API, s *passkey.Service, accounts *account.Service, cookies httpapi.Cookies) {
	h := handlers{passkeys: s, accounts: accounts, door: accounthttp.NewDoor(accounts, cookies)}
	httpapi.Register(a, httpapi.Public, httpapi.Operation(tag, "challengePasskey", http.MethodPost, "/sessions/passkey/options", "Get what a device needs to sign in by passkey",
		"Works once, for five minutes.", httpapi.Fails(http.StatusNotFound)), h.challenge)
	httpapi.Register(a, httpapi.Public, httpapi.Operation(tag, "logInByPasskey", http.MethodPost, "/sessions/passkey", "Log in by passkey",
		"403: passkey_unknown, passkey_refused, passkey_copied for a key whose counter went back, suspended. 409 passkey_over for a challenge that is too old or was answered.",
		httpapi.Answers(http.StatusCreated), httpapi.Takes(passkey.MaxAnswer), httpapi.Fails(http.StatusForbidden, http.StatusNotFound, http.StatusConflict)), h.enter)
	httpapi.Register(a, httpapi.Person, httpapi.Operation(tag, "offerPasskey", http.MethodPost, "/me/passkeys/options", "Get what a device needs to make a passkey",
		"Works once, for five minutes.", httpapi.Fails(http.StatusNotFound, http.StatusConflict)), h.offer)
	httpapi.Register(a, httpapi.Person, httpapi.Operation(tag, "createPasskey", http.MethodPost, "/me/passkeys", "Add a passkey",
		"", httpapi.Answers(http.StatusCreated), httpapi.Takes(passkey.MaxAnswer), httpapi.Fails(http.StatusForbidden, http.StatusNotFound, http.StatusConflict)), h.make)
	httpapi.Register(a, httpapi.Person, httpapi.Operation(tag, "listPasskeys", http.MethodGet, "/me/passkeys", "List the caller's passkeys", ""), h.all)
	httpapi.Register(a, httpapi.Person, httpapi.Operation(tag, "renamePasskey", http.MethodPatch, "/me/passkeys/{id}", "Rename an own passkey", "",
		httpapi.Takes(passkey.MaxAnswer), httpapi.Fails(http.StatusNotFound)), h.rename)
	httpapi.Register(a, httpapi.Person, httpapi.Operation(tag, "deletePasskey", http.MethodDelete, "/me/passkeys/{id}", "Remove an own passkey",
		"409 last_way when nothing else lets the caller in.", httpapi.Fails(http.StatusNotFound, http.StatusConflict)), h.remove)
}

// PasskeyOptions are what a device needs.
type PasskeyOptions struct {
	PublicKey any `json:"publicKey" doc:"For PublicKeyCredential.parseCreationOptionsFromJSON or parseRequestOptionsFromJSON."`
}

// PasskeyAnswer is what a device answered.
type PasskeyAnswer struct {
	Credential map[string]any `json:"credential" doc:"What PublicKeyCredential.toJSON gives."`
}

// NewPasskey is what a device made, with a name.
type NewPasskey struct {
	Name       string         `json:"name,omitempty" doc:"What the person calls it; the device's name when absent."`
	Credential map[string]any `json:"credential" doc:"What PublicKeyCredential.toJSON gives."`
}

// TransformSchema implements huma.SchemaTransformer.
func (NewPasskey) TransformSchema(_ huma.Registry, s *huma.Schema) *huma.Schema {
	httpapi.LimitText(s, "name", passkey.NameRule)
	s.Properties["name"].MinLength = nil // "" is no name
	return s
}

// PasskeyName is the name of a passkey.
type PasskeyName struct {
	Name string `json:"name" doc:"What the person calls it." example:"회사 노트북"`
}

// TransformSchema implements huma.SchemaTransformer.
func (PasskeyName) TransformSchema(_ huma.Registry, s *huma.Schema) *huma.Schema {
	httpapi.LimitText(s, "name", passkey.NameRule)
	return s
}

// Resolve implements huma.Resolver.
func (n *PasskeyName) Resolve(huma.Context) []error {
	if err := passkey.CheckName(n.Name); err != nil {
		return []error{err}
	}
	return nil
}

// Passkey is a key of the caller.
type Passkey struct {
	ID        string     `json:"id"`
	Name      string     `json:"name"`
	Synced    bool       `json:"synced" doc:"Whether it is backed up, such as in a password manager, and works on several devices."`
	CreatedAt time.Time  `json:"createdAt"`
	UsedAt    *time.Time `json:"usedAt,omitempty" doc:"When it last let the caller in; absent before."`
}

// Passkeys are all of a person.
type Passkeys struct {
	Items []Passkey `json:"items" nullable:"false" doc:"The first made first."`
}

func toPasskey(p passkey.Passkey) Passkey {
	out := Passkey{ID: p.ID, Name: p.Name, Synced: p.Key.Flags.BackupState, CreatedAt: p.CreatedAt}
	if !p.UsedAt.IsZero() {
		out.UsedAt = &p.UsedAt
	}
	return out
}

type optionsOutput struct{ Body PasskeyOptions }

func (h handlers) challenge(ctx context.Context, _ *struct{}) (*optionsOutput, error) {
	a, err := h.passkeys.Challenge(ctx, accounthttp.Caller(ctx, ""))
	if err != nil {
		return nil, err
	}
	return &optionsOutput{PasskeyOptions{PublicKey: a.Response}}, nil
}

func (h handlers) enter(ctx context.Context, in *struct {
	accounthttp.AgentInput
	accounthttp.RefreshInput
	Body PasskeyAnswer
}) (*accounthttp.SignedIn, error) {
	answer, err := json.Marshal(in.Body.Credential)
	if err != nil {
		return nil, err
	}
	out, err := h.door.Enter(h.passkeys.Enter(ctx, answer, accounthttp.Caller(ctx, in.UserAgent)))
	if err != nil {
		return nil, err
	}
	// The browser forgets the session it had; leaving it open would serve nobody.
	return out, h.accounts.LogOut(ctx, "", "", in.Refresh)
}

func (h handlers) offer(ctx context.Context, _ *struct{}) (*optionsOutput, error) {
	c, err := h.passkeys.Offer(ctx, auth.Person(ctx), accounthttp.Caller(ctx, ""))
	if err != nil {
		return nil, err
	}
	return &optionsOutput{PasskeyOptions{PublicKey: c.Response}}, nil
}

func (h handlers) make(ctx context.Context, in *struct {
	accounthttp.AgentInput
	Body NewPasskey
}) (*struct{ Body Passkey }, error) {
	answer, err := json.Marshal(in.Body.Credential)
	if err != nil {
		return nil, err
	}
	who, _ := auth.From(ctx)
	p, err := h.passkeys.Make(ctx, who, in.Body.Name, answer, accounthttp.Caller(ctx, in.UserAgent))
	if err != nil {
		return nil, err
	}
	return &struct{ Body Passkey }{toPasskey(p)}, nil
}

func (h handlers) all(ctx context.Context, _ *struct{}) (*struct{ Body Passkeys }, error) {
	all, err := h.passkeys.All(ctx, auth.Person(ctx))
	if err != nil {
		return nil, err
	}
	out := &struct{ Body Passkeys }{Passkeys{Items: []Passkey{}}}
	for _, p := range all {
		out.Body.Items = append(out.Body.Items, toPasskey(p))
	}
	return out, nil
}

type passkeyPath struct {
	ID string `path:"id" maxLength:"64" doc:"Id, 26 characters."`
}

func (h handlers) rename(ctx context.Context, in *struct {
	ID   string `path:"id" maxLength:"64" doc:"Id, 26 characters."`
	Body PasskeyName
}) (*struct{}, error) {
	return nil, h.passkeys.Rename(ctx, auth.Person(ctx), in.ID, in.Body.Name)
}

func (h handlers) remove(ctx context.Context, in *passkeyPath) (*struct{}, error) {
	return nil, h.passkeys.Remove(ctx, auth.Person(ctx), in.ID)
}

package accounthttp

import (
	"context"
	"encoding/json"

	"piece/internal/account"
	"piece/internal/platform/auth"
)

type idPath struct {
	ID string `path:"id" maxLength:"64" doc:"Id, 26 characters." example:"01k3q0zv5wq2m8d7x4n9c6b1ah"`
}

type meOutput struct{ Body Me }

func (h *handlers) me(ctx context.Context, _ *struct{}) (*meOutput, error) {
	p, err := h.service.Me(ctx, auth.Person(ctx))
	if err != nil {
		return nil, err
	}
	return h.asSigned(ctx, p), nil
}

// asSigned tells the role that the request's token carries: what a person may do until the
// next refresh, so that no page offers what would be refused.
func (h *handlers) asSigned(ctx context.Context, p account.Person) *meOutput {
	who, _ := auth.From(ctx)
	p.Role = who.Role
	return &meOutput{Body: h.Door.me(p)}
}

func (h *handlers) change(ctx context.Context, in *struct{ Body MeChanges }) (*meOutput, error) {
	p, err := h.service.Change(ctx, auth.Person(ctx), in.Body.domain())
	if err != nil {
		return nil, err
	}
	return h.asSigned(ctx, p), nil
}

func (h *handlers) changePassword(ctx context.Context, in *struct{ Body PasswordChange }) (*struct{}, error) {
	who, _ := auth.From(ctx)
	return nil, h.service.ChangePassword(ctx, who, in.Body.Current, in.Body.Next, Caller(ctx, ""))
}

func (h *handlers) person(ctx context.Context, in *idPath) (*struct{ Body Person }, error) {
	p, err := h.service.Profile(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	return &struct{ Body Person }{Body: toPerson(p)}, nil
}

func (h *handlers) people(ctx context.Context, in *struct {
	IDs []string `query:"ids" required:"true" minItems:"1" maxItems:"100" doc:"Ids, separated by commas."`
}) (*struct{ Body People }, error) {
	all, err := h.service.Profiles(ctx, in.IDs)
	if err != nil {
		return nil, err
	}
	items := []Person{}
	for _, id := range in.IDs {
		if p, ok := all[id]; ok {
			items = append(items, toPerson(p))
			delete(all, id) // an id asked for twice is answered once
		}
	}
	return &struct{ Body People }{Body: People{Items: items}}, nil
}

// Key is a public key (RFC 7517, RFC 8037).
type Key struct {
	KeyType   string `json:"kty" doc:"Kind of key." example:"OKP"`
	Curve     string `json:"crv" doc:"Curve of the key." example:"Ed25519"`
	KeyID     string `json:"kid" doc:"Id that tokens name."`
	Algorithm string `json:"alg" doc:"Algorithm of the signatures." example:"EdDSA"`
	Use       string `json:"use" doc:"What the key is for." example:"sig"`
	X         string `json:"x" doc:"The public key, base64url."`
}

// KeySet is the published set.
type KeySet struct {
	Keys []Key `json:"keys" nullable:"false" doc:"Those that sign now, and those whose last tokens have not ended yet."`
}

type keySetOutput struct {
	CacheControl string `header:"Cache-Control"`
	Body         KeySet
}

func (h *handlers) keySet(context.Context, *struct{}) (*keySetOutput, error) {
	out := &keySetOutput{CacheControl: "public, max-age=300"}
	b, err := json.Marshal(h.service.KeySet())
	if err != nil {
		return nil, err
	}
	return out, json.Unmarshal(b, &out.Body)
}

// Package notifyhttp is the API of push messages: the key that browsers subscribe with, and the
// subscriptions of a person's devices. It decides nothing.
package notifyhttp

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"piece/internal/notify"
	"piece/internal/platform/auth"
	"piece/internal/platform/httpapi"
)

// maxBody is more than a subscription takes, in bytes.
const maxBody = 8 << 10

// Register adds the operations.
func Register(a *httpapi.API, s *notify.Service) {
	h := handlers{s}
	httpapi.Register(a, httpapi.Public, httpapi.Operation("push", "getPushKey", http.MethodGet, "/push/key", "The key to subscribe with",
		"For applicationServerKey of the browser's pushManager. Empty where this site has no push messages."), h.key)
	httpapi.Register(a, httpapi.Person, httpapi.Operation("push", "putPushSubscription", http.MethodPut, "/push/subscriptions", "Let this device have push messages",
		"The same again renews it, also from another person: a device has one. It ends with the session, or when nothing renewed it for 60 days.",
		httpapi.Answers(http.StatusNoContent), httpapi.Takes(maxBody), httpapi.Fails(http.StatusConflict)), h.put)
	httpapi.Register(a, httpapi.Person, httpapi.Operation("push", "deletePushSubscription", http.MethodDelete, "/push/subscriptions", "End the push messages to a device",
		"Without a subscription nothing happens.", httpapi.Takes(maxBody)), h.remove)
}

type handlers struct{ push *notify.Service }

// empty is an answer without a body.
type empty struct{}

// PushKey is what browsers subscribe with.
type PushKey struct {
	Key string `json:"key" doc:"Public VAPID key, P-256, base64url; empty when there are no push messages."`
}

type keyOutput struct {
	CacheControl string `header:"Cache-Control"`
	Body         PushKey
}

func (h handlers) key(context.Context, *struct{}) (*keyOutput, error) {
	return &keyOutput{CacheControl: httpapi.AskAgain, Body: PushKey{Key: h.push.Key()}}, nil
}

// PushSubscription is what a browser tells of its subscription.
type PushSubscription struct {
	Endpoint string   `json:"endpoint" format:"uri" doc:"Address at the browser's push service."`
	Keys     PushKeys `json:"keys"`
	Language string   `json:"language" doc:"Language of what the device shows."`
}

// PushKeys are what messages are sealed with.
type PushKeys struct {
	PublicKey string `json:"p256dh" maxLength:"100" doc:"Public key of the device, P-256, base64url."`
	Secret    string `json:"auth" maxLength:"32" doc:"Secret shared with the device, 16 bytes, base64url."`
}

// TransformSchema implements huma.SchemaTransformer.
func (PushSubscription) TransformSchema(_ huma.Registry, s *huma.Schema) *huma.Schema {
	s.Properties["endpoint"].MaxLength = new(notify.MaxEndpoint)
	for _, l := range notify.Languages() {
		s.Properties["language"].Enum = append(s.Properties["language"].Enum, l)
	}
	return s
}

type putInput struct{ Body PushSubscription }

func (h handlers) put(ctx context.Context, in *putInput) (*empty, error) {
	who, _ := auth.From(ctx)
	return &empty{}, h.push.Subscribe(ctx, who.PersonID, who.SessionID, notify.NewSubscription{
		Endpoint: in.Body.Endpoint, PublicKey: in.Body.Keys.PublicKey, Secret: in.Body.Keys.Secret, Language: in.Body.Language,
	})
}

// PushEndpoint names a subscription.
type PushEndpoint struct {
	Endpoint string `json:"endpoint" doc:"Address at the browser's push service."`
}

// TransformSchema implements huma.SchemaTransformer.
func (PushEndpoint) TransformSchema(_ huma.Registry, s *huma.Schema) *huma.Schema {
	s.Properties["endpoint"].MaxLength = new(notify.MaxEndpoint)
	return s
}

type removeInput struct{ Body PushEndpoint }

func (h handlers) remove(ctx context.Context, in *removeInput) (*empty, error) {
	return &empty{}, h.push.Unsubscribe(ctx, auth.Person(ctx), in.Body.Endpoint)
}

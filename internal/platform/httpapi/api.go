// Package httpapi is how the house speaks HTTP: one router, one OpenAPI 3.1 description
// made from Go types, one form of errors, one way to know who asks.
//
// Invariants: every operation says whether it needs a signed-in person; identity comes
// from a verified token alone; an error leaves as a problem document, and an unknown one
// as a plain 500 that is logged once; the access log holds no query, body or header.
package httpapi

import (
	"context"
	"errors"
	"log/slog"
	"net/http"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"piece/internal/platform/auth"
	"piece/internal/platform/errs"
	"piece/internal/platform/observe"
)

// Prefix is the path under which version 1 of the API lives.
const Prefix = "/api/v1"

// Access says who may call an operation.
type Access string

// The kinds of access.
const (
	// Public operations don't look at who asks, so a stale token never stands in their way.
	Public Access = "public"
	// Optional operations answer guests too, but see more of a person's own; a stale token
	// is 401, so that the client refreshes it instead of being taken for a guest.
	Optional Access = "optional"
	// Person operations need a signed-in person.
	Person Access = "person"
)

const accessKey = "access"

// API is where operations are registered.
type API struct {
	huma.API
	log *slog.Logger
}

// newAPI makes the API on a router. Without a verifier it describes, but can't serve.
func newAPI(mux *http.ServeMux, version string, v *auth.Verifier, log *slog.Logger) *API {
	// The library asks for its error type through these two variables, there is no other way.
	huma.NewError = func(code int, msg string, causes ...error) huma.StatusError {
		return newProblem(schemaError(code, msg, causes), "ko", "")
	}
	huma.NewErrorWithContext = func(ctx huma.Context, code int, msg string, causes ...error) huma.StatusError {
		return problem(ctx.Context(), log, schemaError(code, msg, causes))
	}
	cfg := huma.DefaultConfig("PIECE", version)
	cfg.Info.Description = "The API of PIECE, a culture diary of two-sided tickets. Sign in by POST /sessions; browsers keep the tokens in cookies, programs send the access token as a bearer."
	cfg.OpenAPIPath, cfg.DocsPath, cfg.SchemasPath = "/api/openapi", "", ""
	cfg.CreateHooks, cfg.Transformers = nil, nil // no "$schema" links in bodies
	cfg.RejectUnknownQueryParameters = true
	cfg.Servers = []*huma.Server{{URL: "/"}}
	cfg.Components.SecuritySchemes = map[string]*huma.SecurityScheme{
		"cookie": {Type: "apiKey", In: "cookie", Name: AccessCookie},
		"bearer": {Type: "http", Scheme: "bearer", BearerFormat: "JWT"},
	}
	a := &API{API: humago.New(mux, cfg), log: log}
	a.UseMiddleware(a.identify(v))
	return a
}

// Register adds an operation. The handler returns errors of package errs as they are,
// within huma.ErrorWithHeaders if the answer needs headers of its own. op.Errors lists the
// statuses of the handler's own errors; those that any operation may answer are added.
func Register[I, O any](a *API, access Access, op huma.Operation, handler func(context.Context, *I) (*O, error)) {
	if op.Metadata == nil {
		op.Metadata = map[string]any{}
	}
	op.Metadata[accessKey] = access
	if op.Extensions == nil {
		op.Extensions = map[string]any{}
	}
	op.Extensions["x-access"] = string(access)
	if access == Person {
		op.Security = []map[string][]string{{"cookie": {}}, {"bearer": {}}}
	}
	op.Errors = append(op.Errors, edgeErrors(access, op)...)
	huma.Register(a.API, op, func(ctx context.Context, in *I) (*O, error) {
		out, err := handler(ctx, in)
		if err != nil {
			return nil, problem(ctx, a.log, err)
		}
		return out, nil
	})
}

// edgeErrors are the statuses that an operation answers whatever its handler does: for
// input that doesn't fit its description, a token that is none, the limit of requests,
// other origins, bodies that are too large, and stores that are down.
func edgeErrors(access Access, op huma.Operation) []int {
	codes := []int{http.StatusUnprocessableEntity, http.StatusTooManyRequests, http.StatusServiceUnavailable}
	if access != Public {
		codes = append(codes, http.StatusUnauthorized)
	}
	if op.Method != http.MethodGet {
		codes = append(codes, http.StatusForbidden)
	}
	if op.MaxBodyBytes > 0 {
		codes = append(codes, http.StatusRequestEntityTooLarge)
	}
	return codes
}

// problem turns any error into the answer for it, and logs what is not the client's.
func problem(ctx context.Context, log *slog.Logger, err error) *Problem {
	e := errs.As(err)
	if ctx.Err() != nil && (e.Kind == errs.KindInternal || e.Kind == errs.KindUnavailable) {
		log.DebugContext(ctx, "the client hung up", "error", err)
		p := newProblem(e, Language(ctx), observe.Request(ctx))
		p.Status, p.Title = StatusHungUp, "Client Closed Request"
		return p
	}
	switch e.Kind {
	case errs.KindInternal:
		log.ErrorContext(ctx, "request failed", "error", err)
	case errs.KindUnavailable:
		log.WarnContext(ctx, "dependency unavailable", "error", err)
	}
	p := newProblem(e, Language(ctx), observe.Request(ctx))
	if h, ok := errors.AsType[huma.HeadersError](err); ok {
		p.headers = h.GetHeaders()
	}
	return p
}

func (a *API) identify(v *auth.Verifier) func(huma.Context, func(huma.Context)) {
	return func(hc huma.Context, next func(huma.Context)) {
		access, _ := hc.Operation().Metadata[accessKey].(Access)
		if access == Public {
			next(hc)
			return
		}
		ctx := hc.Context()
		token := accessToken(hc)
		if token == "" {
			if access == Optional {
				next(hc)
				return
			}
			a.refuse(hc, errs.Unauthenticated)
			return
		}
		id, err := v.Verify(ctx, token)
		if err != nil {
			a.refuse(hc, err)
			return
		}
		next(huma.WithContext(hc, auth.WithToken(auth.With(ctx, id), token)))
	}
}

func (a *API) refuse(hc huma.Context, err error) {
	_, w := humago.Unwrap(hc)
	writeProblem(w, problem(hc.Context(), a.log, err))
}

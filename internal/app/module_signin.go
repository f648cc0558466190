package app

import (
	"context"

	"piece/internal/account/passkey"
	"piece/internal/account/passkey/passkeyhttp"
	"piece/internal/account/passkey/passkeysql"
	"piece/internal/account/signin"
	"piece/internal/account/signin/signinhttp"
	"piece/internal/account/signin/signinsql"
	"piece/internal/platform/httpapi"
	"piece/internal/platform/lifecycle"
	"piece/internal/platform/seal"
	"piece/internal/platform/sqldb"
)

func startSignIn(ctx context.Context, h *house) (lifecycle.Runner, error) {
	keys, err := h.config.authKeys()
	if err != nil {
		return nil, err
	}
	box, err := seal.New(keys.Secret("sign-in"), h.clock)
	if err != nil {
		return nil, err
	}
	providers, err := h.signInProviders()
	if err != nil {
		return nil, err
	}
	if _, err := sqldb.Migrate(ctx, h.db, signinsql.Domain, signinsql.Migrations); err != nil {
		return nil, err
	}
	if h.passkeys, err = passkey.New(passkey.Deps{
		Store: passkeysql.New(h.db), Accounts: h.accounts, PublicURL: h.config.HTTP.PublicURL, Clock: h.clock, Log: h.log, Metrics: h.metrics,
	}); err != nil {
		return nil, err
	}
	h.signin = signin.New(signin.Deps{
		Store: signinsql.New(h.db), Accounts: h.accounts, Providers: providers, Box: box, PublicURL: h.config.HTTP.PublicURL,
		Clock: h.clock, Log: h.log, Metrics: h.metrics,
	})
	cookies := httpapi.Cookies{Secure: h.config.secure()}
	signinhttp.Register(h.server.API, h.signin, h.accounts, cookies, h.passkeys.Possible())
	passkeyhttp.Register(h.server.API, h.passkeys, h.accounts, cookies)
	return h.signin, nil
}

// startPasskeys lets old challenges go.
func startPasskeys(_ context.Context, h *house) (lifecycle.Runner, error) { return h.passkeys, nil }

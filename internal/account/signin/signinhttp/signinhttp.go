// Package signinhttp is the API of signing in by the word of a provider. It decides nothing; what a
// browser keeps between the steps is in sealed cookies that scripts can't read.
package signinhttp

import (
	"net/http"

	"piece/internal/account"
	"piece/internal/account/accounthttp"
	"piece/internal/account/signin"
	"piece/internal/platform/httpapi"
)

type handlers struct {
	signin   *signin.Service
	accounts *account.Service
	door     accounthttp.Door
	cookies  httpapi.Cookies
	passkeys bool
}

// Register adds the operations. passkeys tells whether this site takes passkeys.
func Register(a *httpapi.API, s *signin.Service, accounts *account.Service, cookies httpapi.Cookies, passkeys bool) {
	h := handlers{signin: s, accounts: accounts, door: accounthttp.NewDoor(accounts, cookies), cookies: cookies, passkeys: passkeys}
	httpapi.Register(a, httpapi.Public, httpapi.Operation(tag, "listProviders", http.MethodGet, "/sessions/providers", "Tell how one can sign in beside a password", ""), h.providers)
	httpapi.Register(a, httpapi.Public, httpapi.Operation(tag, "beginSignIn", http.MethodPost, "/sessions/with/{provider}", "Begin to sign in with a provider",
		"The page goes to the address. The provider leads back to /signin/{provider}, which finishes it: within ten minutes, in the same browser, once.",
		httpapi.Fails(http.StatusNotFound)), h.begin)
	httpapi.Register(a, httpapi.Public, httpapi.Operation(tag, "finishSignIn", http.MethodPost, "/sessions/with/{provider}/finish", "Finish to sign in with a provider",
		"Who has an account by this identity is signed in. A newcomer gets what the form of createAccountWith begins with. No account is found by its mail address: 409 address_taken says that there is one, which can be linked once its person is signed in. "+
			"Further 409: sign_in_over for an attempt that is not of this browser, too old or used. 403: provider_untrusted, suspended. 503: provider_unavailable.",
		httpapi.Takes(maxBody), httpapi.Fails(http.StatusForbidden, http.StatusNotFound, http.StatusConflict)), h.finish)
	httpapi.Register(a, httpapi.Public, httpapi.Operation(tag, "createAccountWith", http.MethodPost, "/accounts/with", "Join as who a provider says one is",
		"For the newcomer of finishSignIn, within half an hour. The address that the provider knows to be the newcomer's counts as confirmed, any other doesn't yet. A taken address or nickname is a 409 that points at the field, sign_in_over says that it took too long.",
		httpapi.Answers(http.StatusCreated), httpapi.Takes(maxBody), httpapi.Fails(http.StatusConflict)), h.join)
	httpapi.Register(a, httpapi.Person, httpapi.Operation(tag, "listIdentities", http.MethodGet, "/me/identities", "List the caller's linked accounts elsewhere", ""), h.identities)
	httpapi.Register(a, httpapi.Person, httpapi.Operation(tag, "beginLink", http.MethodPost, "/me/identities/{provider}", "Begin to link an account elsewhere",
		"As beginSignIn; /signin/{provider} finishes it with finishLink.", httpapi.Fails(http.StatusNotFound)), h.beginLink)
	httpapi.Register(a, httpapi.Person, httpapi.Operation(tag, "finishLink", http.MethodPut, "/me/identities/{provider}", "Link an account elsewhere",
		"409: identity_taken when it is linked to somebody else, already_linked when another account of this provider is linked, sign_in_over.",
		httpapi.Takes(maxBody), httpapi.Fails(http.StatusNotFound, http.StatusConflict)), h.link)
	httpapi.Register(a, httpapi.Person, httpapi.Operation(tag, "deleteIdentity", http.MethodDelete, "/me/identities/{provider}", "Unlink an account elsewhere",
		"409 last_way when nothing else lets the caller in.", httpapi.Fails(http.StatusNotFound, http.StatusConflict)), h.unlink)
}

const (
	tag = "sign-in"
	// maxBody is more than any of the bodies takes, in bytes.
	maxBody = 16 << 10
	// attemptCookie and newcomerCookie hold what is sealed. They go with all requests to the API:
	// the steps are below /sessions, /accounts and /me.
	attemptCookie  = "piece_signing_in"
	newcomerCookie = "piece_newcomer"
	cookiePath     = httpapi.Prefix
)

// AttemptInput is what a browser keeps of an attempt, NewcomerInput what it keeps of a newcomer. They
// are exported only because the library can't fill embedded structs that are not.
type AttemptInput struct {
	Sealed string `cookie:"piece_signing_in" hidden:"true"`
}

// NewcomerInput is described beside AttemptInput.
type NewcomerInput struct {
	Sealed string `cookie:"piece_newcomer" hidden:"true"`
}

func (h handlers) keep(name, sealed string, seconds int) http.Cookie {
	return h.cookies.New(name, sealed, cookiePath, seconds, http.SameSiteLaxMode)
}

func (h handlers) drop(name string) http.Cookie { return h.keep(name, "", -1) }

// about describes a provider in the language of the request.
func about(a signin.About, lang string) SignInProvider {
	return SignInProvider{ID: a.ID, Kind: string(a.Kind), Name: a.Name.In(lang)}
}

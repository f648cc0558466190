package signinoidc

import (
	"context"
	"errors"
	"net/http"
	"strings"

	"golang.org/x/oauth2"

	"piece/internal/account/signin"
	"piece/internal/platform/errs"
)

// Naver speaks OAuth 2 without OpenID Connect: who it is tells a profile that the access token
// opens. https://developers.naver.com/docs/login/api/api.md and …/profile/profile.md
type Naver struct {
	config  oauth2.Config
	profile string
	http    *http.Client
	api     *http.Client
}

// NewNaver gives Naver at its two base addresses.
func NewNaver(base, api string, c Client, o Options) (*Naver, error) {
	client, err := newHTTP(base, o)
	if err != nil {
		return nil, err
	}
	profile, err := newHTTP(api, o)
	if err != nil {
		return nil, err
	}
	base = strings.TrimSuffix(base, "/")
	return &Naver{
		config: oauth2.Config{ClientID: c.ID, ClientSecret: c.Secret, Endpoint: oauth2.Endpoint{
			AuthURL: base + "/oauth2.0/authorize", TokenURL: base + "/oauth2.0/token", AuthStyle: oauth2.AuthStyleInParams,
		}},
		profile: strings.TrimSuffix(api, "/") + "/v1/nid/me", http: client, api: profile,
	}, nil
}

// About implements signin.Provider.
func (n *Naver) About() signin.About {
	return signin.About{ID: string(signin.Naver), Kind: signin.Naver, Name: errs.Text{Ko: "네이버", En: "Naver"}}
}

func (n *Naver) at(h signin.Handshake) *oauth2.Config {
	c := n.config
	c.RedirectURL = h.Redirect
	return &c
}

// Address implements signin.Provider.
func (n *Naver) Address(_ context.Context, h signin.Handshake) (string, error) {
	return n.at(h).AuthCodeURL(h.State, oauth2.S256ChallengeOption(h.Verifier)), nil
}

// naverProfile is the envelope of /v1/nid/me.
type naverProfile struct {
	Code     string `json:"resultcode"` // "00" when all is well
	Response struct {
		ID       string `json:"id"`
		Email    string `json:"email"`
		Nickname string `json:"nickname"`
	} `json:"response"`
}

// Claim implements signin.Provider. Errors about the code come with status 200, which the library
// knows. Naver doesn't say whether an address was verified, so none is.
func (n *Naver) Claim(ctx context.Context, code string, h signin.Handshake) (signin.Claim, error) {
	tokens, err := exchange(ctx, n.http, n.at(h), code, h, "invalid_request", oauth2.SetAuthURLParam("state", h.State))
	if err != nil {
		return signin.Claim{}, err
	}
	var me naverProfile
	if err := get(ctx, n.api, n.profile, tokens.AccessToken, &me); err != nil {
		return signin.Claim{}, err
	}
	if me.Code != "00" || me.Response.ID == "" {
		return signin.Claim{}, signin.ErrProvider.With(errors.New("the profile tells of an error"))
	}
	return signin.Claim{Subject: me.Response.ID, Email: address(me.Response.Email), Nickname: me.Response.Nickname}, nil
}

package app

import (
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"

	"piece/internal/account/signin"
	"piece/internal/account/signin/signinoidc"
	"piece/internal/platform/errs"
)

// oidcProvider is an entry of the setting sign_in.oidc.
type oidcProvider struct {
	about  signin.About
	issuer string
	client signinoidc.Client
}

// oidcProviders reads the setting sign_in.oidc. Its errors hold nothing of an entry but the name.
func (c *Config) oidcProviders() ([]oidcProvider, error) {
	var all []oidcProvider
	seen := []string{string(signin.Kakao), string(signin.Naver)}
	for _, entry := range c.SignIn.OIDC {
		name, address, _ := strings.Cut(entry, "=")
		if !signin.IsProvider(name) {
			return nil, errors.New("want NAME=ISSUER, the name of lower case letters, digits and -")
		}
		if slices.Contains(seen, name) {
			return nil, fmt.Errorf("there are two providers %q", name)
		}
		seen = append(seen, name)
		u, err := url.Parse(address)
		if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
			return nil, fmt.Errorf("%s: the issuer is no http address", name)
		}
		if u.User.Username() == "" {
			return nil, fmt.Errorf("%s: want the client id before the host, as in https://id:secret@host", name)
		}
		p := oidcProvider{client: signinoidc.Client{ID: u.User.Username()}}
		p.client.Secret, _ = u.User.Password()
		label := u.Query().Get("label")
		if label == "" {
			label = u.Hostname()
		}
		p.about = signin.About{ID: name, Kind: signin.OpenIDConnect, Name: errs.Text{Ko: label, En: label}}
		u.User, u.RawQuery = nil, "" // an issuer has neither (OpenID Connect Core 1.0, 2)
		p.issuer = u.String()
		all = append(all, p)
	}
	return all, nil
}

// signInProviders makes the providers that are set up. None is asked for anything yet.
func (h *house) signInProviders() ([]signin.Provider, error) {
	private, err := networks(h.config.Outbound.Private)
	if err != nil {
		return nil, err
	}
	o := signinoidc.Options{Agent: h.agent(), Private: private, Clock: h.clock}
	set := h.config.SignIn
	var all []signin.Provider
	if set.KakaoID != "" {
		p, err := signinoidc.NewKakao(set.KakaoIssuer, set.KakaoAPI, signinoidc.Client{ID: set.KakaoID, Secret: set.KakaoSecret}, o)
		if err != nil {
			return nil, err
		}
		all = append(all, p)
	}
	if set.NaverID != "" {
		p, err := signinoidc.NewNaver(set.NaverURL, set.NaverAPI, signinoidc.Client{ID: set.NaverID, Secret: set.NaverSecret}, o)
		if err != nil {
			return nil, err
		}
		all = append(all, p)
	}
	others, err := h.config.oidcProviders()
	if err != nil {
		return nil, err
	}
	for _, other := range others {
		p, err := signinoidc.NewOIDC(other.about, other.issuer, other.client, []string{"openid", "email", "profile"}, o)
		if err != nil {
			return nil, err
		}
		all = append(all, p)
	}
	return all, nil
}

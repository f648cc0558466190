package signinoidc

import (
	"context"
	"strconv"
	"strings"

	"piece/internal/account/signin"
	"piece/internal/platform/errs"
)

// NewKakao gives Kakao: OpenID Connect with a profile of its own, which alone tells whether an
// address is the person's. https://developers.kakao.com/docs/latest/ko/kakaologin/rest-api
func NewKakao(issuer, api string, c Client, o Options) (*OIDC, error) {
	about := signin.About{ID: string(signin.Kakao), Kind: signin.Kakao, Name: errs.Text{Ko: "카카오", En: "Kakao"}}
	p, err := NewOIDC(about, issuer, c, []string{"openid", "account_email", "profile_nickname"}, o)
	if err != nil {
		return nil, err
	}
	profile, err := newHTTP(api, o)
	if err != nil {
		return nil, err
	}
	address := strings.TrimSuffix(api, "/") + "/v2/user/me"
	p.identify = func(ctx context.Context, in signedIn) (signin.Claim, error) {
		var me kakaoProfile
		if err := get(ctx, profile, address, in.tokens.AccessToken, &me); err != nil {
			return signin.Claim{}, err
		}
		if strconv.FormatInt(me.ID, 10) != in.id.Subject {
			return signin.Claim{}, untrusted("the profile is another's")
		}
		return me.claim(in.id.Subject), nil
	}
	return p, nil
}

// kakaoProfile is the answer of /v2/user/me. What the person didn't agree to is absent.
type kakaoProfile struct {
	ID      int64 `json:"id"`
	Account struct {
		Email    string `json:"email"`
		Valid    bool   `json:"is_email_valid"`    // false once another account at Kakao has it
		Verified bool   `json:"is_email_verified"` // Kakao wrote to it
		Profile  struct {
			Nickname string `json:"nickname"`
		} `json:"profile"`
	} `json:"kakao_account"`
}

func (k kakaoProfile) claim(subject string) signin.Claim {
	c := signin.Claim{Subject: subject, Nickname: k.Account.Profile.Nickname}
	if k.Account.Valid {
		c.Email, c.Verified = address(k.Account.Email), k.Account.Verified
	}
	return c
}

package signinhttp

import (
	"time"

	"github.com/danielgtaylor/huma/v2"

	"piece/internal/account"
	"piece/internal/account/accounthttp"
	"piece/internal/account/signin"
)

// SignInProvider is somebody elsewhere by whose word one can sign in.
type SignInProvider struct {
	ID   string `json:"id" doc:"Its name in addresses." example:"kakao"`
	Kind string `json:"kind" enum:"kakao,naver,oidc" doc:"By which pages know its colours."`
	Name string `json:"name" doc:"Its name for people, in the language of the request." example:"카카오"`
}

// SignInProviders are the ways to sign in beside a password.
type SignInProviders struct {
	Items    []SignInProvider `json:"items" nullable:"false" doc:"In the order of the pages."`
	Passkeys bool             `json:"passkeys" doc:"Whether this site takes passkeys."`
}

// SignInBegun is an attempt that began.
type SignInBegun struct {
	URL string `json:"url" format:"uri" doc:"Where the page goes."`
}

// SignInReturn is what a provider led back with.
type SignInReturn struct {
	State string `json:"state" maxLength:"200" doc:"As it came."`
	Code  string `json:"code" writeOnly:"true" doc:"As it came."`
}

// TransformSchema implements huma.SchemaTransformer.
func (SignInReturn) TransformSchema(_ huma.Registry, s *huma.Schema) *huma.Schema {
	s.Properties["code"].MinLength, s.Properties["code"].MaxLength = new(1), new(signin.MaxCode)
	return s
}

// SignInEnd is how an attempt ended: exactly one of the two is there.
type SignInEnd struct {
	Me       *accounthttp.Me `json:"me,omitempty" doc:"Who is signed in now."`
	Newcomer *SignInNewcomer `json:"newcomer,omitempty" doc:"Who has no account yet."`
}

// SignInNewcomer is what the form of a newcomer begins with.
type SignInNewcomer struct {
	Provider SignInProvider `json:"provider"`
	Email    string         `json:"email" doc:"Empty when the provider told none."`
	Verified bool           `json:"verified" doc:"Whether the address counts as confirmed if it stays as it is."`
	Nickname string         `json:"nickname" doc:"A suggestion; empty for none."`
}

// NewcomerJoining is what a newcomer fills in.
type NewcomerJoining struct {
	Email    string `json:"email" doc:"Mail address for letters, and to log in with once there is a password." example:"minji@example.com"`
	Nickname string `json:"nickname" doc:"Letters of any script, digits, _ and . only; unique whatever its case." example:"민지"`
	Language string `json:"language" doc:"Language of pages and mails."`
	TimeZone string `json:"timeZone,omitempty" maxLength:"200" doc:"Where the device is, by its name in the IANA table; a name that isn't known is as none." example:"Asia/Seoul"`
}

// TransformSchema implements huma.SchemaTransformer: the limits are those of joining with a password.
func (NewcomerJoining) TransformSchema(r huma.Registry, s *huma.Schema) *huma.Schema {
	return accounthttp.LimitJoining(s)
}

func (j *NewcomerJoining) domain() account.Joining {
	return account.Joining{Email: j.Email, Nickname: j.Nickname, Language: account.Language(j.Language), TimeZone: j.TimeZone}
}

// Resolve implements huma.Resolver: broken rules of the domain are told together with those of the
// schema, in the domain's words.
func (j *NewcomerJoining) Resolve(huma.Context) []error {
	if err := j.domain().CheckTrusted(); err != nil {
		return []error{err}
	}
	return nil
}

// Identity is an account elsewhere that is linked.
type Identity struct {
	Provider SignInProvider `json:"provider"`
	Email    string         `json:"email,omitempty" doc:"Its mail address there; absent when unknown."`
	LinkedAt time.Time      `json:"linkedAt"`
	UsedAt   time.Time      `json:"usedAt" doc:"When the caller last came in by it."`
}

// Identities are all of a person.
type Identities struct {
	Items []Identity `json:"items" nullable:"false" doc:"The first linked first."`
}

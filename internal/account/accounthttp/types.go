package accounthttp

import (
	"cmp"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"piece/internal/account"
	"piece/internal/platform/httpapi"
	"piece/internal/platform/zone"
)

// Me is the own account.
type Me struct {
	ID        string    `json:"id" doc:"Id of the person."`
	Email     string    `json:"email" doc:"Mail address, as kept." example:"minji@example.com"`
	Nickname  string    `json:"nickname" doc:"Name that everybody sees." example:"민지"`
	Language  string    `json:"language" enum:"ko,en" doc:"Language of pages and mails."`
	JoinedAt  time.Time `json:"joinedAt" doc:"When the person joined."`
	Role      string    `json:"role,omitempty" enum:"admin" doc:"What the person may do beyond the own things; absent for nearly everybody. Only a command on the server gives it."`
	Onboarded bool      `json:"onboarded" doc:"Whether the person doesn't want to see the first cards again."`

	Picture     string             `json:"picture,omitempty" format:"uri-reference" doc:"Address of the small picture, as in the public profile; absent without one."`
	Title       *httpapi.WornTitle `json:"title,omitempty" doc:"Title that is worn beside the nickname; absent for none."`
	Theme       string             `json:"theme" enum:"auto,light,dark" doc:"How the pages look; auto is as the device does."`
	TimeZone    string             `json:"timeZone" doc:"Where the person lives, by its name in the IANA table." example:"Asia/Seoul"`
	HasPassword bool               `json:"hasPassword" doc:"Whether the person has a password; who signs in otherwise may have none."`
	Verified    bool               `json:"verified" doc:"Whether the mail address is known to be the person's."`
	LeavesAt    *time.Time         `json:"leavesAt,omitempty" doc:"When the account is removed for good; absent unless the person wants to leave."`
}

func (d Door) me(p account.Person) Me {
	worn := d.service.Worn(p)
	out := Me{
		ID: p.ID, Email: p.Email, Nickname: p.Nickname, Language: string(p.Language), JoinedAt: p.JoinedAt, Role: string(p.Role), Onboarded: p.Onboarded,
		Picture: Picture(p.ID, p.Picture), Title: httpapi.Worn(worn.ID, worn.Name), Theme: themeName(p.Theme), TimeZone: p.Zone(),
		HasPassword: p.PasswordHash != "", Verified: !p.VerifiedAt.IsZero(),
	}
	if !p.LeavesAt.IsZero() {
		out.LeavesAt = &p.LeavesAt
	}
	return out
}

// auto is how the API calls the theme of the device.
const auto = "auto"

func themeName(t account.Theme) string { return cmp.Or(string(t), auto) }

// Person is a public profile: all that anybody may know of somebody (defect D10).
type Person struct {
	ID       string             `json:"id" doc:"Id of the person."`
	Nickname string             `json:"nickname" doc:"Name that everybody sees." example:"민지"`
	Picture  string             `json:"picture,omitempty" doc:"Address of the picture, a square WebP of 160 pixels; absent without one. With large.webp at its end instead of small.webp it is one of 640 pixels."`
	Title    *httpapi.WornTitle `json:"title,omitempty" doc:"Title that is worn beside the nickname; absent for none."`
}

func toPerson(p account.Profile) Person {
	return Person{ID: p.ID, Nickname: p.Nickname, Picture: Picture(p.ID, p.Picture), Title: httpapi.Worn(p.Title.ID, p.Title.Name)}
}

// Picture gives the address of the small picture of a person; "" without a revision.
func Picture(personID, revision string) string {
	if revision == "" {
		return ""
	}
	return httpapi.Prefix + "/people/" + personID + "/picture/" + revision + "/small.webp"
}

// People is a list of public profiles.
type People struct {
	Items []Person `json:"items" nullable:"false" doc:"Those that exist, in the order asked for."`
}

// Session is one device that is signed in.
type Session struct {
	ID         string    `json:"id" doc:"Id of the session."`
	Current    bool      `json:"current" doc:"Whether this request was made with it."`
	Device     string    `json:"device" doc:"Browser and system, empty when unknown." example:"Safari · iPhone"`
	CreatedAt  time.Time `json:"createdAt" doc:"When the person logged in."`
	LastSeenAt time.Time `json:"lastSeenAt" doc:"When it was last used, to a quarter of an hour."`
}

// Sessions is the list of devices.
type Sessions struct {
	Items []Session `json:"items" nullable:"false" doc:"Last seen first."`
}

// Availability tells whether something can be used to join.
type Availability struct {
	Available bool   `json:"available" doc:"Whether it can be used."`
	Message   string `json:"message,omitempty" doc:"Why not, in the language of the request."`
}

// Joining is what somebody fills in to join.
type Joining struct {
	Email    string `json:"email" doc:"Mail address, the name to log in with." example:"minji@example.com"`
	Password string `json:"password" writeOnly:"true" doc:"Not among known common ones, and without the nickname and the address."`
	Nickname string `json:"nickname" doc:"Letters of any script, digits, _ and . only; unique whatever its case." example:"민지"`
	Language string `json:"language" doc:"Language of pages and mails."`
	TimeZone string `json:"timeZone,omitempty" maxLength:"200" doc:"Where the device is, by its name in the IANA table; a name that isn't known is as none." example:"Asia/Seoul"`
}

// TransformSchema implements huma.SchemaTransformer: the limits come from the domain.
func (Joining) TransformSchema(_ huma.Registry, s *huma.Schema) *huma.Schema {
	LimitPassword(s.Properties["password"])
	return LimitJoining(s)
}

// LimitJoining describes the limits of what everybody fills in to join, with a password or without.
func LimitJoining(s *huma.Schema) *huma.Schema {
	limitEmail(s.Properties["email"])
	limitNickname(s.Properties["nickname"])
	limitLanguage(s.Properties["language"])
	return s
}

func (j *Joining) domain() account.Joining {
	return account.Joining{Email: j.Email, Password: j.Password, Nickname: j.Nickname, Language: account.Language(j.Language), TimeZone: j.TimeZone}
}

// Resolve implements huma.Resolver: broken rules of the domain are told together with
// those of the schema, in the domain's words.
func (j *Joining) Resolve(huma.Context) []error { return broken(j.domain().Check()) }

func broken(err error) []error {
	if err == nil {
		return nil
	}
	return []error{err}
}

// LoggingIn is what somebody fills in to log in.
type LoggingIn struct {
	Email    string `json:"email" doc:"Mail address of the account." example:"minji@example.com"`
	Password string `json:"password" writeOnly:"true" doc:"Password of the account."`
}

// TransformSchema implements huma.SchemaTransformer. There is no shortest length here:
// what can't be right is simply wrong.
func (LoggingIn) TransformSchema(_ huma.Registry, s *huma.Schema) *huma.Schema {
	s.Properties["email"].MaxLength = new(account.EmailMax)
	s.Properties["password"].MaxLength = new(account.PasswordMaxRunes)
	return s
}

// MeChanges are what a person may change; a field that is left out stays as it is.
type MeChanges struct {
	Nickname  *string `json:"nickname,omitempty" doc:"Letters of any script, digits, _ and . only; unique whatever its case." example:"민지"`
	Language  *string `json:"language,omitempty" doc:"Language of pages and mails."`
	Theme     *string `json:"theme,omitempty" enum:"auto,light,dark" doc:"How the pages look; auto is as the device does."`
	TimeZone  *string `json:"timeZone,omitempty" doc:"Where the person lives, by its name in the IANA table." example:"Asia/Seoul"`
	Onboarded *bool   `json:"onboarded,omitempty" doc:"Whether the first cards stay away."`
}

// TransformSchema implements huma.SchemaTransformer.
func (MeChanges) TransformSchema(_ huma.Registry, s *huma.Schema) *huma.Schema {
	limitNickname(s.Properties["nickname"])
	limitLanguage(s.Properties["language"])
	s.Properties["timeZone"].MaxLength = new(zone.Max)
	return s
}

func (c *MeChanges) domain() account.Changes {
	out := account.Changes{TimeZone: c.TimeZone, Onboarded: c.Onboarded}
	if c.Nickname != nil {
		out.Nickname = &account.Nickname{Shown: *c.Nickname}
	}
	if c.Language != nil {
		out.Language = new(account.Language(*c.Language))
	}
	if c.Theme != nil {
		theme := account.Theme(*c.Theme)
		if *c.Theme == auto {
			theme = account.ThemeAuto
		}
		out.Theme = &theme
	}
	return out
}

// Resolve implements huma.Resolver.
func (c *MeChanges) Resolve(huma.Context) []error { return broken(c.domain().Check()) }

// PasswordChange replaces the own password.
type PasswordChange struct {
	Current string `json:"current,omitempty" writeOnly:"true" doc:"The password as it is now; left out by who has none."`
	Next    string `json:"next" writeOnly:"true" doc:"The password as it shall be; the rules of joining hold."`
}

// TransformSchema implements huma.SchemaTransformer.
func (PasswordChange) TransformSchema(_ huma.Registry, s *huma.Schema) *huma.Schema {
	s.Properties["current"].MaxLength = new(account.PasswordMaxRunes)
	LimitPassword(s.Properties["next"])
	return s
}

// Resolve implements huma.Resolver.
func (c *PasswordChange) Resolve(huma.Context) []error {
	return broken(account.CheckNewPassword("body.next", c.Next))
}

// visibleLimit names the extension with the limit in visible characters, which JSON
// schema, counting code points, can't say.
const visibleLimit = "x-maxGraphemes"

func limitEmail(s *huma.Schema) {
	s.MinLength, s.MaxLength = new(account.EmailMin), new(account.EmailMax)
	s.Extensions = map[string]any{visibleLimit: account.EmailMax}
}

// LimitPassword puts the limits of new passwords to a schema.
func LimitPassword(s *huma.Schema) {
	s.MinLength, s.MaxLength = new(account.PasswordMin), new(account.PasswordMaxRunes)
	s.Extensions = map[string]any{visibleLimit: account.PasswordMax}
}

func limitNickname(s *huma.Schema) {
	s.MinLength, s.MaxLength = new(account.NicknameMin), new(account.NicknameMaxRunes())
	s.Extensions = map[string]any{visibleLimit: account.NicknameMax}
}

func limitLanguage(s *huma.Schema) {
	for _, l := range account.Languages() {
		s.Enum = append(s.Enum, string(l))
	}
}

package app

import (
	"context"
	"errors"
	"strings"
	"time"

	"piece/internal/account"
	"piece/internal/archive"
	"piece/internal/platform/auth"
	"piece/internal/platform/errs"
	"piece/internal/platform/peer"
)

// askAs asks a neighbour that runs apart as the person of the request. The token says who that is:
// without one there is nobody to ask for.
func askAs(ctx context.Context, s *peer.Service, name, path string, into any) error {
	switch {
	case s == nil:
		return notKnown(name)
	case auth.Token(ctx) == "":
		return errs.Unauthenticated
	}
	return s.FindAs(ctx, path, nil, into)
}

// notKnown says that it isn't known where a service runs. To ask again is no use.
func notKnown(name string) error {
	return errors.New(name + " doesn't run in this process: set upstream." + name + " to where it does")
}

// exportAccounts are accounts in the words of exports.
type exportAccounts struct {
	house *house
	apart *peer.Service // nil when it has no address
}

// Account implements exports.Accounts.
func (e exportAccounts) Account(ctx context.Context, person string) (archive.Account, error) {
	if e.house.accounts == nil {
		return e.accountApart(ctx)
	}
	p, err := e.house.accounts.Me(ctx, person)
	if err != nil {
		return archive.Account{}, err
	}
	out := emptyAccount()
	out.Profile = archive.Profile{
		ID: p.ID, Email: p.Email, Verified: !p.VerifiedAt.IsZero(), Nickname: p.Nickname, Language: string(p.Language), Theme: string(p.Theme),
		TimeZone: p.TimeZone, Title: p.Title, Role: string(p.Role), Onboarded: p.Onboarded, JoinedAt: p.JoinedAt.UTC(), PictureRevision: p.Picture,
	}
	sessions, err := e.house.accounts.Sessions(ctx, person)
	if err != nil {
		return out, err
	}
	for _, s := range sessions {
		out.Devices = append(out.Devices, archive.Device{Device: s.Device, CreatedAt: s.CreatedAt.UTC(), LastSeenAt: s.LastSeenAt.UTC()})
	}
	identities, err := e.house.signin.Identities(ctx, person)
	if err != nil {
		return out, err
	}
	for _, i := range identities {
		out.Identities = append(out.Identities, archive.Identity{Provider: i.Provider, Email: i.Email, LinkedAt: i.LinkedAt.UTC()})
	}
	passkeys, err := e.house.passkeys.All(ctx, person)
	for _, k := range passkeys {
		out.Passkeys = append(out.Passkeys, archive.Passkey{Name: k.Name, CreatedAt: k.CreatedAt.UTC()})
	}
	return out, err
}

func emptyAccount() archive.Account {
	return archive.Account{Devices: []archive.Device{}, Identities: []archive.Identity{}, Passkeys: []archive.Passkey{}}
}

func (e exportAccounts) accountApart(ctx context.Context) (archive.Account, error) {
	var me struct {
		archive.Profile
		Picture string
		Theme   string
		Title   *struct{ ID string }
	}
	if err := askAs(ctx, e.apart, "account", "me", &me); err != nil {
		return archive.Account{}, err
	}
	out := emptyAccount()
	out.Profile = me.Profile
	if me.Theme != "auto" {
		out.Profile.Theme = me.Theme
	}
	if me.Title != nil {
		out.Profile.Title = me.Title.ID
	}
	// /api/v1/people/{id}/picture/{revision}/small.webp
	if parts := strings.Split(me.Picture, "/"); len(parts) > 2 {
		out.Profile.PictureRevision = parts[len(parts)-2]
	}
	var sessions struct {
		Items []struct {
			Device                string
			CreatedAt, LastSeenAt time.Time
		}
	}
	if err := askAs(ctx, e.apart, "account", "sessions", &sessions); err != nil {
		return out, err
	}
	for _, s := range sessions.Items {
		out.Devices = append(out.Devices, archive.Device{Device: s.Device, CreatedAt: s.CreatedAt, LastSeenAt: s.LastSeenAt})
	}
	var identities struct {
		Items []struct {
			Provider struct{ ID string }
			Email    string
			LinkedAt time.Time
		}
	}
	if err := askAs(ctx, e.apart, "account", "me/identities", &identities); err != nil {
		return out, err
	}
	for _, i := range identities.Items {
		out.Identities = append(out.Identities, archive.Identity{Provider: i.Provider.ID, Email: i.Email, LinkedAt: i.LinkedAt})
	}
	var passkeys struct{ Items []archive.Passkey }
	err := askAs(ctx, e.apart, "account", "me/passkeys", &passkeys)
	out.Passkeys = append(out.Passkeys, passkeys.Items...)
	return out, err
}

// maxProfilePicture is more than a profile picture has, in bytes.
const maxProfilePicture = 4 << 20

// Picture implements exports.Accounts. Everybody may see profile pictures.
func (e exportAccounts) Picture(ctx context.Context, person, revision string) ([]byte, error) {
	if e.house.accounts != nil {
		return e.house.accounts.Picture(ctx, person, revision, account.LargePicture)
	}
	if e.apart == nil {
		return nil, notKnown("account")
	}
	return e.apart.FindBytes(ctx, "people/"+person+"/picture/"+revision+"/large.webp", maxProfilePicture)
}

// exportTitles are titles in the words of exports.
type exportTitles struct {
	house *house
	apart *peer.Service
}

// Titles implements exports.Titles.
func (e exportTitles) Titles(ctx context.Context, person string) ([]archive.Title, error) {
	out := []archive.Title{}
	if e.house.titles != nil {
		shelf, err := e.house.titles.Shelf(ctx, person)
		for _, o := range shelf.Titles {
			if !o.EarnedAt.IsZero() {
				out = append(out, archive.Title{ID: o.Title.ID, Ko: o.Title.Name.Ko, En: o.Title.Name.En, EarnedAt: o.EarnedAt.UTC(), PieceID: o.PieceID})
			}
		}
		return out, err
	}
	var found struct {
		Items []struct {
			ID       string
			Name     struct{ Ko, En string }
			EarnedAt *time.Time
			PieceID  string
		}
	}
	err := askAs(ctx, e.apart, "account", "titles", &found)
	for _, o := range found.Items {
		if o.EarnedAt != nil {
			out = append(out, archive.Title{ID: o.ID, Ko: o.Name.Ko, En: o.Name.En, EarnedAt: *o.EarnedAt, PieceID: o.PieceID})
		}
	}
	return out, err
}

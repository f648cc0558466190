package app

import (
	"context"
	"errors"
	"strings"
	"time"

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
	for _, s := range sessions {
		out.Devices = append(out.Devices, archive.Device{Device: s.Device, CreatedAt: s.CreatedAt.UTC(), LastSeenAt: s.LastSeenAt.UTC()})
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
	err := askAs(ctx, e.apart, "account", "sessions", &sessions)
	for _, s := range sessions.Items {
		out.Devices = append(out.Devices, archive.Device{Device: s.Device, CreatedAt: s.CreatedAt, LastSeenAt: s.LastSeenAt})
	}
	return out, err
}

// maxProfilePicture is more than a profile picture has, in bytes.
const maxProfilePicture = 4 << 20

// Picture implements exports.Accounts. Everybody may see profile pictures.
func (e exportAccounts) Picture(ctx context.Context, person, revision string) ([]byte, error) {
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
	return nil, errs.NotFound
}

// exportOrders are reports and questions in the words of exports.
type exportOrders struct {
	house *house
	apart *peer.Service
}

// Reports implements exports.Orders.
func (e exportOrders) Reports(ctx context.Context, person string) ([]archive.Report, error) {
	return nil, errs.NotFound
}

// Questions implements exports.Orders.
func (e exportOrders) Questions(ctx context.Context, person string) ([]archive.Question, error) {
	return nil, errs.NotFound
}

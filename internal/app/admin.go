package app

import (
	"context"
	"errors"
	"fmt"

	"piece/internal/account"
	"piece/internal/account/accountsql"
	"piece/internal/platform/auth"
	"piece/internal/platform/clock"
	"piece/internal/platform/errs"
	"piece/internal/platform/observe"
	"piece/internal/platform/sqldb"
)

// adminCommand makes somebody an admin, keeps somebody from signing in, or ends that. It works on
// the database alone, beside a running program or without one; the API has no way to it (defect D35).
func adminCommand(ctx context.Context, s streams, args []string) error {
	if len(args) < 2 || args[1] == "" || args[1][0] == '-' {
		return errUsage
	}
	if _, known := deedNamed(args[0], nil); !known {
		return errUsage
	}
	c, err := LoadConfig(args[2:], s.env)
	if err != nil {
		return err
	}
	level := c.Log.Level
	if level == "info" {
		level = "warn" // the outcome is all there is to tell
	}
	log, err := observe.NewLogger(s.err, level, c.Log.Format)
	if err != nil {
		return err
	}
	h := &house{config: c, version: version(), log: log, clock: clock.System{}, metrics: observe.NewRegistry(), health: &observe.Health{}}
	return inside(ctx, h, func(ctx context.Context) error {
		if _, err := sqldb.Migrate(ctx, h.db, accountsql.Domain, accountsql.Migrations); err != nil {
			return err
		}
		d, _ := deedNamed(args[0], account.New(account.Deps{Store: accountsql.New(h.db), Clock: h.clock, Log: h.log}))
		told, err := d.carryOut(ctx, args[1])
		if err != nil {
			return err
		}
		_, err = fmt.Fprintln(s.out, told)
		return err
	}, "database")
}

// deed is something that only a command on the server does to a person.
type deed struct {
	do           func(ctx context.Context, nickname string) (account.Profile, bool, error)
	done, before string // what is told after it changed something, and when it was so before
}

// deedNamed gives what an argument of the command asks for; false when it is none.
func deedNamed(name string, a *account.Service) (deed, bool) {
	role := func(r auth.Role) func(context.Context, string) (account.Profile, bool, error) {
		return func(ctx context.Context, nickname string) (account.Profile, bool, error) {
			return a.SetRole(ctx, nickname, r)
		}
	}
	within := fmt.Sprintf("within %d minutes", int(auth.AccessTTL.Minutes()))
	switch name {
	case "grant":
		return deed{role(auth.RoleAdmin), "is an admin now. It holds on devices that are signed in " + within + ".", "is an admin already."}, true
	case "revoke":
		return deed{role(auth.RolePerson), "is no admin any more. It holds on devices that are signed in " + within + ".", "is no admin."}, true
	case "suspend":
		return deed{a.Suspend, "is suspended. Open chats are closed in a moment, everything else is over " + within + ".", "is suspended already."}, true
	case "restore":
		return deed{a.Restore, "may sign in again.", "is not suspended."}, true
	}
	return deed{}, false
}

// carryOut does it to the person of a nickname, and tells what came of it.
func (d deed) carryOut(ctx context.Context, nickname string) (string, error) {
	p, changed, err := d.do(ctx, nickname)
	switch {
	case errors.Is(err, errs.NotFound):
		return "", fmt.Errorf("nobody has the nickname %q", nickname)
	case err != nil:
		return "", err
	case !changed:
		return fmt.Sprintf("%s (%s) %s", p.Nickname, p.ID, d.before), nil
	}
	return fmt.Sprintf("%s (%s) %s", p.Nickname, p.ID, d.done), nil
}

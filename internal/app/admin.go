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

// adminCommand makes somebody an admin, or ends that. It works on the database alone, beside a
// running program or without one; the API has no way to it (defect D35).
func adminCommand(ctx context.Context, s streams, args []string) error {
	if len(args) < 2 || args[0] != "grant" && args[0] != "revoke" || args[1] == "" || args[1][0] == '-' {
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
		accounts := account.New(account.Deps{Store: accountsql.New(h.db), Clock: h.clock, Log: h.log})
		told, err := setAdmin(ctx, accounts, args[1], args[0] == "grant")
		if err != nil {
			return err
		}
		_, err = fmt.Fprintln(s.out, told)
		return err
	}, "database")
}

// setAdmin gives or takes the role of admins, and tells what came of it.
func setAdmin(ctx context.Context, accounts *account.Service, nickname string, grant bool) (string, error) {
	role, done, before := auth.RolePerson, "is no admin any more", "is no admin"
	if grant {
		role, done, before = auth.RoleAdmin, "is an admin now", "is an admin already"
	}
	p, changed, err := accounts.SetRole(ctx, nickname, role)
	switch {
	case errors.Is(err, errs.NotFound):
		return "", fmt.Errorf("nobody has the nickname %q", nickname)
	case err != nil:
		return "", err
	case !changed:
		return fmt.Sprintf("%s (%s) %s.", p.Nickname, p.ID, before), nil
	}
	return fmt.Sprintf("%s (%s) %s. It holds on devices that are signed in within %d minutes.", p.Nickname, p.ID, done, int(auth.AccessTTL.Minutes())), nil
}

package accounthttp_test

import (
	"log/slog"
	"strings"
	"testing"

	"piece/internal/account"
	"piece/internal/account/accountsql"
)

// When the cost is raised, people get it at their next sign-in and notice nothing.
func TestOldHashesAreReplacedAtTheNextSignIn(t *testing.T) {
	d := open(t)
	b := d.join("minji")
	id := b.me()["id"].(string)
	store := accountsql.New(d.db)
	dearer := account.New(account.Deps{
		Store: store, Keys: d.keys, Clock: d.clock, Log: slog.New(slog.DiscardHandler), Hash: account.HashParams{Memory: 128, Time: 1, Threads: 1},
	})
	for _, c := range []struct{ password, want string }{{"wrong", "m=64,"}, {password, "m=128,"}, {password, "m=128,"}} {
		_, err := dearer.LogIn(t.Context(), "minji@example.com", c.password, account.Caller{})
		if (err == nil) != (c.password == password) {
			t.Error(err)
		}
		p, err := store.ByID(t.Context(), id)
		if err != nil || !strings.Contains(p.PasswordHash, c.want) {
			t.Errorf("after %q: %v, %v; want %s", c.password, strings.SplitN(p.PasswordHash, "$", 5)[3], err, c.want)
		}
	}
	b.refresh(204)
}

func TestSweepRemovesWhatIsOver(t *testing.T) {
	d := open(t)
	d.join("minji")
	d.clock.Advance(account.SessionIdle / 2)
	d.join("sujin")
	d.clock.Advance(account.SessionIdle / 2)
	if err := d.service.Sweep(t.Context()); err != nil {
		t.Fatal(err)
	}
	if s, r := d.count("sessions"), d.count("refresh_tokens"); s != 1 || r != 1 {
		t.Errorf("%d sessions and %d tokens stay, want 1 each", s, r)
	}
}

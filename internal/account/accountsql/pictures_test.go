package accountsql_test

import (
	"errors"
	"slices"
	"testing"

	"piece/internal/account"
	"piece/internal/account/accountsql"
	"piece/internal/platform/clock"
	"piece/internal/platform/errs"
	"piece/internal/platform/id"
	"piece/internal/platform/objectbin"
	"piece/internal/platform/sqldb"
	"piece/internal/platform/sqldb/sqldbtest"
)

func TestAPictureTakesThePlaceOfTheOneBefore(t *testing.T) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB) {
		if _, err := sqldb.Migrate(t.Context(), db, accountsql.Domain, accountsql.Migrations); err != nil {
			t.Fatal(err)
		}
		if _, err := sqldb.Migrate(t.Context(), db, objectbin.Domain, objectbin.Migrations); err != nil {
			t.Fatal(err)
		}
		c := clock.NewFake(start)
		people, pictures := accountsql.New(db), accountsql.NewPictures(db, objectbin.New(db, c), c)
		p, _ := join(t, people, "minji")
		first, second, third := id.New(c), id.New(c), id.New(c)
		thrown := func(want ...string) {
			t.Helper()
			var have, keys []string
			if err := db.Reader().NewSelect().Table("object_bin").Column("object_key").Order("object_key").Scan(t.Context(), &have); err != nil {
				t.Fatal(err)
			}
			for _, revision := range want {
				keys = append(keys, account.PictureKeys(revision)...)
			}
			slices.Sort(keys)
			if !slices.Equal(have, keys) {
				t.Errorf("in the bin: %v, want %v", have, keys)
			}
		}
		shows := func(want string) {
			t.Helper()
			found, err := people.Profiles(t.Context(), []string{p.ID})
			if err != nil || len(found) != 1 || found[0].Picture != want {
				t.Errorf("shown: %+v, %v; want %q", found, err, want)
			}
		}
		must := func(err error) {
			t.Helper()
			if err != nil {
				t.Fatal(err)
			}
		}
		must(pictures.Intend(t.Context(), first))
		thrown(first)
		must(pictures.Put(t.Context(), p.ID, first))
		thrown()
		shows(first)
		must(pictures.Intend(t.Context(), second))
		must(pictures.Put(t.Context(), p.ID, second))
		thrown(first)
		shows(second)

		wantErr(t, "files that nobody announced", pictures.Put(t.Context(), p.ID, third), errs.Unavailable)
		shows(second)
		must(pictures.Intend(t.Context(), third))
		wantErr(t, "a picture of nobody", pictures.Put(t.Context(), id.New(c), third), errs.NotFound)
		thrown(first, third)

		must(pictures.Drop(t.Context(), p.ID))
		must(pictures.Drop(t.Context(), p.ID))
		thrown(first, second, third)
		shows("")
		if err := pictures.Drop(t.Context(), id.New(c)); !errors.Is(err, errs.NotFound) {
			t.Errorf("nobody's: %v", err)
		}
	})
}

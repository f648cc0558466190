package accounthttp_test

import (
	"errors"
	"net/http"
	"strings"
	"testing"

	"piece/internal/account"
	"piece/internal/platform/auth"
	"piece/internal/platform/errs"
	"piece/internal/platform/sqldb"
	"piece/internal/platform/sqldb/sqldbtest"
)

// signed is the role that a browser's access token carries.
func (b *browser) signed() auth.Role {
	b.t.Helper()
	who, err := auth.NewVerifier(b.keys, b.clock).Verify(b.t.Context(), b.jar["piece_access"].Value)
	if err != nil {
		b.t.Fatal(err)
	}
	return who.Role
}

func TestAnAdminIsOneFromTheNextRefreshOnUntilTheRoleIsTaken(t *testing.T) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB) {
		d := openOn(t, db, account.Limits{})
		minji := d.join("MinJi")
		d.join("somebody")
		if _, has := minji.me()["role"]; has || minji.signed() != auth.RolePerson {
			t.Errorf("who joined has the role %v, signed %q", minji.me()["role"], minji.signed())
		}
		p, changed, err := d.service.SetRole(t.Context(), "ＭＩＮＪＩ", auth.RoleAdmin) // as at joining: case and form don't matter
		if err != nil || !changed || p.Nickname != "MinJi" {
			t.Fatalf("%+v, %v, %v", p, changed, err)
		}
		if _, has := minji.me()["role"]; has || minji.signed() != auth.RolePerson {
			t.Errorf("at once: %v, signed %q; she may not do anything yet", minji.me()["role"], minji.signed())
		}
		minji.refresh(http.StatusNoContent)
		if minji.me()["role"] != "admin" || minji.signed() != auth.RoleAdmin || d.logIn("MinJi").signed() != auth.RoleAdmin {
			t.Error("new tokens don't carry the role")
		}
		if profile := d.browser().want(http.StatusOK, "GET", api+"/people/"+minji.me()["id"].(string), nil); strings.Contains(profile.body, "admin") {
			t.Errorf("D10: everybody sees %s", profile.body)
		}
		if _, changed, err := d.service.SetRole(t.Context(), "minji", auth.RoleAdmin); changed || err != nil {
			t.Errorf("again: %v, %v", changed, err)
		}
		if _, changed, err := d.service.SetRole(t.Context(), "minji", auth.RolePerson); !changed || err != nil {
			t.Errorf("taken: %v, %v", changed, err)
		}
		minji.refresh(http.StatusNoContent)
		if _, has := minji.me()["role"]; has || minji.signed() != auth.RolePerson {
			t.Errorf("after it was taken: %v, signed %q", minji.me()["role"], minji.signed())
		}
		for _, nobody := range []string{"", "x", "minji2", "min ji", "\x00\x00"} {
			if _, _, err := d.service.SetRole(t.Context(), nobody, auth.RoleAdmin); !errors.Is(err, errs.NotFound) {
				t.Errorf("%q: %v", nobody, err)
			}
		}
	})
}

// D35: nothing that can be sent makes an admin.
func TestD35_NoRequestMakesAnAdmin(t *testing.T) {
	d := open(t)
	b := d.browser()
	b.do("POST", api+"/accounts", with(joining("first"), "role", "admin"))
	b = d.join("second")
	b.do("PATCH", api+"/me", object{"role": "admin", "onboarded": true})
	b.do("POST", api+"/sessions", with(object{"email": "second@example.com", "password": password}, "role", "admin"))
	b.refresh(http.StatusNoContent)
	for _, name := range []string{"first", "second"} {
		n, err := d.db.Reader().NewSelect().Table("people").Where("nickname = ?", name).Where("role <> ''").Count(t.Context())
		if err != nil || n != 0 {
			t.Errorf("%s: %d, %v", name, n, err)
		}
	}
	if b.signed() != auth.RolePerson {
		t.Errorf("signed %q", b.signed())
	}
}

func with(o object, name string, value any) object {
	o[name] = value
	return o
}

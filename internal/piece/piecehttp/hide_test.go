package piecehttp_test

import (
	"context"
	"testing"

	"piece/internal/piece"
	"piece/internal/platform/audit"
)

// deeds is a log of what admins did.
type deeds []audit.Act

func (d *deeds) Note(_ context.Context, a audit.Act) error {
	*d = append(*d, a)
	return nil
}

// What a private piece is called isn't written where admins read it.
func TestD12_TheLogOfAdminsDoesNotNamePrivatePieces(t *testing.T) {
	h := open(t, sketch{})
	var log deeds
	h.service.Audit = &log
	admin := piece.Admin{ID: newID(), Is: true}
	for visibility, name := range map[piece.Visibility]string{piece.Public: "비밀", piece.Private: ""} {
		log = nil
		p := h.arrived(newID(), func(d *piece.Draft) { d.Title, d.Visibility = "비밀", visibility })
		if _, err := h.service.Hide(t.Context(), admin, p.ID, "광고예요"); err != nil {
			t.Fatal(err)
		}
		if _, err := h.service.Unhide(t.Context(), admin, p.ID); err != nil {
			t.Fatal(err)
		}
		if len(log) != 2 || log[0].Name != name || log[1].Name != name || log[0].Target != p.ID {
			t.Errorf("%s: %+v", visibility, log)
		}
	}
}

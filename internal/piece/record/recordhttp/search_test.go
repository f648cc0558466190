package recordhttp_test

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"piece/internal/piece"
	"piece/internal/piece/piecehttp"
	"piece/internal/platform/httpapi/httpapitest"
)

// found gives the ids that a search finds, and the parts of the first record found.
func (h *house) found(viewer, query string) (pieces, parts []string) {
	h.t.Helper()
	list := httpapitest.Read[piecehttp.PieceList](h.t, h.Wants(http.StatusOK, viewer, "GET", "/pieces?"+query, nil))
	for _, item := range list.Items {
		pieces = append(pieces, item.ID)
		for _, f := range item.Found {
			if f.Field == "record" && parts == nil {
				parts = f.Parts
			}
		}
	}
	return pieces, parts
}

// D14: what a record says is searched for its owner alone, public or not.
func TestD14_ARecordIsSearchedForItsOwnerOnly(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		owner, other := h.newID(), h.newID()
		shown, _ := h.piece(owner, piece.Public)
		hidden, _ := h.piece(owner, piece.Private)
		text := strings.Repeat("긴 하루였다. ", 900) + "앙코르에서 100%_ 울었다 (정말)"
		h.save(owner, shown, body(0, text))
		h.save(owner, hidden, body(0, "두 번째 앙코르"))
		h.Wants(http.StatusOK, other, "PUT", "/pieces/"+shown+"/heart", nil)
		for _, word := range []string{"앙코르", "앙콜", "100%_", "(", "앙코르 울었다"} {
			q := "q=" + url.QueryEscape(word)
			if pieces, parts := h.found(owner, "scope=mine&"+q); !slices.Contains(pieces, shown) || len(parts) < 3 || len([]rune(strings.Join(parts, ""))) > 82 {
				t.Errorf("%s: the owner finds %v, %q", word, pieces, parts)
			}
			for _, viewer := range []string{other, owner, ""} {
				for _, list := range []string{"scope=public&", "scope=public&owner=" + owner + "&"} {
					if pieces, parts := h.found(viewer, list+q); pieces != nil || parts != nil {
						t.Errorf("%s: %s finds %v", word, list, pieces)
					}
				}
			}
			for _, list := range []string{"scope=hearted&", "scope=mine&"} {
				if pieces, _ := h.found(other, list+q); pieces != nil {
					t.Errorf("%s: somebody else finds %v in %s", word, pieces, list)
				}
			}
		}
		if pieces, _ := h.found(owner, "scope=mine&q="+url.QueryEscape("앙코르")); len(pieces) != 2 {
			t.Errorf("the owner finds %v", pieces)
		}
		if pieces, _ := h.found(owner, "scope=mine&q="+url.QueryEscape("%")); !slices.Equal(pieces, []string{shown}) {
			t.Errorf("%% finds %v", pieces)
		}
		h.save(owner, shown, body(1, "다시 썼다"))
		if pieces, _ := h.found(owner, "scope=mine&q="+url.QueryEscape("앙코르")); !slices.Equal(pieces, []string{hidden}) {
			t.Errorf("after the record was written anew: %v", pieces)
		}
		if pieces, _ := h.found(owner, "scope=mine&q="+url.QueryEscape("다시썼")); !slices.Equal(pieces, []string{shown}) {
			t.Errorf("what it says now finds %v", pieces)
		}
		h.Wants(http.StatusNoContent, owner, "DELETE", "/pieces/"+hidden, nil)
		if pieces, _ := h.found(owner, "scope=mine&q="+url.QueryEscape("두 번째")); pieces != nil {
			t.Errorf("a deleted one is found: %v", pieces)
		}
	})
}

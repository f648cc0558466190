package piecehttp_test

import (
	"net/http"
	"testing"

	"github.com/prometheus/client_golang/prometheus"
)

func TestChangesAreCountedOnce(t *testing.T) {
	registry := prometheus.NewRegistry()
	h := open(t, sketch{}).another(registry)
	owner := newID()
	p, d := h.made(owner)
	h.put(owner, p.ID, d).want(http.StatusOK) // nothing
	h.put(owner, p.ID, d.with("title", "하나")).want(http.StatusOK)
	h.put(owner, p.ID, d.with("title", "하나")).want(http.StatusOK) // again
	h.put(owner, p.ID, d.with("title", "둘", "version", 2)).want(http.StatusOK)
	h.put(owner, p.ID, d.with("title", "둘", "companion", "지은", "version", 3)).want(http.StatusOK)
	for range 2 {
		h.heart(owner, "PUT", p.ID).want(http.StatusOK)
	}
	for range 2 {
		h.heart(owner, "DELETE", p.ID).want(http.StatusOK)
	}
	families, err := registry.Gather()
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]float64{}
	for _, f := range families {
		for _, m := range f.GetMetric() {
			if len(m.GetLabel()) == 1 && m.GetCounter() != nil {
				got[f.GetName()+" "+m.GetLabel()[0].GetValue()] = m.GetCounter().GetValue()
			}
		}
	}
	for name, want := range map[string]float64{
		"piece_pieces_edited_total true": 2, "piece_pieces_edited_total false": 1, "piece_hearts_total set": 1, "piece_hearts_total taken": 1,
	} {
		if got[name] != want {
			t.Errorf("%s is %v, want %v", name, got[name], want)
		}
	}
}

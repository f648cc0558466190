package cakeclient_test

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"testing"

	"piece/internal/cake/cakeclient"
	"piece/internal/platform/errs"
)

func TestThePosterOfAServiceElsewhere(t *testing.T) {
	known, endless := newID(), newID()
	h := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/api/v1/cakes/" + known + "/poster/0/large.webp":
			_, _ = w.Write([]byte("RIFF"))
		case "/api/v1/cakes/" + endless + "/poster/0/large.webp":
			for range 9 {
				_, _ = w.Write(make([]byte, 1<<20))
			}
		default:
			w.Header().Set("Content-Type", "application/problem+json")
			w.WriteHeader(http.StatusNotFound)
		}
	}))
	client, err := cakeclient.New(h.URL)
	if err != nil {
		t.Fatal(err)
	}
	if b, err := client.Poster(t.Context(), known); string(b) != "RIFF" || err != nil {
		t.Errorf("have %q, %v", b, err)
	}
	for _, none := range []string{newID(), "", "..", "../merges"} {
		if b, err := client.Poster(t.Context(), none); !errors.Is(err, errs.NotFound) {
			t.Errorf("%q has %d bytes, %v", none, len(b), err)
		}
	}
	if b, err := client.Poster(t.Context(), endless); !errors.Is(err, errs.Unavailable) {
		t.Errorf("without end: %d bytes, %v", len(b), err)
	}
	h.Close()
	if _, err := client.Poster(t.Context(), known); !errors.Is(err, errs.Unavailable) {
		t.Errorf("after it has gone: %v", err)
	}
}

package cakehttp_test

import (
	"fmt"
	"net/http"
	"testing"
	"time"

	"piece/internal/cake"
)

func TestOnePersonCantFillTheCatalogue(t *testing.T) {
	h := open(t)
	eager := newID()
	first := newDraft().with("title", "무대 0")
	h.post(eager, "key 0", first).want(http.StatusUnprocessableEntity) // a key has no blanks: nothing was made
	for i := range cake.MadePerHour {
		h.post(eager, fmt.Sprintf("key-%d", i), first.with("title", fmt.Sprintf("무대 %d", i))).want(http.StatusCreated)
	}
	h.post(eager, "one-more", first.with("title", "하나 더")).want(http.StatusTooManyRequests)
	h.post(eager, "key-0", first).want(http.StatusCreated) // the answer again is no further cake
	h.post(newID(), "another", first.with("title", "하나 더")).want(http.StatusCreated)
	h.clock.Advance(time.Hour)
	h.post(eager, "one-more", first.with("title", "둘 더")).want(http.StatusCreated)
}

package sharehttp

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"net/http"
	"strings"

	"piece/internal/piece/share"
	"piece/internal/platform/auth"
	"piece/internal/platform/errs"
	"piece/internal/platform/httpapi"
)

type feedOutput struct{ Body Feed }

func (h handlers) feed(ctx context.Context, _ *struct{}) (*feedOutput, error) {
	f, err := h.share.FeedOf(ctx, auth.Person(ctx))
	if errors.Is(err, errs.NotFound) {
		return &feedOutput{}, nil
	}
	return h.feedOf(f), err
}

type makeFeedInput struct{ Body NewFeed }

func (h handlers) makeFeed(ctx context.Context, in *makeFeedInput) (*feedOutput, error) {
	f, err := h.share.MakeFeed(ctx, auth.Person(ctx), share.NewFeed{TimeZone: in.Body.TimeZone})
	return h.feedOf(f), err
}

// extension ends the address of a calendar: programs know by it what they get.
const extension = ".ics"

func (h handlers) feedOf(f share.Feed) *feedOutput {
	return &feedOutput{Feed{
		URL: h.publicURL + httpapi.Prefix + "/feeds/" + f.Secret + extension, TimeZone: f.TimeZone, CreatedAt: &f.CreatedAt,
	}}
}

func (h handlers) removeFeed(ctx context.Context, _ *struct{}) (*empty, error) {
	return &empty{}, h.share.RemoveFeed(ctx, auth.Person(ctx))
}

const calendarType = "text/calendar"

type calendarInput struct {
	Calendar string `path:"calendar" doc:"The secret of the feed, and .ics behind it."`
	IfNone   string `header:"If-None-Match" doc:"The ETag of the calendar that the caller has."`
}

type calendarOutput struct {
	Status       int
	ContentType  string `header:"Content-Type"`
	CacheControl string `header:"Cache-Control"`
	ETag         string `header:"ETag"`
	Disposition  string `header:"Content-Disposition"`
	Robots       string `header:"X-Robots-Tag"`
	Body         []byte
}

func (h handlers) calendar(ctx context.Context, in *calendarInput) (*calendarOutput, error) {
	secret, ok := strings.CutSuffix(in.Calendar, extension)
	if !ok {
		return nil, errs.NotFound
	}
	events, err := h.share.Calendar(ctx, secret)
	if err != nil {
		return nil, err
	}
	file, err := h.icalendar(events)
	if err != nil {
		return nil, err
	}
	out := &calendarOutput{
		Status: http.StatusOK, CacheControl: httpapi.AskAgain, Robots: "noindex", ETag: etag(file),
	}
	if httpapi.HasTag(in.IfNone, out.ETag) {
		out.Status = http.StatusNotModified
		return out, nil
	}
	out.ContentType, out.Disposition, out.Body = calendarType+"; charset=utf-8", `inline; filename="piece.ics"`, file
	return out, nil
}

// etag gives an ETag that tells nothing of what it is made from.
func etag(of []byte) string {
	sum := sha256.Sum256(of)
	return `"` + base64.RawURLEncoding.EncodeToString(sum[:16]) + `"`
}

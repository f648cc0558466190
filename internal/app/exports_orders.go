package app

import (
	"context"
	"net/url"
	"time"

	"piece/internal/archive"
	"piece/internal/platform/auth"
	"piece/internal/platform/errs"
	"piece/internal/platform/page"
	"piece/internal/platform/peer"
)

// exportOrders are reports and questions in the words of exports.
type exportOrders struct {
	house *house
	apart *peer.Service // nil when it has no address
}

// Reports implements exports.Orders.
func (e exportOrders) Reports(ctx context.Context, person string) ([]archive.Report, error) {
	if e.house.moderation == nil {
		return allPages(func(cursor string) ([]archive.Report, string, error) {
			var found struct {
				Items []struct {
					Target              struct{ Kind string }
					Reason, Text, State string
					CreatedAt           time.Time
				}
				Next string
			}
			err := e.pageApart(ctx, "reports/mine", cursor, &found)
			var out []archive.Report
			for _, r := range found.Items {
				out = append(out, archive.Report{Kind: r.Target.Kind, Reason: r.Reason, Text: r.Text, State: r.State, CreatedAt: r.CreatedAt})
			}
			return out, found.Next, err
		})
	}
	return allPages(func(cursor string) ([]archive.Report, string, error) {
		found, err := e.house.moderation.Mine(ctx, person, cursor, page.MaxLimit)
		var out []archive.Report
		for _, r := range found.Items {
			out = append(out, archive.Report{Kind: string(r.Target.Kind), Reason: string(r.Reason), Text: r.Text, State: string(r.State), CreatedAt: r.CreatedAt.UTC()})
		}
		return out, found.Next.String(), err
	})
}

// Questions implements exports.Orders.
func (e exportOrders) Questions(ctx context.Context, person string) ([]archive.Question, error) {
	if e.house.questions == nil {
		return allPages(func(cursor string) ([]archive.Question, string, error) {
			var found struct {
				Items []archive.Question
				Next  string
			}
			err := e.pageApart(ctx, "questions", cursor, &found)
			return found.Items, found.Next, err
		})
	}
	return allPages(func(cursor string) ([]archive.Question, string, error) {
		found, err := e.house.questions.Mine(ctx, person, cursor, page.MaxLimit)
		var out []archive.Question
		for _, q := range found.Items {
			one := archive.Question{Title: q.Title, Text: q.Text, CreatedAt: q.CreatedAt.UTC(), Answer: q.Answer}
			if !q.AnsweredAt.IsZero() {
				at := q.AnsweredAt.UTC()
				one.AnswerAt = &at
			}
			out = append(out, one)
		}
		return out, found.Next.String(), err
	})
}

func (e exportOrders) pageApart(ctx context.Context, path, cursor string, into any) error {
	switch {
	case e.apart == nil:
		return notKnown("account")
	case auth.Token(ctx) == "":
		return errs.Unauthenticated
	}
	query := url.Values{}
	if cursor != "" {
		query.Set("cursor", cursor)
	}
	return e.apart.FindAs(ctx, path, query, into)
}

// allPages gives the items of all pages.
func allPages[T any](ask func(cursor string) ([]T, string, error)) ([]T, error) {
	all := []T{}
	for cursor := ""; ; {
		found, next, err := ask(cursor)
		if err != nil {
			return nil, err
		}
		all = append(all, found...)
		if cursor = next; cursor == "" {
			return all, nil
		}
	}
}

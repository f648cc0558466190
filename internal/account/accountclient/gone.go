package accountclient

import (
	"context"
	"net/url"
	"strconv"
	"time"

	"piece/internal/account/leave"
)

// Gone gives up to limit people who are gone, behind a place of their list, in its order.
func (c *Client) Gone(ctx context.Context, after int64, limit int) ([]leave.Gone, error) {
	var gone struct {
		Items []struct {
			Seq int64     `json:"seq"`
			ID  string    `json:"id"`
			At  time.Time `json:"at"`
		} `json:"items"`
	}
	q := url.Values{"after": {strconv.FormatInt(after, 10)}, "limit": {strconv.Itoa(min(limit, leave.MaxGone))}}
	if err := c.service.Read(ctx, "accounts/gone", q, &gone); err != nil {
		return nil, err
	}
	all := make([]leave.Gone, len(gone.Items))
	for i, g := range gone.Items {
		all[i] = leave.Gone{Seq: g.Seq, PersonID: g.ID, At: g.At}
	}
	return all, nil
}

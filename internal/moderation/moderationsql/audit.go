package moderationsql

import (
	"context"

	"github.com/uptrace/bun"

	"piece/internal/moderation"
	"piece/internal/platform/audit"
	"piece/internal/platform/page"
	"piece/internal/platform/sqldb"
)

// lineRow is a line of the log of what admins do. Nothing changes or removes one, but that people who
// are gone are taken out.
type lineRow struct {
	bun.BaseModel `bun:"table:audit_lines,alias:l"`

	ID        string `bun:",pk"`
	ByID      string
	Deed      string
	Kind      string
	Target    string
	Name      string
	Reason    string
	Failed    bool
	CreatedAt sqldb.Time
}

// Note implements moderation.Store.
func (s *Store) Note(ctx context.Context, l moderation.Line) error {
	a := l.Act
	row := lineRow{ID: l.ID, ByID: a.By, Deed: a.Deed, Kind: a.Kind, Target: a.Target, Name: a.Name, Reason: a.Reason, Failed: a.Failed, CreatedAt: sqldb.At(l.At)}
	_, err := s.db.Writer().NewInsert().Model(&row).Exec(ctx)
	return sqldb.Map(err)
}

// Lines implements moderation.Store.
func (s *Store) Lines(ctx context.Context, f moderation.LineFilter, r page.Request) (page.Page[moderation.Line], error) {
	var rows []lineRow
	q := s.db.Reader().NewSelect().Model(&rows).Order("id DESC").Limit(int64(r.Limit) + 1)
	for column, value := range map[string]string{"deed": f.Deed, "kind": f.Kind, "by_id": f.By} {
		if value != "" {
			q = q.Where("? = ?", bun.Ident(column), value)
		}
	}
	if len(r.After) == 1 {
		q = q.Where("id < ?", r.After[0])
	}
	if err := q.Scan(ctx); err != nil {
		return page.Page[moderation.Line]{}, sqldb.Map(err)
	}
	lines := make([]moderation.Line, len(rows))
	for i, r := range rows {
		lines[i] = moderation.Line{ID: r.ID, At: r.CreatedAt.Time, Act: audit.Act{
			By: r.ByID, Deed: r.Deed, Kind: r.Kind, Target: r.Target, Name: r.Name, Reason: r.Reason, Failed: r.Failed,
		}}
	}
	return page.Cut(lines, r.Limit, func(l moderation.Line) page.Cursor { return page.Cursor{l.ID} }), nil
}

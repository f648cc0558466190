package logsql

import (
	"context"
	"database/sql"
	"errors"
	"slices"

	"piece/internal/chat"
	"piece/internal/platform/errs"
)

// change makes the change that an entry tells of, and tells whether there was one. A message is
// a change in itself. An error of package errs is about the entry, any other about the store.
func (b *batch) change(ctx context.Context, e chat.Entry) (bool, error) {
	if e.Kind == chat.Message {
		return true, nil
	}
	target := entryRow{RoomID: e.RoomID, Seq: e.Target}
	err := b.tx.NewSelect().Model(&target).WherePK().Scan(ctx)
	if errors.Is(err, sql.ErrNoRows) {
		return false, errs.NotFound
	}
	if err != nil {
		return false, err
	}
	if target.Kind != chat.Message || target.Removed {
		return false, errs.NotFound
	}
	switch e.Kind {
	case chat.Removal:
		return true, b.remove(ctx, target)
	case chat.Masking:
		return b.mask(ctx, target, !e.Off)
	}
	return b.react(ctx, target, e)
}

// remove takes everything out of a message but who wrote it, and when.
func (b *batch) remove(ctx context.Context, target entryRow) error {
	if _, err := b.tx.NewDelete().Model((*reactionRow)(nil)).Where("room_id = ?", target.RoomID).Where("target = ?", target.Seq).Exec(ctx); err != nil {
		return err
	}
	target.Removed, target.Reacted = true, false
	target.Text, target.Pictures, target.PieceID, target.ReplyTo, target.Mentions = "", "", "", 0, ""
	_, err := b.tx.NewUpdate().Model(&target).WherePK().Column("removed", "reacted", "text", "pictures", "piece_id", "reply_to", "mentions").Exec(ctx)
	return err
}

// mask hides what a message holds or shows it again, and tells whether that changes anything.
func (b *batch) mask(ctx context.Context, target entryRow, masked bool) (bool, error) {
	if target.Masked == masked {
		return false, nil
	}
	target.Masked = masked
	_, err := b.tx.NewUpdate().Model(&target).WherePK().Column("masked").Exec(ctx)
	return true, err
}

func (b *batch) react(ctx context.Context, target entryRow, e chat.Entry) (bool, error) {
	row := reactionRow{RoomID: e.RoomID, Target: e.Target, Emoji: e.Emoji, PersonID: e.Sender, Place: e.Seq}
	if e.Off {
		res, err := b.tx.NewDelete().Model(&row).WherePK().Exec(ctx)
		if err != nil {
			return false, err
		}
		n, err := res.RowsAffected()
		return n > 0, err
	}
	there, err := b.tx.NewSelect().Model(&row).WherePK().Exists(ctx)
	if there || err != nil {
		return false, err
	}
	var emoji []string
	err = b.tx.NewSelect().Model((*reactionRow)(nil)).ColumnExpr("DISTINCT emoji").
		Where("room_id = ?", e.RoomID).Where("target = ?", e.Target).Scan(ctx, &emoji)
	if err != nil {
		return false, err
	}
	if len(emoji) >= chat.MaxReactions && !slices.Contains(emoji, e.Emoji) {
		return false, chat.ErrTooManyReactions
	}
	if _, err := b.tx.NewInsert().Model(&row).Exec(ctx); err != nil {
		return false, err
	}
	if target.Reacted {
		return true, nil
	}
	target.Reacted = true
	_, err = b.tx.NewUpdate().Model(&target).WherePK().Column("reacted").Exec(ctx)
	return true, err
}

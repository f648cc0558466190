package logsql

import (
	"context"
	"database/sql"
	"errors"

	"github.com/uptrace/bun"

	"piece/internal/chat"
	"piece/internal/platform/sqldb"
)

// renamedStretch is how many places are looked at, or entries removed, at a time.
const renamedStretch = 250

// Rename implements chat.Log. Who is named in a message no index tells, so the log is read from one
// end to the other, in stretches.
func (l *Log) Rename(ctx context.Context, room, person string, alias func() (string, error)) error {
	var head headRow
	err := l.db.Reader().NewSelect().Model(&head).Where("h.room_id = ?", room).Scan(ctx)
	if errors.Is(err, sql.ErrNoRows) {
		return nil
	}
	if err != nil {
		return sqldb.Map(err)
	}
	for after := int64(0); after < head.Seq; after += renamedStretch {
		if err := l.renameEntries(ctx, room, person, after, alias); err != nil {
			return err
		}
	}
	reacted, err := l.db.Reader().NewSelect().Model((*reactionRow)(nil)).Where("room_id = ?", room).Where("person_id = ?", person).Exists(ctx)
	if err != nil || !reacted {
		return sqldb.Map(err)
	}
	to, err := alias()
	if err != nil {
		return err
	}
	_, err = l.db.Writer().NewUpdate().Model((*reactionRow)(nil)).Set("person_id = ?", to).
		Where("room_id = ?", room).Where("person_id = ?", person).Exec(ctx)
	return sqldb.Map(err)
}

// renameEntries renames somebody in a stretch of a log.
func (l *Log) renameEntries(ctx context.Context, room, person string, after int64, alias func() (string, error)) error {
	var rows []entryRow
	err := l.db.Reader().NewSelect().Model(&rows).Column("seq", "kind", "sender_id", "held", "removed", "text", "piece_id", "mentions").
		Where("e.room_id = ?", room).Where("e.seq > ?", after).Where("e.seq <= ?", after+renamedStretch).
		Where("(e.sender_id = ? OR e.mentions LIKE ?)", person, "%"+person+"%").Scan(ctx)
	if err != nil || len(rows) == 0 {
		return sqldb.Map(err)
	}
	to, err := alias()
	if err != nil {
		return err
	}
	var sent, empty, named []int64
	for _, r := range rows {
		if r.SenderID != person {
			named = append(named, r.Seq)
			continue
		}
		sent = append(sent, r.Seq)
		e, err := r.entry()
		if err != nil {
			return err
		}
		switch {
		case r.Kind == chat.Message && !r.Removed && !e.LeftBehind():
			empty = append(empty, r.Seq)
		case r.Mentions != "":
			named = append(named, r.Seq) // somebody may name themselves
		}
	}
	return l.db.InTx(ctx, func(ctx context.Context, tx bun.Tx) error {
		if err := changeSome(ctx, tx, room, named, "mentions = REPLACE(mentions, ?, ?)", person, to); err != nil {
			return err
		}
		if err := emptySome(ctx, tx, room, empty); err != nil {
			return err
		}
		return changeSome(ctx, tx, room, sent, "sender_id = ?, pictures = ''", to)
	})
}

// changeSome changes entries of a room.
func changeSome(ctx context.Context, tx bun.Tx, room string, seqs []int64, set string, values ...any) error {
	if len(seqs) == 0 {
		return nil
	}
	_, err := tx.NewUpdate().Model((*entryRow)(nil)).Set(set, values...).Where("room_id = ?", room).Where("seq IN (?)", bun.List(seqs)).Exec(ctx)
	return err
}

// emptySome takes everything out of messages, as a removal does.
func emptySome(ctx context.Context, tx bun.Tx, room string, seqs []int64) error {
	if len(seqs) == 0 {
		return nil
	}
	_, err := tx.NewDelete().Model((*reactionRow)(nil)).Where("room_id = ?", room).Where("target IN (?)", bun.List(seqs)).Exec(ctx)
	if err != nil {
		return err
	}
	return changeSome(ctx, tx, room, seqs, "removed = ?, reacted = ?, text = '', piece_id = '', reply_to = 0, mentions = ''", true, false)
}

// Drop implements chat.Log. The head goes last, so that a call that was cut short finds the rest.
func (l *Log) Drop(ctx context.Context, room string) error {
	for {
		var seqs []int64
		err := l.db.Reader().NewSelect().Model((*entryRow)(nil)).Column("seq").Where("e.room_id = ?", room).Order("e.seq").Limit(renamedStretch).Scan(ctx, &seqs)
		if err != nil {
			return sqldb.Map(err)
		}
		if len(seqs) == 0 {
			break
		}
		_, err = l.db.Writer().NewDelete().Model((*entryRow)(nil)).Where("room_id = ?", room).Where("seq IN (?)", bun.List(seqs)).Exec(ctx)
		if err != nil {
			return sqldb.Map(err)
		}
	}
	return l.db.InTx(ctx, func(ctx context.Context, tx bun.Tx) error {
		if _, err := tx.NewDelete().Model((*reactionRow)(nil)).Where("room_id = ?", room).Exec(ctx); err != nil {
			return err
		}
		_, err := tx.NewDelete().Model((*headRow)(nil)).Where("room_id = ?", room).Exec(ctx)
		return err
	})
}

package logmongo

import (
	"context"
	"errors"
	"slices"

	"go.mongodb.org/mongo-driver/v2/bson"
	"go.mongodb.org/mongo-driver/v2/mongo"

	"piece/internal/chat"
	"piece/internal/platform/errs"
	"piece/internal/platform/mongodb"
)

// change makes the change that an entry tells of, whose place would be seq. done tells that the
// entry isn't to be stored, and has its outcome.
func (r *run) change(ctx context.Context, i int, seq int64) (done bool, err error) {
	e := r.entries[i]
	stored, err := r.log.Sent(ctx, r.room, e.Sender, e.ClientID)
	if err == nil {
		r.out[i] = chat.Appended{Entry: stored, Again: true}
		return true, nil
	}
	if !errors.Is(err, errs.NotFound) {
		return false, err
	}
	changed := false
	switch e.Kind {
	case chat.Removal:
		changed, err = true, r.remove(ctx, e)
	case chat.Masking:
		changed, err = r.mask(ctx, e)
	default:
		changed, err = r.react(ctx, e, seq)
	}
	if errors.Is(err, errs.NotFound) || errors.Is(err, chat.ErrTooManyReactions) {
		r.out[i] = chat.Appended{Entry: e, Err: err}
		return true, nil
	}
	if err == nil && !changed {
		r.out[i] = chat.Appended{Entry: e}
		return true, nil
	}
	return false, err
}

// target finds the message that an entry is about.
func (l *Log) target(ctx context.Context, e chat.Entry) (entryDoc, error) {
	var doc entryDoc
	if err := l.entries.FindOne(ctx, bson.D{eq("room", e.RoomID), eq("seq", e.Target)}).Decode(&doc); err != nil {
		return doc, mongodb.Map(err)
	}
	if doc.Kind != chat.Message {
		return doc, errs.NotFound
	}
	return doc, nil
}

// settled tells whether the send that made a change has its entry: a process may have died
// between the two.
func (r *run) settled(ctx context.Context, sender, client string) (bool, error) {
	if r.here[[2]string{sender, client}] {
		return true, nil // it will be, before the entry that asks
	}
	_, err := r.log.Sent(ctx, r.room, sender, client)
	if errors.Is(err, errs.NotFound) {
		return false, nil
	}
	return err == nil, err
}

// remove takes everything out of a message but who wrote it, and when.
func (r *run) remove(ctx context.Context, e chat.Entry) error {
	target, err := r.log.target(ctx, e)
	if err != nil {
		return err
	}
	if target.Removed != "" && target.Removed != e.ClientID {
		settled, err := r.settled(ctx, e.Sender, target.Removed)
		if settled || err != nil {
			return errors.Join(errs.NotFound, err)
		}
	}
	if err := r.log.begin(ctx, e); err != nil {
		return err
	}
	_, err = r.log.entries.UpdateOne(ctx, bson.D{eq("room", e.RoomID), eq("seq", e.Target)}, bson.D{eq("$set", bson.D{eq("removed", e.ClientID)}), eq("$unset", contents())})
	if err != nil {
		return mongodb.Map(err)
	}
	_, err = r.log.reactions.DeleteMany(ctx, bson.D{eq("room", e.RoomID), eq("target", e.Target)})
	return mongodb.Map(err)
}

// contents are the fields of a message that a removal takes out.
func contents() bson.D {
	empty := bson.D{}
	for _, field := range []string{"counts", "text", "pictures", "piece", "replyTo", "mentions", "reacted"} {
		empty = append(empty, eq(field, ""))
	}
	return empty
}

// mask hides what a message holds or shows it again, and tells whether that changes anything.
func (r *run) mask(ctx context.Context, e chat.Entry) (bool, error) {
	target, err := r.log.target(ctx, e)
	if err != nil {
		return false, err
	}
	if target.Removed != "" {
		return false, errs.NotFound
	}
	if target.Masked == !e.Off && target.MaskedBy != e.ClientID {
		if target.MaskedBy == "" {
			return false, nil // it never was otherwise
		}
		if settled, err := r.settledBy(ctx, e.Target, target.MaskedBy); settled || err != nil {
			return false, err
		}
	}
	if err := r.log.begin(ctx, e); err != nil {
		return false, err
	}
	_, err = r.log.entries.UpdateOne(ctx, bson.D{eq("room", e.RoomID), eq("seq", e.Target)},
		bson.D{eq("$set", bson.D{eq("masked", !e.Off), eq("maskedBy", e.ClientID)})})
	return true, mongodb.Map(err)
}

// settledBy is settled for a send of which only its id is known: any admin may have masked.
func (r *run) settledBy(ctx context.Context, target int64, client string) (bool, error) {
	for send := range r.here {
		if send[1] == client {
			return true, nil
		}
	}
	n, err := r.log.entries.CountDocuments(ctx, bson.D{eq("room", r.room), eq("target", target), eq("client", client)})
	return n > 0, mongodb.Map(err)
}

// react puts a reaction to a message or takes it off, and tells whether that changes anything.
func (r *run) react(ctx context.Context, e chat.Entry, seq int64) (bool, error) {
	target, err := r.log.target(ctx, e)
	if err != nil {
		return false, err
	}
	if target.Removed != "" {
		return false, errs.NotFound
	}
	which := bson.D{eq("room", e.RoomID), eq("target", e.Target), eq("emoji", e.Emoji), eq("person", e.Sender)}
	var was reactionDoc
	err = r.log.reactions.FindOne(ctx, which).Decode(&was)
	missing := errors.Is(err, mongo.ErrNoDocuments)
	if err != nil && !missing {
		return false, mongodb.Map(err)
	}
	switch {
	case missing && e.Off:
		return false, nil
	case !missing && was.On == !e.Off && was.Client != e.ClientID:
		if settled, err := r.settled(ctx, e.Sender, was.Client); settled || err != nil {
			return false, err
		}
	}
	if !e.Off && !was.On {
		if err := r.log.roomFor(ctx, e); err != nil {
			return false, err
		}
	}
	if err := r.log.begin(ctx, e); err != nil {
		return false, err
	}
	if !target.Reacted {
		// First, so that nobody who sees the message misses what is put to it.
		if _, err := r.log.entries.UpdateOne(ctx, bson.D{eq("room", e.RoomID), eq("seq", e.Target)}, bson.D{eq("$set", bson.D{eq("reacted", true)})}); err != nil {
			return false, mongodb.Map(err)
		}
	}
	now := reactionDoc{Room: e.RoomID, Target: e.Target, Emoji: e.Emoji, Person: e.Sender, On: !e.Off, Client: e.ClientID, Place: seq}
	if missing {
		_, err = r.log.reactions.InsertOne(ctx, now)
		if !mongo.IsDuplicateKeyError(err) {
			return true, mongodb.Map(err)
		}
	}
	_, err = r.log.reactions.UpdateOne(ctx, which, bson.D{eq("$set", bson.D{eq("on", now.On), eq("client", now.Client), eq("place", now.Place)})})
	return true, mongodb.Map(err)
}

// roomFor tells whether a message takes one more emoji.
func (l *Log) roomFor(ctx context.Context, e chat.Entry) error {
	var there []reactionDoc
	if err := find(ctx, l.reactions, bson.D{eq("room", e.RoomID), eq("target", e.Target), eq("on", true)}, &there); err != nil {
		return err
	}
	emoji := make([]string, len(there))
	for i, r := range there {
		emoji[i] = r.Emoji
	}
	if emoji = distinct(emoji); len(emoji) >= chat.MaxReactions && !slices.Contains(emoji, e.Emoji) {
		return chat.ErrTooManyReactions
	}
	return nil
}

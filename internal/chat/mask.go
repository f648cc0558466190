package chat

import (
	"context"
	"strconv"

	"piece/internal/platform/audit"
	"piece/internal/platform/errs"
	"piece/internal/platform/id"
	"piece/internal/platform/textrule"
)

// Admin is who asks for what only admins may do.
type Admin struct {
	ID string
	Is bool // an admin
}

// MaskReasonRule is what an admin says about hiding a message.
var MaskReasonRule = textrule.Rule{Min: 1, Max: 200}

// Reviewed is a message as admins look at it. Of messages of direct rooms they learn what became
// of them, not what they say: those who reported one have shown it.
type Reviewed struct {
	Entry Entry
	Open  bool // of an open room, whose messages everybody may read
}

// CheckMasking tells the rules that a reason breaks, as an errs.Invalid, and gives it clean.
func CheckMasking(reason string) (string, error) {
	var f errs.Fields
	reason = MaskReasonRule.Clean(&f, "body.reason", reason)
	return reason, f.Err()
}

// Mask hides what a message holds from everybody. Again is fine.
func (s *Service) Mask(ctx context.Context, by Admin, room string, seq int64, reason string) (Reviewed, error) {
	if !by.Is {
		return Reviewed{}, errs.Forbidden
	}
	reason, err := CheckMasking(reason)
	if err != nil {
		return Reviewed{}, err
	}
	return s.setMasked(ctx, by, room, seq, reason, true)
}

// Unmask shows a message again. Again is fine.
func (s *Service) Unmask(ctx context.Context, by Admin, room string, seq int64) (Reviewed, error) {
	if !by.Is {
		return Reviewed{}, errs.Forbidden
	}
	return s.setMasked(ctx, by, room, seq, "", false)
}

func (s *Service) setMasked(ctx context.Context, by Admin, roomID string, seq int64, reason string, masked bool) (Reviewed, error) {
	r, e, err := s.anyMessage(ctx, roomID, seq)
	switch {
	case err != nil:
		return Reviewed{}, err
	case e.Removed:
		return Reviewed{}, errs.NotFound
	}
	set := func(ctx context.Context) error { return s.mask(ctx, by, r, e, masked) }
	if e.Masked == masked {
		err = s.maskPictures(ctx, e, masked) // may have failed the last time
	} else {
		deed := "restore"
		if masked {
			deed = "hide"
		}
		place := r.ID + " " + strconv.FormatInt(seq, 10)
		err = audit.Do(ctx, s.Audit, audit.Act{By: by.ID, Deed: deed, Kind: "message", Target: place, Reason: reason}, set)
	}
	if err != nil {
		return Reviewed{}, err
	}
	return s.Review(ctx, by, roomID, seq)
}

// mask stores what an admin decided. Pictures are hidden before the message is, and shown after it.
func (s *Service) mask(ctx context.Context, by Admin, r Room, e Entry, masked bool) error {
	if masked {
		if err := s.maskPictures(ctx, e, true); err != nil {
			return err
		}
	}
	entry := Entry{Kind: Masking, Sender: by.ID, ClientID: maskingID + id.New(s.Clock), Target: e.Seq, Off: !masked, Held: e.Held}
	if _, err := s.append(ctx, writing{room: r}, entry); err != nil || masked {
		return err
	}
	return s.maskPictures(ctx, e, false)
}

func (s *Service) maskPictures(ctx context.Context, e Entry, masked bool) error {
	ids := make([]string, len(e.Pictures))
	for i, p := range e.Pictures {
		ids[i] = p.ID
	}
	return s.Store.MaskPictures(ctx, e.RoomID, ids, masked)
}

// Review gives a message to an admin.
func (s *Service) Review(ctx context.Context, by Admin, roomID string, seq int64) (Reviewed, error) {
	if !by.Is {
		return Reviewed{}, errs.Forbidden
	}
	r, e, err := s.anyMessage(ctx, roomID, seq)
	if err != nil {
		return Reviewed{}, err
	}
	out := Reviewed{Entry: e, Open: r.Kind == Open}
	if !out.Open {
		out.Entry = Entry{RoomID: e.RoomID, Seq: e.Seq, Kind: e.Kind, Sender: e.Sender, At: e.At, Removed: e.Removed, Masked: e.Masked}
	}
	return out, nil
}

// anyMessage finds a message, whoever may see it.
func (s *Service) anyMessage(ctx context.Context, roomID string, seq int64) (Room, Entry, error) {
	if !id.Valid(roomID) {
		return Room{}, Entry{}, errs.NotFound
	}
	r, err := s.Store.Room(ctx, roomID)
	if err != nil {
		return Room{}, Entry{}, err
	}
	found, err := s.Entries.Some(ctx, roomID, []int64{seq})
	if err != nil {
		return Room{}, Entry{}, err
	}
	e, ok := found[seq]
	if !ok {
		return Room{}, Entry{}, errs.NotFound
	}
	return r, e, nil
}

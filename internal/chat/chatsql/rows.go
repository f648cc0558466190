package chatsql

import (
	"github.com/uptrace/bun"

	"piece/internal/chat"
	"piece/internal/platform/sqldb"
)

type roomRow struct {
	bun.BaseModel `bun:"table:chat_rooms,alias:r"`

	ID        string `bun:",pk"`
	Kind      string
	CakeID    string `bun:",nullzero"`
	LowID     string `bun:",nullzero"`
	HighID    string `bun:",nullzero"`
	MovedTo   string `bun:",nullzero"`
	CreatedAt sqldb.Time
}

func rowOf(r chat.Room) *roomRow {
	return &roomRow{
		ID: r.ID, Kind: string(r.Kind), CakeID: r.CakeID, LowID: r.Pair[0], HighID: r.Pair[1],
		MovedTo: r.MovedTo, CreatedAt: sqldb.At(r.CreatedAt),
	}
}

func (r *roomRow) room() chat.Room {
	return chat.Room{
		ID: r.ID, Kind: chat.Kind(r.Kind), CakeID: r.CakeID, Pair: [2]string{r.LowID, r.HighID},
		MovedTo: r.MovedTo, CreatedAt: r.CreatedAt.Time,
	}
}

type memberRow struct {
	bun.BaseModel `bun:"table:chat_members,alias:m"`

	RoomID   string `bun:",pk"`
	PersonID string `bun:",pk"`
	FromSeq  int64
	ReadSeq  int64
	Muted    bool
	Push     string
	JoinedAt sqldb.Time
	LeftAt   sqldb.Time
}

func memberRowOf(m chat.Member) *memberRow {
	return &memberRow{
		RoomID: m.RoomID, PersonID: m.PersonID, FromSeq: m.From, ReadSeq: m.Read,
		Muted: m.Muted, Push: string(m.Push), JoinedAt: sqldb.At(m.JoinedAt), LeftAt: sqldb.At(m.LeftAt),
	}
}

func (r *memberRow) member() chat.Member {
	return chat.Member{
		RoomID: r.RoomID, PersonID: r.PersonID, From: r.FromSeq, Read: r.ReadSeq,
		Muted: r.Muted, Push: chat.Push(r.Push), JoinedAt: r.JoinedAt.Time, LeftAt: r.LeftAt.Time,
	}
}

type blockRow struct {
	bun.BaseModel `bun:"table:chat_blocks,alias:b"`

	BlockerID string `bun:",pk"`
	BlockedID string `bun:",pk"`
	CreatedAt sqldb.Time
}

type pictureRow struct {
	bun.BaseModel `bun:"table:chat_pictures,alias:p"`

	ID      string `bun:",pk"`
	RoomID  string
	OwnerID string
	PhotoID string
	Width   int
	Height  int
	Color   string
	MadeAt  sqldb.Time
	UsedAt  sqldb.Time
	Masked  bool
}

func pictureRowOf(p chat.StoredPicture) *pictureRow {
	return &pictureRow{
		ID: p.ID, RoomID: p.RoomID, OwnerID: p.OwnerID, PhotoID: p.PhotoID,
		Width: p.Width, Height: p.Height, Color: p.Color, MadeAt: sqldb.At(p.MadeAt), UsedAt: sqldb.At(p.UsedAt), Masked: p.Masked,
	}
}

func (r *pictureRow) picture() chat.StoredPicture {
	return chat.StoredPicture{
		Picture: chat.Picture{ID: r.ID, Width: r.Width, Height: r.Height, Color: r.Color},
		RoomID:  r.RoomID, OwnerID: r.OwnerID, PhotoID: r.PhotoID, MadeAt: r.MadeAt.Time, UsedAt: r.UsedAt.Time, Masked: r.Masked,
	}
}

// mergeRow is a merge of cakes that was followed.
type mergeRow struct {
	bun.BaseModel `bun:"table:chat_merges"`

	FromID string `bun:",pk"`
	ToID   string
	Seq    int64
}

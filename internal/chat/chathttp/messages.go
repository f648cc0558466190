package chathttp

import (
	"context"
	"net/http"
	"reflect"

	"github.com/danielgtaylor/huma/v2"

	"piece/internal/chat"
	"piece/internal/chat/wire"
	"piece/internal/platform/auth"
	"piece/internal/platform/httpapi"
)

const (
	messagesDoc = "Without before, after and around: the newest. With before or after those on that side of a place, next to it; with around those on both sides, itself included. " +
		"Pages have no gap and no double at their borders while messages arrive."
	sendDoc = "A message has text, pictures or a piece. It is answered once it is stored. The same send again is answered with what is stored; " +
		"another message under the same id is 409 send_reused."
)

type messagesInput struct {
	ID     string `path:"id" maxLength:"64" doc:"Id of a room."`
	Before int64  `query:"before" minimum:"0" doc:"Only messages before this place."`
	After  int64  `query:"after" minimum:"0" doc:"Only messages after this place."`
	Around int64  `query:"around" minimum:"0" doc:"Messages on both sides of this place."`
	Limit  int    `query:"limit" minimum:"1" maximum:"100" default:"50" doc:"Messages at once."`
}

type messagesOutput struct{ Body Messages }

func (h handlers) messages(ctx context.Context, in *messagesInput) (*messagesOutput, error) {
	person := auth.Person(ctx)
	p, err := h.chats.History(ctx, person, in.ID, chat.HistoryRequest{Before: in.Before, After: in.After, Around: in.Around, Limit: in.Limit})
	if err != nil {
		return nil, err
	}
	return &messagesOutput{Messages{
		Items: entries(p.Entries, person, p.From), Quotes: entries(p.Quotes, person, p.From), Persons: persons(p.Persons),
		Before: p.Before, After: p.After, Head: p.Head,
	}}, nil
}

type logInput struct {
	ID    string `path:"id" maxLength:"64" doc:"Id of a room."`
	After int64  `query:"after" minimum:"0" default:"0" doc:"Only entries after this place."`
	Limit int    `query:"limit" minimum:"1" maximum:"100" default:"100" doc:"Entries at once."`
}

type logOutput struct{ Body Entries }

func (h handlers) log(ctx context.Context, in *logInput) (*logOutput, error) {
	person := auth.Person(ctx)
	p, err := h.chats.LogBehind(ctx, person, in.ID, in.After, in.Limit)
	if err != nil {
		return nil, err
	}
	return &logOutput{Entries{
		Items: entries(p.Entries, person, p.From), Quotes: entries(p.Quotes, person, p.From), Persons: persons(p.Persons), Head: p.Head,
	}}, nil
}

type sendInput struct {
	ID   string `path:"id" maxLength:"64" doc:"Id of a room."`
	Body NewMessage
}

type entryOutput struct {
	Status int
	Body   wire.Entry
}

// Resolve checks the rules of the domain together with the schema, so that every broken field
// is told at once. A body that is empty or no JSON breaks the schema already.
func (b *NewMessage) Resolve(huma.Context) []error {
	if reflect.ValueOf(*b).IsZero() {
		return nil
	}
	if _, err := b.To("").Check(); err != nil {
		return []error{err}
	}
	return nil
}

func (h handlers) send(ctx context.Context, in *sendInput) (*entryOutput, error) {
	person := auth.Person(ctx)
	a, err := h.chats.Post(ctx, person, in.Body.To(in.ID))
	if err != nil {
		return nil, err
	}
	status := http.StatusCreated
	if a.Again {
		status = http.StatusOK
	}
	return &entryOutput{status, wire.Of(a.Entry, person, 0)}, nil
}

// messagePath names a message.
type messagePath struct {
	ID  string `path:"id" maxLength:"64" doc:"Id of a room."`
	Seq int64  `path:"seq" minimum:"1" doc:"Place of the message."`
}

func (h handlers) remove(ctx context.Context, in *messagePath) (*empty, error) {
	return &empty{}, h.chats.Remove(ctx, auth.Person(ctx), in.ID, in.Seq)
}

// reactionPath names an emoji at a message.
type reactionPath struct {
	ID    string `path:"id" maxLength:"64" doc:"Id of a room."`
	Seq   int64  `path:"seq" minimum:"1" doc:"Place of the message."`
	Emoji emoji  `path:"emoji" doc:"One emoji." example:"❤️"`
}

func (h handlers) react(ctx context.Context, in *reactionPath) (*empty, error) {
	return &empty{}, h.chats.React(ctx, auth.Person(ctx), in.ID, in.Seq, string(in.Emoji), false)
}

func (h handlers) unreact(ctx context.Context, in *reactionPath) (*empty, error) {
	return &empty{}, h.chats.React(ctx, auth.Person(ctx), in.ID, in.Seq, string(in.Emoji), true)
}

type addPictureInput struct {
	ID   string `path:"id" maxLength:"64" doc:"Id of a room."`
	Body NewPicture
}

type pictureOutput struct{ Body wire.Picture }

func (h handlers) addPicture(ctx context.Context, in *addPictureInput) (*pictureOutput, error) {
	p, err := h.chats.AddPicture(ctx, auth.Person(ctx), in.ID, in.Body.PhotoID)
	if err != nil {
		return nil, err
	}
	return &pictureOutput{wire.PictureOf(p.RoomID, p.Picture)}, nil
}

type pictureInput struct {
	ID      string `path:"id" maxLength:"64" doc:"Id of a room."`
	Picture string `path:"picture" maxLength:"64" doc:"Id of a picture."`
	File    string `path:"file" maxLength:"32" doc:"small.jpg (at most 640 pixels wide and high) or large.jpg." example:"small.jpg"`
	IfNone  string `header:"If-None-Match" doc:"The ETag that the caller has."`
}

type fileOutput struct {
	Status       int
	ContentType  string `header:"Content-Type"`
	CacheControl string `header:"Cache-Control"`
	ETag         string `header:"ETag"`
	Body         []byte
}

func (h handlers) picture(ctx context.Context, in *pictureInput) (*fileOutput, error) {
	f, err := h.chats.PictureFile(ctx, auth.Person(ctx), in.ID, in.Picture, in.File)
	if err != nil {
		return nil, err
	}
	out := &fileOutput{Status: http.StatusOK, ETag: `"` + f.Tag + `"`, CacheControl: httpapi.KeepForever}
	if httpapi.HasTag(in.IfNone, out.ETag) {
		out.Status = http.StatusNotModified
		return out, nil
	}
	out.ContentType = "image/jpeg"
	out.Body, err = f.Bytes(ctx)
	return out, err
}

package app

import (
	"context"
	"errors"

	"piece/internal/account/accounthttp"
	"piece/internal/cake"
	"piece/internal/cake/cakeclient"
	"piece/internal/cake/gallery"
	"piece/internal/cake/gallery/galleryhttp"
	"piece/internal/chat"
	"piece/internal/chat/chatclient"
	"piece/internal/chat/chathttp"
	"piece/internal/chat/chatsql"
	"piece/internal/platform/errs"
	"piece/internal/platform/lifecycle"
	"piece/internal/platform/page"
	"piece/internal/platform/sqldb"
)

// startChats makes the rooms. They ask people, cakes and photos, of which the photos may start
// later.
func startChats(ctx context.Context, h *house) (lifecycle.Runner, error) {
	if _, err := sqldb.Migrate(ctx, h.db, chatsql.Domain, chatsql.Migrations); err != nil {
		return nil, err
	}
	people, err := h.people()
	if err != nil {
		return nil, err
	}
	cakes, err := h.chatCakes()
	if err != nil {
		return nil, err
	}
	elsewhere, err := h.pieceElsewhere()
	if err != nil {
		return nil, err
	}
	deeds, err := h.audit()
	if err != nil {
		return nil, err
	}
	store, profiles := chatsql.New(h.db, h.bin, h.clock), chatProfiles{people}
	h.chatWriter = chat.NewWriter(h.chatLog, h.clock, h.live.Publish, h.metrics)
	h.chats = chat.New(chat.Deps{
		Store: store, Entries: h.chatLog, Writer: h.chatWriter, Live: h.live, Profiles: profiles, Cakes: cakes, Photos: cakePhotos{h, elsewhere}, Objects: h.objects,
		Pusher: h.pusher(chatPush{Store: store, Entries: h.chatLog, Live: h.live, Profiles: profiles, Cakes: cakes, Unread: h.unread}),
		Clock:  h.clock, Log: h.log, Metrics: h.metrics,
		SendsPerSecond: h.config.Chat.SendsPerSecond, SendBurst: h.config.Chat.SendBurst, Audit: deeds, OnJoin: h.titlePrompt.Changed,
	})
	chathttp.Register(h.server.API, h.chats)
	return nil, nil
}

// startChatWriter stores what people send.
func startChatWriter(_ context.Context, h *house) (lifecycle.Runner, error) {
	return h.chatWriter, nil
}

// startChatPushes finds out who is told of messages that they don't see.
func startChatPushes(_ context.Context, h *house) (lifecycle.Runner, error) {
	return lifecycle.RunFunc(h.chats.KeepPushing), nil
}

// startChatMerges lets rooms follow their cakes into others.
func startChatMerges(_ context.Context, h *house) (lifecycle.Runner, error) {
	woken := h.cakeMerged.listen()
	return lifecycle.RunFunc(func(ctx context.Context) error { return h.chats.FollowMerges(ctx, woken) }), nil
}

// startChatSweep removes pictures that no message was sent with.
func startChatSweep(_ context.Context, h *house) (lifecycle.Runner, error) {
	return lifecycle.RunFunc(h.chats.KeepSwept), nil
}

// unread counts what a person hasn't read, for the badge of the app.
func (h *house) unread(ctx context.Context, person string) (int, error) {
	u, err := h.chats.Unread(ctx, person)
	return u.Open + u.Direct, err
}

// chatProfiles are people in the words of the chat.
type chatProfiles struct{ people profiles }

func (c chatProfiles) Profiles(ctx context.Context, ids []string) (map[string]chat.Profile, error) {
	found, err := c.people.Profiles(ctx, ids)
	out := make(map[string]chat.Profile, len(found))
	for id, p := range found {
		out[id] = chat.Profile{ID: id, Nickname: p.Nickname, Picture: accounthttp.Picture(id, p.Picture), Title: chat.Title(p.Title)}
	}
	return out, err
}

// chatCakes gives the cakes in the words of the chat, here or in a service elsewhere.
func (h *house) chatCakes() (chat.Cakes, error) {
	names, err := h.cakeNames()
	if err != nil {
		return nil, err
	}
	if client, apart := names.(*cakeclient.Client); apart {
		return chatCakes{names, func(ctx context.Context, ids []string) (map[string]chat.Cake, error) {
			found, err := client.Some(ctx, ids)
			out := make(map[string]chat.Cake, len(found))
			for id, c := range found {
				out[id] = chat.Cake(c)
			}
			return out, err
		}}, nil
	}
	return chatCakes{names, h.cakesHere}, nil
}

func (h *house) cakesHere(ctx context.Context, ids []string) (map[string]chat.Cake, error) {
	found, err := h.cakes.Some(ctx, cake.Viewer{}, ids)
	out := make(map[string]chat.Cake, len(found))
	for id, c := range found {
		out[id] = chat.Cake{
			ID: c.ID, Kind: string(c.Kind), Title: c.Title, Color: c.Poster.Color,
			Poster: galleryhttp.Poster(c.ID, c.Poster.Revision, gallery.SmallFile),
		}
	}
	return out, err
}

type chatCakes struct {
	cakeNames
	some func(ctx context.Context, ids []string) (map[string]chat.Cake, error)
}

func (c chatCakes) Cakes(ctx context.Context, ids []string) (map[string]chat.Cake, error) {
	return c.some(ctx, ids)
}

func (c chatCakes) Merges(ctx context.Context, after int64, limit int) ([]chat.CakeMerge, error) {
	found, err := c.cakeNames.Merges(ctx, after, limit)
	out := make([]chat.CakeMerge, len(found))
	for i, m := range found {
		out[i] = chat.CakeMerge{Seq: m.Seq, From: m.From, To: m.To}
	}
	return out, err
}

// chatElsewhere gives the chat service at upstream.chat; nil when that isn't set.
func (h *house) chatElsewhere() (*chatclient.Client, error) {
	if h.config.Upstream.Chat == "" {
		return nil, nil
	}
	return chatclient.New(h.config.Upstream.Chat)
}

// errChatApart is what a process without rooms answers that doesn't know where they are.
var errChatApart = errs.Unavailable.With(errors.New("chat doesn't run in this process, and upstream.chat is not set"))

// Messages counts what was written in the rooms of cakes.
func (c cakeActivities) Messages(ctx context.Context, since cake.Day) ([]cake.Activity, error) {
	ask := func(context.Context, string, string) (page.Page[chat.CakeActivity], error) {
		return page.Page[chat.CakeActivity]{}, errChatApart
	}
	switch {
	case c.h.chats != nil:
		ask = c.h.chats.Activity
	case c.chat != nil:
		ask = c.chat.Activity
	}
	var all []cake.Activity
	for cursor := ""; ; {
		found, err := ask(ctx, string(since), cursor)
		if err != nil {
			return nil, err
		}
		for _, a := range found.Items {
			all = append(all, cake.Activity{CakeID: a.CakeID, Day: cake.Day(a.Day), Count: a.Messages})
		}
		if cursor = found.Next.String(); cursor == "" {
			return all, nil
		}
	}
}

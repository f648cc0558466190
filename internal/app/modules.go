package app

import (
	"slices"

	"piece/internal/platform/lifecycle"
)

// targets are the modules that can be asked for; the others only make sense within them.
var targets = []string{"all", "account", "cake", "piece", "chat", "gateway"}

// modules is the table of everything that a process can run: what -target names, what
// each part needs, and how it starts. "all" is an entry like any other.
//
// Photos, artworks and pieces ask each other, so the modules that work by themselves
// (sweeps, queues) come after all three are made. Pieces and rooms ask cakes, and what keeps
// cakes up asks pieces and rooms, in the same way; exports ask rooms, so rooms come before them.
// Connections of devices end before the writer stops, which takes what they send.
var modules = lifecycle.Table[*house]{
	{Name: "ops", Start: startOps},
	{Name: "database", Needs: []string{"ops"}, Start: startDatabase},
	{Name: "objects", Needs: []string{"ops"}, Start: startObjects},
	{Name: "object-bin", Needs: []string{"database", "objects"}, Start: startBin},
	{Name: "sessions", Needs: []string{"ops"}, Start: startSessions},
	{Name: "server", Needs: []string{"sessions"}, Start: startServer},

	{Name: "post", Needs: []string{"database"}, Start: startPost},
	{Name: "title-prompt", Needs: []string{"server"}, Start: startTitlePrompt},
	{Name: "accounts", Needs: []string{"object-bin", "server", "title-prompt"}, Start: startAccount},
	{Name: "sign-in", Needs: []string{"accounts"}, Start: startSignIn},
	{Name: "letters", Needs: []string{"sign-in", "post"}, Start: startLetters},
	{Name: "titles", Needs: []string{"accounts"}, Start: startTitles},
	{Name: "moderation", Needs: []string{"accounts"}, Start: startModeration},
	{Name: "leaving", Needs: []string{"accounts", "post", "object-bin"}, Start: startLeaving},
	{Name: "account-erasure", Needs: []string{"leaving", "moderation", "sign-in"}, Start: startAccountErasure},
	{Name: "passkeys", Needs: []string{"sign-in"}, Start: startPasskeys},
	{Name: "account", Needs: []string{"accounts", "sign-in", "passkeys", "letters", "titles", "moderation", "leaving", "account-erasure"}},

	{Name: "cakes", Needs: []string{"object-bin", "server"}, Start: startCakes},
	{Name: "cake-pictures", Needs: []string{"cakes"}, Start: startCakePictures},
	{Name: "cake-gallery", Needs: []string{"cake-pictures"}, Start: startCakeGallery},

	{Name: "media", Needs: []string{"object-bin", "server"}, Start: startMedia},
	{Name: "ai", Needs: []string{"database", "server"}, Start: startAI},
	{Name: "artwork", Needs: []string{"media", "ai"}, Start: startArtwork},
	{Name: "readings", Needs: []string{"media", "ai"}, Start: startReadings},
	{Name: "pieces", Needs: []string{"media", "artwork", "readings", "title-prompt"}, Start: startPieces},
	{Name: "media-sweep", Needs: []string{"pieces"}, Start: startMediaSweep},
	{Name: "announcing", Needs: []string{"server"}, Start: startAnnouncing},
	{Name: "reading-queue", Needs: []string{"pieces", "readings"}, Start: startReadingQueue},
	{Name: "artwork-queue", Needs: []string{"pieces", "announcing"}, Start: startArtworkQueue},
	{Name: "piece-index", Needs: []string{"pieces"}, Start: startPieceIndex},
	{Name: "imports", Needs: []string{"pieces"}, Start: startImports},
	{Name: "import-queue", Needs: []string{"imports"}, Start: startImportQueue},
	{Name: "piece-drawing", Needs: []string{"pieces"}, Start: startPieceDrawing},
	{Name: "piece-merges", Needs: []string{"pieces"}, Start: startPieceMerges},

	{Name: "chat-log", Needs: []string{"database"}, Start: startChatLog},
	{Name: "chat-live", Needs: []string{"chat-log", "server"}, Start: startLive},
	{Name: "push", Needs: []string{"database", "server"}, Start: startNotify},
	{Name: "chats", Needs: []string{"chat-live", "push", "object-bin", "title-prompt"}, Start: startChats},
	{Name: "chat-writer", Needs: []string{"chats"}, Start: startChatWriter},
	{Name: "chat-connections", Needs: []string{"chats", "chat-writer"}, Start: startConnections},
	{Name: "notify", Needs: []string{"push"}, Start: startNotifyQueue},
	{Name: "chat-pushes", Needs: []string{"chats", "notify"}, Start: startChatPushes},
	{Name: "chat-merges", Needs: []string{"chats"}, Start: startChatMerges},
	{Name: "chat-sweep", Needs: []string{"chats"}, Start: startChatSweep},
	{Name: "chat-erasure", Needs: []string{"chats"}, Start: startChatErasure},
	{Name: "chat", Needs: []string{"chats", "chat-writer", "chat-connections", "chat-pushes", "chat-merges", "chat-sweep", "chat-erasure"}},

	{Name: "exports", Needs: []string{"pieces"}, Start: startExports},
	{Name: "export-queue", Needs: []string{"exports"}, Start: startExportQueue},
	{Name: "piece-erasure", Needs: []string{"pieces", "exports", "imports"}, Start: startPieceErasure},
	{Name: "piece", Needs: []string{"pieces", "media-sweep", "artwork-queue", "reading-queue", "piece-index", "piece-drawing", "piece-merges", "export-queue", "import-queue", "piece-erasure"}},

	{Name: "cake-index", Needs: []string{"cakes"}, Start: startCakeIndex},
	{Name: "cake-heat", Needs: []string{"cakes"}, Start: startCakeHeat},
	{Name: "cake-sources", Needs: []string{"cakes"}, Start: startCakeSources},
	{Name: "cake-starter", Needs: []string{"cake-sources"}, Start: startCakeStarter},
	{Name: "cake-sync", Needs: []string{"cake-starter"}, Start: startCakeSync},
	{Name: "cake-erasure", Needs: []string{"cakes"}, Start: startCakeErasure},
	{Name: "cake", Needs: []string{"cakes", "cake-index", "cake-heat", "cake-pictures", "cake-gallery", "cake-sync", "cake-erasure"}},

	{Name: "gateway", Needs: []string{"server"}, Start: startGateway},

	{Name: "all", Needs: []string{"account", "cakes", "chat", "piece", "cake", "gateway"}},
	{Name: "listen", Needs: []string{"server"}, Start: startListen},
}

// parts gives the modules for targets. Where pieces or rooms run beside cakes, these are made
// first, so that they find them here.
func parts(targets []string) []string {
	if slices.Contains(targets, "cake") {
		return append([]string{"cakes"}, targets...)
	}
	return slices.Clone(targets)
}

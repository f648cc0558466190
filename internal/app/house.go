// Package app is the only room that sees all others: it reads the settings, holds the
// table of modules and wires domains to their stores and to each other. It decides
// nothing that a domain should decide.
package app

import (
	"crypto/tls"
	"log/slog"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"piece/internal/account"
	"piece/internal/account/leave"
	"piece/internal/account/letter"
	"piece/internal/account/passkey"
	"piece/internal/account/signin"
	"piece/internal/archive/exports"
	"piece/internal/archive/imports"
	"piece/internal/artwork"
	"piece/internal/cake"
	"piece/internal/cake/gallery"
	"piece/internal/cake/source"
	"piece/internal/chat"
	"piece/internal/chat/realtime"
	"piece/internal/craft/ticket"
	"piece/internal/genai"
	"piece/internal/media"
	"piece/internal/moderation"
	"piece/internal/moderation/question"
	"piece/internal/notify"
	"piece/internal/piece"
	"piece/internal/piece/record"
	"piece/internal/piece/share"
	"piece/internal/platform/auth"
	"piece/internal/platform/blobstore"
	"piece/internal/platform/clock"
	"piece/internal/platform/httpapi"
	"piece/internal/platform/lifecycle"
	"piece/internal/platform/objectbin"
	"piece/internal/platform/observe"
	"piece/internal/platform/sqldb"
	"piece/internal/reading"
	"piece/internal/title"
)

// house is what modules share: each puts there what it made, for those that need it.
type house struct {
	config  Config
	version string
	log     *slog.Logger
	clock   clock.Clock
	metrics *prometheus.Registry
	health  *observe.Health

	db       *sqldb.DB
	objects  *blobstore.Store
	bin      *objectbin.Bin
	verifier *auth.Verifier
	server   *httpapi.Server

	// beforeStop is called when no new requests are taken and before running ones are waited
	// for; it ends those that only wait for news.
	beforeStop []func()

	// sessionEnded tells that sessions were ended; nil where account runs apart.
	sessionEnded *bell

	// personGone tells that people were removed; nil where account runs apart.
	personGone *bell

	// cakeMerged tells that cakes were merged; nil where cake runs apart.
	cakeMerged *bell

	// Ways to sign in beside a password; nil where account runs apart.
	signin   *signin.Service
	passkeys *passkey.Service

	titlePrompt *title.Prompt    // has titles looked at after a change
	renderer    *ticket.Renderer // of tickets and cards; see drawer

	accounts   *account.Service    // nil where account runs apart
	questions  *question.Service   // nil where account runs apart
	moderation *moderation.Service // nil where account runs apart
	leaving    *leave.Service      // nil where account runs apart
	titles     *title.Service      // nil where account runs apart
	cakes      *cake.Service       // nil where cake runs apart
	gallery    *gallery.Service    // of cakes; nil where cake runs apart
	media      *media.Service
	ai         *genai.Service // there also where nobody provides one
	artworks   *artwork.Service
	readings   *reading.Service
	pieces     *piece.Service
	records    *record.Service
	sharing    *share.Service
	exports    *exports.Service
	imports    *imports.Service

	chatLog    chat.Log            // where what is said in rooms is kept
	live       *realtime.Node      // to the devices of people
	announcer  *realtime.Announcer // or nil
	chats      *chat.Service       // nil where chat runs apart
	chatWriter *chat.Writer
	push       *notify.Service // nil where chat runs apart
	pushTLS    *tls.Config     // whom push services are trusted by; nil means by the system
	eraseEvery time.Duration   // how often it is looked who has to be removed; 0 means as often as usual
	pushIn     time.Duration   // how long a message waits whether it is read; 0 means as long as usual

	letters *letter.Service // nil where account runs apart
	post    account.Post    // nil where account runs apart, and without a mail server
	mailTLS *tls.Config     // whom mail servers are trusted by; nil means by the system

	cakeSources []source.Source
	cakeSync    *source.Engine
}

// module is one part of the process.
type module = lifecycle.Module[*house]

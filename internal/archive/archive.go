// Package archive is the form in which everything that a person has leaves PIECE, and comes back:
// one ZIP with documents (JSON), tables (CSV), pictures and a ticket book that opens from disk.
// docs/export.md describes it for whoever reads such a file.
//
// Invariants: a ZIP says what is in it in its manifest, also what couldn't be had; an address in
// a document is the name of a file that is in the same ZIP; names of files are safe on every
// system and unique whatever their case; a cell of a table is never a formula; a reader of this
// format understands every later ZIP of the same number. Only what is a person's own is written,
// and of others no more than the names that it needs to be understood.
//
// It imports platform packages only; never HTTP or SQL.
package archive

// Format is the number of the form that is written. It grows when a reader of the form before
// would misunderstand it; further fields don't count.
const Format = 1

// Product tells a ZIP of ours from others.
const Product = "PIECE"

// The files that are in every ZIP.
const (
	ManifestFile = "export.json"
	ReadmeFile   = "README.txt"
	BookFile     = "book/index.html"
)

// Documents and tables.
const (
	AccountFile     = "data/account.json"
	TitlesFile      = "data/titles.json"
	PiecesFile      = "data/pieces.json"
	PiecesTable     = "data/pieces.csv"
	HeartsFile      = "data/hearts.json"
	HeartsTable     = "data/hearts.csv"
	LinksFile       = "data/links.json"
	CakesFile       = "data/cakes.json"
	RoomsFile       = "data/rooms.json"
	MessagesFile    = "data/messages.json"
	MessagesTable   = "data/messages.csv"
	BlocksFile      = "data/blocks.json"
	ReportsFile     = "data/reports.json"
	QuestionsFile   = "data/questions.json"
	ProfilePicture  = "images/profile.webp"
	ticketFolder    = "images/tickets/"
	photoFolder     = "images/photos/"
	artworkFolder   = "images/artworks/"
	recordFolder    = "images/records/"
	messagesFolder  = "images/messages/"
	bookFolder      = "book/"
	bookCoverFolder = bookFolder + "covers/"
)

// PartName names something that a person has.
type PartName string

// The parts, in the order in which a manifest tells of them.
const (
	PartAccount   PartName = "account" // profile, devices, ways to sign in
	PartTitles    PartName = "titles"
	PartPieces    PartName = "pieces" // with their records
	PartPictures  PartName = "pictures"
	PartHearts    PartName = "hearts" // pieces kept in the list of hearts
	PartLinks     PartName = "links"
	PartCakes     PartName = "cakes" // hearted ones and those made by hand
	PartRooms     PartName = "rooms"
	PartMessages  PartName = "messages"
	PartBlocks    PartName = "blocks"
	PartReports   PartName = "reports"
	PartQuestions PartName = "questions"
)

// State says how much of a part is in a ZIP.
type State string

// The states.
const (
	Whole   State = "whole"
	Partly  State = "partly"  // some of it couldn't be had
	Missing State = "missing" // nothing of it could be had
)

// Why says why something of a part is not there.
type Why string

// The reasons.
const (
	WhyUnavailable Why = "unavailable" // the service that has it didn't answer
	WhySignedOut   Why = "signed-out"  // it could only be asked for while the person was signed in
	WhyGone        Why = "gone"        // a file that should be there isn't
)

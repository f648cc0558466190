package exports

import (
	"context"
	"errors"

	"golang.org/x/sync/errgroup"

	"piece/internal/archive"
	"piece/internal/craft/book"
	"piece/internal/platform/errs"
)

// picturesAtOnce is how many pictures of a piece are read side by side.
const picturesAtOnce = 4

// pieces writes the pieces with their records and pictures, in the document, the table and the book
// side by side, so that all three say the same.
func (b *builder) pieces(ctx context.Context) error {
	doc, table, page := archive.NewText(), archive.NewText(), archive.NewText()
	list := archive.NewList(doc, "pieces")
	cells, err := archive.NewTable(table, archive.PieceColumns())
	if err != nil {
		return err
	}
	tickets, err := book.New(page, b.bookHead())
	if err != nil {
		return err
	}
	var lost archive.Why
	pictures, seen, total := 0, 0, 0
	for cursor := ""; ; {
		items, next, count, err := b.service.Pieces.Pieces(ctx, b.e.OwnerID, cursor)
		if err != nil {
			return err
		}
		if cursor == "" {
			total = count
			b.h.at(Progress{Step: StepPieces, Total: total})
		}
		if err := b.nameCakes(ctx, items); err != nil {
			return err
		}
		for i := range items {
			p := &items[i]
			n, complete, err := b.piece(ctx, p)
			switch {
			case errors.Is(err, errs.NotFound): // deleted in this moment
			case err != nil:
				return err
			default:
				pictures += n
				if !complete {
					lost = archive.WhyGone
				}
				if err := errors.Join(list.Add(p), cells.Row(p.Cells()), tickets.Add(bookTicket(p))); err != nil {
					return err
				}
			}
			seen++
			b.h.at(Progress{Step: StepPieces, Done: seen, Total: max(total, seen)})
		}
		if cursor = next; cursor == "" {
			break
		}
	}
	if err := errors.Join(list.Close(), cells.Close(), tickets.Close()); err != nil {
		return err
	}
	b.e.Pieces = list.Count
	b.tell(archive.PartPieces, list.Count, "", archive.PiecesFile, archive.PiecesTable, archive.BookFile)
	b.tell(archive.PartPictures, pictures, lost)
	return errors.Join(b.zip.Text(archive.PiecesFile, doc), b.zip.Text(archive.PiecesTable, table), b.zip.Text(archive.BookFile, page))
}

// nameCakes puts titles to the cakes of pieces. They are for people to read: without them, because
// what has cakes doesn't answer, everything that is the person's own is there.
func (b *builder) nameCakes(ctx context.Context, items []archive.Piece) error {
	var ids []string
	for _, p := range items {
		if p.Cake != nil {
			ids = append(ids, p.Cake.ID)
		}
	}
	if len(ids) == 0 {
		return nil
	}
	titles, err := b.service.Pieces.CakeTitles(ctx, ids)
	if err != nil {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		b.service.Log.WarnContext(ctx, "an export names cakes by their ids only", "error", err)
	}
	for i := range items {
		if c := items[i].Cake; c != nil {
			c.Title = titles[c.ID]
		}
	}
	return nil
}

// want is a picture to be put into the ZIP.
type want struct {
	name string
	file *string // where the name goes that it gets there
	read func(ctx context.Context) ([]byte, error)
	data []byte // nil when it isn't there
}

// piece writes the pictures of a piece and completes what is told of it. It tells how many there
// were, and whether none was missing. errs.NotFound when the piece is gone.
func (b *builder) piece(ctx context.Context, p *archive.Piece) (pictures int, complete bool, err error) {
	from, owner := b.service.Pieces, b.e.OwnerID
	record, err := from.Record(ctx, owner, p.ID)
	if err != nil {
		return 0, false, err
	}
	if record.Text != "" || len(record.Photos) > 0 {
		p.Record = &record
	}
	ticket := func(image Image) func(ctx context.Context) ([]byte, error) {
		return func(ctx context.Context) ([]byte, error) { return from.Ticket(ctx, owner, p.ID, image) }
	}
	photo := func(id string) func(ctx context.Context) ([]byte, error) {
		return func(ctx context.Context) ([]byte, error) { return from.Photo(ctx, owner, id) }
	}
	wants := []want{
		{name: p.FrontFile(), file: &p.Ticket.Front, read: ticket(Front)},
		{name: p.BackFile(), file: &p.Ticket.Back, read: ticket(Back)},
		{name: p.SmallFile(), file: &p.Ticket.Small, read: ticket(Small)},
	}
	if p.PhotoID != "" && p.Photo != nil {
		wants = append(wants, want{name: p.PhotoFile(), file: &p.Photo.File, read: photo(p.PhotoID)})
	}
	if p.ArtworkID != "" {
		p.Artwork = &archive.PieceArtwork{}
		wants = append(wants, want{name: p.ArtworkFile(), file: &p.Artwork.File, read: func(ctx context.Context) (webp []byte, err error) {
			webp, p.Artwork.Style, err = from.Artwork(ctx, owner, p.ArtworkID, p.PhotoID)
			return webp, err
		}})
	}
	for i := range record.Photos {
		r := &record.Photos[i]
		wants = append(wants, want{name: p.RecordPhotoFile(i + 1), file: &r.File, read: photo(r.ID)})
	}
	if err := readAll(ctx, wants); err != nil {
		return 0, false, err
	}
	for i := range wants {
		w := &wants[i]
		if w.data == nil {
			continue
		}
		if *w.file, err = b.zip.Picture(w.name, w.data); err != nil {
			return pictures, false, err
		}
		pictures++
	}
	if p.Artwork != nil && p.Artwork.File == "" {
		p.Artwork = nil
	}
	return pictures, pictures == len(wants), nil
}

// readAll reads the pictures that are there.
func readAll(ctx context.Context, wants []want) error {
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(picturesAtOnce)
	for i := range wants {
		w := &wants[i]
		group.Go(func() (err error) {
			if w.data, err = w.read(ctx); errors.Is(err, errs.NotFound) {
				w.data, err = nil, nil
			}
			return err
		})
	}
	return group.Wait()
}

// bookHead is what the book says of its owner.
func (b *builder) bookHead() book.Head {
	h := book.Head{Language: b.e.Language, Nickname: b.sum.Person.Nickname, Picture: up(b.sum.Picture), MadeOn: b.service.Clock.Now().In(korea).Format("2006-01-02")}
	for _, t := range b.sum.Earned {
		if t.ID == b.sum.Worn {
			h.TitleKo, h.TitleEn = t.Ko, t.En
		}
	}
	return h
}

// bookTicket is a piece in the words of the book.
func bookTicket(p *archive.Piece) book.Ticket {
	t := book.Ticket{
		ID: p.ID, Kind: p.Kind, Title: p.Title, Day: p.Day, Time: p.Time, Cast: p.Cast, Director: p.Director, Venue: p.Venue, Seat: p.Seat,
		Price: p.Price, Genre: p.Genre, Companion: p.Companion, HalfStars: p.HalfStars, Review: p.Review, Private: p.Visibility == "private",
		Year: p.Year, Number: p.Number, Viewing: p.Viewing, Color: p.Color,
		Front: up(p.Ticket.Front), Back: up(p.Ticket.Back), Small: up(p.Ticket.Small),
	}
	if p.Record != nil {
		t.Record = p.Record.Text
		for _, photo := range p.Record.Photos {
			if photo.File != "" {
				t.Photos = append(t.Photos, book.Photo{File: up(photo.File), Caption: photo.Caption})
			}
		}
	}
	return t
}

// up is where a file of the ZIP is, as the book sees it from its folder.
func up(file string) string {
	if file == "" {
		return ""
	}
	return "../" + file
}

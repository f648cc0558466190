package exports

import (
	"context"
	"errors"

	"piece/internal/archive"
)

// messages gathers what the person wrote, with the pictures. A neighbour that stops answering in
// the middle is asked for everything anew, but for pictures that are there already.
func (g *gathering) messages() error {
	rooms := g.service.Neighbours.Rooms
	had := map[string]string{} // files of pictures, by id; "" for those that can't be had
	lost := archive.Why("")
	var broken error // of the ZIP, which is not the neighbour's
	var doc, table *archive.Text
	var list *archive.List
	ask := func(ctx context.Context) (n int, err error) {
		doc, table = archive.NewText(), archive.NewText()
		list = archive.NewList(doc, string(archive.PartMessages))
		cells, err := archive.NewTable(table, archive.MessageColumns())
		if err != nil {
			return 0, err
		}
		err = rooms.Messages(ctx, g.person, func(m archive.Message) error {
			for i := range m.Pictures {
				p := &m.Pictures[i]
				name, known := had[p.ID]
				if !known {
					b, err := asked(g, func(ctx context.Context) ([]byte, error) { return rooms.Picture(ctx, g.person, m.RoomID, p.ID) })
					switch {
					case g.h.ctx.Err() != nil:
						return g.h.ctx.Err()
					case err != nil:
						lost = why(err)
					default:
						if name, broken = g.zip.Picture(archive.MessagePictureFile(&m, i+1), b); broken != nil {
							return broken
						}
					}
					had[p.ID] = name
				}
				p.File = name
			}
			return errors.Join(list.Add(m), cells.Row(m.Cells()))
		})
		return list.Count, errors.Join(err, list.Close(), cells.Close())
	}
	n, err := asked(g, ask)
	part := archive.Part{Name: archive.PartMessages, State: archive.Whole, Count: n, Files: []string{archive.MessagesFile, archive.MessagesTable}}
	switch {
	case broken != nil:
		return broken
	case g.h.ctx.Err() != nil:
		return g.h.ctx.Err()
	case err != nil && n == 0:
		return g.lacks(archive.PartMessages, err)
	case err != nil:
		part.State, part.Why = archive.Partly, why(err)
	case lost != "":
		part.State, part.Why = archive.Partly, lost
	}
	g.tell(part)
	return errors.Join(g.zip.Text(archive.MessagesFile, doc), g.zip.Text(archive.MessagesTable, table))
}

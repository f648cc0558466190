package piecehttp

import (
	"piece/internal/piece"
	"piece/internal/platform/httpapi"
)

func pieceOf(v piece.View) Piece {
	p := &v.Piece
	out := Piece{
		ID: p.ID, Owner: ownerOf(v.Owner), Mine: v.Mine,
		Facts: Facts{
			Kind: string(p.Kind), Title: p.Title, Day: string(p.Day), Time: p.Time,
			Cast: p.Cast, Director: p.Director, Venue: p.Venue, Seat: p.Seat,
			Price: p.Price, Genre: string(p.Genre), Companion: p.Companion,
		},
		HalfStars: p.HalfStars, Review: p.Review, Visibility: string(p.Visibility),
		Shape: string(p.Shape), Paper: string(p.Paper), Year: p.Day.Year(), Number: p.Number,
		PhotoID: p.PhotoID, Cover: p.Cover, ArtworkID: p.ArtworkID, CakeID: p.CakeID,
		Viewing: v.Viewing, Hearts: v.Hearts, Hearted: v.Hearted,
		Ticket: TicketFiles{
			TicketImages: imagesOf(p),
			FrontPng:     fileURL(p, piece.FrontPNG), BackPng: fileURL(p, piece.BackPNG),
			Share: fileURL(p, piece.ShareCard), Print: fileURL(p, piece.PrintPDF),
		},
		Color: p.Color, Revision: p.Revision, CreatedAt: p.CreatedAt, UpdatedAt: p.UpdatedAt,
	}
	if v.Mine {
		out.Remind, out.Version, out.Hidden = &p.Remind, p.Version, hidingOf(p.Hidden)
		if p.Cover != 0 {
			return out
		}
		out.Crop = &Crop{X: p.Crop.X, Y: p.Crop.Y, Width: p.Crop.Width, Height: p.Crop.Height, Turn: p.Crop.Turn}
	}
	return out
}

func ownerOf(p piece.Profile) PieceOwner {
	return PieceOwner{ID: p.ID, Nickname: p.Nickname, Picture: p.Picture, Title: httpapi.Worn(p.Title.ID, p.Title.Name)}
}

func imagesOf(p *piece.Piece) TicketImages {
	return TicketImages{
		Front: fileURL(p, piece.FrontWebP), Back: fileURL(p, piece.BackWebP),
		FrontSmall: fileURL(p, piece.FrontSmall), BackSmall: fileURL(p, piece.BackSmall),
	}
}

func summaries(views []piece.View) []PieceSummary {
	out := make([]PieceSummary, 0, len(views))
	for i := range views {
		out = append(out, summaryOf(&views[i]))
	}
	return out
}

func summaryOf(v *piece.View) PieceSummary {
	p := &v.Piece
	out := PieceSummary{
		ID: p.ID, Owner: ownerOf(v.Owner), Mine: v.Mine,
		Kind: string(p.Kind), Title: p.Title, Day: string(p.Day), Time: p.Time, Venue: p.Venue,
		HalfStars: p.HalfStars, Review: p.Review, Visibility: string(p.Visibility),
		Year: p.Day.Year(), Number: p.Number, Color: p.Color,
		Viewing: v.Viewing, Hearts: v.Hearts, Hearted: v.Hearted, Ticket: imagesOf(p), Found: foundOf(v.Found),
	}
	if v.Mine {
		out.Hidden = hidingOf(p.Hidden)
	}
	return out
}

func foundOf(found []piece.Found) []Found {
	var out []Found
	for _, f := range found {
		out = append(out, Found{Field: f.Field, Parts: f.Parts})
	}
	return out
}

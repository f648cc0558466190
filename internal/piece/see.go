package piece

// CanSee says whether a person, or a guest with an empty id, may see a piece and every
// file of it. It is the only place that knows; queries and files ask it.
func CanSee(viewer string, p *Piece) bool {
	return IsOpen(p) || IsOwn(viewer, p)
}

// IsOpen tells whether everybody may see a piece: its owner lets them, and no admin has hidden it.
func IsOpen(p *Piece) bool { return p.Visibility == Public && !p.Hidden.Is() }

// IsOwn tells whether the piece is the viewer's own. A guest owns nothing.
func IsOwn(viewer string, p *Piece) bool { return viewer != "" && viewer == p.OwnerID }

// redacted is the piece without what is only for its owner.
func (p Piece) redacted() Piece {
	p.Companion, p.Price, p.PhotoID, p.Crop = "", nil, "", Crop{}
	p.Version, p.Remind, p.Hidden = 0, false, Hiding{}
	return p
}

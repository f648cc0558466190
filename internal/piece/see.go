package piece

// CanSee says whether a person, or a guest with an empty id, may see a piece and every
// file of it. It is the only place that knows; queries and files ask it.
func CanSee(viewer string, p *Piece) bool {
	return p.Visibility == Public || IsOwn(viewer, p)
}

// IsOwn tells whether the piece is the viewer's own. A guest owns nothing.
func IsOwn(viewer string, p *Piece) bool { return viewer != "" && viewer == p.OwnerID }

// redacted is the piece without what is only for its owner.
func (p Piece) redacted() Piece {
	p.Companion, p.Price, p.PhotoID, p.Crop = "", nil, "", Crop{}
	p.Version, p.Remind = 0, false
	return p
}

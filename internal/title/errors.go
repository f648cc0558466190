package title

import "piece/internal/platform/errs"

// ErrNotEarned says that somebody wants to wear a title that the person hasn't earned (defect D35).
var ErrNotEarned = errs.Define(errs.KindForbidden, "not_earned", errs.Text{
	Ko: "아직 얻지 못한 칭호예요.", En: "You haven't earned this title yet."})

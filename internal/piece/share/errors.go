package share

import (
	"strconv"

	"piece/internal/piece"
	"piece/internal/platform/errs"
)

// ErrTooManyLinks says that as many links to the piece work as there may be.
var ErrTooManyLinks = errs.Define(errs.KindConflict, "too_many_links", errs.Text{
	Ko: "한 조각의 링크는 " + strconv.Itoa(MaxLivingLinks) + "개까지 만들 수 있어요. 쓰지 않는 링크를 먼저 지워 주세요.",
	En: "A piece can have " + strconv.Itoa(MaxLivingLinks) + " links. Please remove one that you don't need."})

// Messages of broken rules.
var (
	badDay  = errs.Text{Ko: "달력에 있는 날짜를 골라 주세요.", En: "Choose a day that exists in the calendar."}
	lateDay = errs.Text{Ko: string(piece.LastDay) + "까지 고를 수 있어요.", En: "Use a day up to " + string(piece.LastDay) + "."}
	pastDay = errs.Text{Ko: "오늘이나 앞으로 올 날짜를 골라 주세요.", En: "Choose today or a later day."}
	badZone = errs.Text{Ko: "알 수 없는 시간대예요.", En: "There is no such time zone."}
)

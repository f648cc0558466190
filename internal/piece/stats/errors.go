package stats

import (
	"strconv"

	"piece/internal/piece"
	"piece/internal/platform/errs"
)

// ErrTooFewPieces says that the year has too few pieces for a recap.
var ErrTooFewPieces = errs.Define(errs.KindNotFound, "too_few_pieces", errs.Text{
	Ko: "올해의 조각은 한 해에 조각이 " + strconv.Itoa(MinRecap) + "개 이상일 때 볼 수 있어요.",
	En: "A recap takes " + strconv.Itoa(MinRecap) + " pieces in its year."})

// Messages of broken rules.
var (
	badYear = errs.Text{
		Ko: strconv.Itoa(piece.FirstDay.Year()) + "년부터 " + strconv.Itoa(piece.LastDay.Year()) + "년까지 볼 수 있어요.",
		En: "Choose a year from " + strconv.Itoa(piece.FirstDay.Year()) + " to " + strconv.Itoa(piece.LastDay.Year()) + "."}
	badDay = errs.Text{Ko: "달력에 있는 날짜를 골라 주세요.", En: "Choose a day that exists in the calendar."}
)

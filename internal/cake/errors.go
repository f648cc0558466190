package cake

import (
	"errors"
	"strconv"

	"piece/internal/platform/errs"
)

// The errors of this domain.
var (
	// ErrKeyReused says that an idempotency key came with another body before.
	ErrKeyReused = errs.Define(errs.KindConflict, "idempotency_mismatch", errs.Text{
		Ko: "같은 요청 번호로 다른 내용이 이미 저장됐어요.", En: "Something else was already saved under this request key."})
	// ErrKeyTaken says that the same request was stored at the same moment.
	ErrKeyTaken = errs.Define(errs.KindConflict, "key_taken", errs.Text{
		Ko: "같은 요청이 이미 저장됐어요.", En: "The same request was already saved."})
	// ErrDouble says that there is a cake like the one that somebody wants to make.
	ErrDouble = errs.Define(errs.KindConflict, "cake_exists", errs.Text{
		Ko: "같은 제목의 케이크가 이미 있어요. 같은 작품인지 봐 주세요.", En: "There is a cake of this title already. Please see whether it is the same work."})
	// ErrEditedElsewhere says that the cake isn't any more what the edit was made from.
	ErrEditedElsewhere = errs.Define(errs.KindConflict, "edited_elsewhere", errs.Text{
		Ko: "다른 곳에서 이 케이크를 고쳤어요. 지금 내용을 확인하고 다시 고쳐 주세요.", En: "This cake was edited somewhere else. Please look at it as it is now and edit again."})
	// ErrTooManyMade says that a person makes cakes faster than anybody can look them up.
	ErrTooManyMade = errs.Define(errs.KindTooMany, "too_many_cakes", errs.Text{
		Ko: "케이크를 너무 많이 만들었어요. 잠시 뒤에 다시 해 주세요.", En: "You made too many cakes. Please wait a while."})
	// ErrTooManyLookups says that a person, or everybody together, asked a source too often.
	ErrTooManyLookups = errs.Define(errs.KindTooMany, "too_many_lookups", errs.Text{
		Ko: "바깥 목록을 너무 많이 찾았어요. 잠시 뒤에 다시 해 주세요.", En: "Too many searches in outside catalogues. Please try again later."})
)

// errNoCake is the answer for ids that lead to no cake.
var errNoCake = errs.NotFound.With(errors.New("no cake has the id"))

// Codes and messages of broken rules.
var (
	required      = rule{"required", errs.Text{Ko: "꼭 필요해요.", En: "This is required."}}
	choice        = rule{"choice", errs.Text{Ko: "목록에서 골라 주세요.", En: "Choose one of the list."}}
	badDay        = rule{"day", errs.Text{Ko: "달력에 있는 날짜를 골라 주세요.", En: "Choose a day that exists in the calendar."}}
	dayRange      = rule{"out_of_range", errs.Text{Ko: string(FirstDay) + "부터 " + string(LastDay) + "까지 쓸 수 있어요.", En: "Use a day from " + string(FirstDay) + " to " + string(LastDay) + "."}}
	dayOrder      = rule{"order", errs.Text{Ko: "끝나는 날이 시작하는 날보다 빨라요.", En: "The last day is before the first."}}
	openRunCloses = rule{"open_run", errs.Text{Ko: "오픈런이면 끝나는 날을 비워 주세요.", En: "An open run has no last day."}}
	yearRange     = numbers("년", MinYear, MaxYear)
	minutesRange  = numbers("분", 1, MaxMinutes)
	ageRange      = numbers("세", 0, MaxAge)
	wonRange      = rule{"out_of_range", errs.Text{Ko: "0원부터 1억 원까지 쓸 수 있어요.", En: "Use 0 to " + strconv.Itoa(MaxPrice) + " won."}}
	badLink       = rule{"link", errs.Text{Ko: "http나 https로 시작하는 주소를 써 주세요.", En: "Use an address that begins with http or https."}}
	longLink      = rule{"too_long", errs.Text{Ko: strconv.Itoa(MaxLink) + "자까지 쓸 수 있어요.", En: "Use at most " + strconv.Itoa(MaxLink) + " characters."}}
	noPhoto       = rule{"not_found", errs.Text{Ko: "사진을 찾을 수 없어요. 다시 올려 주세요.", En: "We couldn't find the photo. Please upload it again."}}
	noCake        = rule{"not_found", errs.Text{Ko: "케이크를 찾을 수 없어요. 다시 골라 주세요.", En: "We couldn't find the cake. Please choose again."}}
	wholeChart    = rule{"charts", errs.Text{Ko: "박스오피스는 분류로만 고를 수 있어요.", En: "Charts can only be chosen by kind."}}
	badKey        = rule{"format", errs.Text{Ko: "요청 번호의 형식이 맞지 않아요.", En: "The request key doesn't have the right form."}}
)

type rule struct {
	code string
	text errs.Text
}

func (r rule) at(f *errs.Fields, path string) { f.Add(path, r.code, r.text) }

// tooMany says that a list may have no more items.
func tooMany(most int) rule {
	return rule{"too_many", errs.Text{Ko: strconv.Itoa(most) + "개까지 쓸 수 있어요.", En: "Use at most " + strconv.Itoa(most) + "."}}
}

// numbers says that a number is out of its range; unit is what is counted, in Korean.
func numbers(unit string, low, high int) rule {
	return rule{"out_of_range", errs.Text{
		Ko: strconv.Itoa(low) + unit + "부터 " + strconv.Itoa(high) + unit + "까지 쓸 수 있어요.",
		En: "Use " + strconv.Itoa(low) + " to " + strconv.Itoa(high) + ".",
	}}
}

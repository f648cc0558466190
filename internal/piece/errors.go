package piece

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
	// ErrPhotoUsed says that another piece has the photo already.
	ErrPhotoUsed = errs.Define(errs.KindConflict, "photo_used", errs.Text{
		Ko: "이 사진으로 만든 조각이 이미 있어요.", En: "There is already a piece with this photo."})
	// ErrEditedElsewhere says that the piece isn't any more what the edit was made from.
	ErrEditedElsewhere = errs.Define(errs.KindConflict, "edited_elsewhere", errs.Text{
		Ko: "다른 곳에서 이 조각을 고쳤어요. 지금 내용을 확인하고 다시 고쳐 주세요.", En: "This piece was edited somewhere else. Please look at it as it is now and edit again."})
	// ErrNumberTaken says that another piece of the year got the number at the same moment.
	ErrNumberTaken = errs.Define(errs.KindUnavailable, "number_taken", errs.Text{
		Ko: "다른 조각과 동시에 저장됐어요. 다시 시도해 주세요.", En: "Another piece was saved at the same moment. Please try again."})
	// ErrKeyTaken says that the same request was stored at the same moment.
	ErrKeyTaken = errs.Define(errs.KindConflict, "key_taken", errs.Text{
		Ko: "같은 요청이 이미 저장됐어요.", En: "The same request was already saved."})
	// ErrBusy says that more tickets are being drawn than the machine can take.
	ErrBusy = errs.Define(errs.KindUnavailable, "busy", errs.Text{
		Ko: "지금 티켓을 많이 그리고 있어요. 잠시 뒤에 다시 해 주세요.", En: "Many tickets are being drawn right now. Please try again in a moment."})
)

// errNoFile is the answer for files that tickets don't have.
var errNoFile = errs.NotFound.With(errors.New("tickets have no such file"))

// Codes and messages of broken rules.
var (
	required     = rule{"required", errs.Text{Ko: "꼭 필요해요.", En: "This is required."}}
	choice       = rule{"choice", errs.Text{Ko: "목록에서 골라 주세요.", En: "Choose one of the list."}}
	badDay       = rule{"day", errs.Text{Ko: "달력에 있는 날짜를 골라 주세요.", En: "Choose a day that exists in the calendar."}}
	dayRange     = rule{"out_of_range", errs.Text{Ko: string(FirstDay) + "부터 " + string(LastDay) + "까지 쓸 수 있어요.", En: "Use a day from " + string(FirstDay) + " to " + string(LastDay) + "."}}
	badTime      = rule{"time", errs.Text{Ko: "시간은 19:30처럼 써 주세요.", En: "Write the time like 19:30."}}
	badMonth     = rule{"month", errs.Text{Ko: "2026-08처럼 달을 써 주세요.", En: "Write the month like 2026-08."}}
	priceRange   = rule{"out_of_range", errs.Text{Ko: "0원부터 1억 원까지 쓸 수 있어요.", En: "Use 0 to " + strconv.Itoa(MaxPrice) + " won."}}
	starsRange   = rule{"out_of_range", errs.Text{Ko: "별점을 골라 주세요.", En: "Choose the stars."}}
	badCrop      = rule{"crop", errs.Text{Ko: "사진을 다시 잘라 주세요.", En: "Please crop the photo again."}}
	cropTooFine  = rule{"crop_too_small", errs.Text{Ko: "너무 작게 잘랐어요. 조금 더 넓게 잘라 주세요.", En: "The cropped part is too small. Please crop a larger part."}}
	noPhoto      = rule{"not_found", errs.Text{Ko: "사진을 찾을 수 없어요. 다시 올려 주세요.", En: "We couldn't find the photo. Please upload it again."}}
	noArtwork    = rule{"not_found", errs.Text{Ko: "뒷면 그림을 찾을 수 없어요. 다시 골라 주세요.", En: "We couldn't find the picture for the back. Please choose again."}}
	coverOrPhoto = rule{"cover", errs.Text{Ko: "앞면에는 사진이나 그린 표지 하나만 쓸 수 있어요.", En: "A front is either a photo or a drawn cover."}}
	noPiece      = rule{"not_found", errs.Text{Ko: "조각을 찾을 수 없어요.", En: "We couldn't find the piece."}}
	noCake       = rule{"not_found", errs.Text{Ko: "작품을 찾을 수 없어요. 다시 골라 주세요.", En: "We couldn't find the work. Please choose again."}}
	ownerScope   = rule{"scope", errs.Text{Ko: "한 사람의 조각은 공개된 것만 볼 수 있어요.", En: "Only public pieces can be listed by owner."}}
	cakeScope    = rule{"scope", errs.Text{Ko: "찜한 조각은 작품으로 골라 볼 수 없어요.", En: "Hearted pieces can't be listed by work."}}
	badKey       = rule{"format", errs.Text{Ko: "요청 번호의 형식이 맞지 않아요.", En: "The request key doesn't have the right form."}}
)

type rule struct {
	code string
	text errs.Text
}

func (r rule) at(f *errs.Fields, path string) { f.Add(path, r.code, r.text) }

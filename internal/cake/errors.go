package cake

import "piece/internal/platform/errs"

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
	// ErrTooManyLookups says that a person, or everybody together, asked a source too often.
	ErrTooManyLookups = errs.Define(errs.KindTooMany, "too_many_lookups", errs.Text{
		Ko: "바깥 목록을 너무 많이 찾았어요. 잠시 뒤에 다시 해 주세요.", En: "Too many searches in outside catalogues. Please try again later."})
)

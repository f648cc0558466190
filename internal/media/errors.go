package media

import (
	"errors"

	"piece/internal/craft/picture"
	"piece/internal/platform/errs"
)

// The errors of this domain.
var (
	ErrTooMany    = errs.Define(errs.KindTooMany, "too_many", errs.Text{Ko: "사진을 너무 많이 올렸어요. 잠시 뒤에 다시 올려 주세요.", En: "You uploaded too many photos. Please wait a while."})
	ErrIncomplete = errs.Define(errs.KindConflict, "upload_incomplete", errs.Text{Ko: "사진이 아직 다 올라오지 않았어요. 다시 올려 주세요.", En: "The photo hasn't fully arrived yet. Please upload it again."})
	ErrInUse      = errs.Define(errs.KindConflict, "in_use", errs.Text{Ko: "조각에 쓰고 있는 사진이에요.", En: "A piece uses this photo."})
)

// photoField is where a form shows what is wrong with a photo.
const photoField = "body.photo"

// The reasons to refuse a photo, as fields of an errs.Invalid.
var (
	fieldTooLarge    = refusal("too_large", "사진이 너무 커요. 25MB, 4000만 화소까지 쓸 수 있어요.", "The photo is too large. Use at most 25 MB and 40 megapixels.")
	fieldNotPicture  = refusal("not_picture", "사진 파일이 아니에요.", "This isn't a picture.")
	fieldDamaged     = refusal("damaged", "사진 파일이 손상됐어요.", "The picture is damaged.")
	fieldHEIC        = refusal("heic", "HEIC 사진은 JPEG로 바꿔서 올려 주세요.", "Please convert HEIC photos to JPEG first.")
	fieldUnsupported = refusal("unsupported", "JPEG, PNG, WebP 사진만 쓸 수 있어요.", "Only JPEG, PNG and WebP pictures can be used.")
	fieldMismatch    = refusal("mismatch", "허락받은 것과 다른 파일이 올라왔어요. 다시 올려 주세요.", "Another file arrived than was announced. Please upload it again.")
)

func refusal(code, ko, en string) errs.Field {
	return errs.Field{Path: photoField, Code: code, Text: errs.Text{Ko: ko, En: en}}
}

// refuse makes the error for a broken rule, with the cause for the log.
func refuse(f errs.Field, cause error) error {
	return errs.As(errs.Fields{f}.Err()).With(cause)
}

// refusePicture gives the refusal for an error of package picture, and any other error
// unchanged.
func refusePicture(err error) error {
	for reason, field := range map[error]errs.Field{
		picture.ErrTooLarge:    fieldTooLarge,
		picture.ErrNotPicture:  fieldNotPicture,
		picture.ErrDamaged:     fieldDamaged,
		picture.ErrHEIC:        fieldHEIC,
		picture.ErrUnsupported: fieldUnsupported,
	} {
		if errors.Is(err, reason) {
			return refuse(field, err)
		}
	}
	return err
}

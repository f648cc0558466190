package record

import (
	"errors"
	"strconv"

	"piece/internal/platform/errs"
)

// The errors of this package.
var (
	// ErrChanged says that another version is stored than the one that was read.
	ErrChanged = errs.Define(errs.KindConflict, "record_changed", errs.Text{
		Ko: "다른 기기에서 기록을 고쳤어요. 새 내용을 확인해 주세요.", En: "The record was changed on another device. Please look at what it says now."})
	// ErrPhotoUsed says that a photo is a part of something already.
	ErrPhotoUsed = errs.Define(errs.KindConflict, "photo_used", errs.Text{
		Ko: "이미 다른 곳에 쓴 사진이에요.", En: "This photo is already used somewhere."})
)

// errNoFile is the answer for files that photos don't have.
var errNoFile = errs.NotFound.With(errors.New("record photos have no such file"))

// Messages of broken rules.
var (
	noPhoto = errs.Text{Ko: "사진을 찾을 수 없어요. 다시 올려 주세요.", En: "We couldn't find the photo. Please upload it again."}
	tooMany = errs.Text{Ko: "사진은 " + strconv.Itoa(MaxPhotos) + "장까지 넣을 수 있어요.", En: "Use at most " + strconv.Itoa(MaxPhotos) + " photos."}
)

// The places of fields in a request.
const (
	textPath   = "body.text"
	photosPath = "body.photos"
)

func idPath(i int) string      { return photosPath + "[" + strconv.Itoa(i) + "].photoId" }
func captionPath(i int) string { return photosPath + "[" + strconv.Itoa(i) + "].caption" }

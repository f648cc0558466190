package imports

import (
	"errors"
	"strconv"

	"piece/internal/platform/errs"
)

// The errors of this domain.
var (
	ErrTooMany = errs.Define(errs.KindTooMany, "too_many", errs.Text{
		Ko: "가져오기를 너무 많이 시작했어요. 잠시 뒤에 다시 해 주세요.", En: "You started too many imports. Please wait a while."})
	ErrOpen = errs.Define(errs.KindConflict, "too_many_imports", errs.Text{
		Ko: "열어 둔 가져오기가 너무 많아요. 끝난 것을 지우고 다시 해 주세요.", En: "You have too many imports. Remove one that is over first."})
	ErrBusy = errs.Define(errs.KindConflict, "busy", errs.Text{
		Ko: "지금 가져오는 중이에요. 끝난 뒤에 고쳐 주세요.", En: "This is being imported right now. Please change it when that is over."})
	ErrIncomplete = errs.Define(errs.KindConflict, "upload_incomplete", errs.Text{
		Ko: "파일이 아직 다 올라오지 않았어요. 다시 올려 주세요.", En: "The file hasn't fully arrived yet. Please upload it again."})
	ErrNothing = errs.Define(errs.KindConflict, "nothing_ready", errs.Text{
		Ko: "가져올 수 있는 줄이 없어요.", En: "There is no row that can be imported."})
	ErrChanged = errs.Define(errs.KindConflict, "changed", errs.Text{
		Ko: "다른 곳에서 이 가져오기를 바꿨어요. 다시 확인해 주세요.", En: "This import was changed somewhere else. Please look again."})
)

// refusal is why a file can't be read at all.
type refusal struct{ Problem }

func (r refusal) Error() string { return "import refused: " + r.Code + " " + strconv.Itoa(r.Line) }

func refuse(code string, line int, ko, en string) error {
	return refusal{Problem{Code: code, Line: line, Text: errs.Text{Ko: ko, En: en}}}
}

// refusalOf gives the problem of an error that is about the file.
func refusalOf(err error) (*Problem, bool) {
	var r refusal
	if errors.As(err, &r) {
		return &r.Problem, true
	}
	return nil, false
}

var (
	errEmpty    = refuse("empty", 0, "파일이 비어 있어요.", "The file is empty.")
	errTooLarge = refuse("too_large", 0, "표는 20MB까지 읽을 수 있어요. 나눠서 올려 주세요.", "Tables can have up to 20 MB. Please split it.")
	errTooMany  = refuse("too_many_rows", MaxRows, "한 번에 "+strconv.Itoa(MaxRows)+"줄까지 가져올 수 있어요. 나눠서 올려 주세요.", "Up to "+strconv.Itoa(MaxRows)+" rows can be imported at once. Please split it.")
	errExcel    = refuse("excel", 0, "엑셀 파일은 ‘CSV로 저장’해서 올려 주세요.", "Please save the spreadsheet as CSV first.")
	errNoTable  = refuse("unknown", 0, "읽을 수 있는 표가 없어요. CSV 파일이나, PIECE 또는 Letterboxd에서 내려받은 ZIP을 골라 주세요.", "There is no table in it. Choose a CSV file, or a ZIP from PIECE or Letterboxd.")
	errDamaged  = refuse("damaged", 0, "ZIP 파일이 손상됐어요. 다시 내려받아 올려 주세요.", "The ZIP is damaged. Please download it again.")
	errUnsafe   = refuse("unsafe", 0, "안전하지 않은 ZIP이라 열지 않았어요.", "This ZIP isn't safe, so it wasn't opened.")
	errNewer    = refuse("newer", 0, "더 새로운 PIECE에서 내려받은 파일이라 아직 읽을 수 없어요.", "This export comes from a newer PIECE and can't be read yet.")
	errBroken   = refuse("broken", 0, "PIECE에서 내려받은 파일인데 내용이 망가져 있어요.", "This is an export of PIECE, but its contents are broken.")
)

func errLine(code string, line int, ko, en string) error {
	n := strconv.Itoa(line)
	return refuse(code, line, n+"번째 줄: "+ko, "Line "+n+": "+en)
}

// The problems of values.
func problem(f Field, code, ko, en string) Problem {
	return Problem{Field: f, Code: code, Text: errs.Text{Ko: ko, En: en}}
}

var (
	noDay        = problem(Day, "required", "본 날짜가 필요해요.", "The day is needed.")
	badDay       = problem(Day, "day", "2026-11-26처럼 날짜를 써 주세요.", "Write the day like 2026-11-26.")
	unclearDay   = problem(Day, "unclear", "월과 일 중 어느 쪽이 먼저인지 위에서 골라 주세요.", "Choose above whether the month or the day comes first.")
	badTime      = problem(Time, "time", "시간은 19:30처럼 써 주세요.", "Write the time like 19:30.")
	badPrice     = problem(Price, "price", "가격은 15000처럼 숫자로 써 주세요.", "Write the price as a number, like 15000.")
	badStars     = problem(HalfStars, "stars", "별점을 알아볼 수 없어요. 골라 주세요.", "The stars can't be read. Please choose them.")
	noStars      = problem(HalfStars, "required", "별점이 없어요. 고르거나, 위에서 기본 별점을 정해 주세요.", "There are no stars. Choose them here, or a default for all above.")
	noReview     = problem(Review, "required", "한 줄 감상이 없어요. 쓰거나, 위에서 기본 문장을 정해 주세요.", "There is no one-line review. Write one here, or a default for all above.")
	badKind      = problem(Kind, "choice", "분류를 골라 주세요.", "Please choose the kind.")
	badGenre     = problem(Genre, "choice", "장르를 골라 주세요.", "Please choose the genre.")
	badVisible   = problem(Visibility, "choice", "공개 범위를 골라 주세요.", "Please choose who may see it.")
	badYear      = problem(Year, "year", "연도는 2019처럼 써 주세요.", "Write the year like 2019.")
	badCharacter = func(f Field) Problem {
		return problem(f, "characters", "쓸 수 없는 글자가 들어 있어요.", "This contains characters that can't be used.")
	}
	twice = func(line int) Problem {
		n := strconv.Itoa(line)
		return Problem{Code: "twice", Line: line, Text: errs.Text{Ko: n + "번째 줄과 똑같아요.", En: "The same as line " + n + "."}}
	}
	noPicture = Problem{Code: "picture", Text: errs.Text{Ko: "사진이 파일에 없거나 읽을 수 없어서, 그린 표지로 가져와요.", En: "Its photo isn't in the file or can't be read, so it comes with a drawn cover."}}
)

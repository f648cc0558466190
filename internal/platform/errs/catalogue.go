package errs

// The errors that every domain shares. Domains define their own beside their rules.
var (
	Internal        = Define(KindInternal, "internal", Text{"문제가 생겼어요. 잠시 뒤에 다시 시도해 주세요.", "Something went wrong. Please try again in a moment."})
	Invalid         = Define(KindInvalid, "invalid", Text{"입력한 내용을 확인해 주세요.", "Please check what you entered."})
	Unauthenticated = Define(KindUnauthenticated, "unauthenticated", Text{"로그인이 필요해요.", "Please log in."})
	Forbidden       = Define(KindForbidden, "forbidden", Text{"권한이 없어요.", "You are not allowed to do this."})
	NotFound        = Define(KindNotFound, "not_found", Text{"찾을 수 없어요.", "We couldn't find this."})
	Conflict        = Define(KindConflict, "conflict", Text{"이미 있거나 다른 내용과 맞지 않아요.", "This already exists or doesn't fit what is stored."})
	TooLarge        = Define(KindTooLarge, "too_large", Text{"너무 커요.", "This is too large."})
	TooMany         = Define(KindTooMany, "too_many", Text{"너무 자주 시도했어요. 잠시 뒤에 다시 해 주세요.", "Too many tries. Please wait a moment."})
	Unavailable     = Define(KindUnavailable, "unavailable", Text{"지금은 처리할 수 없어요. 곧 다시 시도해 주세요.", "We can't do this right now. Please try again soon."})
)

// Fields gathers broken rules while a form is checked, so that all are shown at once.
type Fields []Field

// Add notes a broken rule.
func (f *Fields) Add(path, code string, text Text) {
	*f = append(*f, Field{Path: path, Code: code, Text: text})
}

// Err gives an Invalid error with all the fields, or nil when none broke a rule.
func (f Fields) Err() error {
	if len(f) == 0 {
		return nil
	}
	e := *Invalid
	e.Fields = f
	return &e
}

package app

import "net/http"

func noticeNamed(title string) map[string]any {
	return map[string]any{"ko": map[string]any{"title": title, "text": "둘째 줄까지\n있어요"}}
}

func questionNamed(title string) map[string]any {
	return map[string]any{"category": "piece", "title": title, "text": "무엇을 하면 될까요?"}
}

// notice writes a notice and gives its id; the visitor is an admin.
func (v *visitor) notice(title string) string {
	v.t.Helper()
	var made struct{ ID string }
	v.must(http.StatusCreated, "POST", "/api/v1/notices", noticeNamed(title), &made)
	return made.ID
}

// question asks one and gives its id.
func (v *visitor) question(title string) string {
	v.t.Helper()
	var made struct{ ID string }
	v.must(http.StatusCreated, "POST", "/api/v1/questions", questionNamed(title), &made)
	return made.ID
}

package httpapi_test

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"piece/internal/platform/errs"
	"piece/internal/platform/httpapi"
)

func TestErrorsBecomeProblems(t *testing.T) {
	secret := errors.New("dial tcp 10.9.8.7: secret cause")
	for name, c := range map[string]struct {
		err    error
		status int
		code   string
		ko, en string
		after  string
	}{
		"invalid":         {errs.Invalid.With(secret), 422, "invalid", "입력한 내용을 확인해 주세요.", "Please check what you entered.", ""},
		"unauthenticated": {errs.Unauthenticated, 401, "unauthenticated", "로그인이 필요해요.", "Please log in.", ""},
		"forbidden":       {errs.Forbidden, 403, "forbidden", "권한이 없어요.", "You are not allowed to do this.", ""},
		"missing":         {errs.NotFound.With(secret), 404, "not_found", "찾을 수 없어요.", "We couldn't find this.", ""},
		"conflict":        {errs.Conflict, 409, "conflict", "이미 있거나 다른 내용과 맞지 않아요.", "This already exists or doesn't fit what is stored.", ""},
		"large":           {errs.TooLarge, 413, "too_large", "너무 커요.", "This is too large.", ""},
		"many":            {errs.TooMany.After(1500 * time.Millisecond), 429, "too_many", "너무 자주 시도했어요. 잠시 뒤에 다시 해 주세요.", "Too many tries. Please wait a moment.", "2"},
		"down":            {errs.Unavailable.With(secret).After(5 * time.Second), 503, "unavailable", "지금은 처리할 수 없어요. 곧 다시 시도해 주세요.", "We can't do this right now. Please try again soon.", "5"},
		"unknown":         {secret, 500, "internal", "문제가 생겼어요. 잠시 뒤에 다시 시도해 주세요.", "Something went wrong. Please try again in a moment.", ""},
	} {
		t.Run(name, func(t *testing.T) {
			s := serve(t, nil, func(server *httpapi.Server) {
				get(server, httpapi.Public, "/x", func(context.Context) (string, error) { return "", c.err })
			})
			for lang, want := range map[string]string{"ko": c.ko, "en": c.en} {
				w := s.do("GET", "/api/v1/x", "", headers{"Accept-Language": lang})
				p := problem(t, w)
				if p.Status != c.status || p.Code != c.code || p.Detail != want || p.Title != http.StatusText(c.status) || p.Type != "about:blank" || w.Header().Get("Retry-After") != c.after {
					t.Errorf("%s: %+v, Retry-After %q", lang, p, w.Header().Get("Retry-After"))
				}
				if p.RequestID == "" || p.RequestID != w.Header().Get("X-Request-Id") {
					t.Errorf("request id %q", p.RequestID)
				}
				if strings.Contains(w.Body.String(), "secret") {
					t.Errorf("the cause is told: %s", w.Body)
				}
			}
			logged := 0
			for _, line := range s.log.lines(t) {
				if text, ok := line["error"].(string); ok && strings.Contains(text, "secret cause") && line["request"] != nil {
					logged++
				}
			}
			if want := map[int]int{500: 2, 503: 2}[c.status]; logged != want {
				t.Errorf("the cause was logged %d times in two requests, want %d", logged, want)
			}
		})
	}
}

func TestErrorsMayBringHeaders(t *testing.T) {
	s := serve(t, nil, func(server *httpapi.Server) {
		get(server, httpapi.Public, "/x", func(context.Context) (string, error) {
			return "", huma.ErrorWithHeaders(errs.TooMany.After(time.Second), http.Header{"Set-Cookie": {"a=; Max-Age=0", "b=; Max-Age=0"}})
		})
	})
	w := s.do("GET", "/api/v1/x", "", nil)
	if p := problem(t, w); p.Code != "too_many" || w.Header().Get("Retry-After") != "1" || len(w.Header().Values("Set-Cookie")) != 2 {
		t.Errorf("%+v, %v", p, w.Header())
	}
}

func TestLanguageOfARequest(t *testing.T) {
	s := serve(t, nil, func(server *httpapi.Server) {
		get(server, httpapi.Public, "/x", func(ctx context.Context) (string, error) { return httpapi.Language(ctx), nil })
	})
	for accept, want := range map[string]string{
		"": "ko", "ko": "ko", "ko-KR,ko;q=0.9,en-US;q=0.8": "ko", "en": "en", "en-US,en;q=0.9": "en", "EN-gb": "en",
		"en;q=0.5,ko;q=0.9": "ko", "fr,en;q=0.8": "en", "*": "ko", "nonsense;;;": "ko", strings.Repeat("x-", 5000): "ko",
	} {
		if got := s.do("GET", "/api/v1/x", "", headers{"Accept-Language": accept}).Body.String(); strings.TrimSpace(got) != `"`+want+`"` {
			t.Errorf("%.40q: %s, want %s", accept, got, want)
		}
	}
	if httpapi.Language(t.Context()) != "ko" || httpapi.ClientIP(t.Context()) != "" {
		t.Error("outside of a request")
	}
}

type form struct {
	Title string   `json:"title" minLength:"2" maxLength:"5"`
	Kind  string   `json:"kind,omitempty" enum:"movie,play"`
	Price int      `json:"price,omitempty" minimum:"0" maximum:"10"`
	Tags  []string `json:"tags,omitempty" maxItems:"1"`
}

// Resolve is the rules of a domain, told together with those of the schema.
func (f *form) Resolve(huma.Context) []error {
	if f.Title == "A" {
		return []error{errs.Invalid.At("body.title")}
	}
	return nil
}

func takeForm(server *httpapi.Server) {
	httpapi.Register(server.API, httpapi.Public, huma.Operation{OperationID: "post", Method: http.MethodPost, Path: "/api/v1/x", MaxBodyBytes: 1000},
		func(_ context.Context, in *struct {
			Page int `query:"page" minimum:"1" default:"1"`
			Body form
		}) (*struct{ Body form }, error) {
			return &struct{ Body form }{Body: in.Body}, nil
		})
}

func TestInputOutOfItsSchemaIsToldByField(t *testing.T) {
	s := serve(t, nil, takeForm)
	for _, c := range []struct {
		query, body string
		status      int
		want        string // places and codes
	}{
		{"", `{"title":"good"}`, 200, ""},
		{"", `{"title":"a"}`, 422, "body.title too_short"},
		{"", `{"title":"A"}`, 422, "body.title invalid"}, // the domain's words win
		{"", `{"title":"abcdef"}`, 422, "body.title too_long"},
		{"", `{}`, 422, "body.title required"},
		{"", `{"title":"good","kind":"opera"}`, 422, "body.kind choice"},
		{"", `{"title":"good","price":-1}`, 422, "body.price out_of_range"},
		{"", `{"title":"good","price":11}`, 422, "body.price out_of_range"},
		{"", `{"title":"good","price":1.5}`, 422, "body.price format"},
		{"", `{"title":"good","price":99999999999999999999}`, 422, "body.price out_of_range"},
		{"", `{"title":"good","tags":["a","b"]}`, 422, "body.tags too_many"},
		{"", `{"title":5}`, 422, "body.title format"},
		{"", `{"title":"good","admin":true}`, 422, "body.admin unknown"},
		{"", `{"title":"a","kind":"opera"}`, 422, "body.kind choice, body.title too_short"},
		{"?page=0", `{"title":"good"}`, 422, "query.page out_of_range"},
		{"?page=x", `{"title":"good"}`, 422, "query.page format"},
		{"?pages=1", `{"title":"good"}`, 422, "query.pages unknown"},
		{"", `{"title":`, 422, "body format"},
		{"", `nonsense`, 422, "body format"},
		{"", ``, 422, ""},
		{"", `[]`, 422, "body format"},
		{"", `{"title":"` + strings.Repeat("a", 1000) + `"}`, 413, ""},
		{"", strings.Repeat(" ", 3<<20), 413, ""},
	} {
		w := s.do("POST", "/api/v1/x"+c.query, c.body, nil)
		if c.status == 200 {
			if w.Code != 200 {
				t.Errorf("%s: %d %s", c.body, w.Code, w.Body)
			}
			continue
		}
		p := problem(t, w)
		var got []string
		for _, e := range p.Errors {
			got = append(got, e.Location+" "+e.Code)
			if e.Message == "" || strings.Contains(e.Message, "expected") {
				t.Errorf("%.60s: message %q", c.body, e.Message)
			}
		}
		if p.Status != c.status || !sameWords(strings.Join(got, ", "), c.want) {
			t.Errorf("%.60s%s: %d %q, want %d %q", c.body, c.query, p.Status, got, c.status, c.want)
		}
	}
}

// sameWords compares lists without regard to order.
func sameWords(a, b string) bool {
	have := map[string]int{}
	for _, s := range strings.Split(a, ", ") {
		have[s]++
	}
	for _, s := range strings.Split(b, ", ") {
		have[s]--
	}
	for _, n := range have {
		if n != 0 {
			return false
		}
	}
	return true
}

func TestBodyOfAnythingUnderTheAPIIsBounded(t *testing.T) {
	s := serve(t, nil, func(server *httpapi.Server) {
		httpapi.Register(server.API, httpapi.Public, huma.Operation{OperationID: "post", Method: http.MethodPost, Path: "/api/v1/x", MaxBodyBytes: -1},
			func(_ context.Context, in *struct{ RawBody []byte }) (*struct{ Body int }, error) {
				return &struct{ Body int }{Body: len(in.RawBody)}, nil
			})
	})
	if w := s.do("POST", "/api/v1/x", strings.Repeat("a", 2<<20), nil); w.Code != 200 {
		t.Errorf("the longest: %d %s", w.Code, w.Body)
	}
	if p := problem(t, s.do("POST", "/api/v1/x", strings.Repeat("a", 2<<20+1), nil)); p.Code != "too_large" {
		t.Errorf("one byte more: %+v", p)
	}
}

// Clients go away all the time: what fails because of that must not look like a defect.
func TestAClientThatHungUpIsNoDefect(t *testing.T) {
	s := serve(t, nil, func(server *httpapi.Server) {
		get(server, httpapi.Public, "/x", func(ctx context.Context) (string, error) { return "", ctx.Err() })
	})
	ctx, hangUp := context.WithCancel(t.Context())
	hangUp()
	w := httptest.NewRecorder()
	s.handler.ServeHTTP(w, httptest.NewRequestWithContext(ctx, "GET", "/api/v1/x", nil))
	if w.Code != httpapi.StatusHungUp {
		t.Errorf("counted as %d", w.Code)
	}
	for _, line := range s.log.lines(t) {
		if line["level"] == "ERROR" || line["level"] == "WARN" {
			t.Errorf("logged: %v", line)
		}
	}
}

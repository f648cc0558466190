package httpapi

import (
	"net/http"
	"strings"

	"github.com/danielgtaylor/huma/v2"
)

// AccessCookie holds the access token in browsers.
const AccessCookie = "piece_access"

// accessToken finds the token of a request. A bearer wins over the cookie, because a
// program sends it on purpose.
func accessToken(hc huma.Context) string {
	if b, ok := strings.CutPrefix(hc.Header("Authorization"), "Bearer "); ok {
		return b
	}
	if c, err := huma.ReadCookie(hc, AccessCookie); err == nil {
		return c.Value
	}
	return ""
}

// Cookies makes cookies that fit how the site is reached.
type Cookies struct {
	Secure bool // the public address is https
}

// New gives a cookie that scripts can't read. A maxAge in seconds below zero deletes it.
func (c Cookies) New(name, value, path string, maxAge int, same http.SameSite) http.Cookie {
	return http.Cookie{Name: name, Value: value, Path: path, MaxAge: maxAge, HttpOnly: true, Secure: c.Secure, SameSite: same}
}

package accounthttp

import (
	"net/http"

	"piece/internal/platform/httpapi"
)

// DropCookies gives the cookies that delete those of a session.
func DropCookies(c httpapi.Cookies) []http.Cookie { return Door{cookies: c}.drop() }

package app

import (
	"piece/internal/account/accounthttp"
	"piece/internal/platform/httpapi"
)

// describe gives the API of all modules, to be read but not called.
func describe() *httpapi.API {
	a := httpapi.Describe("1")
	accounthttp.Register(a, nil, httpapi.Cookies{})
	return a
}

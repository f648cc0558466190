package gateway

import (
	"net/http"
	"net/http/httptest"
	"strings"

	"github.com/swaggest/swgui"
	"github.com/swaggest/swgui/v5emb"

	"piece/internal/gateway/webapp"
)

// Addresses of the API's description and of its reader.
const (
	descriptionPath = "/api/openapi.json"
	docsPath        = "/api/docs"
)

// newDocs makes the reader of the API. It comes whole out of this program and its policy
// lets it talk to nobody else.
func newDocs() http.Handler {
	ui := v5emb.NewHandlerWithConfig(swgui.Config{
		Title: "PIECE API", SwaggerJSON: descriptionPath, BasePath: docsPath,
		SettingsUI: map[string]string{"defaultModelsExpandDepth": "1", "tryItOutEnabled": "true"},
	})
	// The page is the same for everybody, and so are the hashes of its scripts.
	page := httptest.NewRecorder()
	ui.ServeHTTP(page, httptest.NewRequest(http.MethodGet, docsPath, nil))
	policy := strings.Join([]string{
		"default-src 'none'",
		"script-src 'self' " + strings.Join(webapp.ScriptHashes(page.Body.String()), " "),
		"style-src 'self' 'unsafe-inline'",
		"img-src 'self' data:",
		"font-src 'self' data:",
		"connect-src 'self'",
		"base-uri 'none'",
		"form-action 'none'",
		"frame-ancestors 'none'",
	}, "; ")
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Security-Policy", policy)
		w.Header().Set("Cache-Control", "no-cache")
		ui.ServeHTTP(w, r)
	})
}

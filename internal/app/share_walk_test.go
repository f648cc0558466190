package app

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
)

// D12, D13, D24: what is shared, and what no longer is, wherever the services run. At each
// step what is forbidden is tried by page, by API and by file.
func TestD24_TheWalkOfSharedThings(t *testing.T) {
	homes(t, func(t *testing.T, front *site, all ...*site) {
		jieun, other, guest := front.join(t, "지은"), front.join(t, "민호"), front.guest(t)
		photo := jieun.photo()
		id := jieun.piece(photo, jieun.artwork(photo))
		see := func(status int, paths ...string) {
			t.Helper()
			for _, v := range []*visitor{guest, other} {
				for _, path := range paths {
					if got, body := v.send("GET", path, nil); got != status {
						t.Errorf("GET %s: %d, want %d: %.200s", path, got, status, body)
					}
				}
			}
		}
		public := []string{"/p/" + id, "/api/v1/pieces/" + id, "/api/v1/pieces/" + id + "/ticket/front.webp", "/api/v1/pieces/" + id + "/ticket/share.jpg", oembedOf("/p/" + id)}
		see(http.StatusNotFound, public...)

		link, token := jieun.link(id)
		shared := []string{"/s/" + token, "/api/v1/shared/" + token, "/api/v1/shared/" + token + "/ticket/front.webp", "/api/v1/shared/" + token + "/ticket/share.jpg", oembedOf("/s/" + token)}
		see(http.StatusOK, shared...)
		see(http.StatusNotFound, public...)
		for language, words := range map[string]string{"ko": "나도 만들기", "en": "Make your own"} {
			if _, page := guest.send("GET", "/s/"+token, nil, "Accept-Language", language); !strings.Contains(string(page), words) || !strings.Contains(string(page), "파도의 노래") || !strings.Contains(string(page), "지은") {
				t.Errorf("the page in %s: %.500s", language, page)
			}
		}
		other.must(http.StatusNotFound, "DELETE", "/api/v1/links/"+link, nil, nil)
		other.must(http.StatusNotFound, "GET", "/api/v1/pieces/print?ids="+id, nil, nil)
		jieun.must(http.StatusOK, "GET", "/api/v1/pieces/print?ids="+id, nil, nil)
		jieun.must(http.StatusNoContent, "DELETE", "/api/v1/links/"+link, nil, nil)
		see(http.StatusNotFound, shared...)

		jieun.must(http.StatusOK, "PATCH", "/api/v1/pieces/"+id, map[string]any{"visibility": "public"}, nil)
		see(http.StatusOK, public...)
		see(http.StatusNotFound, shared...)
		jieun.must(http.StatusOK, "PATCH", "/api/v1/pieces/"+id, map[string]any{"visibility": "private"}, nil)
		see(http.StatusNotFound, public...)

		calendar := jieun.calendar()
		if status, file := guest.send("GET", "/api/v1/feeds/"+calendar, nil); status != http.StatusOK || !strings.Contains(string(file), "SUMMARY:파도의 노래") {
			t.Errorf("the calendar: %d %s", status, file)
		}
		jieun.must(http.StatusNoContent, "DELETE", "/api/v1/feed", nil, nil)
		see(http.StatusNotFound, "/api/v1/feeds/"+calendar)

		_, last := jieun.link(id)
		see(http.StatusOK, "/s/"+last)
		jieun.must(http.StatusNoContent, "DELETE", "/api/v1/pieces/"+id, nil, nil)
		see(http.StatusNotFound, append(public, "/s/"+last, "/api/v1/shared/"+last, "/api/v1/shared/"+last+"/ticket/front.webp")...)

		for _, s := range all {
			for _, secret := range []string{token, last, strings.TrimSuffix(calendar, ".ics")} {
				if strings.Contains(s.logged(), secret) {
					t.Errorf("D05: the log holds %q", secret)
				}
			}
		}
	})
}

// oembedOf asks what other sites need to show a page of ours.
func oembedOf(path string) string {
	return "/oembed?format=json&url=" + url.QueryEscape("http://localhost:8080"+path)
}

package app

import (
	"piece/internal/account/accounthttp"
	"piece/internal/account/leave/leavehttp"
	"piece/internal/account/letter/letterhttp"
	"piece/internal/account/passkey/passkeyhttp"
	"piece/internal/account/signin/signinhttp"
	"piece/internal/archive/exports/exportshttp"
	"piece/internal/archive/imports/importshttp"
	"piece/internal/artwork/artworkhttp"
	"piece/internal/cake/cakehttp"
	"piece/internal/cake/gallery/galleryhttp"
	"piece/internal/cake/source/sourcehttp"
	"piece/internal/chat/chathttp"
	"piece/internal/genai/genaihttp"
	"piece/internal/media/mediahttp"
	"piece/internal/moderation/moderationhttp"
	"piece/internal/moderation/notice/noticehttp"
	"piece/internal/moderation/question/questionhttp"
	"piece/internal/notify/notifyhttp"
	"piece/internal/piece/piecehttp"
	"piece/internal/piece/record/recordhttp"
	"piece/internal/piece/share/sharehttp"
	"piece/internal/piece/stats/statshttp"
	"piece/internal/platform/httpapi"
	"piece/internal/reading/readinghttp"
	"piece/internal/title/titlehttp"
)

// describe gives the API of all modules, to be read but not called.
func describe() *httpapi.API {
	a := httpapi.Describe("1")
	accounthttp.Register(a, nil, httpapi.Cookies{})
	letterhttp.Register(a, nil)
	leavehttp.Register(a, nil, httpapi.Cookies{})
	signinhttp.Register(a, nil, nil, httpapi.Cookies{}, false)
	passkeyhttp.Register(a, nil, nil, httpapi.Cookies{})
	cakehttp.Register(a, nil)
	galleryhttp.Register(a, nil)
	sourcehttp.Register(a, nil, nil)
	mediahttp.Register(a, nil)
	genaihttp.Register(a, nil)
	artworkhttp.Register(a, nil)
	readinghttp.Register(a, nil)
	piecehttp.Register(a, nil)
	recordhttp.Register(a, nil)
	sharehttp.Register(a, nil, "")
	exportshttp.Register(a, nil)
	statshttp.Register(a, nil)
	importshttp.Register(a, nil)
	chathttp.Register(a, nil)
	moderationhttp.Register(a, nil)
	noticehttp.Register(a, nil)
	questionhttp.Register(a, nil)
	notifyhttp.Register(a, nil)
	titlehttp.Register(a, nil)
	return a
}

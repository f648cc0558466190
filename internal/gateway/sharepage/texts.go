package sharepage

import "piece/internal/platform/errs"

// own are the texts that only these pages say; all others are those of the app.
var own = map[string]errs.Text{
	"share.app":         {Ko: "앱에서 보기", En: "Open in the app"},
	"share.invite":      {Ko: "내가 본 것도 조각으로", En: "Keep what you saw, too"},
	"share.inviteBody":  {Ko: "영화, 공연, 전시의 여운을 앞뒤가 있는 티켓 한 장으로 남겨 보세요.", En: "Films, shows and exhibitions become two-sided tickets of your own."},
	"share.make":        {Ko: "나도 만들기", En: "Make your own"},
	"share.heart":       {Ko: "찜하기", En: "Keep it"},
	"share.hearts":      {Ko: "{n}명이 찜했어요", En: "Kept by {n}"},
	"share.record":      {Ko: "기록과 사진 보기", En: "Read the record"},
	"share.pass":        {Ko: "공유하기", En: "Share"},
	"share.copied":      {Ko: "링크를 복사했어요", En: "Link copied"},
	"share.save":        {Ko: "이미지 저장", En: "Save image"},
	"share.turn":        {Ko: "티켓 뒷면 보기", En: "Show the back of the ticket"},
	"share.hint":        {Ko: "티켓을 눌러 뒤집어 보세요", En: "Tap the ticket to turn it over"},
	"share.stage":       {Ko: "티켓", En: "Ticket"},
	"share.goneBody":    {Ko: "공유가 끝났거나, 혼자 보는 조각이 됐거나, 주소가 바뀌었을 수 있어요.", En: "It may not be shared any more, or the address has changed."},
	"share.down":        {Ko: "지금은 조각을 보여 드릴 수 없어요", En: "We can't show this piece right now"},
	"share.downBody":    {Ko: "잠시 뒤에 다시 열어 주세요.", En: "Please open it again in a moment."},
	"share.description": {Ko: "PIECE에 남긴 티켓 한 조각이에요.", En: "A ticket kept on PIECE."},
}

// unknown is who has no name any more.
var unknown = errs.Text{Ko: "(알 수 없음)", En: "(unknown)"}

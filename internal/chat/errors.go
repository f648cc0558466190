package chat

import "piece/internal/platform/errs"

// The errors of this domain.
var (
	// ErrTooManyRooms says that the person is in as many rooms as one can be.
	ErrTooManyRooms = errs.Define(errs.KindConflict, "too_many_rooms", errs.Text{
		Ko: "채팅방에 더 들어갈 수 없어요. 쓰지 않는 방에서 나간 뒤에 다시 해 주세요.", En: "You are in too many rooms. Please leave one and try again."})
	// ErrTooManyBlocks says that the list of blocked people is full.
	ErrTooManyBlocks = errs.Define(errs.KindConflict, "too_many_blocks", errs.Text{
		Ko: "더 차단할 수 없어요.", En: "You can't block more people."})
	// ErrFlood says that somebody writes faster than others can read; it tells how long to wait.
	ErrFlood = errs.Define(errs.KindTooMany, "too_fast", errs.Text{
		Ko: "너무 빨리 보내고 있어요. 조금만 기다려 주세요.", En: "You are sending too fast. Please wait a little."})
	// ErrBusy says that messages come faster than they can be stored.
	ErrBusy = errs.Define(errs.KindTooMany, "busy", errs.Text{
		Ko: "지금은 메시지가 몰려 있어요. 곧 다시 보내 주세요.", En: "Too many messages right now. Please send it again soon."})
	// ErrBlockedByYou says that the sender has blocked the one they write to.
	ErrBlockedByYou = errs.Define(errs.KindConflict, "blocked_by_you", errs.Text{
		Ko: "차단한 사람이에요. 차단을 풀면 대화할 수 있어요.", En: "You blocked this person. Unblock them to write."})
	// ErrMoved says that the room goes on in another one.
	ErrMoved = errs.Define(errs.KindConflict, "room_moved", errs.Text{
		Ko: "이 채팅방은 다른 방에서 이어져요.", En: "This room goes on in another one."})
	// ErrTooManyPictures says that somebody adds pictures too fast; it tells how long to wait.
	ErrTooManyPictures = errs.Define(errs.KindTooMany, "too_many_pictures", errs.Text{
		Ko: "사진을 너무 많이 올렸어요. 잠시 뒤에 다시 해 주세요.", En: "You added too many pictures. Please wait a moment."})
	// ErrAlone says that a direct room needs two people.
	ErrAlone = errs.Define(errs.KindInvalid, "alone", errs.Text{
		Ko: "나와는 채팅방을 만들 수 없어요.", En: "You can't talk to yourself."})
	// ErrNotMember says that only members of the room may do this.
	ErrNotMember = errs.Define(errs.KindForbidden, "not_a_member", errs.Text{
		Ko: "채팅방에 들어간 뒤에 할 수 있어요.", En: "Join the room first."})
	// ErrTooManyReactions says that a message has as many different reactions as it can have.
	ErrTooManyReactions = errs.Define(errs.KindConflict, "too_many_reactions", errs.Text{
		Ko: "이 메시지에는 더 이상 다른 반응을 남길 수 없어요.", En: "This message can't take another kind of reaction."})
	// ErrSendReused says that the id of a send came with another message before.
	ErrSendReused = errs.Define(errs.KindConflict, "send_reused", errs.Text{
		Ko: "같은 번호로 다른 메시지가 이미 저장됐어요.", En: "Another message was already stored under this id."})
)

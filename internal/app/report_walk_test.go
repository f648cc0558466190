package app

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
)

// reports gives the open reports as an admin sees them: of what, by whom, and what was seen.
func (v *visitor) reports() []string {
	v.t.Helper()
	var list struct {
		Items []struct {
			ID     string
			Target struct{ Kind string }
			Seen   struct {
				Person      struct{ Nickname string }
				Title, Text string
				Pictures    int
			}
		}
	}
	v.must(http.StatusOK, "GET", "/api/v1/reports", nil, &list)
	var all []string
	for _, r := range list.Items {
		var detail struct {
			Reports []struct{ Reporter struct{ Nickname string } }
		}
		v.must(http.StatusOK, "GET", "/api/v1/reports/"+r.ID, nil, &detail)
		all = append(all, strings.Join(strings.Fields(fmt.Sprint(r.Target.Kind, " by ", detail.Reports[0].Reporter.Nickname, ": ", r.Seen.Person.Nickname, " ", r.Seen.Title, " ", r.Seen.Text, " ", r.Seen.Pictures)), " "))
	}
	return all
}

// D49: what is reported is read by the site itself, with the eyes of who reports it, also where
// its parts run apart.
func TestD49_ReportsHoldWhatTheReporterSaw(t *testing.T) {
	homes(t, func(t *testing.T, front *site, all ...*site) {
		jieun, minho, admin := front.join(t, "지은"), front.join(t, "민호"), front.join(t, "운영")
		admin.admin("운영", all[min(1, len(all)-1)])
		photo := minho.photo()
		hidden := minho.piece(photo, minho.artwork(photo))
		cake := jieun.cake("파도의 노래")
		public := minho.pieceOfCake(cake, 9)
		room := minho.joinRoom(cake)
		bad := minho.say(room, "나쁜 말\n둘째 줄", "pictureIds", []string{minho.roomPicture(room)})
		direct := minho.directWith(admin.id)
		secret := minho.say(direct, "둘만의 말")

		message := func(room string, seq int64) map[string]any {
			return map[string]any{"target": map[string]any{"kind": "message", "room": room, "seq": seq}, "reason": "hateful"}
		}
		for _, unseen := range []map[string]any{reportOf("piece", hidden), message(direct, secret), message(room, bad+7), reportOf("cake", room), reportOf("person", cake)} {
			jieun.must(http.StatusNotFound, "POST", "/api/v1/reports", unseen, nil)
		}
		jieun.must(http.StatusCreated, "POST", "/api/v1/reports", reportOf("piece", public), nil)
		jieun.must(http.StatusCreated, "POST", "/api/v1/reports", reportOf("person", minho.id), nil)
		jieun.must(http.StatusCreated, "POST", "/api/v1/reports", reportOf("cake", cake), nil)
		jieun.must(http.StatusCreated, "POST", "/api/v1/reports", message(room, bad), nil)
		minho.must(http.StatusNoContent, "DELETE", fmt.Sprintf("/api/v1/rooms/%s/messages/%d", room, bad), nil, nil)
		jieun.must(http.StatusOK, "POST", "/api/v1/reports", message(room, bad), nil, "Accept-Language", "en")

		want := []string{"cake by 지은: 파도의 노래 0", "message by 지은: 민호 나쁜 말 둘째 줄 1", "person by 지은: 민호 민호 0", "piece by 지은: 민호 파도의 노래 또 보고 싶다 0"}
		got := admin.reports()
		slices.Sort(got)
		if !slices.Equal(got, want) {
			t.Errorf("got %q, want %q", got, want)
		}
		for _, s := range all {
			if strings.Contains(s.logged(), "나쁜 말") || strings.Contains(s.logged(), "이상해요") {
				t.Error("D05: the log holds what people said")
			}
		}
	})
}

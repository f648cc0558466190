package mailsql_test

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"time"

	"piece/internal/notify/mail"
	"piece/internal/notify/mail/mailsql"
	"piece/internal/platform/clock"
	"piece/internal/platform/sqldb"
	"piece/internal/platform/sqldb/sqldbtest"
)

// server answers what the test says, and keeps what it took.
type server struct {
	mu    sync.Mutex
	says  error
	taken []mail.Message // guarded by mu
}

func (s *server) Send(_ context.Context, m mail.Message) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.says == nil {
		s.taken = append(s.taken, m)
	}
	return s.says
}

type post struct {
	*mail.Service
	server *server
	clock  *clock.Fake
	log    bytes.Buffer
	t      *testing.T
}

func each(t *testing.T, run func(t *testing.T, p *post)) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB) {
		if _, err := sqldb.Migrate(t.Context(), db, mailsql.Domain, mailsql.Migrations); err != nil {
			t.Fatal(err)
		}
		p := &post{server: &server{}, clock: clock.NewFake(time.Date(2026, 11, 26, 12, 0, 0, 0, time.UTC)), t: t}
		p.Service = mail.New(mail.Deps{Store: mailsql.New(db), Sender: p.server, Clock: p.clock, Log: slog.New(slog.NewTextHandler(&p.log, nil))})
		run(t, p)
	})
}

func (p *post) sends(want int) {
	p.t.Helper()
	if n, err := p.SendDue(p.t.Context()); err != nil || n != want {
		p.t.Errorf("%d were due, want %d: %v", n, want, err)
	}
}

var letter = mail.Letter{
	To: "minji@mail.example", Language: "ko", Subject: "비밀번호를 새로 정해 주세요", Lines: []string{"안녕하세요, <민지>님.", "아래 버튼을 눌러 주세요."},
	Button: "비밀번호 정하기", Address: "https://piece.example/reset#a&b", Note: "30분 동안 쓸 수 있어요.",
}

func TestALetterIsSentOnceInBothForms(t *testing.T) {
	each(t, func(t *testing.T, p *post) {
		if err := p.Send(t.Context(), letter); err != nil {
			t.Fatal(err)
		}
		p.sends(1)
		p.sends(0)
		if len(p.server.taken) != 1 {
			t.Fatalf("%d mails", len(p.server.taken))
		}
		m := p.server.taken[0]
		if m.To != letter.To || m.Subject != letter.Subject || len(m.ID) != 26 {
			t.Errorf("got %+v", m)
		}
		for _, want := range append([]string{letter.Button + ":\n" + letter.Address, letter.Note, letter.Subject}, letter.Lines...) {
			if !strings.Contains(m.Text, want) {
				t.Errorf("the text lacks %q:\n%s", want, m.Text)
			}
		}
		for _, want := range []string{`<html lang="ko">`, `href="https://piece.example/reset#a&amp;b"`, "안녕하세요, &lt;민지&gt;님.", letter.Note} {
			if !strings.Contains(m.HTML, want) {
				t.Errorf("the page lacks %q:\n%s", want, m.HTML)
			}
		}
	})
}

func TestAMailServerThatIsAwayLosesNothing(t *testing.T) {
	each(t, func(t *testing.T, p *post) {
		p.server.says = errors.New("connection refused")
		if err := p.Send(t.Context(), letter); err != nil {
			t.Fatal(err)
		}
		p.sends(1)
		p.sends(0) // not again at once
		p.clock.Advance(10 * time.Second)
		p.sends(1)
		p.server.says = nil
		p.clock.Advance(59 * time.Second)
		p.sends(0)
		p.clock.Advance(time.Second)
		p.sends(1)
		p.sends(0)
		if len(p.server.taken) != 1 {
			t.Errorf("%d mails", len(p.server.taken))
		}
	})
}

func TestALetterIsGivenUpWhenRefusedOrTooOld(t *testing.T) {
	each(t, func(t *testing.T, p *post) {
		p.server.says = mail.ErrRefused
		if err := p.Send(t.Context(), letter); err != nil {
			t.Fatal(err)
		}
		p.sends(1)
		p.server.says = errors.New("away")
		if err := p.Send(t.Context(), letter); err != nil {
			t.Fatal(err)
		}
		tries := 0
		for range 24 * 60 * 2 {
			n, err := p.SendDue(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			tries += n
			p.clock.Advance(time.Minute)
		}
		p.server.says = nil
		p.sends(0)
		if tries < 20 || tries > 40 || len(p.server.taken) != 0 {
			t.Errorf("%d tries, %d mails", tries, len(p.server.taken))
		}
		// D05: nothing of the letter is in the log.
		for _, secret := range []string{"minji", "reset", "비밀번호"} {
			if strings.Contains(p.log.String(), secret) {
				t.Errorf("the log holds %q", secret)
			}
		}
	})
}

func TestTwoProcessesSendALetterOnce(t *testing.T) {
	each(t, func(t *testing.T, p *post) {
		for range 30 {
			if err := p.Send(t.Context(), letter); err != nil {
				t.Fatal(err)
			}
		}
		var both sync.WaitGroup
		for range 4 {
			both.Go(func() {
				for {
					n, err := p.SendDue(t.Context())
					if err != nil || n == 0 {
						if err != nil {
							t.Error(err)
						}
						return
					}
				}
			})
		}
		both.Wait()
		ids := map[string]bool{}
		for _, m := range p.server.taken {
			ids[m.ID] = true
		}
		if len(p.server.taken) != 30 || len(ids) != 30 {
			t.Errorf("%d mails of %d letters", len(p.server.taken), len(ids))
		}
	})
}

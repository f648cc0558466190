package notify_test

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"maps"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"piece/internal/notify"
	"piece/internal/platform/clock"
	"piece/internal/platform/errs"
)

// devices are the subscriptions of a test, in memory: what the store does is another test's.
type devices struct {
	mu      sync.Mutex
	list    []notify.Subscription
	broken  bool
	seq     int64
	at      time.Time
	ended   []string
	renewed time.Time // since when all that remain were renewed
}

func (d *devices) Put(_ context.Context, s notify.Subscription, _ int) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.list = append(d.list, s)
	return nil
}
func (d *devices) Remove(context.Context, string, string) error { return nil }
func (d *devices) Purge(context.Context, string) error          { return nil }
func (d *devices) Drop(_ context.Context, s notify.Subscription) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.list = slices.DeleteFunc(d.list, func(o notify.Subscription) bool { return o.Endpoint == s.Endpoint })
	return nil
}
func (d *devices) Of(_ context.Context, people []string) (found []notify.Subscription, err error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.broken {
		return nil, errs.Unavailable
	}
	for _, s := range d.list {
		if slices.Contains(people, s.PersonID) {
			found = append(found, s)
		}
	}
	return found, nil
}
func (d *devices) DropUnused(_ context.Context, since time.Time) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.renewed = since
	return nil
}
func (d *devices) Followed(context.Context) (int64, time.Time, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.seq, d.at, nil
}
func (d *devices) Follow(_ context.Context, ended []string, seq int64, at time.Time) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.ended, d.seq, d.at = append(d.ended, ended...), seq, at
	return nil
}
func (d *devices) Forget(context.Context, time.Time) error { return nil }

// service is a push service that answers as it is told and remembers what came.
type service struct {
	mu     sync.Mutex
	answer func(endpoint string, try int) error
	tries  map[string]int
	came   []string // "endpoint body", in their order
	times  []time.Time
	began  time.Time
}

func (s *service) Key() string          { return "key" }
func (s *service) Allows(e string) bool { return strings.HasPrefix(e, "https://") }
func (s *service) Send(_ context.Context, to notify.Subscription, l notify.Letter) error {
	s.mu.Lock()
	s.tries[to.Endpoint]++
	answer, try := s.answer, s.tries[to.Endpoint]
	s.mu.Unlock()
	if answer != nil {
		if err := answer(to.Endpoint, try); err != nil {
			return err
		}
	}
	var p struct{ Body string }
	if err := json.Unmarshal(l.Payload, &p); err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.came, s.times = append(s.came, to.Endpoint+" "+p.Body), append(s.times, time.Now())
	return nil
}

// news is a message whose readers are known.
type news struct {
	body string
	read *sync.Map // by person
}

func (n news) Missed(_ context.Context, people []string) (missed []string, err error) {
	for _, p := range people {
		if _, read := n.read.Load(p); !read {
			missed = append(missed, p)
		}
	}
	return missed, nil
}

func (n news) Notice(_ context.Context, _, language string) (notify.Notice, error) {
	return notify.Notice{Title: "방", Body: n.body + " " + language, URL: "/rooms/r", Unread: 3}, nil
}

type nobody struct{ ended []notify.Ended }

func (n *nobody) Ended(_ context.Context, after int64, _ int) (found []notify.Ended, err error) {
	for _, e := range n.ended {
		if e.Seq > after {
			found = append(found, e)
		}
	}
	return found, nil
}

// site runs a service on a clock of its own, which goes on only when everybody waits.
type site struct {
	*notify.Service
	t       *testing.T
	devices *devices
	push    *service
	read    sync.Map
	stop    func()
}

func open(t *testing.T, people ...string) *site {
	s := &site{t: t, devices: &devices{at: time.Now()}, push: &service{tries: map[string]int{}, began: time.Now()}}
	for _, p := range people {
		s.devices.list = append(s.devices.list, notify.Subscription{Endpoint: "https://push.example/" + p, PersonID: p, Language: "ko", RenewedAt: time.Now()})
	}
	s.Service = notify.New(notify.Deps{
		Store: s.devices, Sender: s.push, Sessions: &nobody{}, Clock: clock.System{}, Log: slog.New(slog.DiscardHandler),
	})
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- s.Run(ctx) }()
	s.stop = sync.OnceFunc(func() {
		cancel()
		if err := <-done; err != nil {
			t.Error(err)
		}
	})
	return s
}

func (s *site) say(topic, body string, people ...string) {
	s.Push(notify.Message{People: people, Topic: topic, About: news{body, &s.read}})
}

// after lets time pass and tells what had come by then.
func (s *site) after(d time.Duration) []string {
	time.Sleep(d) // of the clock that belongs to the test
	synctest.Wait()
	s.push.mu.Lock()
	defer s.push.mu.Unlock()
	return slices.Clone(s.push.came)
}

func (s *site) wants(got []string, want ...string) {
	s.t.Helper()
	for i := range want {
		want[i] = "https://push.example/" + want[i] + " ko"
	}
	if !slices.Equal(got, want) {
		s.t.Errorf("came %q, want %q", got, want)
	}
}

func TestAMessageWaitsWhetherItIsRead(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := open(t, "a", "b")
		defer s.stop()
		s.say("r", "안녕", "a", "b", "nobody")
		s.wants(s.after(3 * time.Second))
		s.read.Store("b", true)
		s.wants(s.after(2*time.Second), "a 안녕")
	})
}

func TestOfATopicTheNewestComesNowAndThen(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := open(t, "a")
		defer s.stop()
		for _, body := range []string{"1", "2", "3", "4", "5", "6", "7", "8", "9", "10"} {
			s.say("r", body, "a")
			time.Sleep(1100 * time.Millisecond)
		}
		s.say("other", "다른 방", "a")
		// Every message puts off no other: the first one's time counts.
		s.wants(s.after(10*time.Second), "a 4", "a 8", "a 10", "a 다른 방")
	})
}

func TestABusyPushServiceIsAskedAgainLater(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := open(t, "busy", "broken", "gone", "refused", "odd")
		defer s.stop()
		s.push.answer = func(endpoint string, try int) error {
			switch {
			case strings.HasSuffix(endpoint, "busy") && try == 1:
				return &notify.Failure{Outcome: notify.Later, After: 2 * time.Minute}
			case strings.HasSuffix(endpoint, "broken"):
				return &notify.Failure{Outcome: notify.Later}
			case strings.HasSuffix(endpoint, "gone"):
				return &notify.Failure{Outcome: notify.Gone}
			case strings.HasSuffix(endpoint, "refused"):
				return &notify.Failure{Outcome: notify.Refused}
			case strings.HasSuffix(endpoint, "odd"):
				return errors.New("a defect")
			}
			return nil
		}
		s.say("r", "안녕", "busy", "broken", "gone", "refused", "odd")
		s.wants(s.after(time.Minute + 50*time.Second))
		s.wants(s.after(30*time.Second), "busy 안녕")
		s.after(time.Hour)
		tries := maps.Clone(s.push.tries)
		if n := tries["https://push.example/broken"]; n < 8 || n > 20 {
			t.Errorf("%d tries within ten minutes", n)
		}
		delete(tries, "https://push.example/broken")
		want := map[string]int{"https://push.example/busy": 2, "https://push.example/gone": 1, "https://push.example/refused": 1, "https://push.example/odd": 1}
		if !maps.Equal(tries, want) {
			t.Errorf("tries %v", tries)
		}
		left := slices.SortedFunc(slices.Values(s.devices.list), func(a, b notify.Subscription) int { return cmp.Compare(a.Endpoint, b.Endpoint) })
		if len(left) != 4 || slices.ContainsFunc(left, func(d notify.Subscription) bool { return d.PersonID == "gone" }) {
			t.Errorf("left are %+v", left)
		}
	})
}

func TestWhatIsReadOrReplacedWhileItWaitsForAnotherTryIsNotSent(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := open(t, "a", "b")
		defer s.stop()
		s.push.answer = func(_ string, try int) error {
			if try == 1 {
				return &notify.Failure{Outcome: notify.Later, After: time.Minute}
			}
			return nil
		}
		s.say("r", "첫째", "a", "b")
		s.after(10 * time.Second)
		s.read.Store("b", true)
		s.say("r", "둘째", "a") // is sent before the first comes again
		s.wants(s.after(10*time.Minute), "a 둘째")
		if n := s.push.tries["https://push.example/b"]; n != 1 {
			t.Errorf("%d tries for who has read it", n)
		}
	})
}

func TestOneSlowPushServiceOrOneLargeRoomKeepsNobodyWaiting(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := open(t)
		defer s.stop()
		var crowd []string
		for i := range 200 {
			p := "slow" + string(rune('가'+i))
			crowd = append(crowd, p)
			s.devices.list = append(s.devices.list, notify.Subscription{Endpoint: "https://slow.example/" + p, PersonID: p, Language: "ko"})
		}
		for _, p := range []string{"one", "two"} {
			s.devices.list = append(s.devices.list, notify.Subscription{Endpoint: "https://push.example/" + p, PersonID: p, Language: "ko"})
		}
		s.devices.list = append(s.devices.list, notify.Subscription{Endpoint: "https://slow.example/me", PersonID: "me", Language: "ko"})
		s.push.answer = func(endpoint string, _ int) error {
			if strings.HasPrefix(endpoint, "https://slow.example/") {
				time.Sleep(10 * time.Second)
			}
			return nil
		}
		s.say("large", "모두", crowd...)
		s.say("small", "너에게", "one", "two")
		s.say("mine", "나에게", "me")
		small := s.after(5 * time.Second)
		slices.Sort(small)
		s.wants(small, "one 너에게", "two 너에게")
		came := s.after(30 * time.Second)
		at := slices.IndexFunc(came, func(c string) bool { return strings.Contains(c, "나에게") })
		if at < 0 || at > 20 {
			t.Errorf("the message for one person is number %d of %d", at, len(came))
		}
	})
}

func TestWhatWaitsIsSentWhenTheProcessStops(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := open(t, "a")
		s.say("r", "안녕", "a")
		synctest.Wait()
		s.stop()
		s.wants(s.after(0), "a 안녕")
		if took := time.Since(s.push.began); took > time.Second {
			t.Errorf("stopping took %v", took)
		}
		s.say("r", "zu spät", "a") // nobody is there; it must not block or panic
	})
}

func TestAPushServiceThatHangsDoesNotKeepTheProcessFromStopping(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := open(t, "a")
		s.push.answer = func(string, int) error { return &notify.Failure{Outcome: notify.Later} }
		s.say("r", "안녕", "a")
		s.after(5 * time.Second)
		began := time.Now()
		s.stop()
		if took := time.Since(began); took > 6*time.Second {
			t.Errorf("stopping took %v", took)
		}
	})
}

// D05: a store that is down costs a push message, and no more.
func TestWithoutItsStoreNothingIsPushedAndEverythingElseGoesOn(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := open(t, "a")
		defer s.stop()
		s.devices.broken = true
		s.say("r", "verloren", "a")
		s.after(10 * time.Second)
		s.devices.mu.Lock()
		s.devices.broken = false
		s.devices.mu.Unlock()
		s.say("r", "wieder da", "a")
		s.wants(s.after(10*time.Second), "a wieder da")
	})
}

func TestD06_TheListOfEndedSessionsIsFollowed(t *testing.T) {
	d := &devices{}
	fake := clock.NewFake(time.Date(2026, 11, 26, 12, 0, 0, 0, time.UTC))
	ended := &nobody{ended: []notify.Ended{{Seq: 3, Session: "x"}, {Seq: 4, Session: "y"}}}
	s := notify.New(notify.Deps{Store: d, Sessions: ended, Clock: fake, Log: slog.New(slog.DiscardHandler), ListKept: time.Hour})
	follow := func() {
		t.Helper()
		if err := s.FollowEnded(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	follow()
	if !slices.Equal(d.ended, []string{"x", "y"}) || d.seq != 4 || !d.renewed.IsZero() {
		t.Errorf("ended %v up to %d", d.ended, d.seq)
	}
	ended.ended = append(ended.ended, notify.Ended{Seq: 9, Session: "z"})
	fake.Advance(59 * time.Minute)
	follow()
	if !slices.Equal(d.ended, []string{"x", "y", "z"}) || d.seq != 9 || !d.renewed.IsZero() {
		t.Errorf("ended %v up to %d", d.ended, d.seq)
	}
	fake.Advance(time.Hour) // nobody knows who ended meanwhile
	follow()
	if !d.renewed.Equal(fake.Now()) {
		t.Errorf("devices renewed before %v are trusted", d.renewed)
	}
}

package account

import (
	"context"
	"errors"
	"log/slog"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"piece/internal/platform/auth"
	"piece/internal/platform/clock"
	"piece/internal/platform/errs"
)

var cheap = HashParams{Memory: 64, Time: 1, Threads: 1}

func TestHash(t *testing.T) {
	h := newHasher(DefaultHashParams(), 1)
	phc := h.hash("마로니에 공원의 저녁")
	if !strings.HasPrefix(phc, "$argon2id$v=19$m=19456,t=2,p=1$") {
		t.Errorf("have %s", phc)
	}
	if again := h.hash("마로니에 공원의 저녁"); again == phc {
		t.Error("two hashes of a password are alike: there is no salt")
	}
	for try, want := range map[string]bool{"마로니에 공원의 저녁": true, "마로니에 공원의 아침": false, "": false} {
		if got, err := h.matches(phc, try); err != nil || got != want {
			t.Errorf("%q: %v, %v", try, got, err)
		}
	}
	if h.outdated(phc) || !newHasher(cheap, 1).outdated(phc) {
		t.Error("only other parameters make a hash outdated")
	}
	// A hash of other parameters is still checked by its own.
	if ok, err := newHasher(cheap, 1).matches(phc, "마로니에 공원의 저녁"); !ok || err != nil {
		t.Errorf("by another hasher: %v, %v", ok, err)
	}
}

func TestDamagedHashIsAnErrorThatDoesNotQuoteIt(t *testing.T) {
	good := newHasher(cheap, 1).hash("x")
	for _, bad := range []string{
		"", "x", "$argon2i$" + good[10:], strings.Replace(good, "v=19", "v=16", 1), strings.Replace(good, "t=1", "t=0", 1),
		strings.Replace(good, "m=64", "m=many", 1), good + "!", good[:len(good)-30], "$2a$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy",
	} {
		ok, err := newHasher(cheap, 1).matches(bad, "x")
		if ok || err == nil {
			t.Errorf("%q is taken", bad)
		} else if len(bad) > 10 && strings.Contains(err.Error(), bad[len(bad)-10:]) {
			t.Errorf("quoted: %v", err)
		}
	}
}

func TestOnlySoManyHashAtOnce(t *testing.T) {
	h := newHasher(cheap, 3)
	var inside, most atomic.Int32
	var wg sync.WaitGroup
	for range 200 {
		wg.Go(func() {
			leave, err := h.enter(context.Background())
			if err != nil {
				t.Error(err)
				return
			}
			defer leave()
			n := inside.Add(1)
			for m := most.Load(); n > m && !most.CompareAndSwap(m, n); m = most.Load() {
			}
			h.hash("x")
			inside.Add(-1)
		})
	}
	wg.Wait()
	if most.Load() > 3 {
		t.Errorf("%d hashed at once, want at most 3", most.Load())
	}
}

// nobody is a store without people.
type nobody struct{ Store }

func (nobody) ByEmail(context.Context, string) (Person, error) { return Person{}, errs.NotFound }

// An unknown address must cost what a known one costs: here that is shown by keeping all
// turns to hash, so that whoever needs one can't get on.
func TestD09_UnknownAddressIsHashedToo(t *testing.T) {
	pem, err := auth.GenerateKey()
	if err != nil {
		t.Fatal(err)
	}
	keys, err := auth.ParseKeys(pem)
	if err != nil {
		t.Fatal(err)
	}
	s := New(Deps{Store: nobody{}, Keys: keys, Clock: clock.NewFake(time.Now()), Log: slog.New(slog.DiscardHandler), Hash: cheap, HashSlots: 1})
	if s.hasher.outdated(s.decoy) {
		t.Error("the decoy costs other than a password does")
	}
	for _, mail := range []string{"nobody@example.com", "not an address", ""} {
		if _, err := s.LogIn(t.Context(), mail, "x", Caller{}); !errors.Is(err, ErrWrongCredentials) {
			t.Errorf("%q: %v", mail, err)
		}
		leave, err := s.hasher.enter(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		hungUp, cancel := context.WithCancel(t.Context())
		cancel()
		if _, err := s.LogIn(hungUp, mail, "x", Caller{}); !errors.Is(err, errs.Unavailable) {
			t.Errorf("%q was answered without a turn to hash: %v", mail, err)
		}
		leave()
	}
}

func TestDeviceName(t *testing.T) {
	for agent, want := range map[string]string{
		"Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1": "Safari · iPhone",
		"Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/138.0 Mobile/15E148 Safari/604.1":  "Chrome · iPhone",
		"Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 KAKAOTALK 25.5.0":          "KakaoTalk · iPhone",
		"Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36":     "Samsung Internet · Android",
		"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0":           "Edge · Windows",
		"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 Whale/4.33 Safari/537.36":              "Whale · Windows",
		"Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/605.1.15":                   "Safari · macOS",
		"Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 Safari/537.36":                          "Chrome · ChromeOS",
		"Mozilla/5.0 (X11; Linux x86_64; rv:141.0) Gecko/20100101 Firefox/141.0":                                                                  "Firefox · Linux",
		"curl/8.14.1": "curl", "": "", "<script>alert(1)</script>": "",
	} {
		if got := DeviceName(agent); got != want {
			t.Errorf("%q: have %q, want %q", agent, got, want)
		}
	}
}

package logtest

import (
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"piece/internal/chat"
)

// BatchSize is how many entries a busy writer stores with one call.
const BatchSize = 256

// Feed makes messages as people write them, always the same ones.
type Feed struct {
	rooms, people []string
	count         int64
	day           time.Time
}

// NewFeed gives a feed of messages in rooms.
func NewFeed(rooms, people int) *Feed {
	f := &Feed{day: time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC)}
	for range rooms {
		f.rooms = append(f.rooms, newID())
	}
	for range people {
		f.people = append(f.people, newID())
	}
	return f
}

// Rooms gives the rooms of the feed.
func (f *Feed) Rooms() []string { return f.rooms }

// People gives the people of the feed.
func (f *Feed) People() []string { return f.people }

var said = []string{"ㅋㅋㅋㅋ", "오늘 공연 너무 좋았어요!!", "2막 시작하자마자 울었어요 ㅠㅠ 넘버 하나하나가 다 마음에 남네요", "저는 3열 중앙이었는데 시야 완전 좋았어요. 다음에는 위층에서도 보고 싶어요.", "네", "커튼콜 때 박수 치느라 손이 다 아파요 👏👏", "혹시 자리 양도 받으실 분 계신가요?"}

// Next gives the next messages, of rooms that take turns, 20 milliseconds apart.
func (f *Feed) Next(n int) []chat.Entry {
	batch := make([]chat.Entry, n)
	for i := range batch {
		c := f.count
		f.count++
		batch[i] = chat.Entry{
			RoomID: f.rooms[c%int64(len(f.rooms))], Kind: chat.Message, Sender: f.people[c*7919%int64(len(f.people))],
			ClientID: fmt.Sprintf("feed-%016d", c), At: f.day.Add(time.Duration(c) * 20 * time.Millisecond), Text: said[c%int64(len(said))],
		}
	}
	return batch
}

// Bench measures how many messages a log stores in a second, in all its lanes, each with rooms of
// its own.
func Bench(b *testing.B, log chat.Log) {
	lanes := log.Lanes()
	for _, rooms := range []int{1, 20, 256} {
		b.Run(fmt.Sprintf("rooms=%d", rooms), func(b *testing.B) {
			var left atomic.Int64
			left.Store(int64(b.N))
			var group sync.WaitGroup
			begun := time.Now()
			for range lanes {
				group.Go(func() {
					feed := NewFeed(max(1, rooms/lanes), 1000)
					for left.Add(-BatchSize) > -BatchSize {
						for _, o := range log.Append(b.Context(), feed.Next(BatchSize)) {
							if o.Err != nil {
								b.Error(o.Err)
								return
							}
						}
					}
				})
			}
			group.Wait()
			b.ReportMetric(float64(b.N)/time.Since(begun).Seconds(), "appends/s")
		})
	}
}

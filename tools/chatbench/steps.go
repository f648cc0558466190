package main

import (
	"fmt"
	"strings"
	"sync/atomic"
	"time"
)

// pad is about what a line of talk is long, in bytes.
var pad = strings.Repeat("x", 100)

func text() string { return fmt.Sprintf("t=%d %s", time.Now().UnixNano(), pad) }

// step is what was measured while messages came at one rate.
type step struct {
	Rate       float64 // messages a second that were asked for
	Sent       float64 // and that were sent
	Deliveries float64 // a second
	P50, P99   float64 // ms from sending to receiving
	AckP99     float64 // ms from sending to the answer; 0 where it can't be told
	CPU        float64 // processors that the server used
	Lost       int64   // deliveries that did not come within the patience; connections that broke count with all they missed
	Refused    int64
}

// warm is how long a rate holds before it is measured.
const warm = time.Second

// senders is how many of the connections write.
const senders = 10

// at sends at a rate for a while and measures.
func (s *swarm) at(srv *server, rate float64, measured time.Duration) step {
	var sent int64
	deliveredBefore, refusedBefore := s.delivered.Load(), s.refused.Load()
	begin := time.Now()
	var cpuBefore float64
	var from time.Time
	var deliveredFrom, sentFrom int64
	for elapsed := time.Duration(0); elapsed < warm+measured; elapsed = time.Since(begin) {
		if from.IsZero() && elapsed >= warm {
			s.toReceive, s.toSend = latencies{}, latencies{}
			from, deliveredFrom, sentFrom, cpuBefore = time.Now(), s.delivered.Load(), sent, cpu(srv.measured)
			s.measuring.Store(true)
		}
		for due := int64(elapsed.Seconds() * rate); sent < due; sent++ {
			i := int(sent) % senders
			if s.sockets[i].write(opText, s.peer.send(i, next.Add(1), text())) != nil {
				s.lost.Add(1)
			}
		}
		time.Sleep(min(time.Duration(float64(time.Second)/rate/2), 5*time.Millisecond))
	}
	took := time.Since(from).Seconds()
	out := step{Rate: rate, Sent: float64(sent-sentFrom) / took, Deliveries: float64(s.delivered.Load()-deliveredFrom) / took, CPU: (cpu(srv.measured) - cpuBefore) / took}
	s.measuring.Store(false)
	want := sent * int64(len(s.sockets))
	for end := time.Now().Add(8 * time.Second); s.delivered.Load()-deliveredBefore < want && time.Now().Before(end); {
		time.Sleep(20 * time.Millisecond)
	}
	out.Lost = want - (s.delivered.Load() - deliveredBefore)
	out.Refused = s.refused.Load() - refusedBefore
	out.P50, out.P99, out.AckP99 = s.toReceive.ms(.5), s.toReceive.ms(.99), s.toSend.ms(.99)
	return out
}

// next numbers the sends of the whole run.
var next atomic.Int64

// rise measures ever higher rates, in deliveries a second, until the slowest percent takes too
// long or something is lost.
func rise(srv *server, s *swarm, deliveries []float64, measured time.Duration) []step {
	var all []step
	for _, d := range deliveries {
		one := s.at(srv, d/float64(len(s.sockets)), measured)
		all = append(all, one)
		fmt.Printf("| %s | %d | %.0f | %.0f | %.1f | %.1f | %.1f | %.2f | %d |\n", srv.name, len(s.sockets), one.Sent, one.Deliveries, one.P50, one.P99, one.AckP99, one.CPU, one.Lost)
		if one.P99 > 800 || one.Lost > 0 {
			break
		}
	}
	return all
}

const riseHead = "| server | connections | sends/s | deliveries/s | p50 ms | p99 ms | answer p99 ms | processors | lost |\n|---|--:|--:|--:|--:|--:|--:|--:|--:|"

// best gives the most deliveries a second whose slowest percent took less than 100 ms.
func best(all []step) (deliveries float64) {
	for _, s := range all {
		if s.P99 < 100 && s.Lost == 0 && s.Refused == 0 {
			deliveries = max(deliveries, s.Deliveries)
		}
	}
	return deliveries
}

// acked keeps window sends of each connection under way and counts answers a second.
func (s *swarm) acked(srv *server, window int, measured time.Duration) step {
	var going atomic.Bool
	going.Store(true)
	more := make(chan int, len(s.sockets)*window)
	s.onAnswer = func(i int) {
		if going.Load() {
			more <- i
		}
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		for i := range more {
			_ = s.sockets[i].write(opText, s.peer.send(i, next.Add(1), text()))
		}
	}()
	for range window {
		for i := range s.sockets {
			more <- i
		}
	}
	time.Sleep(warm)
	s.toReceive, s.toSend = latencies{}, latencies{}
	answered, used, from := s.answered.Load(), cpu(srv.measured), time.Now()
	s.measuring.Store(true)
	time.Sleep(measured)
	took := time.Since(from).Seconds()
	out := step{Sent: float64(s.answered.Load()-answered) / took, CPU: (cpu(srv.measured) - used) / took, Refused: s.refused.Load()}
	s.measuring.Store(false)
	going.Store(false)
	time.Sleep(time.Second) // what is under way comes back
	close(more)
	<-done
	out.AckP99 = s.toSend.ms(.99)
	return out
}

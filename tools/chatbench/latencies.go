package main

import (
	"math"
	"time"
)

// latencies counts durations in steps of half a percent.
type latencies struct {
	steps [4096]int64
	n     int64
	max   time.Duration
}

const perLog = 200 // steps of a factor of e

func (l *latencies) add(d time.Duration) {
	us := max(float64(d)/1e3, 1)
	l.steps[min(int(math.Log(us)*perLog), len(l.steps)-1)]++
	l.n++
	l.max = max(l.max, d)
}

// ms gives a quantile in milliseconds.
func (l *latencies) ms(q float64) float64 {
	var seen int64
	for i, n := range l.steps {
		if seen += n; l.n > 0 && seen > int64(float64(l.n)*q) {
			return math.Exp(float64(i)/perLog) / 1e3
		}
	}
	return float64(l.max) / 1e6
}

package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"syscall"
	"time"
)

// fault is something that happens to servers and heals again.
type fault struct {
	name   string
	happen func(ctx context.Context, dice *rand.Rand) error
}

// faults are all that happen to servers; networks are cut by the clients' side (driver.ts).
func (f *fleet) faults() []fault {
	pause := func(p interface{ Signal(syscall.Signal) error }, least, most time.Duration) func(context.Context, *rand.Rand) error {
		return func(ctx context.Context, dice *rand.Rand) error {
			if err := p.Signal(syscall.SIGSTOP); err != nil {
				return err
			}
			sleep(ctx, least+rand.N(most-least))
			return p.Signal(syscall.SIGCONT)
		}
	}
	all := []fault{
		{"a chat node is killed", func(ctx context.Context, dice *rand.Rand) error {
			n := f.nodes[dice.IntN(len(f.nodes))]
			n.Kill()
			sleep(ctx, time.Duration(500+dice.IntN(2500))*time.Millisecond)
			return n.Start()
		}},
		{"a chat node is stopped and started", func(ctx context.Context, dice *rand.Rand) error {
			n := f.nodes[dice.IntN(len(f.nodes))]
			n.Stop()
			return n.Start()
		}},
		{"Redis is killed", func(ctx context.Context, dice *rand.Rand) error {
			f.redis.Kill()
			sleep(ctx, time.Duration(500+dice.IntN(4000))*time.Millisecond)
			return f.redis.Start()
		}},
		{"the database is paused", pause(f.mariadb, time.Second, 4*time.Second)},
		{"Redis is paused", pause(f.redis, time.Second, 4*time.Second)},
	}
	if f.mongo != nil {
		all = append(all, fault{"the messages' home is paused", pause(f.mongo, time.Second, 4*time.Second)})
	}
	return all
}

// torment lets faults happen, each as often as the others, until ctx ends, and heals the last.
// It gives how often each did.
func (f *fleet) torment(ctx context.Context, seed uint64, rest time.Duration) (map[string]int, error) {
	dice := rand.New(rand.NewPCG(seed, 5))
	all := f.faults()
	counts := map[string]int{}
	for round := 0; ctx.Err() == nil; round++ {
		if round%len(all) == 0 {
			dice.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
		}
		sleep(ctx, rest)
		if ctx.Err() != nil {
			break
		}
		one := all[round%len(all)]
		if err := one.happen(ctx, dice); err != nil {
			return counts, fmt.Errorf("%s: %w", one.name, err)
		}
		counts[one.name]++
	}
	return counts, f.ready(context.WithoutCancel(ctx))
}

func sleep(ctx context.Context, d time.Duration) {
	select {
	case <-ctx.Done():
	case <-time.After(d):
	}
}

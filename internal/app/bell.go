package app

import "sync"

// bell tells parts of the process that there is something new to look for. It is safe for
// concurrent use; nobody ever waits for who listens.
type bell struct {
	mu  sync.Mutex
	all []chan struct{} // guarded by mu
}

// ring wakes who listens.
func (b *bell) ring() {
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, one := range b.all {
		select {
		case one <- struct{}{}:
		default: // woken already
		}
	}
}

// listen gives what is woken; of no bell nothing ever is.
func (b *bell) listen() <-chan struct{} {
	if b == nil {
		return nil
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	one := make(chan struct{}, 1)
	b.all = append(b.all, one)
	return one
}

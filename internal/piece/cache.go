package piece

import (
	"container/list"
	"sync"

	"piece/internal/craft/picture"
)

// Bounds of what is kept to be given again, in bytes.
const (
	previewBytes = 48 << 20 // decoded pictures: a dozen people who make a ticket at the same time
	drawnBytes   = 16 << 20 // files that were asked for lately
)

// cache keeps the values used last, up to a number of bytes. Who may have a value is asked
// before, or in its key. It is safe for concurrent use.
type cache[V any] struct {
	limit int
	size  func(V) int // bytes

	mu    sync.Mutex
	used  int                      // bytes; guarded by mu
	order *list.List               // of cached[V], the last used first; guarded by mu
	byKey map[string]*list.Element // guarded by mu
}

type cached[V any] struct {
	key   string
	value V
	bytes int
}

func newCache[V any](limit int, size func(V) int) *cache[V] {
	return &cache[V]{limit: limit, size: size, order: list.New(), byKey: map[string]*list.Element{}}
}

// get gives the value of the key, made by load when it isn't kept.
func (c *cache[V]) get(key string, load func() (V, error)) (V, error) {
	if v, ok := c.find(key); ok {
		return v, nil
	}
	v, err := load()
	if err == nil {
		c.keep(key, v)
	}
	return v, err
}

func (c *cache[V]) find(key string) (v V, ok bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	e := c.byKey[key]
	if e == nil {
		return v, false
	}
	c.order.MoveToFront(e)
	return e.Value.(cached[V]).value, true
}

func (c *cache[V]) keep(key string, v V) {
	entry := cached[V]{key: key, value: v, bytes: c.size(v)}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.byKey[key] != nil { // loaded twice at the same moment
		return
	}
	c.byKey[key] = c.order.PushFront(entry)
	for c.used += entry.bytes; c.used > c.limit; {
		oldest := c.order.Remove(c.order.Back()).(cached[V])
		delete(c.byKey, oldest.key)
		c.used -= oldest.bytes
	}
}

// pictureSize is how many bytes a decoded picture takes in 4:2:0.
func pictureSize(p *picture.Photo) int {
	w, h := p.Size()
	return w * h * 3 / 2
}

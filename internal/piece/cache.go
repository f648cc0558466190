package piece

import (
	"container/list"
	"sync"

	"piece/internal/craft/picture"
)

// cacheBytes bounds the decoded pictures that are kept for previews: about a dozen people
// who make a ticket at the same time.
const cacheBytes = 48 << 20

// pictureCache keeps the pictures used last, up to a number of bytes. A picture belongs to
// the person whose id is in its key. It is safe for concurrent use.
type pictureCache struct {
	limit int

	mu    sync.Mutex
	used  int                      // bytes; guarded by mu
	order *list.List               // of *cached, the last used first; guarded by mu
	byKey map[string]*list.Element // guarded by mu
}

type cached struct {
	key     string
	picture *picture.Photo
	bytes   int
}

func newPictureCache(limit int) *pictureCache {
	return &pictureCache{limit: limit, order: list.New(), byKey: map[string]*list.Element{}}
}

// get gives the picture of the key, made by load when it isn't kept.
func (c *pictureCache) get(key string, load func() (*picture.Photo, error)) (*picture.Photo, error) {
	if p := c.find(key); p != nil {
		return p, nil
	}
	p, err := load()
	if err != nil {
		return nil, err
	}
	c.keep(key, p)
	return p, nil
}

func (c *pictureCache) find(key string) *picture.Photo {
	c.mu.Lock()
	defer c.mu.Unlock()
	e := c.byKey[key]
	if e == nil {
		return nil
	}
	c.order.MoveToFront(e)
	return e.Value.(*cached).picture
}

func (c *pictureCache) keep(key string, p *picture.Photo) {
	w, h := p.Size()
	entry := &cached{key: key, picture: p, bytes: w * h * 3 / 2} // 4:2:0
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.byKey[key] != nil { // loaded twice at the same moment
		return
	}
	c.byKey[key] = c.order.PushFront(entry)
	for c.used += entry.bytes; c.used > c.limit; {
		oldest := c.order.Remove(c.order.Back()).(*cached)
		delete(c.byKey, oldest.key)
		c.used -= oldest.bytes
	}
}

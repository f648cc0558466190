package imports

import (
	"context"
	"errors"
	"io"
	"sync"
)

// window reads an object from anywhere, a few blocks at a time, so that a ZIP of any size can be
// looked into without being fetched.
type window struct {
	ctx     context.Context
	objects Objects
	key     string
	size    int64

	mu     sync.Mutex
	blocks map[int64][]byte // guarded by mu
	order  []int64          // the block read first comes first; guarded by mu
}

const (
	blockSize  = 1 << 20
	blocksKept = 12
)

// ReadAt implements io.ReaderAt.
func (w *window) ReadAt(b []byte, at int64) (n int, err error) {
	for n < len(b) {
		if at >= w.size {
			return n, io.EOF
		}
		block, err := w.block(at / blockSize)
		if err != nil {
			return n, err
		}
		part := copy(b[n:], block[at%blockSize:])
		if part == 0 {
			return n, io.ErrUnexpectedEOF
		}
		n, at = n+part, at+int64(part)
	}
	return n, nil
}

func (w *window) block(i int64) ([]byte, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if b, ok := w.blocks[i]; ok {
		return b, nil
	}
	r, err := w.objects.Read(w.ctx, w.key, i*blockSize, min(blockSize, w.size-i*blockSize))
	if err != nil {
		return nil, err
	}
	b, err := io.ReadAll(r)
	if err = errors.Join(err, r.Close()); err != nil {
		return nil, err
	}
	if w.blocks == nil {
		w.blocks = map[int64][]byte{}
	}
	if len(w.order) == blocksKept {
		delete(w.blocks, w.order[0])
		w.order = w.order[1:]
	}
	w.blocks[i], w.order = b, append(w.order, i)
	return b, nil
}

package app

import (
	"fmt"
	"io"
	"os"
	"sync"
	"time"
)

// teller shows how far the demo is: on a terminal in one line that is written again and
// again, elsewhere in a line now and then.
type teller struct {
	out      io.Writer
	terminal bool
	pause    time.Duration // between two lines

	mu          sync.Mutex
	what        string
	done, total int
	begun, told time.Time
}

func newTeller(out io.Writer) *teller {
	t := &teller{out: out, pause: 10 * time.Second}
	if f, ok := out.(*os.File); ok {
		info, err := f.Stat()
		t.terminal = err == nil && info.Mode()&os.ModeCharDevice != 0
	}
	if t.terminal {
		t.pause = 100 * time.Millisecond
	}
	return t
}

// start begins to count something; a total of 0 is not worth a line.
func (t *teller) start(what string, total int) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.what, t.done, t.total, t.begun, t.told = what, 0, total, time.Now(), time.Time{}
	t.show()
}

// step counts one more.
func (t *teller) step() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.done++
	t.show()
}

func (t *teller) show() {
	last := t.done == t.total
	if t.total == 0 || !last && time.Since(t.told) < t.pause {
		return
	}
	t.told = time.Now()
	line := fmt.Sprintf("%s %d/%d%s", t.what, t.done, t.total, t.left())
	switch {
	case !t.terminal:
		fmt.Fprintln(t.out, line)
	case last:
		fmt.Fprintf(t.out, "\r%-40s\n", line)
	default:
		fmt.Fprintf(t.out, "\r%-40s", line)
	}
}

// end leaves a line that is not full as it is, so that what follows has its own.
func (t *teller) end() {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.terminal && t.done < t.total {
		fmt.Fprintln(t.out)
	}
}

// left is how long the rest takes if it goes on like that.
func (t *teller) left() string {
	if t.done < 5 || t.done == t.total {
		return ""
	}
	rest := time.Since(t.begun) / time.Duration(t.done) * time.Duration(t.total-t.done)
	return fmt.Sprintf(", %s left", rest.Round(time.Second))
}

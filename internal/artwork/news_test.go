package artwork

import "testing"

func isClosed(c <-chan struct{}) bool {
	select {
	case <-c:
		return true
	default:
		return false
	}
}

func TestNewsReachThoseWhoFollow(t *testing.T) {
	n := newNews()
	next, end := n.follow("a")
	other, endOther := n.follow("b")
	first, elsewhere := next(), other()
	n.tell("a")
	if !isClosed(first) || isClosed(next()) || isClosed(elsewhere) {
		t.Errorf("first %t, next %t, of another try %t", isClosed(first), isClosed(next()), isClosed(elsewhere))
	}
	end()
	endOther()
	n.tell("a") // nobody follows
	if len(n.here) != 0 {
		t.Errorf("%d tries are remembered", len(n.here))
	}
}

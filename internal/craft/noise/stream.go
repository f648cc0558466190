package noise

// Stream is a splitmix64 random stream. The zero value is a valid stream of
// seed 0. It must not be shared between goroutines.
type Stream struct{ state uint64 }

// NewStream starts a stream; near seeds give unrelated streams.
func NewStream(seed uint64) *Stream { return &Stream{state: seed*7919 + 17} }

// Uint64 is the next 64 random bits.
func (s *Stream) Uint64() uint64 {
	s.state += 0x9E3779B97F4A7C15
	z := s.state
	z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9
	z = (z ^ (z >> 27)) * 0x94D049BB133111EB
	return z ^ (z >> 31)
}

// Unit is uniform in [0, 1).
func (s *Stream) Unit() float32 { return float32(s.Uint64()>>40) / (1 << 24) }

// Between is uniform in [a, b).
func (s *Stream) Between(a, b float32) float32 { return a + (b-a)*s.Unit() }

// Bell is roughly normal with mean 0 and deviation 0.7, never beyond 2.1.
func (s *Stream) Bell() float32 { return (s.Unit() + s.Unit() + s.Unit() - 1.5) * 1.4 }

// Index is uniform in 0..n-1; n must be positive.
func (s *Stream) Index(n int) int { return int(s.Uint64() % uint64(n)) }

// Chance is true with probability p.
func (s *Stream) Chance(p float32) bool { return s.Unit() < p }

// Side is -1 or 1.
func (s *Stream) Side() float32 {
	if s.Chance(0.5) {
		return -1
	}
	return 1
}

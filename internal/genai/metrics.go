package genai

import "github.com/prometheus/client_golang/prometheus"

// metrics count calls and what they take.
type metrics struct {
	calls, tokens, pictures, dollars *prometheus.CounterVec
	seconds                          *prometheus.HistogramVec
}

// newMetrics registers the metrics, unless there is no registry.
func newMetrics(r prometheus.Registerer) *metrics {
	counter := func(name, help string, more ...string) *prometheus.CounterVec {
		return prometheus.NewCounterVec(prometheus.CounterOpts{Name: name, Help: help}, append([]string{"model", "step", "outcome"}, more...))
	}
	m := &metrics{
		calls:    counter("piece_ai_calls_total", "Calls of generative models, by model, step (describe, paint, edit, read) and outcome: answered, refused, busy, down, lost, broken, setup; consent, quota and budget were not sent."),
		tokens:   counter("piece_ai_tokens_total", "Tokens that calls took as their providers tell, by direction (in, out).", "direction"),
		pictures: counter("piece_ai_pictures_total", "Pictures that were painted."),
		dollars:  counter("piece_ai_cost_usd_total", "What calls are estimated to have cost, in US dollars, by the prices in the settings."),
		seconds: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "piece_ai_call_seconds", Help: "Time from sending a call to its end.",
			Buckets: []float64{.25, .5, 1, 2, 5, 10, 20, 30, 60, 120, 240},
		}, []string{"model", "step", "outcome"}),
	}
	if r != nil {
		r.MustRegister(m.calls, m.tokens, m.pictures, m.dollars, m.seconds)
	}
	return m
}

// count counts a call that wasn't sent.
func (m *metrics) count(step Step, model, outcome string) {
	m.calls.WithLabelValues(model, string(step), outcome).Inc()
}

// ended counts a call that was sent.
func (m *metrics) ended(e Entry, o Outcome) {
	outcome := string(o)
	if o == "" {
		outcome = string(StateAnswered)
	}
	m.count(e.Step, e.Model, outcome)
	labels := []string{e.Model, string(e.Step), outcome}
	m.seconds.WithLabelValues(labels...).Observe(e.EndedAt.Sub(e.SentAt).Seconds())
	m.tokens.WithLabelValues(append(labels, "in")...).Add(float64(e.Usage.TokensIn))
	m.tokens.WithLabelValues(append(labels, "out")...).Add(float64(e.Usage.TokensOut))
	m.pictures.WithLabelValues(labels...).Add(float64(e.Usage.Pictures))
	m.dollars.WithLabelValues(labels...).Add(float64(e.Micros) / 1e6)
}

package app

import (
	"fmt"

	"piece/internal/platform/outbound"
)

// newOutbound gives a client for servers of others: the hosts of the base addresses, and no
// others. Each use has one of its own, so that one source's faults are not another's.
func (h *house) newOutbound(name string, change func(*outbound.Config), bases ...string) (*outbound.Client, error) {
	private, err := networks(h.config.Outbound.Private)
	if err != nil {
		return nil, err
	}
	c := outbound.Config{
		Name: name, Agent: h.agent(),
		Private: private, RequestsPerSecond: float64(h.config.Cakes.RequestsPerSecond),
		Clock: h.clock, Log: h.log, Metrics: h.metrics,
	}
	for _, base := range bases {
		host, err := outbound.HostOf(base)
		if err != nil {
			return nil, err
		}
		c.Hosts = append(c.Hosts, host)
	}
	if change != nil {
		change(&c)
	}
	return outbound.New(c)
}

// agent is who asks servers of others, and where they can complain.
func (h *house) agent() string {
	return fmt.Sprintf("PIECE/%s (+%s)", h.version, h.config.HTTP.PublicURL)
}

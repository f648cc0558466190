package harness

import (
	"bufio"
	"net/http"
	"slices"
	"strconv"
	"strings"
)

// Metric gives the sum of the metrics of the names, over all their labels, at an ops address.
func Metric(ops string, names ...string) (sum float64, err error) {
	res, err := http.Get("http://" + ops + "/metrics")
	if err != nil {
		return 0, err
	}
	defer res.Body.Close()
	lines := bufio.NewScanner(res.Body)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		name, _, _ := strings.Cut(lines.Text(), " ")
		name, _, _ = strings.Cut(name, "{")
		if !slices.Contains(names, name) {
			continue
		}
		value := lines.Text()[strings.LastIndexByte(lines.Text(), ' ')+1:]
		f, err := strconv.ParseFloat(value, 64)
		if err != nil {
			return 0, err
		}
		sum += f
	}
	return sum, lines.Err()
}

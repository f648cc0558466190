package app

import (
	"flag"
	"io"
	"strings"
)

// newFlags gives an empty set of a command's own flags that keeps quiet.
func newFlags(command string) *flag.FlagSet {
	flags := flag.NewFlagSet(command, flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	return flags
}

// parseOwn reads the flags that are defined and gives the other arguments back: they are
// settings.
func parseOwn(flags *flag.FlagSet, args []string) (others []string, err error) {
	var own []string
	for i := 0; i < len(args); i++ {
		name, _, whole := strings.Cut(strings.TrimLeft(args[i], "-"), "=")
		known := flags.Lookup(name)
		if !strings.HasPrefix(args[i], "-") || known == nil {
			others = append(others, args[i])
			continue
		}
		own = append(own, args[i])
		_, bare := known.Value.(interface{ IsBoolFlag() bool })
		if !whole && !bare && i+1 < len(args) {
			i++
			own = append(own, args[i])
		}
	}
	return others, flags.Parse(own)
}

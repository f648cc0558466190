// Package starter is the catalogue inside the program: real works, Korean and foreign, old
// and new, so that a house without any key and without a network has cakes from its first
// minute on.
//
// Invariants: only facts that are sure are in it, what is doubted is left out; every line of
// prose is our own; codes are never changed or given to another work, because stored cakes
// are found by them. It imports package cake, its room source, craft and the standard library.
//
// To add a work, add an entry to the file of its kind in works/ and run the tests: they say
// what doesn't fit. To look at the posters of all:
//
//	go test ./internal/cake/starter -run TestSheet -sheet sheet.png
package starter

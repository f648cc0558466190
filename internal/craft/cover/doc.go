// Package cover draws what a piece has that was made without a photo: a front like a small
// poster of its title, and one of a bounded number of painted backs that goes with it.
//
// Invariants: the same work and number give the same picture; a front never needs more than a
// kind and a title, whatever the title is; there are few enough backs to keep all of them.
//
// It chooses among the compositions of package poster and the scenes of package painter; it
// keeps nothing.
package cover

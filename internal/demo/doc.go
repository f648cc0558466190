// Package demo makes up a small world for trying PIECE out and for measuring it: people,
// works that nobody has made, and the visits of these people over several years.
//
// A Plan is a pure function of its seed, its numbers and today's day, so the same demo can
// be made again. Its visits come one after the other: a plan with more visits begins with
// those of the smaller one. A Studio draws the pictures of visits. Nothing is stored here;
// whoever fills a store goes through the real services with what the plan says.
//
// It imports craft and platform packages only.
package demo

// Package demo makes up a small world for trying PIECE out and for measuring it: people, and
// their visits to works of the catalogue over several years. The people and what they write
// are made up; where and when a work was on is as it was, as far as that is known, and
// otherwise as it might have been.
//
// A Plan is a pure function of its seed, its numbers, the works and today's day, so the same
// demo can be made again. Its visits come one after the other: a plan with more visits begins
// with those of the smaller one. A Studio makes the pictures of visits from the posters of the
// catalogue. Nothing is stored here; whoever fills a store goes through the real services with
// what the plan says.
//
// It imports craft and platform packages only.
package demo

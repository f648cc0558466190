// Package picture decodes, crops, scales and encodes photos.
//
// It turns bytes that a stranger sent into a Photo, and a Photo into pixels of
// the wanted size: upright, in sRGB and without a trace of the file's metadata.
// What a file promises in its headers is checked against Limits before a pixel
// is decoded, so a bomb costs no more memory than its own bytes.
//
// Everything here is a pure function of its input: no state, no files, no
// clock. The same input gives the same bytes, and all of it may be called from
// many goroutines. It imports the standard library, golang.org/x/image and
// gen2brain/webp (libwebp in a WebAssembly sandbox) only.
package picture

/** When the outside catalogues are asked for a title: their answers are slow and their patience is not ours. */

/** Fewer than this many of our own, and what is looked for may well not be here. */
const FEW = 6
/** Milliseconds of rest before they are asked: soon when we have little ourselves, else once the person really waits. */
const SOON = 700
const LATER = 2_200

export const restBefore = (found: number): number => (found < FEW ? SOON : LATER)

/** A syllable, a letter of another script, or a digit; not a letter of a syllable that is still being typed. */
const WHOLE = /[\p{L}\p{N}]/u
const HALF = /[ㄱ-ㆎᄀ-ᇿ]/u

/** The title to be looked up, or nothing: half-typed words and initial consonants mean something to our search only. */
export function lookupTitle(q: string): string {
  const title = q.normalize('NFC').replace(/\s+/g, ' ').trim()
  const letters = [...title].filter((letter) => WHOLE.test(letter))
  return letters.length >= 2 && !HALF.test(title) ? title : ''
}

/** Which of the texts typed before are offered while one is typed. */

const MOST = 6

const fold = (text: string): string => text.normalize('NFC').toLowerCase().replace(/\s+/g, '')

/** Those that contain what is typed, those that begin with it first; never the typed text itself. */
export function matching(known: readonly string[], typed: string): string[] {
  const wanted = fold(typed)
  const found = known.filter((text) => fold(text).includes(wanted) && fold(text) !== wanted)
  const begins = found.filter((text) => fold(text).startsWith(wanted))
  return [...begins, ...found.filter((text) => !begins.includes(text))].slice(0, MOST)
}

/**
 * Text as people count it: a visible character is one grapheme cluster, whatever it is made of.
 * The server counts the same way, so the limits of the forms are the limits of the API.
 */
const segmenter =
  typeof Intl !== 'undefined' && 'Segmenter' in Intl ? new Intl.Segmenter('ko', { granularity: 'grapheme' }) : null

export const graphemes = (value: string): string[] =>
  segmenter ? Array.from(segmenter.segment(value), (s) => s.segment) : Array.from(value)

/** What the server keeps of a typed text: composed (NFC), without blanks around it. */
export const tidy = (value: string): string => value.normalize('NFC').trim()

/** Visible characters of the text as the server will count them. */
export const visibleLength = (value: string): number => graphemes(tidy(value)).length

/** At most `max` visible characters of the text, never half of one. */
export const clip = (value: string, max: number): string => graphemes(value).slice(0, max).join('')

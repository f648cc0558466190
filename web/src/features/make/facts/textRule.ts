/**
 * What a typed text may be: the same rules as the server's, so that the form says at once what the server would say.
 * Length is counted as people see it, in grapheme clusters; a family emoji is one.
 */
import { graphemes } from '@/lib/grapheme'

export interface TextRule {
  min: number
  max: number
}

export type TextFault = 'characters' | 'required' | 'tooLong'

/** The server bounds code points as well: accents can be piled up without end on one visible character. */
const CODE_POINTS_PER_CHARACTER = 10

// Control characters but the tab, the replacement character, halves of surrogate pairs, and code points that are no characters.
// eslint-disable-next-line no-control-regex -- refusing control characters is the point
const REFUSED = /[\u0000-\u0008\u000a-\u001f\u007f-\u009f\ufffd]|\p{Cs}|\p{Noncharacter_Code_Point}/u
// Format characters show nothing; the joiners and the tag letters stay, because emoji are made with them.
const INVISIBLE = /(?!\u200c|\u200d|[\u{e0020}-\u{e007f}])\p{Cf}/gu
const VISIBLE = /(?![\u115f\u1160\u3164\uffa0\u2800])[\p{L}\p{N}\p{P}\p{S}]/u

/** The number of visible characters. */
export const countCharacters = (text: string): number => graphemes(text).length

/** The text as the server will keep it: NFC, one line, single blanks, nothing invisible. */
export function cleanText(text: string): string {
  const line = text.replace(INVISIBLE, '').normalize('NFC').replace(/\s+/gu, ' ').trim()
  return VISIBLE.test(line) ? line : ''
}

/** What is wrong with the text, or null. */
export function textFault(text: string, rule: TextRule): TextFault | null {
  if (REFUSED.test(text)) return 'characters'
  const clean = cleanText(text)
  const length = countCharacters(clean)
  if (length < rule.min) return 'required'
  if (length > rule.max || [...clean].length > rule.max * CODE_POINTS_PER_CHARACTER) return 'tooLong'
  return null
}

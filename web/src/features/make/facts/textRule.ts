/**
 * What a typed text may be: the same rules as the server's, so that the form says at once what the server would say.
 * Length is counted as people see it, in grapheme clusters; a family emoji is one.
 */
import { graphemes } from '@/lib/grapheme'

export interface TextRule {
  min: number
  max: number
  /** Line breaks are kept. */
  multiline?: boolean
}

export type TextFault = 'characters' | 'required' | 'tooLong'

/** The server bounds code points as well: accents can be piled up without end on one visible character. */
const CODE_POINTS_PER_CHARACTER = 10

// Control characters but the tab, the replacement character, halves of surrogate pairs, and code points that are no characters.
// eslint-disable-next-line no-control-regex -- refusing control characters is the point
const REFUSED = /[\u0000-\u0008\u000a-\u001f\u007f-\u009f\ufffd]|\p{Cs}|\p{Noncharacter_Code_Point}/u
// Those of all systems, and those that word processors paste.
const LINE_BREAK = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/gu
// Format characters show nothing; the joiners and the tag letters stay, because emoji are made with them.
const INVISIBLE = /(?!\u200c|\u200d|[\u{e0020}-\u{e007f}])\p{Cf}/gu
const VISIBLE = /(?![\u115f\u1160\u3164\uffa0\u2800])[\p{L}\p{N}\p{P}\p{S}]/u

// Each of these is one visible character by itself: most of what people type needs no segmenter, which is slow for long texts.
const SIMPLE = /^[ -~가-힣ㄱ-ㆎ]*$/

/** The number of visible characters, line breaks included. */
export function countCharacters(text: string): number {
  const lines = text.split('\n')
  const count = (line: string) => (SIMPLE.test(line) ? line.length : graphemes(line).length)
  return lines.reduce((sum, line) => sum + count(line), lines.length - 1)
}

/** The text as the server will keep it: NFC, one line, single blanks, nothing invisible. */
export function cleanText(text: string): string {
  const line = text.replace(INVISIBLE, '').normalize('NFC').replace(/\s+/gu, ' ').trim()
  return VISIBLE.test(line) ? line : ''
}

/** The same for a text of several lines. */
export function cleanLines(text: string): string {
  const lines = text.replace(LINE_BREAK, '\n').replace(INVISIBLE, '').normalize('NFC').trim()
  return VISIBLE.test(lines) ? lines : ''
}

/** What is wrong with the text, or null. */
export function textFault(text: string, rule: TextRule): TextFault | null {
  if (REFUSED.test(rule.multiline ? text.replace(LINE_BREAK, ' ') : text)) return 'characters'
  const clean = rule.multiline ? cleanLines(text) : cleanText(text)
  // no visible character is shorter than one unit: most texts need no counting, which is slow for long ones
  if (clean.length >= rule.min && clean.length <= rule.max && (clean || rule.min === 0)) return null
  const length = countCharacters(clean)
  if (length < rule.min) return 'required'
  if (length > rule.max || [...clean].length > rule.max * CODE_POINTS_PER_CHARACTER) return 'tooLong'
  return null
}

import { graphemes } from '@/lib/grapheme'

/** More than so many are a text like any other. */
const MOST = 6
const EMOJI =
  /^(?:\p{RI}{2}|[0-9#*]\uFE0F?\u20E3|\p{Emoji_Presentation}|\p{Extended_Pictographic}(?:\uFE0F|\p{EMod}|\u200D))/u

/** A single visible character that is an emoji; digits and signs that only could be one are not. */
export const isEmoji = (character: string): boolean =>
  EMOJI.test(character) || /^\p{Extended_Pictographic}\uFE0F?$/u.test(character)

/** How many emoji a message consists of, when it consists of nothing else and of few; else 0. */
export function emojiOnly(text: string): number {
  // long before it is counted: a message of a thousand letters is asked about as well
  if (!text || text.length > MOST * 32) return 0
  const characters = graphemes(text).filter((character) => character.trim())
  return characters.length <= MOST && characters.length > 0 && characters.every(isEmoji) ? characters.length : 0
}

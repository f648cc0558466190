import { expect, it } from 'vitest'
import { clip, graphemes, tidy, visibleLength } from './grapheme'

it.each([
  ['', 0],
  ['   ', 0],
  ['조각', 2],
  ['  조각  ', 2],
  ['조각', 2], // decomposed syllables
  ['👩‍👩‍👧‍👦', 1],
  ['👍🏽', 1],
  ['🇰🇷🇫🇷', 2],
  ['1️⃣', 1],
  ['é', 1],
  ['ㄱㄴㄷ', 3],
  ['a\u200fb', 3],
])('D07: %j has %i visible characters', (text, count) => expect(visibleLength(text)).toBe(count))

it('cuts between visible characters only', () => {
  expect(clip('👩‍👩‍👧‍👦가나다', 2)).toBe('👩‍👩‍👧‍👦가')
  expect(graphemes('👍🏽!').length).toBe(2)
})

it('keeps what the server keeps', () => expect(tidy('  Café ')).toBe('Café'))

import { expect, it } from 'vitest'
import { lookupTitle, restBefore } from './lookup'

it.each([
  ['신의 딸', '신의 딸'],
  ['  신의   딸 ', '신의 딸'],
  ['Up!', 'Up!'],
  ['1987', '1987'],
  ['듄 2', '듄 2'],
  ['千と千尋', '千と千尋'],
])('%s is worth a look outside', (q, title) => expect(lookupTitle(q)).toBe(title))

it.each(['', ' ', 'ㅅㅇㄷ', '신의 ㄸ', '신', 'M', '(*', '!?'])('D32 %s is not', (q) => expect(lookupTitle(q)).toBe(''))

it('D32 asks sooner the less there is here', () => expect(restBefore(0)).toBeLessThan(restBefore(6)))

import { describe, expect, it } from 'vitest'
import { hasName, joinWithin, lastName, replaceLast, splitNames, toggleName } from './names'

describe('names in one text', () => {
  it('are read however the commas stand', () => {
    expect(splitNames(' 홍광호,조승우 ， 전동석、 , ')).toEqual(['홍광호', '조승우', '전동석'])
    expect(splitNames('')).toEqual([])
  })

  it('are joined as far as the field goes, whole names only, each once', () => {
    expect(joinWithin(['가나', '다라', '가 나', '마바'], 6)).toBe('가나, 다라')
    expect(joinWithin(['가나다라마바사'], 6)).toBe('')
    expect(joinWithin([], 6)).toBe('')
    expect(joinWithin(['👨‍👩‍👧‍👦👨‍👩‍👧‍👦', '나'], 5)).toBe('👨‍👩‍👧‍👦👨‍👩‍👧‍👦, 나')
  })

  it('come and go with a tap', () => {
    expect(toggleName('', '홍광호')).toBe('홍광호')
    expect(toggleName('홍광호, ', '조승우')).toBe('홍광호, 조승우')
    expect(toggleName('홍광호,조 승우, 전동석', '조승우')).toBe('홍광호, 전동석')
    expect(hasName('Lea Salonga, 홍광호', 'lea salonga')).toBe(true)
    expect(hasName('홍광호', '홍광')).toBe(false)
  })

  it('are completed one by one', () => {
    expect(lastName('홍광호, 조')).toBe('조')
    expect(lastName('홍광호, ')).toBe('')
    expect(replaceLast('홍광호, 조', '조승우')).toBe('홍광호, 조승우')
    expect(replaceLast('조', '조승우')).toBe('조승우')
  })
})

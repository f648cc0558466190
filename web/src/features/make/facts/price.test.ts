import { describe, expect, it } from 'vitest'
import { parsePrice, showPrice } from './price'

describe('D17 price', () => {
  it.each<[string, number | null | undefined]>([
    ['', null],
    ['   ', null],
    ['0', 0],
    ['000', 0],
    ['132000', 132000],
    ['132,000', 132000],
    ['132,000원', 132000],
    ['₩ 132,000', 132000],
    ['１３２０００', 132000],
    ['-1', undefined],
    ['1.5', undefined],
    ['1e5', undefined],
    ['원', undefined],
    ['공짜', undefined],
    ['99999999999999999999', undefined],
  ])('%j means %j', (text, price) => expect(parsePrice(text)).toBe(price))

  it('is shown with separators and never invented', () => {
    expect(showPrice('132000')).toBe('132,000')
    expect(showPrice('0')).toBe('0')
    expect(showPrice('')).toBe('')
    expect(showPrice('1.5')).toBe('1.5')
  })
})

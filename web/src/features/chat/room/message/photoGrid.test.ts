import { expect, it } from 'vitest'
import { linesOf, ratioOf } from './photoGrid'

it('up to ten photos stand in lines of two and three', () => {
  expect([1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((count) => linesOf(count).join('+'))).toEqual([
    '1',
    '2',
    '3',
    '2+2',
    '2+3',
    '3+3',
    '2+2+3',
    '2+3+3',
    '3+3+3',
    '2+2+3+3',
  ])
  expect(linesOf(0)).toEqual([])
})

it('one photo keeps its form within reason', () => {
  expect(ratioOf({ width: 400, height: 400 })).toBe(1)
  expect(ratioOf({ width: 9000, height: 100 })).toBeCloseTo(16 / 9)
  expect(ratioOf({ width: 100, height: 9000 })).toBe(0.75)
  expect(ratioOf({ width: 0, height: 0 })).toBe(1)
})

import { expect, it } from 'vitest'
import { fillOf, halvesAfterKey, halvesAt } from './halfStars'

it('takes the half star under the finger, and never none or more than five stars', () => {
  expect([-1, 0, 0.05, 0.1, 0.101, 0.5, 0.85, 0.9, 0.95, 1, 2].map(halvesAt)).toEqual([
    1, 1, 1, 1, 2, 5, 9, 9, 10, 10, 10,
  ])
})

it('goes by half a star with the arrows', () => {
  expect(halvesAfterKey('ArrowRight', 0)).toBe(1)
  expect(halvesAfterKey('ArrowLeft', 9)).toBe(8)
  expect(halvesAfterKey('ArrowLeft', 1)).toBe(1)
  expect(halvesAfterKey('ArrowUp', 10)).toBe(10)
  expect(halvesAfterKey('PageDown', 9)).toBe(7)
  expect([halvesAfterKey('Home', 7), halvesAfterKey('End', 7), halvesAfterKey('4', 1)]).toEqual([1, 10, 8])
  expect([halvesAfterKey('6', 1), halvesAfterKey('Tab', 1), halvesAfterKey('a', 1)]).toEqual([null, null, null])
})

it('fills whole and half stars', () => {
  expect([0, 1, 2, 3, 4].map((star) => fillOf(star, 9))).toEqual([1, 1, 1, 1, 0.5])
  expect([0, 1, 2, 3, 4].map((star) => fillOf(star, 0))).toEqual([0, 0, 0, 0, 0])
})

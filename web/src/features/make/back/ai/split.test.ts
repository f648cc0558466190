import { expect, it } from 'vitest'
import { splitAt, splitByKey } from './split'

it('follows the finger, and stays on the ticket', () => {
  const box = { left: 100, width: 200 }
  expect([50, 100, 150, 300, 400].map((x) => splitAt(x, box))).toEqual([0, 0, 0.25, 1, 1])
  expect(splitAt(10, { left: 0, width: 0 })).toBe(1)
})

it('is moved by keys', () => {
  expect(splitByKey(1, 'ArrowLeft')).toBe(0.95)
  expect(splitByKey(0.98, 'ArrowRight')).toBe(1)
  expect(splitByKey(0.1, 'PageDown')).toBe(0)
  expect([splitByKey(0.3, 'Home'), splitByKey(0.3, 'End'), splitByKey(0.3, 'a')]).toEqual([0, 1, undefined])
})

import { expect, it } from 'vitest'
import { barsOf, missing, starsText } from './rating'

it('measures the bars against the highest', () => {
  const bars = barsOf({ histogram: [0, 0, 0, 0, 1, 0, 0, 2, 0, 4] })
  expect(bars).toHaveLength(10)
  expect(bars[0]).toEqual({ stars: 0.5, pieces: 0, height: 0 })
  expect(bars[7]).toEqual({ stars: 4, pieces: 2, height: 0.5 })
  expect(bars[9]).toEqual({ stars: 5, pieces: 4, height: 1 })
})

it('has no bars before there is an average, and tells how many are missing', () => {
  expect(barsOf({})).toEqual([])
  expect([missing({ pieces: 0 }), missing({ pieces: 4 }), missing({ pieces: 9 })]).toEqual([5, 1, 0])
})

it('writes stars as they are', () => {
  expect([starsText(4.25, 'ko'), starsText(4, 'ko'), starsText(3.999, 'en')]).toEqual(['4.25', '4.0', '4.0'])
})

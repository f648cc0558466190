import { expect, it } from 'vitest'
import { fall, throwScraps } from './confetti'

it('goes up, comes down, and is over within seconds', () => {
  let scraps = throwScraps(80, 390, 844, () => 0.5)
  expect(scraps).toHaveLength(80)
  expect(scraps.every((scrap) => scrap.vy < 0)).toBe(true)
  const start = scraps[0]!.y
  scraps = fall(scraps, 1 / 60, 844)
  expect(scraps[0]!.y).toBeLessThan(start)
  let frames = 0
  while (scraps.length && frames < 60 * 10) {
    scraps = fall(scraps, 1 / 60, 844)
    frames++
  }
  expect(scraps).toEqual([])
  expect(frames).toBeLessThan(60 * 6)
})

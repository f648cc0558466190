import { describe, expect, it } from 'vitest'
import { fromEndOf, sliceOf, sum } from './window'

const heights = (count: number, of: (i: number) => number = () => 50) => Array.from({ length: count }, (_, i) => of(i))
const view = { fromEnd: 0, height: 800, margin: 400 }

describe('which rows are drawn', () => {
  it('a short list is drawn in full', () => {
    expect(sliceOf(heights(5), view)).toEqual({ start: 0, end: 5, above: 0, below: 0 })
    expect(sliceOf([], view)).toEqual({ start: 0, end: 0, above: 0, below: 0 })
  })

  it('of 5,000 rows only those near the view are, wherever it is', () => {
    const many = heights(5000, (i) => 30 + ((i * 37) % 170))
    const total = sum(many, 0, many.length)
    for (const fromEnd of [0, 137, 50_000, total / 2, total - 800, total + 5000]) {
      const slice = sliceOf(many, { ...view, fromEnd })
      expect(slice.end - slice.start).toBeLessThan(60)
      expect(slice.end).toBeGreaterThan(slice.start)
      expect(slice.above + sum(many, slice.start, slice.end) + slice.below).toBe(total)
      // the view and its margins are covered
      expect(slice.below).toBeLessThanOrEqual(Math.max(0, Math.min(fromEnd - 400, total)))
      expect(total - slice.above).toBeGreaterThanOrEqual(Math.min(total, fromEnd + 800))
    }
  })

  it('rows that are added before change nothing of what is drawn', () => {
    const now = heights(200)
    const slice = sliceOf(now, { ...view, fromEnd: 3000 })
    const more = sliceOf([...heights(52), ...now], { ...view, fromEnd: 3000 })
    expect(more.below).toBe(slice.below)
    expect(more.end).toBe(slice.end + 52)
    expect(more.above).toBe(slice.above + 52 * 50)
  })

  it('a row can be put to the top, the middle or the end of the view', () => {
    const rows = heights(100)
    expect(fromEndOf(rows, 50, 800, 1)).toBe(49 * 50)
    expect(fromEndOf(rows, 50, 800, 0)).toBe(49 * 50 - 750)
    expect(fromEndOf(rows, 50, 800, 0.5)).toBe(49 * 50 - 375)
    expect(fromEndOf(rows, 99, 800, 0.5)).toBe(0)
  })
})

import { describe, expect, it } from 'vitest'
import type { Recap } from '@/api/statistics'
import { latestRecap, names, pagesOf } from './pages'

const full = {
  total: { pieces: 40, priced: 30 },
  place: { name: '블루스퀘어', pieces: 5 },
  artist: { name: '김파도', pieces: 4 },
  seatRow: { name: 'C', pieces: 3 },
  streak: { weeks: 3 },
  newVenues: { names: [], total: 0 },
  viewings: { again: 2 },
  before: { then: { pieces: 12 } },
} as unknown as Recap

describe('a recap', () => {
  it('tells everything of a full year', () => expect(pagesOf(full)).toEqual(names))

  it('leaves out what there is nothing to say of', () => {
    const little = {
      ...full,
      total: { pieces: 3, priced: 0 },
      place: { name: '블루스퀘어', pieces: 1 },
      artist: undefined,
      seatRow: undefined,
      streak: { weeks: 1 },
      viewings: { again: 0 },
      before: { then: { pieces: 0 } },
    } as unknown as Recap
    expect(pagesOf(little)).toEqual(['cover', 'first', 'loved', 'month', 'kinds', 'mosaic', 'share'])
    expect(pagesOf({ ...little, newVenues: { names: ['블루스퀘어'], total: 1 } })).toContain('place')
  })

  it('is that of the latest year with enough pieces which is not to come', () => {
    const years = [
      { year: 2027, recap: true },
      { year: 2026, recap: false },
      { year: 2025, recap: true },
    ]
    expect(latestRecap(years, 2026)).toBe(2025)
    expect(latestRecap(years.slice(0, 2), 2026)).toBeUndefined()
  })
})

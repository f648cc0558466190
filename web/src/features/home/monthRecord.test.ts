import { expect, it } from 'vitest'
import type { CalendarMonth, PieceSummary } from '@/api/types'
import { recordOf } from './monthRecord'

const piece = (kind: string, halfStars: number) => ({ kind, halfStars }) as PieceSummary
const month = (days: Record<string, PieceSummary[]>): CalendarMonth => ({
  month: '2026-11',
  total: 0,
  days: Object.entries(days).map(([day, pieces]) => ({ day, pieces })),
})

it('counts from the pieces themselves', () => {
  const record = recordOf(
    month({ '2026-11-05': [piece('movie', 10), piece('play', 7)], '2026-11-06': [piece('movie', 1)] }),
  )
  expect(record).toEqual({
    pieces: 3,
    days: 2,
    averageStars: 3,
    kinds: [
      { kind: 'movie', count: 2 },
      { kind: 'play', count: 1 },
    ],
  })
})

it('has no average without pieces', () => expect(recordOf(month({})).averageStars).toBeNull())

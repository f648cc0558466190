import type { CalendarMonth, Kind } from '@/api/types'

export interface MonthRecord {
  pieces: number
  days: number
  /** 0.5 to 5, or null without pieces. */
  averageStars: number | null
  kinds: { kind: Kind; count: number }[]
}

/** What a month was, counted from its pieces. */
export function recordOf(month: CalendarMonth): MonthRecord {
  const days = month.days ?? []
  const pieces = days.flatMap((day) => day.pieces ?? [])
  const counts = new Map<Kind, number>()
  for (const { kind } of pieces) counts.set(kind, (counts.get(kind) ?? 0) + 1)
  const stars = pieces.reduce((sum, piece) => sum + piece.halfStars / 2, 0)
  return {
    pieces: pieces.length,
    days: days.length,
    averageStars: pieces.length ? stars / pieces.length : null,
    kinds: [...counts].map(([kind, count]) => ({ kind, count })),
  }
}

import type { PieceSummary } from '@/api/types'

/** A recap takes as many pieces. */
const ENOUGH = 3

/** The year that people look back on: this one in December, the last in January. */
export function invitedYear(today: string): number | undefined {
  const [year, month] = [Number(today.slice(0, 4)), today.slice(5, 7)]
  return month === '12' ? year : month === '01' ? year - 1 : undefined
}

/** The year to look back on, with the latest pieces of it; undefined at other times, and when too few are known of. */
export function invitation<P extends Pick<PieceSummary, 'day'>>(
  latest: readonly P[],
  today: string,
): { year: number; pieces: P[] } | undefined {
  const year = invitedYear(today)
  const pieces = latest.filter((piece) => Number(piece.day.slice(0, 4)) === year).slice(0, ENOUGH)
  return year !== undefined && pieces.length === ENOUGH ? { year, pieces } : undefined
}

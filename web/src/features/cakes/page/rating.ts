import type { CakeRatings } from '@/api/types'

/** So many rated pieces show an average (spec: five or more). */
export const ENOUGH = 5

export interface Bar {
  /** 0.5 to 5 */
  stars: number
  pieces: number
  /** Against the highest bar, 0 to 1. */
  height: number
}

/** The bars of half stars, from half a star to five; none below five pieces. */
export function barsOf({ histogram }: Pick<CakeRatings, 'histogram'>): Bar[] {
  const most = Math.max(1, ...(histogram ?? []))
  return (histogram ?? []).map((pieces, i) => ({ stars: (i + 1) / 2, pieces, height: pieces / most }))
}

/** How many ratings are missing until there is an average. */
export const missing = ({ pieces }: Pick<CakeRatings, 'pieces'>): number => Math.max(0, ENOUGH - pieces)

/** 4.25, 4.5, 4: never more than two decimals, never rounded up to a half. */
export const starsText = (average: number, language: string): string =>
  average.toLocaleString(language, { maximumFractionDigits: 2, minimumFractionDigits: 1 })

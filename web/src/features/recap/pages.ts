import type { Recap } from '@/api/statistics'

/** The pages of a recap in their order. */
export const names = [
  'cover',
  'first',
  'loved',
  'month',
  'kinds',
  'money',
  'place',
  'artist',
  'row',
  'streak',
  'again',
  'before',
  'mosaic',
  'share',
] as const
export type PageName = (typeof names)[number]

/** Pages that people stay on: nothing leads on from them by itself. */
export const staying: readonly PageName[] = ['mosaic', 'share']

/** What the year has something to say of. A row or a place of one visit is nobody's favourite. */
const told: Record<PageName, (r: Recap) => boolean> = {
  cover: () => true,
  first: () => true,
  loved: () => true,
  month: () => true,
  kinds: () => true,
  money: (r) => r.total.priced > 0,
  place: (r) => (r.place?.pieces ?? 0) > 1 || r.newVenues.total > 0,
  artist: (r) => (r.artist?.pieces ?? 0) > 1,
  row: (r) => (r.seatRow?.pieces ?? 0) > 1,
  streak: (r) => r.streak.weeks > 1,
  again: (r) => r.viewings.again > 0,
  before: (r) => r.before.then.pieces > 0,
  mosaic: () => true,
  share: () => true,
}

export const pagesOf = (recap: Recap): PageName[] => names.filter((name) => told[name](recap))

/** The year that is told when none is asked for: the latest that has a recap. */
export const latestRecap = (years: readonly { year: number; recap: boolean }[], thisYear: number): number | undefined =>
  years.find((y) => y.recap && y.year <= thisYear)?.year

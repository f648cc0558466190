import type { RouteLocationRaw } from 'vue-router'
import type { Comparison, Statistics, StatisticsYear, Totals } from '@/api/statistics'
import { kinds, type Kind } from '@/api/types'
import { addDays, type Day } from '@/lib/date'
import { kindColors } from './chart/colors'
import type { Point, Series } from './chart/chart'

const two = (n: number) => String(n).padStart(2, '0')

/** The pieces of a month stand in the calendar. */
export const monthPlace = (year: number, month: number): RouteLocationRaw => ({
  name: 'calendar',
  query: { month: `${year}-${two(month)}` },
})

/** The person's pieces with a word in them. */
export const wordPlace = (word: string): RouteLocationRaw => ({ name: 'pieces', query: { q: word } })

/** The months of a year, or of all years together, with a value of each and of the same month a year before. */
export function monthPoints(
  s: Statistics,
  name: (month: number) => { short: string; label: string },
  value: (t: Totals) => number,
): Point[] {
  return s.months.map((m, i) => {
    const before = s.before?.months[i]
    return {
      ...name(i + 1),
      values: before ? [value(m), value(before)] : [value(m)],
      ...(s.year && m.pieces ? { to: monthPlace(s.year, i + 1) } : {}),
    }
  })
}

export function yearPoints(
  years: readonly StatisticsYear[],
  value: (t: Totals) => number,
  label: (year: number) => string,
): Point[] {
  return [...years].reverse().map((y) => ({
    short: String(y.year),
    label: label(y.year),
    values: [value(y)],
    to: { query: { year: String(y.year) } },
  }))
}

/** What was spent in each month, by kind: bars that stand on each other. */
export function spendingByKind(
  s: Statistics,
  name: (month: number) => { short: string; label: string },
  kindName: (kind: Kind) => string,
): { points: Point[]; series: Series[] } {
  const shown = kinds.filter((kind) => s.kinds.some((k) => k.kind === kind && k.spent > 0))
  return {
    series: shown.map((kind) => ({ label: kindName(kind), color: kindColors[kind], stack: 'won' })),
    points: s.months.map((m, i) => ({
      ...name(i + 1),
      values: shown.map((kind) => m.kinds.find((k) => k.kind === kind)?.spent ?? 0),
      ...(s.year && m.spent ? { to: monthPlace(s.year, i + 1) } : {}),
    })),
  }
}

/** How much more or less than before; undefined where there was nothing to compare with. */
export function change(c: Comparison | undefined, value: (t: Totals) => number | undefined): number | undefined {
  if (!c?.then.pieces) return undefined
  const [now, then] = [value(c.now), value(c.then)]
  return now === undefined || then === undefined ? undefined : now - then
}

/** In parts of a hundred, whole numbers. */
export const share = (n: number, of: number): number => (of ? Math.round((n / of) * 100) : 0)

export interface HeatCell {
  day: Day
  pieces: number
  /** 0 to 4. */
  level: number
}

/** The weeks of a year as columns, from Sunday; `null` where a day of another year would be. */
export function heatWeeks(year: number, days: readonly { day: Day; pieces: number }[]): (HeatCell | null)[][] {
  const counts = new Map(days.map((d) => [d.day, d.pieces]))
  const most = Math.max(1, ...counts.values())
  const first = `${year}-01-01`
  const lead = new Date(`${first}T00:00:00Z`).getUTCDay()
  const length = (Date.UTC(year + 1, 0, 1) - Date.UTC(year, 0, 1)) / 86_400_000
  const weeks: (HeatCell | null)[][] = []
  for (let at = 0; at < lead + length; at++) {
    if (at % 7 === 0) weeks.push([])
    const day = addDays(first, at - lead)
    const pieces = counts.get(day) ?? 0
    weeks.at(-1)!.push(at < lead ? null : { day, pieces, level: pieces ? level(pieces, most) : 0 })
  }
  return weeks
}

/** Up to four pieces on a day each has its own shade; where there are more, they share. */
const level = (pieces: number, most: number) => (most <= 4 ? pieces : Math.max(1, Math.ceil((pieces / most) * 4)))

/** The column in which each month begins. */
export function monthColumns(weeks: readonly (readonly (HeatCell | null)[])[]): number[] {
  const columns: number[] = []
  weeks.forEach((week, i) => {
    if (week.some((cell) => cell?.day.endsWith('-01'))) columns.push(i)
  })
  return columns
}

import { describe, expect, it } from 'vitest'
import type { Statistics, Totals } from '@/api/statistics'
import { moved, told } from './chart/chart'
import { change, heatWeeks, monthColumns, monthPoints, share, spendingByKind, yearPoints } from './figures'

const totals = (pieces: number, spent = 0): Totals => ({ pieces, spent, priced: pieces, free: 0 })
const name = (month: number) => ({ short: `${month}`, label: `${month}월` })

const statistics = {
  year: 2026,
  kinds: [
    { kind: 'musical', ...totals(2, 250_000) },
    { kind: 'movie', ...totals(1, 15_000) },
    { kind: 'exhibition', ...totals(1) },
  ],
  months: Array.from({ length: 12 }, (_, i) =>
    i === 7
      ? {
          ...totals(3, 265_000),
          kinds: [
            { kind: 'movie', ...totals(1, 15_000) },
            { kind: 'musical', ...totals(2, 250_000) },
          ],
        }
      : { ...totals(0), kinds: [] },
  ),
  before: { year: 2025, now: totals(3), then: totals(5), months: Array.from({ length: 12 }, (_, i) => totals(i)) },
} as unknown as Statistics

describe('the figures of a year', () => {
  it('set each month beside that of the year before, and lead to the calendar where there is something', () => {
    const points = monthPoints(statistics, name, (t) => t.pieces)
    expect(points[7]).toEqual({
      short: '8',
      label: '8월',
      values: [3, 7],
      to: { name: 'calendar', query: { month: '2026-08' } },
    })
    expect(points[0]).toEqual({ short: '1', label: '1월', values: [0, 0] })
  })

  it('have no year before in those of all years', () => {
    const all = { ...statistics, year: undefined, before: undefined }
    expect(monthPoints(all, name, (t) => t.pieces)[7]).toEqual({ short: '8', label: '8월', values: [3] })
  })

  it('stack spending by the kinds that cost anything, in the order in which kinds are offered', () => {
    const { points, series } = spendingByKind(statistics, name, (kind) => kind)
    expect(series.map((s) => s.label)).toEqual(['movie', 'musical'])
    expect(points[7]!.values).toEqual([15_000, 250_000])
    expect(points[6]!.to).toBeUndefined()
  })

  it('show years from the first', () => {
    const years = [2026, 2024].map((year) => ({ year, recap: true, ...totals(year) }))
    expect(yearPoints(years, (t) => t.pieces, String).map((p) => p.label)).toEqual(['2024', '2026'])
  })

  it('compare only with what was there', () => {
    expect(change(statistics.before, (t) => t.pieces)).toBe(-2)
    expect(change(statistics.before, (t) => t.perViewing)).toBeUndefined()
    expect(change({ ...statistics.before!, then: totals(0) }, (t) => t.pieces)).toBeUndefined()
    expect(change(undefined, (t) => t.pieces)).toBeUndefined()
  })

  it('are parts of a hundred, of nothing too', () => {
    expect([share(1, 3), share(2, 3), share(0, 0)]).toEqual([33, 67, 0])
  })
})

describe('the map of a year', () => {
  it('has every day once, in weeks from Sunday', () => {
    for (const [year, days, weeks] of [
      [2026, 365, 53],
      [2024, 366, 53],
      [2028, 366, 54],
      [1900, 365, 53],
    ] as const) {
      const map = heatWeeks(year, [])
      expect(map).toHaveLength(weeks)
      const cells = map.flat().filter((cell) => cell !== null)
      expect(cells).toHaveLength(days)
      expect(cells[0]!.day).toBe(`${year}-01-01`)
      expect(cells.at(-1)!.day).toBe(`${year}-12-31`)
    }
    expect(heatWeeks(2026, [])[0]!.findIndex((cell) => cell !== null)).toBe(4) // a Thursday
  })

  it('shades days by how full they were', () => {
    const day = (pieces: number) => ({ day: `2026-08-0${pieces}`, pieces })
    const levels = (days: { day: string; pieces: number }[]) =>
      Object.fromEntries(
        heatWeeks(2026, days)
          .flat()
          .flatMap((c) => (c?.pieces ? [[c.pieces, c.level]] : [])),
      )
    expect(levels([day(1), day(2)])).toEqual({ 1: 1, 2: 2 })
    expect(levels([day(1), day(4), day(8)])).toEqual({ 1: 1, 4: 2, 8: 4 })
  })

  it('names twelve months', () => expect(monthColumns(heatWeeks(2026, []))).toHaveLength(12))
})

describe('the points of a chart', () => {
  const unit = { words: (n: number) => `${n}개`, axis: String }
  it('say what they are', () => {
    const one = [{ label: '조각', color: '' }]
    const both = [...one, { label: '작년', color: '' }]
    expect(told({ short: '', label: '8월', values: [3] }, one, unit)).toBe('8월 · 3개')
    expect(told({ short: '', label: '8월', values: [3, 1] }, both, unit)).toBe('8월 · 조각 3개, 작년 1개')
    expect(told({ short: '', label: '8월', values: [0, 0] }, both, unit)).toBe('8월 · 0개')
  })
  it('are reached by the keys that lead on and back', () => {
    expect(['ArrowRight', 'ArrowLeft', 'Home', 'End', 'Enter'].map((key) => moved(key, 0, 12))).toEqual([
      1,
      0,
      0,
      11,
      undefined,
    ])
    expect(moved('ArrowRight', 11, 12)).toBe(11)
  })
})

import { describe, expect, it } from 'vitest'
import {
  addDays,
  addMonths,
  fullDay,
  isDay,
  isMonth,
  monthName,
  monthOf,
  today,
  weekdayNames,
  weekdayOf,
  weeksOf,
} from './date'

describe('days and months', () => {
  it('D22: today is the day of this device, also at half past midnight', () => {
    expect(today(new Date('2026-08-02T15:30:00Z'))).toBe('2026-08-03') // 00:30 in Seoul
  })

  it.each([
    ['2026-11', 1, '2026-12'],
    ['2026-12', 1, '2027-01'],
    ['2026-01', -1, '2025-12'],
    ['2026-03', -14, '2025-01'],
  ])('%s and %i months is %s', (month, steps, expected) => expect(addMonths(month, steps)).toBe(expected))

  it.each([
    ['2026-02-28', 1, '2026-03-01'],
    ['2028-02-28', 1, '2028-02-29'],
    ['2026-01-01', -1, '2025-12-31'],
    ['2026-03-29', 7, '2026-04-05'],
  ])('%s and %i days is %s', (day, steps, expected) => expect(addDays(day, steps)).toBe(expected))

  it('knows a day from what only looks like one', () => {
    expect(isDay('2028-02-29')).toBe(true)
    for (const wrong of ['2026-02-29', '2026-13-01', '2026-00-10', '2026-1-1', '', null, 5])
      expect(isDay(wrong)).toBe(false)
    expect(isMonth('2026-12')).toBe(true)
    for (const wrong of ['2026-13', '2026-00', '2026', undefined]) expect(isMonth(wrong)).toBe(false)
  })

  it('lays a month out in weeks from Sunday, every day once', () => {
    for (const [month, weeks, days] of [
      ['2026-02', 4, 28], // begins on a Sunday and fits exactly
      ['2026-05', 6, 31],
      ['2026-11', 5, 30],
      ['2028-02', 5, 29],
    ] as const) {
      const laid = weeksOf(month)
      expect(laid).toHaveLength(weeks)
      const cells = laid.flat().filter((c) => c !== null)
      expect(cells.map((c) => c.date)).toEqual(Array.from({ length: days }, (_, i) => i + 1))
      expect(cells.every((c) => monthOf(c.day) === month && weekdayOf(c.day) === c.weekday)).toBe(true)
      for (const week of laid) week.forEach((cell, i) => cell && expect(cell.weekday).toBe(i))
    }
  })

  it('speaks both languages', () => {
    expect(monthName('2026-08', 'ko')).toBe('2026년 8월')
    expect(monthName('2026-08', 'en')).toBe('August 2026')
    expect(fullDay('2026-08-03', 'ko')).toBe('2026년 8월 3일 월')
    expect(weekdayNames('ko').join('')).toBe('일월화수목금토')
  })
})

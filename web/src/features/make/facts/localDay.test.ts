import { describe, expect, it } from 'vitest'
import { isDay, isTime, localDay } from './localDay'

describe('D22 the local day', () => {
  it.each([
    ['2026-08-02T15:30:00Z', '2026-08-03', '00:30 in Seoul, still yesterday in UTC'],
    ['2026-08-02T14:59:00Z', '2026-08-02', '23:59 in Seoul'],
    ['2025-12-31T15:00:00Z', '2026-01-01', 'the first moment of the year in Seoul'],
  ])('at %s is %s: %s', (moment, day) => {
    expect(Intl.DateTimeFormat().resolvedOptions().timeZone).toBe('Asia/Seoul')
    expect(localDay(new Date(moment))).toBe(day)
  })
})

describe('D17 days and times', () => {
  it.each(['2026-08-03', '2024-02-29', '2000-02-29', '0999-12-31'])('takes %s', (day) => expect(isDay(day)).toBe(true))
  it.each([
    '',
    '2026-13-01',
    '2026-00-10',
    '2026-04-31',
    '2023-02-29',
    '1900-02-29',
    '2026-01-00',
    '2026-1-1',
    '0000-01-01',
    '2026-08-03T00:00',
  ])('refuses %j', (day) => expect(isDay(day)).toBe(false))
  it.each(['00:00', '19:30', '23:59'])('takes %s', (time) => expect(isTime(time)).toBe(true))
  it.each(['24:00', '7:30', '19:60', '', '19:30:00'])('refuses %j', (time) => expect(isTime(time)).toBe(false))
})

import { expect, it } from 'vitest'
import { instantDay } from '@/lib/date'
import { lastDay, lastMoment } from './ends'

it('counts the days of this device', () => {
  expect(lastDay('week', '', '2026-11-26')).toBe('2026-12-03')
  expect(lastDay('month', '', '2026-12-26')).toBe('2027-01-25')
  expect(lastDay('never', '2026-12-01', '2026-11-26')).toBeUndefined()
})

it('takes a day from today on', () => {
  expect(lastDay('day', '2026-11-26', '2026-11-26')).toBe('2026-11-26')
  for (const day of ['2026-11-25', '', '2026-02-30', 'soon']) expect(lastDay('day', day, '2026-11-26')).toBeNull()
})

it('tells the last day, not the midnight after it', () => {
  expect(instantDay(lastMoment('2026-12-03T15:00:00Z'), 'ko')).toBe('2026년 12월 3일')
})

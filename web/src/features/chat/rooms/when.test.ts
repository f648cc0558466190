import { describe, expect, it } from 'vitest'
import { whenOf } from './when'

// the tests run in Seoul
const now = Date.parse('2026-11-26T16:30:00+09:00')
const told = (iso: string, language = 'ko') => {
  const when = whenOf(iso, now, language)
  return when.kind === 'text' ? when.text : when.kind
}

describe('when something was written', () => {
  it('is now for a minute, also on a device whose clock is slow', () => {
    expect(told('2026-11-26T16:29:30+09:00')).toBe('now')
    expect(told('2026-11-26T16:31:00+09:00')).toBe('now')
  })

  it('is the time today', () => {
    expect(told('2026-11-26T09:05:00+09:00')).toBe('오전 9:05')
    expect(told('2026-11-26T12:30:00+09:00')).toBe('오후 12:30')
    expect(told('2026-11-26T00:10:00+09:00', 'en')).toMatch(/^12:10\sAM$/)
  })

  it('is yesterday by the calendar, not by hours', () => {
    expect(told('2026-11-25T23:59:00+09:00')).toBe('yesterday')
    expect(told('2026-11-25T00:01:00+09:00')).toBe('yesterday')
  })

  it('is the day before that, with the year when it is another one', () => {
    expect(told('2026-11-03T12:00:00+09:00')).toBe('11월 3일')
    expect(told('2026-11-03T12:00:00+09:00', 'en')).toBe('Nov 3')
    expect(told('2025-11-26T12:00:00+09:00')).toBe('2025. 11. 26.')
  })
})

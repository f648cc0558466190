import { daysUntil, timeOfDay, today, type Day } from '@/lib/date'

/** How a moment is told in a list: today by the time, yesterday as that, before by the day. */
export type When = { kind: 'now' } | { kind: 'text'; text: string } | { kind: 'yesterday' }

const JUST_NOW = 60_000

const formats = new Map<string, Intl.DateTimeFormat>()
function format(language: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = language + JSON.stringify(options)
  const known = formats.get(key) ?? new Intl.DateTimeFormat(language, options)
  formats.set(key, known)
  return known
}

/** By the clock of this device; `now` in ms. A clock that is slow doesn't make messages of the future. */
export function whenOf(iso: string, now: number, language: string): When {
  const at = new Date(iso)
  if (now - at.getTime() < JUST_NOW) return { kind: 'now' }
  const here: Day = today(new Date(now))
  const days = daysUntil(today(at), here)
  if (days <= 0) return { kind: 'text', text: timeOfDay(at, language) }
  if (days === 1) return { kind: 'yesterday' }
  const sameYear = at.getFullYear() === new Date(now).getFullYear()
  const options: Intl.DateTimeFormatOptions = sameYear
    ? { month: language === 'ko' ? 'long' : 'short', day: 'numeric' }
    : { year: 'numeric', month: 'numeric', day: 'numeric' }
  return { kind: 'text', text: format(language, options).format(at) }
}

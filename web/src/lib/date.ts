/**
 * Calendar days and months as text: "2026-08-03", "2026-08". A day that a person chose is that day everywhere;
 * nothing here turns it into an instant of some time zone.
 */
export type Day = string
export type Month = string

export interface Cell {
  day: Day
  /** Day of the month, 1 to 31. */
  date: number
  /** 0 is Sunday. */
  weekday: number
}

const two = (n: number) => String(n).padStart(2, '0')
const utc = (day: Day) => new Date(`${day}T00:00:00Z`)
const dayOf = (date: Date): Day => date.toISOString().slice(0, 10)

/** Today by the clock of this device. */
export function today(now = new Date()): Day {
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`
}

export const monthOf = (day: Day): Month => day.slice(0, 7)

export const isMonth = (value: unknown): value is Month =>
  typeof value === 'string' && /^\d{4}-(0[1-9]|1[0-2])$/.test(value)

export const isDay = (value: unknown): value is Day =>
  typeof value === 'string' &&
  /^\d{4}-\d{2}-\d{2}$/.test(value) &&
  !Number.isNaN(+utc(value)) &&
  dayOf(utc(value)) === value

export function addMonths(month: Month, count: number): Month {
  const [year = 0, number = 1] = month.split('-').map(Number)
  return dayOf(new Date(Date.UTC(year, number - 1 + count, 1))).slice(0, 7)
}

export function addDays(day: Day, count: number): Day {
  const date = utc(day)
  date.setUTCDate(date.getUTCDate() + count)
  return dayOf(date)
}

export const weekdayOf = (day: Day): number => utc(day).getUTCDay()

/** The weeks of a month, Sunday first; `null` where a day of another month would be. */
export function weeksOf(month: Month): (Cell | null)[][] {
  const first = utc(`${month}-01`)
  const lead = first.getUTCDay()
  const days = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate()
  const cells = Array.from({ length: Math.ceil((lead + days) / 7) * 7 }, (_, i): Cell | null => {
    const date = i - lead + 1
    return date < 1 || date > days ? null : { day: `${month}-${two(date)}`, date, weekday: i % 7 }
  })
  return Array.from({ length: cells.length / 7 }, (_, week) => cells.slice(week * 7, week * 7 + 7))
}

const formats = new Map<string, Intl.DateTimeFormat>()
function format(language: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = language + JSON.stringify(options)
  const known = formats.get(key) ?? new Intl.DateTimeFormat(language, { timeZone: 'UTC', ...options })
  formats.set(key, known)
  return known
}

/** 2026년 8월, August 2026 */
export const monthName = (month: Month, language: string): string =>
  format(language, { year: 'numeric', month: 'long' }).format(utc(`${month}-01`))

/** 8월, August */
export const shortMonthName = (month: Month, language: string): string =>
  format(language, { month: 'long' }).format(utc(`${month}-01`))

/** 8월 3일 월요일, Monday, August 3 */
export const dayName = (day: Day, language: string): string =>
  format(language, { month: 'long', day: 'numeric', weekday: 'long' }).format(utc(day))

/** 2026년 8월 3일 (월), Mon, Aug 3, 2026 */
export const fullDay = (day: Day, language: string): string =>
  format(language, {
    year: 'numeric',
    month: language === 'ko' ? 'long' : 'short',
    day: 'numeric',
    weekday: 'short',
  }).format(utc(day))

/** 일 월 화 수 목 금 토 */
export const weekdayNames = (language: string): string[] =>
  Array.from({ length: 7 }, (_, i) => format(language, { weekday: 'short' }).format(new Date(Date.UTC(2023, 0, 1 + i))))

/** An instant, such as a login, by the clock of this device. */
export const instant = (iso: string, language: string): string =>
  new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(iso))

/** 오후 9:05, 9:05 PM: by the clock of this device. Some browsers know the halves of the day in Latin letters only. */
export const timeOfDay = (at: Date, language: string): string =>
  new Intl.DateTimeFormat(language, { hour: 'numeric', minute: '2-digit', hour12: true })
    .formatToParts(at)
    .map(({ type, value }) =>
      type === 'dayPeriod' && language === 'ko' ? (at.getHours() < 12 ? '오전' : '오후') : value,
    )
    .join('')

/** An instant's day, by the clock of this device. */
export const instantDay = (iso: string, language: string): string =>
  new Intl.DateTimeFormat(language, { dateStyle: 'long' }).format(new Date(iso))

/** 2026년 8월 3일, Aug 3, 2026 */
export const plainDay = (day: Day, language: string): string => plain(language).format(utc(day))

/** 2026년 8월 3일 ~ 9월 1일, Aug 3 – Sep 1, 2026 */
export const dayRange = (from: Day, to: Day, language: string): string =>
  plain(language).formatRange(utc(from), utc(to))

const plain = (language: string) =>
  format(language, { year: 'numeric', month: language === 'ko' ? 'long' : 'short', day: 'numeric' })

/** How many days later the other day is; negative when it is earlier. */
export const daysUntil = (from: Day, to: Day): number => Math.round((+utc(to) - +utc(from)) / 86_400_000)

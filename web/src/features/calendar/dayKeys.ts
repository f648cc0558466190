import { addDays, addMonths, monthOf, type Day } from '@/lib/date'

const DAY_STEPS: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 }
const MONTH_STEPS: Record<string, number> = { PageUp: -1, PageDown: 1 }

/** The same day in another month, or that month's last one. */
export function inMonth(day: Day, steps: number): Day {
  const month = addMonths(monthOf(day), steps)
  const last = addDays(`${addMonths(month, 1)}-01`, -1)
  const wanted = `${month}-${day.slice(8)}`
  return wanted > last ? last : wanted
}

/** The day that a key leads to from the given one, or null when the key means nothing here. */
export function dayForKey(key: string, day: Day): Day | null {
  if (key in DAY_STEPS) return addDays(day, DAY_STEPS[key] ?? 0)
  if (key in MONTH_STEPS) return inMonth(day, MONTH_STEPS[key] ?? 0)
  if (key === 'Home') return `${monthOf(day)}-01`
  if (key === 'End') return addDays(`${addMonths(monthOf(day), 1)}-01`, -1)
  return null
}

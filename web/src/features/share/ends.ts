/** When a link ends: as it is chosen, and as it is told. */
import { addDays, isDay, type Day } from '@/lib/date'

export const ENDS = ['week', 'month', 'day', 'never'] as const
export type Ends = (typeof ENDS)[number]

const DAYS = { week: 7, month: 30 } as const

/** The last day of the link; nothing when it never ends, null while the chosen day is none that can be. */
export function lastDay(ends: Ends, chosen: string, today: Day): Day | undefined | null {
  if (ends === 'never') return undefined
  if (ends !== 'day') return addDays(today, DAYS[ends])
  return isDay(chosen) && chosen >= today ? chosen : null
}

/** The last moment at which a link works; the server tells the first one at which it does not. */
export const lastMoment = (endsAt: string): string => new Date(Date.parse(endsAt) - 1).toISOString()

/** When a work can be seen, told in words. */
import type { CakeSummary, Kind } from '@/api/types'
import type { MessageKey } from '@/i18n'
import { dayRange, daysUntil, plainDay, type Day } from '@/lib/date'

export type Told = { key: MessageKey; named?: Record<string, unknown>; state: 'showing' | 'soon' | 'ended' }
type Run = Pick<CakeSummary, 'kind' | 'opens' | 'closes' | 'openRun' | 'showing'>

/** A film is screened, a play is performed, an exhibition is on view. */
const stageOf: Record<Kind, 'screen' | 'stage' | 'view' | 'other'> = {
  movie: 'screen',
  play: 'stage',
  musical: 'stage',
  concert: 'stage',
  exhibition: 'view',
  etc: 'other',
}

/** Days before its opening from which a work counts them. */
const COUNTED = 99

/** Where a work stands today; nothing when nobody knows. */
export function stateOf({ kind, opens, closes, openRun, showing }: Run, today: Day): Told | null {
  const stage = stageOf[kind]
  if (showing) return { key: `cakes.run.showing.${stage}`, state: 'showing' }
  if (opens && opens > today) {
    const n = daysUntil(today, opens)
    return n <= COUNTED
      ? { key: 'cakes.run.days', named: { n }, state: 'soon' }
      : { key: 'cakes.run.soon', state: 'soon' }
  }
  return closes && !openRun && closes < today ? { key: `cakes.run.ended.${stage}`, state: 'ended' } : null
}

/** From when to when; nothing when nobody knows. */
export function periodOf(
  { kind, opens, closes, openRun }: Run,
  language: string,
): { key: MessageKey; named: Record<string, unknown> } | null {
  if (!opens) return closes ? { key: 'cakes.period.until', named: { day: plainDay(closes, language) } } : null
  const day = plainDay(opens, language)
  if (openRun) return { key: 'cakes.period.openRun', named: { day } }
  if (closes) return { key: 'cakes.period.range', named: { days: dayRange(opens, closes, language) } }
  return { key: kind === 'movie' ? 'cakes.period.released' : 'cakes.period.from', named: { day } }
}

/** What kept a picture of the model from coming, and what the person can do about it. */
import type { Problem } from '@/api/problem'

export const TROUBLES = [
  'refused',
  'busy',
  'lost',
  'broken',
  'setup',
  'budget',
  'quota',
  'consent',
  'unavailable',
  'network',
  'style',
] as const

export type TroubleKind = (typeof TROUBLES)[number]

export interface Trouble {
  /** `other`: the server knows a reason that this page does not, and says it in `message`. */
  kind: TroubleKind | 'other'
  /** The server's sentence, in the person's language. */
  message: string
}

/** Codes of the address that takes orders, and of tries that failed. */
const KIND_OF: Record<string, TroubleKind> = {
  ai_off: 'setup',
  off: 'setup',
  ai_consent: 'consent',
  ai_quota: 'quota',
  ai_budget: 'budget',
  down: 'unavailable',
  interrupted: 'unavailable',
}

/** What is wrong with an order that was not taken. */
export const troubleWith = ({ code, message, fields }: Problem): Trouble =>
  'style' in fields ? { kind: 'style', message } : troubleOf(code, message)

export function troubleOf(code: string, message: string): Trouble {
  const kind = KIND_OF[code] ?? TROUBLES.find((known) => known === code) ?? 'other'
  return { kind, message }
}

/** Another style may be all it takes. */
export const needsStyle = ({ kind }: Trouble): boolean => kind === 'refused' || kind === 'style'

/** The same order may work out if it is sent once more, now. */
export const mayTryAgain = ({ kind }: Trouble): boolean =>
  ['busy', 'lost', 'broken', 'unavailable', 'network', 'other'].includes(kind)

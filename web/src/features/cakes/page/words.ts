/** What is known of a cake, in words. */
import type { Cake, CakeCredit, Kind } from '@/api/types'
import type { MessageKey } from '@/i18n'

type T = (key: MessageKey, named?: Record<string, unknown>, plural?: number) => string

export function lengthOf(minutes: number, t: T): string {
  const named = { h: Math.floor(minutes / 60), m: minutes % 60 }
  if (!named.h) return t('cakes.fact.onlyMinutes', named)
  return t(named.m ? 'cakes.fact.hours' : 'cakes.fact.wholeHours', named)
}

/** Who may see it; nothing when it is not known. */
export function ageOf(age: number | null | undefined, t: T): string {
  if (age == null) return ''
  return age === 0 ? t('cakes.fact.ageAll') : t('cakes.fact.ageFrom', { n: age })
}

export const priceOf = (won: number, language: string, t: T): string =>
  won === 0 ? t('cakes.fact.free') : t('cakes.fact.won', { n: won.toLocaleString(language) })

/** A film is directed, a play is staged; who is at the heart of a concert is no writer or painter. */
export function roleOf(role: CakeCredit['role'], kind: Kind, t: T): string {
  if (role === 'director' && kind !== 'movie') return t('cakes.role.staging')
  if (role === 'artist' && kind !== 'exhibition') return t('cakes.role.performer')
  return t(`cakes.role.${role}`)
}

export interface Person {
  name: string
  /** What they did, or whom they played. */
  did: string
  picture?: string
}

/** People in their order, each once with all that they did. */
export function peopleOf({ credits, kind }: Pick<Cake, 'credits' | 'kind'>, t: T): Person[] {
  const byName = new Map<string, { did: Set<string>; picture?: string }>()
  for (const { name, role, part, picture } of credits ?? []) {
    const known = byName.get(name) ?? { did: new Set() }
    known.did.add(part || roleOf(role, kind, t))
    known.picture ??= picture
    byName.set(name, known)
  }
  return [...byName].map(([name, { did, picture }]) => ({
    name,
    did: [...did].join(', '),
    ...(picture && { picture }),
  }))
}

/** The host of an address, as people know it; nothing for what is no web address. */
export function hostOf(link: string): string | null {
  try {
    const { protocol, hostname } = new URL(link)
    return /^https?:$/.test(protocol) ? hostname.replace(/^www\./, '') : null
  } catch {
    return null
  }
}

import type { LocationQuery, LocationQueryRaw } from 'vue-router'
import type { Scope } from '@/api/pieces'
import { kinds, type Kind } from '@/api/types'
import { clip, tidy } from '@/lib/grapheme'

/** The most that the API takes (`q` of GET /pieces). */
export const MAX_SEARCH = 50

export const tabs = ['mine', 'everyone', 'hearted'] as const
export type Tab = (typeof tabs)[number]

/** What of the collection is shown, as the address tells it. */
export interface Place {
  tab: Tab
  kind: Kind | ''
  q: string
}

export const scopes: Record<Tab, Scope> = { mine: 'mine', everyone: 'public', hearted: 'hearted' }

/** Guests have no pieces of their own: the collection opens with everyone's. */
export const homeTab = (signedIn: boolean): Tab => (signedIn ? 'mine' : 'everyone')

/** The words that are really searched for. */
export const searchable = (text: string): string => tidy(clip(tidy(text), MAX_SEARCH))

export function readPlace(query: LocationQuery, signedIn: boolean): Place {
  const { tab, kind, q } = query
  return {
    tab: tabs.find((t) => t === tab) ?? homeTab(signedIn),
    kind: kinds.find((k) => k === kind) ?? '',
    q: typeof q === 'string' ? searchable(q) : '',
  }
}

/** The shortest address of a place. */
export function writePlace({ tab, kind, q }: Place, signedIn: boolean): LocationQueryRaw {
  return { ...(tab !== homeTab(signedIn) && { tab }), ...(kind && { kind }), ...(q && { q }) }
}

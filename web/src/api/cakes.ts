import { infiniteQueryOptions, queryOptions } from '@tanstack/vue-query'
import { describe, sessionFetch } from './client'
import { problemOf } from './problem'
import type { Area, Cake, CakeListName, CakePage, Genre, Kind } from './types'

const PAGE = 24

/** Every key begins with `cakes`: `invalidateQueries({ queryKey: ['cakes'] })` after a cake was made or merged. */
export const cakesKey = ['cakes'] as const

/** The cakes that the person hearted. */
export const heartedCakesKey = [...cakesKey, 'grid', 'hearted'] as const

/** Which list: `''` is every kind, genre, area, no search. */
export interface CakesWanted {
  list: CakeListName
  kind?: Kind | ''
  genre?: Genre | ''
  area?: Area | ''
  q?: string
}

/** Lists stay longer than other answers, so that coming back finds the place in them. */
const LIST_KEPT = 30 * 60_000

async function ask<T>(method: string, path: string, query: Record<string, string | number> = {}, signal?: AbortSignal) {
  const search = new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)]))
  const address = new URL(`/api/v1/cakes${path}?${search}`, location.href).href
  const response = await sessionFetch(address, { method, ...(signal && { signal }) })
  const body: unknown = await response.json().catch(() => null)
  if (!response.ok) throw problemOf(response, body, describe)
  return body as T
}

/** A list of cakes, page by page. Requests for a list that nobody waits for any more are given up. */
export const cakesQuery = ({ list, kind = '', genre = '', area = '', q = '' }: CakesWanted) =>
  infiniteQueryOptions({
    queryKey: [...cakesKey, 'grid', list, kind, genre, area, q],
    queryFn: ({ pageParam, signal }) =>
      ask<CakePage>(
        'GET',
        '',
        {
          list,
          limit: PAGE,
          ...(kind && { kind }),
          ...(genre && { genre }),
          ...(area && { area }),
          ...(q && { q }),
          ...(pageParam && { cursor: pageParam }),
        },
        signal,
      ),
    initialPageParam: '',
    getNextPageParam: (last: CakePage) => last.next || undefined,
    gcTime: LIST_KEPT,
  })

export const cakeQuery = (id: string) =>
  queryOptions({
    queryKey: [...cakesKey, 'one', id],
    queryFn: () => ask<Cake>('GET', `/${encodeURIComponent(id)}`),
  })

/** Keeps a cake in the own list, or no longer. Saying it twice changes nothing. */
export const putCakeHeart = (id: string, hearted: boolean) =>
  ask<{ hearts: number; hearted: boolean }>(hearted ? 'PUT' : 'DELETE', `/${encodeURIComponent(id)}/heart`)

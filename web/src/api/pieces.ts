import { queryOptions } from '@tanstack/vue-query'
import type { Day, Month } from '@/lib/date'
import { api, call } from './client'
import type { Kind, Piece, PieceList } from './types'
import { pagesQuery } from './usePages'

const RECENT = 12
const PAGE = 24

/** Every key begins with `pieces`: `invalidateQueries({ queryKey: ['pieces'] })` after a piece was made or deleted. */
export const piecesKey = ['pieces'] as const

/** The pieces that the person hearted. */
export const heartedKey = [...piecesKey, 'grid', 'hearted'] as const

/** The latest pieces of the person, and how many there are. */
export const recentQuery = queryOptions({
  queryKey: [...piecesKey, 'recent'],
  queryFn: () => call(api.GET('/api/v1/pieces', { params: { query: { scope: 'mine', limit: RECENT } } })),
})

export const calendarQuery = (month: Month) =>
  queryOptions({
    queryKey: [...piecesKey, 'calendar', month],
    queryFn: () => call(api.GET('/api/v1/pieces/calendar', { params: { query: { month } } })),
  })

export const countsQuery = (today: string) =>
  queryOptions({
    queryKey: [...piecesKey, 'counts', today],
    queryFn: () => call(api.GET('/api/v1/pieces/summary', { params: { query: { today } } })),
  })

export const pieceQuery = (id: string) =>
  queryOptions({
    queryKey: [...piecesKey, 'one', id],
    queryFn: () => call(api.GET('/api/v1/pieces/{id}', { params: { path: { id } } })),
  })

export type Scope = 'mine' | 'public' | 'hearted'

/** Which list: `''` is every kind, everybody, every cake, no search. */
export interface ListWanted {
  scope: Scope
  owner?: string
  cake?: string
  kind?: Kind | ''
  q?: string
}

/** Others' pieces may turn private: their lists are asked for again sooner. */
const OTHERS_FRESH = 10_000

/** A list of pieces, page by page. */
export const listQuery = ({ scope, owner = '', cake = '', kind = '', q = '' }: ListWanted) => ({
  ...pagesQuery<PieceList>([...piecesKey, 'grid', scope, owner, kind, q, ...(cake ? [cake] : [])], (cursor, signal) =>
    call(
      api.GET('/api/v1/pieces', {
        params: {
          query: {
            scope,
            limit: PAGE,
            ...(owner && { owner }),
            ...(cake && { cake }),
            ...(kind && { kind }),
            ...(q && { q }),
            ...cursor,
          },
        },
        signal,
      }),
    ),
  ),
  ...(scope !== 'mine' && { staleTime: OTHERS_FRESH }),
})

/** What everybody made public lately. */
export const newestQuery = queryOptions({
  queryKey: [...piecesKey, 'newest'],
  queryFn: () => call(api.GET('/api/v1/pieces', { params: { query: { scope: 'public', limit: RECENT } } })),
})

/** What the person saw on this day of the years before. */
export const memoriesQuery = (today: Day) =>
  queryOptions({
    queryKey: [...piecesKey, 'memories', today],
    queryFn: () => call(api.GET('/api/v1/pieces/memories', { params: { query: { today } } })),
    staleTime: 60 * 60_000,
  })

export type PiecePatch = Partial<Pick<Piece, 'visibility' | 'remind'>>

/** Switches what needs no edit. */
export const patchPiece = (id: string, patch: PiecePatch) =>
  call(api.PATCH('/api/v1/pieces/{id}', { params: { path: { id } }, body: patch }))

export const deletePiece = (id: string) => call(api.DELETE('/api/v1/pieces/{id}', { params: { path: { id } } }))

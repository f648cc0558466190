import { queryOptions } from '@tanstack/vue-query'
import { api, call } from './client'
import { piecesKey } from './pieces'
import type { Area, CakeList, CakeListName, Genre, Kind } from './types'
import { pagesQuery } from './usePages'

const PAGE = 24
const ROW = 12

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

/** A list of cakes, page by page. */
export const cakesQuery = ({ list, kind = '', genre = '', area = '', q = '' }: CakesWanted) =>
  pagesQuery<CakeList>([...cakesKey, 'grid', list, kind, genre, area, q], (cursor, signal) =>
    call(
      api.GET('/api/v1/cakes', {
        params: {
          query: {
            list,
            limit: PAGE,
            ...(kind && { kind }),
            ...(genre && { genre }),
            ...(area && { area }),
            ...(q && { q }),
            ...cursor,
          },
        },
        signal,
      }),
    ),
  )

/** The first of what is hot, for a row. */
export const hotCakesQuery = queryOptions({
  queryKey: [...cakesKey, 'hot'],
  queryFn: () => call(api.GET('/api/v1/cakes', { params: { query: { list: 'hot', limit: ROW } } })),
})

export const cakeQuery = (id: string) =>
  queryOptions({
    queryKey: [...cakesKey, 'one', id],
    queryFn: () => call(api.GET('/api/v1/cakes/{id}', { params: { path: { id } } })),
  })

/** What everybody thinks of a cake. It changes with the pieces, and is asked for anew with them. */
export const ratingsQuery = (cake: string) =>
  queryOptions({
    queryKey: [...piecesKey, 'ratings', cake],
    queryFn: () => call(api.GET('/api/v1/pieces/ratings', { params: { query: { cake } } })),
  })

/** Keeps a cake in the own list, or no longer. Saying it twice changes nothing. */
export function putCakeHeart(id: string, hearted: boolean) {
  const cake = { params: { path: { id } } }
  return call(hearted ? api.PUT('/api/v1/cakes/{id}/heart', cake) : api.DELETE('/api/v1/cakes/{id}/heart', cake))
}

import { queryOptions } from '@tanstack/vue-query'
import { api, call } from './client'
import { piecesKey } from './pieces'

/** The text and the photos behind a piece; version 0 when nothing was ever written. */
export const recordQuery = (id: string) =>
  queryOptions({
    queryKey: [...piecesKey, 'record', id],
    queryFn: () => call(api.GET('/api/v1/pieces/{id}/record', { params: { path: { id } } })),
  })

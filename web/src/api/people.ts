import { queryOptions } from '@tanstack/vue-query'
import { api, call } from './client'

/** What everybody may know of a person. */
export const personQuery = (id: string) =>
  queryOptions({
    queryKey: ['people', id],
    queryFn: () => call(api.GET('/api/v1/people/{id}', { params: { path: { id } } })),
    staleTime: 5 * 60_000,
  })

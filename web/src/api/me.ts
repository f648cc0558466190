import { queryOptions, useQuery } from '@tanstack/vue-query'
import { api, call } from './client'
import { useSignedIn } from './session'

export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: () => call(api.GET('/api/v1/me')),
  staleTime: 5 * 60_000,
})

/** The person who is signed in; asks only when there is one. */
export const useMe = () => useQuery({ ...meQuery, enabled: useSignedIn() })

import { queryOptions, useQuery } from '@tanstack/vue-query'
import { api, call } from '@/api/client'
import type { components } from '@/api/schema'

export type Provider = components['schemas']['SignInProvider']
export type Newcomer = components['schemas']['SignInNewcomer']

/** How one can sign in beside a password. It comes with the first load of the pages that need it. */
export const providersQuery = queryOptions({
  queryKey: ['signin', 'providers'],
  queryFn: () => call(api.GET('/api/v1/sessions/providers')),
  staleTime: 10 * 60_000,
})

export const useProviders = () => useQuery(providersQuery)

/** Whether this browser has passkeys at all. */
export const canPasskey = (): boolean => typeof window !== 'undefined' && 'PublicKeyCredential' in window

import { queryOptions } from '@tanstack/vue-query'
import { api, call } from './client'
import type { Feed } from './types'

/** The address of the person's calendar, if there is one. */
export const feedQuery = queryOptions({
  queryKey: ['feed'],
  queryFn: (): Promise<Feed> => call(api.GET('/api/v1/feed')),
})

/** Gives the calendar an address, in the time zone of this device; one that it had before ends. */
export const makeFeed = (): Promise<Feed> =>
  call(api.POST('/api/v1/feed', { body: { timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone } }))

export const removeFeed = () => call(api.DELETE('/api/v1/feed'))

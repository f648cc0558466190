import { queryOptions } from '@tanstack/vue-query'
import { rooms } from './rooms'

export const blocksKey = ['blocks'] as const

/** Whom the person has blocked, the last one first. */
export const blocksQuery = queryOptions({
  queryKey: blocksKey,
  queryFn: ({ signal }) => rooms.blocks(signal),
  staleTime: 5 * 60_000,
})

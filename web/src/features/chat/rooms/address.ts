import type { LocationQuery, LocationQueryRaw } from 'vue-router'
import type { RoomKind } from '@/api/roomTypes'

/** The two lists, in the order in which they are offered. */
export const kinds = ['open', 'direct'] as const satisfies readonly RoomKind[]

/** Which list an address shows; mirrored by the server (rooms.go) for the first paint. */
export const kindOf = (query: LocationQuery): RoomKind => (query.kind === 'direct' ? 'direct' : 'open')

export const queryOf = (kind: RoomKind): LocationQueryRaw => (kind === 'open' ? {} : { kind })

import { queryOptions } from '@tanstack/vue-query'
import { api, call } from './client'
import { roomServer } from './roomServer'
import type { RoomKind, RoomList, RoomPeople } from './roomTypes'
import { pagesQuery } from './usePages'

/** The rooms of the server, as the person who is signed in. */
export const rooms = roomServer(api, call)

const PAGE = 30
const PEOPLE_PAGE = 50

/** Every key about rooms begins with `rooms`. */
export const roomsKey = ['rooms'] as const
export const unreadKey = [...roomsKey, 'unread'] as const
export const roomKey = (id: string) => [...roomsKey, 'one', id] as const
export const roomListKey = (kind: RoomKind) => [...roomsKey, 'grid', kind] as const
/** The newest messages of a room, as the server puts them into its page; a room that is open keeps them itself. */
export const firstMessagesKey = (id: string) => [...roomsKey, 'messages', id] as const

/** My rooms of a kind, who was last active is first. */
export const roomsQuery = (kind: RoomKind) => ({
  ...pagesQuery<RoomList>([...roomListKey(kind)], (cursor, signal) => rooms.list(kind, cursor, PAGE, signal)),
  meta: { quiet: true },
})

/** What is unread, muted rooms left out. */
export const unreadQuery = queryOptions({
  queryKey: unreadKey,
  queryFn: ({ signal }) => rooms.unread(signal),
  meta: { quiet: true },
})

export const roomQuery = (id: string) =>
  queryOptions({ queryKey: roomKey(id), queryFn: ({ signal }) => rooms.room(id, signal), meta: { quiet: true } })

/** What the page of a cake shows of its room. */
export const roomOfCakeQuery = (cakeId: string) =>
  queryOptions({ queryKey: [...roomsKey, 'ofCake', cakeId], queryFn: () => rooms.ofCake(cakeId) })

/** Who is in a room, page by page, who joined first is first. */
export const roomPeopleQuery = (id: string) =>
  pagesQuery<RoomPeople>([...roomsKey, 'people', id], ({ cursor }, signal) =>
    rooms.people(id, { limit: PEOPLE_PAGE, ...(cursor && { cursor }) }, signal),
  )

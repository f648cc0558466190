/**
 * Keeps what the server said of rooms up with what comes live: lists, counts, blocks. What can only be guessed is asked for
 * a moment later, so that devices agree; every change of several things at once is one question.
 */
import type { InfiniteData, QueryClient } from '@tanstack/vue-query'
import { blocksKey } from '@/api/blocks'
import { roomKey, roomListKey, roomsKey, unreadKey } from '@/api/rooms'
import type { Entry, News, Note, ReadState, Room, RoomKind, RoomList, RoomRow, UnreadCounts } from '@/api/roomTypes'
import type { ChatListener } from './browserChat'
import { newlyUnread, unreadAfter, withMessage, withUnread } from './rows'
import { knownPerson, takePeople } from './usePeople'

const KINDS: readonly RoomKind[] = ['open', 'direct']
/** News of a busy room don't ask the server each time (ms). */
const SOON = 2_000
const FRESH = 5_000

export interface LiveTools {
  me(): string
  /** The room is on the screen, and what comes is read there. */
  isSeen(room: string): boolean
  later(work: () => void, ms: number): void
}

export function liveQueries(queries: QueryClient, { me, isSeen, later }: LiveTools): ChatListener {
  /** How many messages the last news of a room told of. */
  const messages = new Map<string, number>()
  const stale = new Set<RoomKind>()
  let isAsking = false

  const rowOf = (room: string): RoomRow | undefined =>
    KINDS.flatMap((kind) => queries.getQueryData<InfiniteData<RoomList>>(roomListKey(kind))?.pages ?? [])
      .flatMap(({ items }) => items)
      .find(({ id }) => id === room)

  function changeRow(kind: RoomKind, room: string, change: (row: RoomRow) => RoomRow): void {
    queries.setQueryData<InfiniteData<RoomList>>(roomListKey(kind), (data) => {
      if (!data) return data
      const pages = data.pages.map((page) => ({
        ...page,
        items: page.items.map((row) => (row.id === room ? change(row) : row)),
      }))
      return { ...data, pages }
    })
    queries.setQueryData<Room>(roomKey(room), (data) => data && ({ ...data, ...change(data) } as Room))
  }

  const changeUnread = (kind: RoomKind, room: string, change: (before: number) => number) =>
    queries.setQueryData<UnreadCounts>(unreadKey, (counts) => counts && withUnread(counts, kind, room, change))

  /** The lists as well, when a row of them is missing or can't be known. */
  function askSoon(lists = false): void {
    if (lists) for (const kind of KINDS) stale.add(kind)
    if (isAsking) return
    isAsking = true
    later(() => {
      isAsking = false
      for (const kind of stale) void queries.invalidateQueries({ queryKey: roomListKey(kind) })
      stale.clear()
      void queries.invalidateQueries({ queryKey: unreadKey })
    }, SOON)
  }
  function came(kind: RoomKind, room: string, entry: Entry, added: number): void {
    const row = rowOf(room)
    const person = knownPerson(entry.sender ?? '')
    const unread = isSeen(room) ? 0 : added
    changeRow(kind, room, (one) => withMessage(one, entry, unread, person))
    if (!row?.muted) changeUnread(kind, room, (before) => before + unread)
    // what is said in a room that is seen counts as soon as it is read; news of a busy one wait for the next minute
    const isComplete = row && (person || entry.sender === me())
    if (!isComplete || kind === 'direct') askSoon(!isComplete)
  }

  function note(told: Note): void {
    if (told.kind === 'artwork') return // not of the chat
    if (told.kind === 'message') {
      const { room, entry } = told
      return came('direct', room, entry, entry.kind === 'message' && entry.sender !== me() ? 1 : 0)
    }
    if (told.kind === 'read') return readTo(told.room, told.seq)
    if (told.kind === 'blocks' || told.kind === 'missed') void queries.invalidateQueries({ queryKey: blocksKey })
    if (told.kind === 'room') void queries.invalidateQueries({ queryKey: roomKey(told.room) })
    askSoon(true)
  }

  function news({ room, entry, messages: count }: News): void {
    const added = newlyUnread(count, messages.get(room), entry.sender === me())
    messages.set(room, count)
    came('open', room, entry, added)
  }

  function readTo(room: string, seq: number): void {
    const row = rowOf(room) ?? queries.getQueryData<Room>(roomKey(room))
    const left = row && unreadAfter(row, seq)
    if (row && left !== undefined) read(room, { read: seq, unread: left })
    else askSoon(true)
  }

  function read(room: string, { read: seq, unread }: ReadState): void {
    const row = rowOf(room) ?? queries.getQueryData<Room>(roomKey(room))
    if (!row) return askSoon()
    changeRow(row.kind, room, (one) => ({ ...one, unread }))
    if (!row.muted) changeUnread(row.kind, room, () => unread)
    queries.setQueryData<Room>(roomKey(room), (data) => data && { ...data, read: Math.max(data.read, seq) })
    // an answer that is on its way may have been counted before
    const isListed = queries.isFetching({ queryKey: roomListKey(row.kind) }) > 0
    if (isListed || queries.isFetching({ queryKey: unreadKey }) > 0) askSoon(isListed)
  }

  return {
    note,
    news,
    read,
    persons: takePeople,
    otherRead: (room, person, seq) =>
      queries.setQueryData<Room>(roomKey(room), (data) =>
        data?.other?.id === person ? { ...data, otherRead: Math.max(data.otherRead ?? 0, seq) } : data,
      ),
    connection: (state) => {
      if (state !== 'connected') return
      // whatever was told meanwhile is lost; what came with the page just now is not
      const before = Date.now() - FRESH
      void queries.invalidateQueries({
        queryKey: roomsKey,
        predicate: ({ state: { dataUpdatedAt } }) => dataUpdatedAt < before,
      })
    },
  }
}

import { QueryClient } from '@tanstack/vue-query'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { roomKey, roomListKey, unreadKey } from '@/api/rooms'
import type { Entry, RoomRow } from '@/api/roomTypes'
import { liveQueries } from './liveQueries'

const message = (seq: number, sender = 'you'): Entry => ({
  seq,
  kind: 'message',
  sender,
  at: new Date(1_800_000_000_000 + seq * 1000).toISOString(),
  text: `말 ${seq}`,
})
const row = (id: string, kind: 'open' | 'direct', parts: Partial<RoomRow> = {}): RoomRow => ({
  id,
  kind,
  people: 2,
  unread: 0,
  muted: false,
  last: message(10),
  ...parts,
})

/** A page with lists of an open, a direct and a muted room, and what it asks the server again. */
function setUp(seen: readonly string[] = []) {
  const queries = new QueryClient()
  const list = (...items: RoomRow[]) => ({ pages: [{ items }], pageParams: [''] })
  queries.setQueryData(roomListKey('open'), list(row('o', 'open'), row('m', 'open', { muted: true })))
  queries.setQueryData(roomListKey('direct'), list(row('d', 'direct')))
  queries.setQueryData(unreadKey, { open: 0, direct: 0, rooms: [] })
  const asked: string[] = []
  vi.spyOn(queries, 'invalidateQueries').mockImplementation(async (filters) => {
    const { queryKey = [] } = filters as { queryKey?: readonly unknown[] }
    asked.push(queryKey.slice(1).join('/'))
  })
  const live = liveQueries(queries, {
    me: () => 'me',
    isSeen: (room) => seen.includes(room),
    later: (work, ms) => void setTimeout(work, ms),
  })
  const rows = (kind: 'open' | 'direct') =>
    queries.getQueryData<ReturnType<typeof list>>(roomListKey(kind))!.pages[0]!.items
  return { queries, live, asked, rows, unread: () => queries.getQueryData(unreadKey) }
}

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

describe('lists and counts of rooms', () => {
  it('follow a direct message at once, and ask what is right', async () => {
    const { live, rows, unread, asked } = setUp()
    live.note?.({ kind: 'message', room: 'd', entry: message(11) })
    expect([rows('direct')[0]?.unread, rows('direct')[0]?.last?.seq]).toEqual([1, 11])
    expect(unread()).toEqual({ open: 0, direct: 1, rooms: [{ id: 'd', unread: 1 }] })
    await vi.advanceTimersByTimeAsync(5_000)
    expect(asked).toContain('unread')
  })

  it('D47: own messages are never unread', () => {
    const { live, unread } = setUp()
    live.note?.({ kind: 'message', room: 'd', entry: message(11, 'me') })
    live.news?.({ room: 'o', seq: 11, messages: 7, entry: message(11, 'me') })
    expect(unread()).toEqual({ open: 0, direct: 0, rooms: [] })
  })

  it('count what news of an open room stand for', () => {
    const { live, rows, unread } = setUp()
    live.news?.({ room: 'o', seq: 11, messages: 7, entry: message(11) })
    live.news?.({ room: 'o', seq: 15, messages: 11, entry: message(15) })
    expect([rows('open')[0]?.unread, unread()]).toEqual([5, { open: 5, direct: 0, rooms: [{ id: 'o', unread: 5 }] }])
  })

  it('a muted room counts in its row and not in the badge', () => {
    const { live, rows, unread } = setUp()
    live.news?.({ room: 'm', seq: 11, messages: 7, entry: message(11) })
    expect([rows('open')[1]?.unread, unread()]).toEqual([1, { open: 0, direct: 0, rooms: [] }])
  })

  it('a room that is on the screen has nothing unread', () => {
    const { live, unread } = setUp(['d'])
    live.note?.({ kind: 'message', room: 'd', entry: message(11) })
    expect(unread()).toEqual({ open: 0, direct: 0, rooms: [] })
  })

  it('two devices agree: what another one has read is read here', async () => {
    const { live, rows, unread, asked } = setUp()
    live.note?.({ kind: 'message', room: 'd', entry: message(11) })
    live.note?.({ kind: 'read', room: 'd', seq: 11 })
    expect([rows('direct')[0]?.unread, unread()]).toEqual([0, { open: 0, direct: 0, rooms: [] }])
    live.note?.({ kind: 'message', room: 'd', entry: message(13) })
    live.note?.({ kind: 'read', room: 'd', seq: 12 })
    await vi.advanceTimersByTimeAsync(5_000)
    expect(asked).toEqual(expect.arrayContaining(['unread', 'grid/direct']))
  })

  it('don’t move when a painting is told of', async () => {
    const { live, asked } = setUp()
    live.note?.({ kind: 'artwork', id: 'a', state: 'done', progress: 1 })
    await vi.advanceTimersByTimeAsync(5_000)
    expect(asked).toEqual([])
  })

  it('are asked for again when an answer was on its way while a room was read', async () => {
    const { live, queries, asked } = setUp()
    live.note?.({ kind: 'message', room: 'd', entry: message(11) })
    await vi.advanceTimersByTimeAsync(5_000)
    asked.length = 0
    live.read?.('d', { read: 11, unread: 0 })
    await vi.advanceTimersByTimeAsync(5_000)
    expect(asked).toEqual([])
    void queries.fetchQuery({ queryKey: unreadKey, queryFn: () => new Promise<never>(() => {}) })
    live.read?.('d', { read: 11, unread: 0 })
    await vi.advanceTimersByTimeAsync(5_000)
    expect(asked).toEqual(['unread'])
  })

  it('ask for rooms that they do not know', async () => {
    const { live, asked } = setUp()
    live.note?.({ kind: 'message', room: 'new', entry: message(1) })
    await vi.advanceTimersByTimeAsync(5_000)
    expect(asked).toEqual(expect.arrayContaining(['grid/direct', 'unread']))
  })

  it('the other of a direct room has read', () => {
    const { live, queries } = setUp()
    queries.setQueryData(roomKey('d'), { ...row('d', 'direct'), other: { id: 'you', nickname: '파도' }, otherRead: 3 })
    live.otherRead?.('d', 'you', 9)
    live.otherRead?.('d', 'you', 5)
    live.otherRead?.('d', 'me', 10)
    expect(queries.getQueryData(roomKey('d'))).toMatchObject({ otherRead: 9 })
  })
})

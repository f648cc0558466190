/** Rows of the lists of rooms, and how what comes live changes them until the server is asked again. */
import type { Entry, Person, RoomKind, RoomRow, UnreadCounts } from '@/api/roomTypes'

const lastAt = ({ last }: RoomRow): string => last?.at ?? ''

/** What was written last is first; rooms where nothing was said keep their order behind. */
export const byActivity = (rows: readonly RoomRow[]): RoomRow[] =>
  rows.toSorted((a, b) => (lastAt(a) < lastAt(b) ? 1 : lastAt(a) > lastAt(b) ? -1 : 0))

/** A message came; `added` more are unread with it. */
export function withMessage(row: RoomRow, entry: Entry, added: number, person: Person | null | undefined): RoomRow {
  if ((row.last?.seq ?? 0) >= entry.seq) return row
  const changed: RoomRow = { ...row, last: entry, unread: row.unread + added }
  if (person) changed.lastPerson = person
  else delete changed.lastPerson
  return changed
}

/** Read up to a place, by another device say: `undefined` when only the server can tell what is left. */
export const unreadAfter = (row: RoomRow, seq: number): number | undefined =>
  seq >= (row.last?.seq ?? 0) ? 0 : undefined

/** The counts after those of a room of the kind have changed. */
export function withUnread(
  counts: UnreadCounts,
  kind: RoomKind,
  room: string,
  change: (before: number) => number,
): UnreadCounts {
  const before = counts.rooms.find(({ id }) => id === room)?.unread ?? 0
  const now = Math.max(0, change(before))
  if (now === before) return counts
  const others = counts.rooms.filter(({ id }) => id !== room)
  return {
    ...counts,
    [kind]: Math.max(0, counts[kind] + now - before),
    rooms: now ? [...others, { id: room, unread: now }] : others,
  }
}

/** How many messages of others a piece of news stands for: `before` is the count that the last one told. */
export function newlyUnread(messages: number, before: number | undefined, isOwn: boolean): number {
  const came = before === undefined ? 1 : Math.max(0, messages - before)
  return Math.max(0, came - (isOwn ? 1 : 0))
}

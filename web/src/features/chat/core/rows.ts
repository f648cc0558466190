/** Rows of the lists of rooms, and how what comes live changes them until the server is asked again. */
import type { RoomRow } from '@/api/roomTypes'

const lastAt = ({ last }: RoomRow): string => last?.at ?? ''

/** What was written last is first; rooms where nothing was said keep their order behind. */
export const byActivity = (rows: readonly RoomRow[]): RoomRow[] =>
  rows.toSorted((a, b) => (lastAt(a) < lastAt(b) ? 1 : lastAt(a) > lastAt(b) ? -1 : 0))

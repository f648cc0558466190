/** The list of a room in rows: messages in groups, with lines between days and above what is new. */
import { today, type Day } from '@/lib/date'

/** What of a message decides how it stands among the others. */
export interface Listed {
  /** The same from the moment it is written until the page ends. */
  key: string
  /** 0 as long as it is only on this device. */
  seq: number
  sender: string
  at: string
}

export type Row<M extends Listed> =
  | { kind: 'day'; key: string; day: Day }
  | { kind: 'unread'; key: string }
  /** Of people who are blocked, folded away. */
  | { kind: 'folded'; key: string; messages: M[] }
  | MessageRow<M>

export interface MessageRow<M extends Listed> {
  kind: 'message'
  key: string
  message: M
  /** The first and the last of those that one person wrote in one minute. */
  first: boolean
  last: boolean
}

export interface Grouping<M extends Listed> {
  /** The place of the first message that was not read when the room was opened; 0 for none. */
  firstUnread?: number | undefined
  isFolded?: (message: M) => boolean
}

const minuteOf = (at: string) => at.slice(0, 16)

export function rowsOf<M extends Listed>(
  messages: readonly M[],
  { firstUnread = 0, isFolded = () => false }: Grouping<M> = {},
): Row<M>[] {
  const rows: Row<M>[] = []
  let day = ''
  let marked = !firstUnread
  for (const message of messages) {
    const its = today(new Date(message.at))
    // a clock that runs backwards over midnight starts no second day
    if (its > day) {
      day = its
      rows.push({ kind: 'day', key: `day:${its}`, day: its })
    }
    if (!marked && message.seq >= firstUnread) {
      marked = true
      rows.push({ kind: 'unread', key: 'unread' })
    }
    add(rows, message, isFolded(message))
  }
  return rows
}

function add<M extends Listed>(rows: Row<M>[], message: M, folded: boolean): void {
  const before = rows.at(-1)
  if (folded) {
    if (before?.kind === 'folded') before.messages.push(message)
    else rows.push({ kind: 'folded', key: `folded:${message.key}`, messages: [message] })
    return
  }
  const follows =
    before?.kind === 'message' &&
    before.message.sender === message.sender &&
    minuteOf(before.message.at) === minuteOf(message.at)
  if (follows) before.last = false
  rows.push({ kind: 'message', key: message.key, message, first: !follows, last: true })
}

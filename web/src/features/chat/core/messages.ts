/** What a room shows: the log, and behind it the own messages that it doesn't have yet. */
import type { Entry } from '@/api/roomTypes'
import type { RoomMessage, ShownPicture } from './model'
import type { Pending } from './outbox'
import type { RoomLog } from './roomLog'

const NOBODY: readonly string[] = []
const NOTHING: readonly never[] = []

/** The same object as long as the entry is the same, so that what didn't change isn't drawn again. */
const made = new WeakMap<Entry, RoomMessage>()

function ofEntry(entry: Entry, me: string): RoomMessage {
  const known = made.get(entry)
  if (known) return known
  const mine = entry.sender === me
  const message: RoomMessage = {
    key: mine && entry.clientId ? entry.clientId : `#${entry.seq}`,
    state: 'sent',
    seq: entry.seq,
    sender: entry.sender ?? '',
    mine,
    at: entry.at ?? '',
    text: entry.text ?? '',
    pictures: entry.pictures ?? NOTHING,
    mentions: entry.mentions ?? NOBODY,
    removed: Boolean(entry.removed || entry.masked),
    ...(entry.masked && { masked: true }),
    reactions: entry.reactions ?? NOTHING,
    ...(mine && entry.clientId && { clientId: entry.clientId }),
    ...(entry.pieceId && { pieceId: entry.pieceId }),
    ...(entry.replyTo && { replyTo: entry.replyTo }),
  }
  made.set(entry, message)
  return message
}

function ofPending(pending: Pending, me: string, urlOf: (photo: Blob) => string): RoomMessage {
  const { message, state, entry, photos } = pending
  if (entry) return ofEntry(entry, me)
  const pictures: ShownPicture[] = photos.map((photo, n) => {
    const url = urlOf(photo)
    const { width = 1, height = 1 } = message.photos[n] ?? {}
    return { id: `${message.clientId}/${n}`, small: url, large: url, width, height, color: '', local: true }
  })
  return {
    key: message.clientId,
    state,
    seq: 0,
    clientId: message.clientId,
    sender: me,
    mine: true,
    at: new Date(message.at).toISOString(),
    text: message.text,
    pictures,
    mentions: message.mentions ?? NOBODY,
    removed: false,
    reactions: NOTHING,
    ...(message.pieceId && { pieceId: message.pieceId }),
    ...(message.replyTo && { replyTo: message.replyTo }),
    ...(pending.problem && { problem: pending.problem }),
    ...(pending.waitUntil && { waitUntil: pending.waitUntil }),
    ...(pending.progress !== undefined && { progress: pending.progress }),
  }
}

export function shownMessages(
  log: RoomLog,
  pending: readonly Pending[],
  me: string,
  urlOf: (photo: Blob) => string,
): RoomMessage[] {
  const stored = log.items.map((entry) => ofEntry(entry, me))
  if (log.hasNewer) return stored // the others are below what is shown
  const rest = pending.filter(({ message }) => !log.placeOf(message.clientId))
  return [...stored, ...rest.map((one) => ofPending(one, me, urlOf))]
}

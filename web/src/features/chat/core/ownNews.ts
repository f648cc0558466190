/**
 * News of other features that come over the chat's connection. They may get lost: whoever listens asks the server as well.
 * Import it lazily, for it brings the chat along.
 */
import type { Note } from '@/api/roomTypes'
import { listen } from './browserChat'

/** Calls back at each piece of news of a kind, and with `null` when some may have been missed. Gives the way to stop. */
export function onOwnNews<K extends Note['kind']>(
  kind: K,
  tell: (note: Extract<Note, { kind: K }> | null) => void,
): () => void {
  return listen({
    note: (note) => {
      if (note.kind === kind) tell(note as Extract<Note, { kind: K }>)
      else if (note.kind === 'missed') tell(null)
    },
  })
}

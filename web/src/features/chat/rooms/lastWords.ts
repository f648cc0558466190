import type { Entry } from '@/api/roomTypes'
import { coveredText } from '../room/text/covered'

/** What a row says of the last message: a text of somebody, or what kind of thing it was. */
export type LastWords =
  | { kind: 'nothing' | 'removed' | 'masked' | 'blocked' | 'piece' }
  | { kind: 'pictures'; count: number }
  | { kind: 'text'; text: string }

/** Covered things stay covered in a list, and what blocked people say stays folded. */
export function lastWords(last: Entry | undefined, isBlocked: (person: string) => boolean): LastWords {
  if (last?.kind !== 'message') return { kind: 'nothing' }
  if (last.masked) return { kind: 'masked' }
  if (last.removed) return { kind: 'removed' }
  if (last.sender && isBlocked(last.sender)) return { kind: 'blocked' }
  if (last.text) return { kind: 'text', text: coveredText(last.text) }
  if (last.pictures?.length) return { kind: 'pictures', count: last.pictures.length }
  return last.pieceId ? { kind: 'piece' } : { kind: 'nothing' }
}

import type { MaybeRefOrGetter } from 'vue'
import type { Problem } from '@/api/problem'
import type { Room } from '@/api/roomTypes'
import type { ConnectionState, Draft, Quote, RoomMessage, TypedText } from './model'

/** A room that is open on the page. A reactive object: read its parts from it, don't take them out. */
export interface OpenRoom {
  readonly room: Room | undefined
  /** Nothing can be shown yet. */
  readonly loading: boolean
  /** Why there is nothing to show, or what went wrong while more was loaded. */
  readonly problem: Problem | null
  /** Tries again what failed. */
  reload(): void
  /** Ascending; own ones that wait or failed are the last. */
  readonly items: readonly RoomMessage[]
  /** The message at a place, for answers to it; asked for when it isn't known. `undefined` until then. */
  quote(seq: number): Quote | undefined
  /** Place of the first message that was unread when the room was opened; 0 for none. */
  readonly firstUnread: number
  readonly hasOlder: boolean
  readonly hasNewer: boolean
  readonly loadingOlder: boolean
  readonly loadingNewer: boolean
  loadOlder(): Promise<void>
  loadNewer(): Promise<void>
  /** Shows what is around a message; `false` when it can't be had. */
  jumpTo(seq: number): Promise<boolean>
  /** Shows the newest. */
  jumpToNewest(): Promise<void>
  /** How many messages came that are below what is loaded or weren't seen yet. */
  readonly unseen: number
  /** Keeps it on this device, shows it and sends it in its turn; gives its client id. */
  send(draft: Draft): Promise<string>
  retry(clientId: string): void
  discard(clientId: string): void
  /** Rejects with a Problem, like everything below that asks the server. */
  remove(seq: number): Promise<void>
  /** Puts the emoji to the message, or takes it off. */
  react(seq: number, emoji: string): Promise<void>
  /** This message, and all before it, was really seen. May be called with every scroll. */
  markRead(seq: number): void
  /** What was typed here and not sent; kept on this device with every letter. */
  typed: TypedText
  /** People who write now, without oneself. */
  readonly typing: readonly string[]
  /** Something was typed. May be called with every letter. */
  tellTyping(): void
  /** How many people have the room open. */
  readonly present: number
  /** Direct: how far the other has read; 0 when unknown. */
  readonly otherRead: number
  readonly connection: ConnectionState
}

export function useRoom(id: MaybeRefOrGetter<string>, options: { at?: number } = {}): OpenRoom {
  throw new Error(`useRoom(${String(id)}, ${options.at ?? ''}) comes with the next delivery`)
}

/** What the pages of rooms show, and what they hand over. */
import type { Entry, Reaction } from '@/api/roomTypes'

/**
 * `off`: nobody is signed in, or it hasn't begun. `connecting`: on the way, or again after it was lost.
 * `ended`: the session is over. `refused`: the server wants no more connections now; it is tried again later.
 */
export type ConnectionState = 'off' | 'connecting' | 'connected' | 'refused' | 'ended'

/**
 * `sent`: the server has stored it. `sending`: it waits for its turn, for the network or for the answer.
 * `failed`: it won't be sent unless somebody tries again.
 */
export type MessageState = 'sent' | 'sending' | 'failed'

/** A picture of a message: the server's, or one of this device that is on its way. */
export interface ShownPicture {
  id: string
  small: string
  large: string
  width: number
  height: number
  /** '' while only this device has it. */
  color: string
  /** It is on this device only; the addresses are of its bytes here. */
  local?: boolean
}

export interface RoomMessage {
  /** Stays the same from the moment it is sent. */
  key: string
  state: MessageState
  /** Place in the room; 0 until it is stored. */
  seq: number
  clientId?: string
  sender: string
  mine: boolean
  /** ISO. Of a pending one: when it was written. */
  at: string
  text: string
  pictures: readonly ShownPicture[]
  pieceId?: string
  replyTo?: number
  mentions: readonly string[]
  /** Nothing of what it held is told: the sender removed it, or an admin hides it (`masked`). */
  removed: boolean
  masked?: boolean
  reactions: readonly Reaction[]
  /** Why it failed, or why it still waits; a sentence in the language of the page. */
  problem?: { code: string; message: string }
  /** Not before this time (ms) is it tried again, because the server said so. */
  waitUntil?: number
  /** The part of its pictures that has arrived, 0..1. */
  progress?: number
}

/** A photo that was chosen, shrunk to what the server takes (`preparePhoto`). */
export interface ChosenPhoto {
  blob: Blob
  width: number
  height: number
}

/** What somebody sends. Text is sent as typed, trimmed. */
export interface Draft {
  text?: string
  photos?: readonly ChosenPhoto[]
  pieceId?: string
  replyTo?: number
  mentions?: readonly string[]
}

/** What was typed in a room and not sent. */
export interface TypedText {
  text: string
  replyTo?: number
}

/** Somebody, as far as known: `undefined` while asked for, `null` when there is no such person (any more). */
export type KnownPerson<P> = P | null | undefined

/** A message that is answered to: `null` when it can't be had. */
export type Quote = Entry | null

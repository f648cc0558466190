/** What the server says of rooms: over HTTP as the description of the API has it, and over the socket. */
import type { components } from './schema'

type Schemas = components['schemas']

/** Somebody as everybody may know them. */
export type Person = Schemas['ChatPerson']
type Known<T> = {
  [K in keyof T]: K extends 'other' | 'lastPerson' | 'person' ? Person | Extract<T[K], undefined> : T[K]
}

export type Picture = Schemas['Picture']
/** One emoji at a message. */
export type Reaction = Schemas['Reaction']
/** A line in the log of a room, as this person sees it. */
export type Entry = Schemas['Entry']
/** The cake that an open room is about. */
export type RoomCake = Schemas['RoomCake']
/** A room in a list. */
export type RoomRow = Known<Schemas['RoomRow']>
export type Room = Known<Schemas['Room']>
export type RoomList = Omit<Schemas['RoomList'], 'items'> & { items: RoomRow[] }
export type RoomKind = Room['kind']
/** Which messages of a room come as push messages. */
export type PushChoice = Room['push']
export type UnreadCounts = Schemas['RoomsUnread']
/** What the page of a cake shows of its room. */
export type RoomOfCake = Omit<Schemas['CakeRoom'], 'room'> & { room?: Room }
/** Messages, ascending, as they are now. */
export type MessagePage = Schemas['Messages']
/** Entries of all kinds, without a gap from the place asked for. */
export type LogPage = Schemas['Entries']
export type RoomPerson = Known<Schemas['RoomPerson']>
export type RoomPeople = Omit<Schemas['RoomPeople'], 'items'> & { items: RoomPerson[] }
export type NewMessage = Schemas['NewMessage']
export type ReadState = Schemas['ReadMark']
export type BlockedPerson = Schemas['BlockedPerson']

export interface ArtworkNote {
  kind: 'artwork'
  id: string
  state: 'asked' | 'running' | 'done' | 'failed' | 'canceled'
  /** 0..1 */
  progress: number
}

/** What a device of this person is told, whatever it looks at. */
export type Note =
  | { kind: 'message'; room: string; entry: Entry }
  | { kind: 'read'; room: string; seq: number }
  | { kind: 'room'; room: string }
  | { kind: 'blocks' }
  /** A try at a back picture has changed; the rest is asked of the server. */
  | ArtworkNote
  /** Notes may have got lost: what they tell is asked again. */
  | { kind: 'missed' }

/** What goes on in an open room that one is in, at most every two seconds. */
export interface News {
  room: string
  seq: number
  /** How many messages were written in the room so far. */
  messages: number
  entry: Entry
}

/** What comes over a room's channel without a place in the log. */
export interface Passing {
  typing?: string
  read?: { person: string; seq: number }
}

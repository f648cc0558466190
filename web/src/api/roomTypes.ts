/** What the server says of rooms, over HTTP and over the socket. Nothing here is chosen by the page. */

export type RoomKind = 'open' | 'direct'
/** Which messages of a room come as push messages. */
export type PushChoice = 'all' | 'mentions' | 'none'

/** Somebody as everybody may know them. */
export interface Person {
  id: string
  nickname: string
  picture?: string
  title?: string
}

export interface Picture {
  id: string
  /** Address of the small file, at most 640 pixels wide and high. */
  small: string
  large: string
  /** Pixels of the large file. */
  width: number
  height: number
  /** Main colour, to show while it loads. */
  color: string
}

/** One emoji at a message. */
export interface Reaction {
  emoji: string
  count: number
  mine?: boolean
  /** Ids, who did first is first, at most 20. */
  people: string[]
}

/** A line in the log of a room, as this person sees it. */
export interface Entry {
  /** Place in the room, rising by one without a hole. */
  seq: number
  /** `hidden`: not for this person, only its place is told. */
  kind: 'message' | 'removal' | 'reaction' | 'hidden'
  sender?: string
  clientId?: string
  at?: string
  text?: string
  pictures?: Picture[]
  pieceId?: string
  /** Place of the message that it answers. */
  replyTo?: number
  mentions?: string[]
  removed?: boolean
  reactions?: Reaction[]
  /** Of a removal or reaction: place of the message. */
  target?: number
  emoji?: string
  off?: boolean
}

/** The cake that an open room is about. */
export interface RoomCake {
  id: string
  kind: string
  title: string
  poster: string
  color?: string
}

/** A room in a list. */
export interface RoomRow {
  id: string
  kind: RoomKind
  cake?: RoomCake
  /** The other one of a direct room; missing when they deleted their account. */
  other?: Person
  people: number
  last?: Entry
  lastPerson?: Person
  unread: number
  muted: boolean
}

export interface Room extends RoomRow {
  member: boolean
  /** The place up to which this person has read. */
  read: number
  /** The place up to which nothing is shown to this person. */
  from: number
  /** Place of the last entry. */
  head: number
  push: PushChoice
  present: number
  /** Direct: how far the other has read. */
  otherRead?: number
  otherLeft?: boolean
  /** This person has blocked the other. */
  blocked?: boolean
  /** The room that goes on, after the cake became part of another. */
  movedTo?: string
  joinedAt?: string
}

export interface RoomList {
  items: RoomRow[]
  next?: string
}

export interface UnreadCounts {
  open: number
  direct: number
  /** Rooms with something unread, muted ones left out. */
  rooms: { id: string; unread: number }[]
}

/** What the page of a cake shows of its room. */
export interface RoomOfCake {
  /** Missing while nobody has joined it. */
  room?: Room
  people: number
  present: number
  /** The last messages; only for people who are signed in. */
  last: Entry[]
  persons: Person[]
}

/** Messages, ascending, as they are now. */
export interface MessagePage {
  items: Entry[]
  /** Messages that are answered to and are not in `items`. */
  quotes: Entry[]
  /** Everybody who is named; who is missing deleted their account. */
  persons: Person[]
  /** There are more before, after these. */
  before: boolean
  after: boolean
  /** Place of the last entry of the room. */
  head: number
}

/** Entries of all kinds, without a gap from the place asked for. */
export interface LogPage {
  items: Entry[]
  quotes: Entry[]
  persons: Person[]
  head: number
}

export interface RoomPerson {
  person: Person
  present: boolean
  joinedAt: string
}

export interface RoomPeople {
  items: RoomPerson[]
  next?: string
  people: number
}

export interface NewMessage {
  clientId: string
  text?: string
  pictureIds?: string[]
  pieceId?: string
  replyTo?: number
  mentions?: string[]
}

export interface ReadState {
  read: number
  unread: number
}

export interface BlockedPerson {
  person: Person
  at: string
}

/** What a device of this person is told, whatever it looks at. */
export type Note =
  | { kind: 'message'; room: string; entry: Entry }
  | { kind: 'read'; room: string; seq: number }
  | { kind: 'room'; room: string }
  | { kind: 'blocks' }

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

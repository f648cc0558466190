/**
 * The chat of one person on one page, whole: the connection, the rooms that are open, what is on its way, how far is read.
 * The same for browsers and for Node; everything that differs is in the ports.
 */
import type { Problem } from '@/api/problem'
import type { RoomServer } from '@/api/roomServer'
import type { Entry, News, NewMessage, Note, Person, ReadState, RoomKind } from '@/api/roomTypes'
import { Connection, type ConnectionPorts } from './connection'
import { shownMessages } from './messages'
import type { ConnectionState, Draft, RoomMessage, TypedText } from './model'
import { Outbox, type OutboxNews, type OutboxPorts } from './outbox'
import type { OutboxStorage } from './outboxStorage'
import type { Clock, Lock } from './ports'
import { lost, toProblem } from './problems'
import { ReadMarks } from './readMarks'
import { RoomFeed, type Opening } from './roomFeed'

export interface ChatPorts {
  /** The person whose chat it is. */
  me: string
  server: RoomServer
  socket: Omit<ConnectionPorts, 'clock' | 'token'>
  clock: Clock
  lock: Lock
  storage: OutboxStorage
  upload: OutboxPorts['upload']
  describe(problem: Problem): string
  /** Tells the other tabs of this person. */
  tellTabs(news: OutboxNews): void
  /** An address under which the bytes of a photo can be shown. */
  urlOf(photo: Blob): string
  /** The bytes aren't shown any more. */
  dropUrl(photo: Blob): void
}

export interface ChatEvents {
  connection(state: ConnectionState): void
  note(note: Note): void
  news(news: News): void
  /** The server's word on how far this person has read. */
  read(room: string, state: ReadState): void
  /** The other of a direct room has read up to a place. */
  otherRead(room: string, person: string, seq: number): void
  persons(persons: readonly Person[], named: readonly string[]): void
  /** What a room shows may be another. */
  changed(room: string): void
  /** The server lets this person see no more of a room. */
  refused(room: string): void
}

/** Typing is told at most so often (ms). */
const TYPING = 3_000

export class ChatClient {
  readonly connection: Connection
  readonly outbox: Outbox
  readonly reads: ReadMarks
  private readonly feeds = new Map<string, { feed: RoomFeed; users: number }>()
  private readonly typedAt = new Map<string, number>()
  private visible = true

  constructor(
    private readonly ports: ChatPorts,
    private readonly events: ChatEvents,
  ) {
    const { server, clock, lock, storage, upload, describe, socket } = ports
    this.connection = new Connection(
      { ...socket, clock, token: () => this.token() },
      {
        state: (state) => this.connectionIs(state),
        note: (note) => this.noted(note),
        news: (news) => {
          this.feed(news.room)?.hear(news.seq)
          events.news(news)
        },
      },
    )
    this.outbox = new Outbox(
      {
        storage,
        lock,
        clock,
        send: (room, message) => this.sendOnce(room, message),
        addPicture: server.addPicture,
        upload,
        describe,
        tell: ports.tellTabs,
      },
      {
        changed: (room) => events.changed(room),
        sent: (room, entry) => this.sent(room, entry),
        dropped: (photos) => photos.forEach(ports.dropUrl),
      },
    )
    this.reads = new ReadMarks({
      clock,
      tell: (room, seq, leaving) => this.tellRead(room, seq, leaving),
      told: (room, state) => events.read(room, state),
    })
  }

  get me(): string {
    return this.ports.me
  }

  async start(): Promise<void> {
    this.connection.start()
    await this.outbox.start()
  }

  stop(): void {
    this.connection.stop()
    this.outbox.stop()
    this.reads.stop()
    for (const { feed } of this.feeds.values()) feed.close()
    this.feeds.clear()
  }

  /** The network is back, or the page: everything that waits for it goes on. */
  wake(): void {
    this.connection.wake()
    this.outbox.kick()
  }

  setVisible(visible: boolean): void {
    if (visible === this.visible) return
    this.visible = visible
    this.connection.setVisible(visible)
    for (const { feed } of this.feeds.values()) feed.setVisible(visible)
    if (visible) this.wake()
    else this.reads.flush()
  }

  /** Follows a room for as long as somebody has it open; close it as often as it was opened. */
  open(room: { id: string; kind: RoomKind }, opening?: Opening): RoomFeed {
    const open = this.feeds.get(room.id)
    if (open) {
      open.users++
      return open.feed
    }
    const feed = new RoomFeed(
      room,
      { server: this.ports.server, connection: this.connection, clock: this.ports.clock, me: this.ports.me },
      {
        changed: () => this.events.changed(room.id),
        persons: (persons, named) => this.events.persons(persons, named),
        own: (entry) => this.outbox.seen(room.id, entry),
        read: (person, seq) => this.events.otherRead(room.id, person, seq),
        refused: () => this.events.refused(room.id),
      },
    )
    this.feeds.set(room.id, { feed, users: 1 })
    feed.setVisible(this.visible)
    feed.open(opening)
    return feed
  }

  close(room: string): void {
    const open = this.feeds.get(room)
    if (!open || --open.users > 0) return
    this.feeds.delete(room)
    open.feed.close()
    // what the server has is in the log
    for (const { state, message } of this.outbox.of(room)) if (state === 'sent') this.outbox.shown(message.clientId)
  }

  feed(room: string): RoomFeed | undefined {
    return this.feeds.get(room)?.feed
  }

  /** What an open room shows, ascending. */
  messages(room: string): RoomMessage[] {
    const feed = this.feed(room)
    if (!feed) return []
    const pending = this.outbox.of(room)
    for (const { message } of pending) if (feed.log.placeOf(message.clientId)) this.outbox.shown(message.clientId)
    return shownMessages(feed.log, pending, this.ports.me, this.ports.urlOf)
  }

  send(room: string, draft: Draft): Promise<string> {
    return this.outbox.send(room, draft)
  }

  typed(room: string): Promise<TypedText | null> {
    return this.ports.storage.typed(room)
  }

  keepTyped(room: string, typed: TypedText | null): Promise<void> {
    return this.ports.storage.keepTyped(room, typed)
  }

  tellTyping(room: string): void {
    const now = this.ports.clock.now()
    if (now < (this.typedAt.get(room) ?? -Infinity) + TYPING) return
    this.typedAt.set(room, now)
    void this.connection.ask('typing', { room }).catch(() => undefined) // a promise was never made
  }

  async remove(room: string, seq: number): Promise<void> {
    await this.ports.server.remove(room, seq)
    this.feed(room)?.hear(seq)
  }

  react(room: string, seq: number, emoji: string, on: boolean): Promise<void> {
    return this.ports.server.react(room, seq, emoji, on)
  }

  /** Over the connection when there is one, else as any other request: the id makes both the same send. */
  private async sendOnce(room: string, message: NewMessage): Promise<Entry> {
    const { connection, ports } = this
    return this.askOrElse(
      async () => (await connection.ask<{ entry: Entry }>('send', { room, ...message })).entry,
      () => ports.server.send(room, message),
    )
  }

  private async tellRead(room: string, seq: number, leaving: boolean): Promise<ReadState> {
    const { connection, ports } = this
    if (leaving) return ports.server.read(room, seq, true)
    return this.askOrElse(
      () => connection.ask<ReadState>('read', { room, seq }),
      () => ports.server.read(room, seq),
    )
  }

  /** Over the connection, or otherwise when it doesn't answer: one that died is noticed late. */
  private async askOrElse<T>(ask: () => Promise<T>, otherwise: () => Promise<T>): Promise<T> {
    if (this.connection.state !== 'connected') return otherwise()
    return ask().catch((error: unknown) => {
      if (toProblem(error).status !== 0) throw error
      return otherwise()
    })
  }

  /** `null` when the session is over. */
  private async token(): Promise<string | null> {
    try {
      return (await this.ports.server.token()).token
    } catch (error) {
      if ((error as Problem).status === 401) return null
      throw lost()
    }
  }

  private connectionIs(state: ConnectionState): void {
    if (state === 'connected') this.outbox.kick()
    this.events.connection(state)
  }

  private noted(note: Note): void {
    if (note.kind === 'message') this.feed(note.room)?.hear(note.entry.seq)
    if (note.kind === 'read') this.reads.known(note.room, note.seq)
    this.events.note(note)
  }

  private sent(room: string, entry: Entry): void {
    const feed = this.feed(room)
    if (feed) feed.takeOwn(entry)
    else if (entry.clientId) queueMicrotask(() => this.outbox.shown(entry.clientId!))
  }
}

/**
 * One open room, kept like the store's log: the first page, what comes live, and whatever turns out to be missing.
 * Every sign that the room is further than this device (a place over the channel, of an own message, in the news) leads to
 * the same question: what is behind the last entry that is known without a hole?
 */
import type { Problem } from '@/api/problem'
import type { RoomServer, Stretch } from '@/api/roomServer'
import type { Entry, LogPage, MessagePage, Passing, Person, RoomKind } from '@/api/roomTypes'
import type { Channel, Connection } from './connection'
import { about, pauseAfter, type Clock } from './ports'
import { mayPass, toProblem } from './problems'
import { RoomLog } from './roomLog'
import { Typing } from './typing'

export interface FeedPorts {
  server: Pick<RoomServer, 'messages' | 'log'>
  connection: Connection
  clock: Clock
  me: string
}

export interface FeedEvents {
  /** Something that is shown may be another. */
  changed(): void
  /** `persons` are those of the people named that exist. */
  persons(persons: readonly Person[], named: readonly string[]): void
  /** An own message is in the log. */
  own(entry: Entry): void
  /** The other of a direct room has read up to a place. */
  read(person: string, seq: number): void
  /** The server lets this person see no more of the room. */
  refused(): void
}

/** Where it opens; the newest if nothing is said. */
export interface Opening {
  at?: number
  /** The newest messages, if they came with the page. */
  first?: MessagePage
}

const PAGE = 50
const LOG_PAGE = 100
/** A hole larger than this isn't filled: the newest are loaded, and what is older when somebody goes there. */
const MOST_FILLED = 2_000
/** Live entries overtake each other; so long (ms) a missing one may still come by itself. */
const LATE = 300
/** Without a connection it is asked so often (ms) what is new. */
const POLL = 10_000
/** How old (ms) the number of people present may be. */
const COUNT = 20_000
const COUNTED = 1_000
/** After so long (ms) without a word it is asked whether that is so, then more and more seldom: even the last word may be lost. */
const QUIET = 45_000
const FIRST_PAUSE = 1_000
const LAST_PAUSE = 30_000
/** Fills that bring nothing although there should be something: then the log is not the one it was. */
const MOST_EMPTY = 3

export class RoomFeed {
  readonly log: RoomLog
  readonly typing: Typing
  /** Why the first messages, or older and newer ones, could not be had. */
  problem: Problem | null = null
  loadingOlder = false
  loadingNewer = false
  /** How many people look at the room; 0 when unknown. */
  present = 0
  private channel: Channel | null = null
  private opening: Opening = {}
  private isOpen = false
  private isLoading = false
  private isFilling = false
  private failures = 0
  private empty = 0
  private countedAt = -Infinity
  private quiet = QUIET
  private askAt = 0
  private visible = true
  private readonly control = new AbortController()
  private readonly asked = new Set<number>()
  private readonly none = new Set<number>()
  private stopFill = () => {}
  private stopPoll = () => {}
  private stopCount = () => {}

  constructor(
    readonly room: { id: string; kind: RoomKind },
    private readonly ports: FeedPorts,
    private readonly events: FeedEvents,
  ) {
    this.log = new RoomLog(ports.me)
    this.typing = new Typing(ports.clock, ports.me, () => events.changed())
  }

  get loading(): boolean {
    return !this.log.loaded && !this.problem
  }

  open(opening: Opening = {}): void {
    if (this.isOpen) return
    this.isOpen = true
    this.opening = opening
    const { id, kind } = this.room
    // first the channel, then the messages: nothing falls in between
    this.channel = this.ports.connection.open(kind === 'direct' ? `dm:${id}:${this.ports.me}` : `room:${id}`, {
      subscribed: (head) => this.subscribed(head),
      entry: (entry) => this.live(entry),
      passing: (passing) => this.pass(passing),
      refused: () => this.events.refused(),
    })
    if (opening.first) this.take(opening.first)
    else void this.load()
    this.plan()
  }

  close(): void {
    this.isOpen = false
    this.control.abort()
    this.channel?.close()
    this.stopFill()
    this.stopPoll()
    this.stopCount()
    this.typing.stop()
  }

  setVisible(visible: boolean): void {
    this.visible = visible
    if (visible && this.log.loaded) this.fillLater(LATE, true)
  }

  /** Tries again what failed. */
  reload(): void {
    this.problem = null
    this.failures = 0
    if (this.log.loaded) this.fillLater(0, true)
    else void this.load()
    this.events.changed()
  }

  /** The room has entries up to this place. */
  hear(seq: number): void {
    this.log.hear(seq)
    if (this.log.hasHole) this.fillLater(LATE)
  }

  /** An own message, as it was stored. */
  takeOwn(entry: Entry): void {
    this.log.takeEntry(entry)
    if (this.log.hasHole) this.fillLater(LATE)
    this.events.changed()
  }

  async loadOlder(): Promise<void> {
    if (this.loadingOlder || !this.log.hasOlder) return
    this.loadingOlder = true
    await this.more({ before: this.log.shown.from })
    this.loadingOlder = false
    this.events.changed()
  }

  async loadNewer(): Promise<void> {
    if (this.loadingNewer || !this.log.hasNewer) return
    this.loadingNewer = true
    await this.more({ after: this.log.shown.to })
    this.loadingNewer = false
    this.events.changed()
  }

  /** Shows what is around a message; `false` when it isn't there, or can't be had now. */
  async jumpTo(seq: number): Promise<boolean> {
    const isNear = this.log.showAround(seq)
    if (!isNear) await this.more({ around: seq })
    const found = (isNear || this.log.showAround(seq)) && this.log.get(seq) !== undefined
    this.events.changed()
    return found
  }

  async jumpToNewest(): Promise<void> {
    if (!this.log.showNewest()) {
      await this.more({})
      this.log.showNewest()
    }
    this.events.changed()
  }

  /** A message that is answered to: asked for when it isn't known; `null` when there is none. */
  quote(seq: number): Entry | null | undefined {
    const known = this.log.get(seq)
    if (known || this.none.has(seq)) return known ?? null
    if (this.log.loaded && !this.asked.has(seq)) {
      this.asked.add(seq)
      void this.ports.server.messages(this.room.id, { around: seq, limit: 1 }, this.control.signal).then(
        (page) => {
          // known, but not shown: what is around it isn't there
          this.log.takePage({ ...page, items: [], quotes: [...page.items, ...page.quotes], before: true, after: true })
          this.name(page)
          if (!this.log.get(seq)) this.none.add(seq)
          this.events.changed()
        },
        () => this.ports.clock.later(() => this.asked.delete(seq), FIRST_PAUSE),
      )
    }
    return undefined
  }

  private async load(): Promise<void> {
    if (this.isLoading || !this.isOpen) return
    this.isLoading = true
    try {
      const { at } = this.opening
      const page = await this.ask(at ? { around: at } : {})
      if (this.isOpen) this.take(page, at)
    } catch (error) {
      this.fail(toProblem(error), () => void this.load())
    } finally {
      this.isLoading = false
      this.events.changed()
    }
  }

  private take(page: MessagePage, at?: number): void {
    this.problem = null
    this.failures = 0
    this.log.takePage(page, at ? { around: at } : {})
    if (at) this.log.showAround(at)
    this.name(page)
    if (this.log.hasHole) this.fillLater(LATE)
    this.events.changed()
  }

  private ask(stretch: Stretch): Promise<MessagePage> {
    return this.ports.server.messages(this.room.id, { ...stretch, limit: PAGE }, this.control.signal)
  }

  private async more(stretch: Stretch): Promise<void> {
    this.events.changed()
    try {
      const page = await this.ask(stretch)
      this.problem = null
      this.log.takePage(page, stretch)
      this.name(page)
      if (this.log.hasHole) this.fillLater(LATE)
    } catch (error) {
      if (this.isOpen) this.problem = toProblem(error)
    }
  }

  private subscribed(head: number): void {
    this.heard()
    this.log.hear(head)
    this.stopCount()
    // a moment later, when this device is counted as well
    this.stopCount = this.ports.clock.later(() => void this.count(), COUNTED)
    if (!this.log.loaded) void this.load()
    else if (this.log.hasHole) this.fillLater(LATE)
  }

  private live(entry: Entry): void {
    this.heard()
    this.log.takeEntry(entry)
    if (entry.sender) this.typing.stopped(entry.sender)
    if (entry.kind === 'message' && entry.sender === this.ports.me) this.events.own(entry)
    if (this.log.hasHole) this.fillLater(LATE)
    this.events.changed()
  }

  private pass({ typing, read }: Passing): void {
    if (typing) this.typing.started(typing)
    if (read) this.events.read(read.person, read.seq)
  }

  /** Asks for what is missing after a moment; `anyway`: also when nothing is known to be missing. */
  private fillLater(ms: number, anyway = false): void {
    this.stopFill()
    this.stopFill = this.ports.clock.later(() => void this.fill(anyway), about(this.ports.clock, ms))
  }

  private async fill(anyway: boolean): Promise<void> {
    const { log } = this
    if (!this.isOpen || this.isFilling || !log.loaded || !(anyway || log.hasHole)) return
    this.isFilling = true
    try {
      do {
        const before = log.tail
        const page = await this.ports.server.log(this.room.id, before, LOG_PAGE, this.control.signal)
        if (!this.isOpen) return
        this.empty = page.items.length || page.head === log.head ? 0 : this.empty + 1
        const isAnother = page.head < before || this.empty >= MOST_EMPTY
        if (isAnother || page.head - before > MOST_FILLED) return this.startOver()
        log.takeLog(page)
        this.name(page)
        for (const entry of page.items) {
          if (entry.kind === 'message' && entry.sender === this.ports.me) this.events.own(entry)
        }
        this.events.changed()
        if (log.tail === before) break
      } while (log.hasHole)
      this.failures = 0
      if (log.hasHole) this.fillLater(FIRST_PAUSE)
    } catch (error) {
      this.fail(toProblem(error), () => void this.fill(true))
    } finally {
      this.isFilling = false
    }
  }

  private startOver(): void {
    this.empty = 0
    this.log.reset()
    this.opening = {}
    void this.load()
  }

  private fail(problem: Problem, again: () => void): void {
    if (!this.isOpen) return
    if (!mayPass(problem)) {
      this.problem = problem
      this.events.refused()
      return
    }
    if (!this.log.loaded) this.problem = problem
    this.failures++
    this.stopFill()
    this.stopFill = this.ports.clock.later(again, pauseAfter(this.ports.clock, this.failures, FIRST_PAUSE, LAST_PAUSE))
  }

  /** Whom an answer names. */
  private name({ items, quotes, persons }: MessagePage | LogPage): void {
    const named = [...items, ...quotes].flatMap((entry) => [
      entry.sender ?? '',
      ...(entry.reactions ?? []).flatMap(({ people }) => people),
    ])
    this.events.persons(persons, named)
  }

  /** While nothing comes live: asks now and then, as rooms work without a socket too. */
  private plan(): void {
    this.stopPoll = this.ports.clock.later(
      () => {
        if (this.visible && (this.ports.connection.state !== 'connected' || this.isQuiet())) void this.fill(true)
        if (this.visible && this.ports.clock.now() > this.countedAt + COUNT) void this.count()
        this.plan()
      },
      about(this.ports.clock, POLL),
    )
  }

  private heard(): void {
    this.quiet = QUIET
    this.askAt = this.ports.clock.now() + QUIET
  }

  private isQuiet(): boolean {
    const now = this.ports.clock.now()
    if (now < this.askAt) return false
    this.quiet *= 2
    this.askAt = now + this.quiet
    return true
  }

  /** How many people look at the room now. */
  private async count(): Promise<void> {
    this.countedAt = this.ports.clock.now()
    try {
      const { people } = await this.ports.connection.ask<{ people: number }>('present', { room: this.room.id })
      if (people === this.present) return
      this.present = people
      this.events.changed()
    } catch {
      // counted again later
    }
  }
}

/**
 * What this device knows of the log of one room, and what of it is shown. Pages of history, entries that come live and
 * those fetched to fill a hole may arrive in any order, late, twice or not at all: what is known is the same whatever the
 * order was (defects D44, D47).
 *
 * Two things are known apart. Entries of all kinds are known without a hole from the first answer up to `tail`, so what
 * happened to any message since is known too. Messages are known in stretches: pages need not touch each other, and one
 * stretch is shown. Nothing behind `tail` is shown, as something before it may be missing.
 */
import type { Entry, LogPage, MessagePage, Reaction } from '@/api/roomTypes'
import { addStretch, stretchAt, type Stretch } from './stretches'

interface Known {
  /** The message as an answer gave it. */
  given: Entry
  /** All that happened to it up to here is in `given`. */
  asOf: number
  /** With what happened since; made when it is asked for. */
  shown: Entry | null
}

/** Which messages an answer was asked for. */
export interface Asked {
  before?: number
  after?: number
  around?: number
}

const NOTHING: readonly Entry[] = []

export class RoomLog {
  /** The highest place heard of. */
  head = 0
  /** Everything up to here is known; -1 before the first answer. */
  tail = -1
  private readonly messages = new Map<number, Known>()
  /** Places of messages, ascending. */
  private places: number[] = []
  /** What happened to messages, by place of the message, ascending. */
  private readonly effects = new Map<number, Entry[]>()
  /** Entries behind a hole. */
  private readonly loose = new Map<number, { entry: Entry; asOf: number }>()
  private readonly own = new Map<string, number>()
  private stretches: Stretch[] = []
  /** A place in the stretch that is shown; `null`: the newest one. */
  private anchor: number | null = null
  private list: readonly Entry[] | null = null

  constructor(private readonly me: string) {}

  get loaded(): boolean {
    return this.tail >= 0
  }

  /** There are entries that this device doesn't have. */
  get hasHole(): boolean {
    return this.loaded && this.head > this.tail
  }

  /** The ends of what is shown: places, not all of which are messages. 0 is the beginning of the room. */
  get shown(): Stretch {
    const { stretches, anchor, tail } = this
    return stretchAt(stretches, anchor ?? tail) ?? stretches.at(-1) ?? { from: tail + 1, to: tail }
  }

  get hasOlder(): boolean {
    return this.loaded && this.shown.from > 0
  }

  get hasNewer(): boolean {
    return this.loaded && this.shown.to < this.tail
  }

  /** What is shown, ascending. The same array as long as nothing changed, the same message as long as it didn't. */
  get items(): readonly Entry[] {
    return (this.list ??= this.makeList())
  }

  /** A message at a place, whether it is shown or not. */
  get(seq: number): Entry | undefined {
    const known = this.messages.get(seq)
    return known && this.show(known)
  }

  /** Place of the own message that was sent under this id, once everything up to it is known; 0 before. */
  placeOf(clientId: string): number {
    const seq = this.own.get(clientId) ?? 0
    return seq <= this.tail ? seq : 0
  }

  /** The room has entries up to this place. */
  hear(seq: number): void {
    this.head = Math.max(this.head, seq)
  }

  takePage(page: MessagePage, asked: Asked = {}): void {
    this.hear(page.head)
    for (const entry of [...page.items, ...page.quotes]) this.put(entry, page.head)
    if (!this.loaded) this.begin(page.head)
    const [first, last] = [page.items[0]?.seq, page.items.at(-1)?.seq]
    const from = !page.before ? 0 : asked.after !== undefined ? asked.after + 1 : first
    const to = !page.after ? page.head : asked.before !== undefined ? asked.before - 1 : last
    if (from !== undefined && to !== undefined) this.cover(from, to)
    this.changed()
  }

  takeLog(page: LogPage): void {
    this.hear(page.head)
    for (const entry of page.quotes) this.put(entry, page.head)
    for (const entry of page.items) this.takeEntry(entry, page.head)
    this.changed()
  }

  /** An entry that came live, or as the answer to a send. `asOf`: all that happened to it up to there is in it. */
  takeEntry(entry: Entry, asOf = entry.seq): void {
    this.hear(entry.seq)
    if (entry.seq <= this.tail) return
    this.loose.set(entry.seq, { entry, asOf: Math.max(asOf, entry.seq) })
    if (this.loaded) this.advance()
  }

  /** Shows the stretch around a message; `false` when it isn't known. */
  showAround(seq: number): boolean {
    const stretch = stretchAt(this.stretches, seq)
    if (!stretch) return false
    this.anchor = seq
    this.changed()
    return true
  }

  /** Shows the newest; `false` when they aren't known. */
  showNewest(): boolean {
    const known = stretchAt(this.stretches, this.tail) !== undefined
    if (known) this.anchor = null
    this.changed()
    return known
  }

  /** Forgets everything: the log went on too far to be followed, or is another one. */
  reset(): void {
    this.messages.clear()
    this.places = []
    this.effects.clear()
    this.loose.clear()
    this.own.clear()
    this.stretches = []
    this.anchor = null
    this.head = 0
    this.tail = -1
    this.changed()
  }

  private begin(head: number): void {
    this.tail = head
    for (const seq of this.loose.keys()) if (seq <= head) this.loose.delete(seq)
    this.advance()
  }

  /** Takes over what follows without a hole. */
  private advance(): void {
    const before = this.tail
    for (let next = this.loose.get(before + 1); next; next = this.loose.get(this.tail + 1)) {
      this.tail++
      this.loose.delete(this.tail)
      this.apply(next.entry, next.asOf)
    }
    if (this.tail === before) return
    this.cover(before + 1, this.tail)
    this.changed()
  }

  private apply(entry: Entry, asOf: number): void {
    if (entry.kind === 'message') return this.put(entry, asOf)
    if (entry.kind === 'hidden' || !entry.target) return
    const effects = this.effects.get(entry.target)
    if (effects) effects.push(entry)
    else this.effects.set(entry.target, [entry])
    const known = this.messages.get(entry.target)
    if (known) known.shown = null
  }

  private put(entry: Entry, asOf: number): void {
    if (entry.kind !== 'message') return
    const { seq } = entry
    const known = this.messages.get(seq)
    if (known && known.asOf >= asOf) return
    this.messages.set(seq, { given: entry, asOf: Math.max(asOf, seq), shown: null })
    if (known) return
    if (entry.sender === this.me && entry.clientId) this.own.set(entry.clientId, seq)
    if (seq > (this.places.at(-1) ?? -1)) this.places.push(seq)
    else this.places.splice(firstFrom(this.places, seq), 0, seq)
  }

  private cover(from: number, to: number): void {
    const end = Math.min(to, this.tail)
    if (from <= end) this.stretches = addStretch(this.stretches, { from, to: end })
  }

  private makeList(): readonly Entry[] {
    if (!this.loaded) return NOTHING
    const { from, to } = this.shown
    return this.places
      .slice(firstFrom(this.places, from), firstFrom(this.places, to + 1))
      .map((seq) => this.show(this.messages.get(seq)!))
  }

  private show(known: Known): Entry {
    return (known.shown ??= this.withEffects(known))
  }

  private withEffects({ given, asOf }: Known): Entry {
    const since = this.effects.get(given.seq)?.filter(({ seq }) => seq > asOf) ?? []
    if (given.removed || since.some(({ kind }) => kind === 'removal')) return withoutContent(given, { removed: true })
    // What an admin shows again is read anew with the room by who has never had it.
    const masking = since.findLast(({ kind }) => kind === 'masking')
    if (given.masked || (masking && !masking.off)) return withoutContent(given, { masked: true })
    const reacted = since.filter(({ kind }) => kind === 'reaction')
    if (!reacted.length) return given
    const { reactions: before = [], ...message } = given
    const reactions = reacted.reduce(this.react, before)
    return reactions.length ? { ...message, reactions } : message
  }

  private readonly react = (reactions: Reaction[], { sender = '', emoji = '', off }: Entry): Reaction[] => {
    const of = reactions.find((one) => one.emoji === emoji)
    const others = of?.people.filter((id) => id !== sender) ?? []
    const isIn = others.length !== (of?.people.length ?? 0)
    const mine = sender === this.me ? !off : of?.mine
    const count = (of?.count ?? 0) + (off ? -1 : isIn ? 0 : 1)
    if (count <= 0) return reactions.filter((one) => one !== of)
    const changed: Reaction = { emoji, count, people: off ? others : isIn ? of!.people : [...others, sender] }
    if (mine) changed.mine = true
    return of ? reactions.map((one) => (one === of ? changed : one)) : [...reactions, changed]
  }

  private changed(): void {
    this.list = null
  }
}

/** Index of the first place that is not before this one. */
function firstFrom(places: readonly number[], seq: number): number {
  let [low, high] = [0, places.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (places[middle]! < seq) low = middle + 1
    else high = middle
  }
  return low
}

function withoutContent(
  { seq, kind, sender, clientId, at, replyTo }: Entry,
  why: Pick<Entry, 'removed' | 'masked'>,
): Entry {
  return {
    seq,
    kind,
    ...(sender && { sender }),
    ...(clientId && { clientId }),
    ...(at && { at }),
    ...(replyTo && { replyTo }),
    ...why,
  }
}

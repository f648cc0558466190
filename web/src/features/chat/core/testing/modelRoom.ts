/** A room as the server keeps it, small enough to be surely right: tests hold what devices show against it. */
import type { Entry, LogPage, MessagePage, NewMessage, Reaction } from '@/api/roomTypes'

/** Random, but the same for the same seed. */
export function dice(seed: number) {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
  const below = (n: number) => Math.floor(next() * n)
  return {
    next,
    below,
    chance: (part: number) => next() < part,
    one: <T>(of: readonly T[]): T => of[below(of.length)]!,
  }
}
export type Dice = ReturnType<typeof dice>

export class ModelRoom {
  readonly entries: Entry[] = []
  private readonly sends = new Map<string, Entry>()

  /** Whose answers say what is their own. */
  constructor(private readonly viewer = '') {}

  get head(): number {
    return this.entries.length
  }

  add(entry: Omit<Entry, 'seq'>): Entry {
    const stored: Entry = { ...entry, seq: this.head + 1 }
    this.entries.push(stored)
    return stored
  }

  /** Stores a send once, however often it comes. */
  send(sender: string, { clientId, text, replyTo }: NewMessage): Entry {
    const key = `${sender}/${clientId}`
    const before = this.sends.get(key)
    if (before) return before
    const at = new Date(1_800_000_000_000 + this.head * 1000).toISOString()
    const entry = this.add({ kind: 'message', sender, clientId, text, at, ...(replyTo && { replyTo }) })
    this.sends.set(key, entry)
    return entry
  }

  /** A message as it is now. */
  now(seq: number): Entry {
    const given = this.entries[seq - 1]!
    const since = this.entries.filter(({ target }) => target === seq)
    if (since.some(({ kind }) => kind === 'removal')) {
      const { kind, sender, clientId, at, replyTo } = given
      const rest = { seq, kind, sender, clientId, at, replyTo, removed: true }
      return JSON.parse(JSON.stringify(rest)) as Entry
    }
    let reactions: Reaction[] = []
    for (const { sender = '', emoji = '', off } of since) {
      let one = reactions.find((reaction) => reaction.emoji === emoji)
      if (!one) reactions.push((one = { emoji, count: 0, people: [] }))
      one.people = off ? one.people.filter((id) => id !== sender) : [...one.people, sender]
      one.count = one.people.length
      reactions = reactions.filter(({ count }) => count)
    }
    for (const one of reactions) if (one.people.includes(this.viewer)) one.mine = true
    return reactions.length ? { ...given, reactions } : given
  }

  /** The messages of the room as they are now. */
  get messages(): Entry[] {
    return this.entries.filter(({ kind }) => kind === 'message').map(({ seq }) => this.now(seq))
  }

  page(asked: { before?: number; after?: number; around?: number }, limit = 50): MessagePage {
    const all = this.messages
    const half = Math.floor(limit / 2)
    const from =
      asked.after !== undefined
        ? all.findIndex(({ seq }) => seq > asked.after!)
        : asked.around !== undefined
          ? Math.max(0, all.findIndex(({ seq }) => seq >= asked.around!) - half)
          : Math.max(0, all.filter(({ seq }) => seq < (asked.before ?? Infinity)).length - limit)
    const start = from < 0 ? all.length : from
    const end = asked.before !== undefined ? all.filter(({ seq }) => seq < asked.before!).length : start + limit
    const items = all.slice(start, Math.min(end, start + limit))
    return {
      items,
      quotes: [],
      persons: [],
      before: start > 0,
      after: start + items.length < all.length,
      head: this.head,
    }
  }

  log(after: number, limit = 100): LogPage {
    const items = this.entries
      .slice(after, after + limit)
      .map((entry) => (entry.kind === 'message' ? this.now(entry.seq) : entry))
    return { items, quotes: [], persons: [], head: this.head }
  }

  /** Something happens in the room. */
  happen(random: Dice, people: readonly string[]): Entry {
    const sender = random.one(people)
    const targets = this.messages.filter(({ removed }) => !removed)
    if (targets.length && random.chance(0.35)) {
      const { seq: target, sender: owner = '', reactions = [] } = random.one(targets)
      if (random.chance(0.25)) return this.add({ kind: 'removal', sender: owner, target })
      const emoji = random.one(['👍', '🎬'])
      const isOn = reactions.some((one) => one.emoji === emoji && one.people.includes(sender))
      return this.add({ kind: 'reaction', sender, target, emoji, ...(isOn && { off: true }) })
    }
    if (random.chance(0.1)) return this.add({ kind: 'hidden' })
    return this.send(sender, { clientId: `id-${this.head}`, text: `말 ${this.head}` })
  }
}

import { describe, expect, it } from 'vitest'
import type { Entry } from '@/api/roomTypes'
import { RoomLog } from './roomLog'
import { dice, ModelRoom, type Dice } from './testing/modelRoom'

const PEOPLE = ['me', 'you', 'they']

/** The order of emoji is that of their first use, of which a device that came later doesn't know. */
const plain = (entries: readonly Entry[]) =>
  entries.map(({ reactions, ...entry }) => ({
    ...entry,
    reactions: (reactions ?? []).map(({ emoji, count, people }) => `${emoji} ${count} ${people.toSorted()}`).sort(),
  }))
const seqs = (entries: readonly Entry[]) => entries.map(({ seq }) => seq)

function roomOf(messages: number): ModelRoom {
  const room = new ModelRoom('me')
  for (let n = 0; n < messages; n++) room.send('you', { clientId: `id-${n}`, text: `말 ${n}` })
  return room
}

describe('the log of a room on this device', () => {
  it('D44: pages meet without a gap or a double while messages arrive', () => {
    const room = roomOf(120)
    const log = new RoomLog('me')
    log.takePage(room.page({}))
    while (log.hasOlder) {
      log.takeEntry(room.send('you', { clientId: `new-${room.head}`, text: '새 말' }))
      const before = log.shown.from
      log.takePage(room.page({ before }), { before })
    }
    expect(seqs(log.items)).toEqual(seqs(room.messages))
  })

  it('D44: a jump is a stretch of its own until it meets the newest', () => {
    const room = roomOf(300)
    const log = new RoomLog('me')
    log.takePage(room.page({}))
    log.takePage(room.page({ around: 100 }), { around: 100 })
    expect(log.showAround(100)).toBe(true)
    expect([log.items[0]?.seq, log.items.at(-1)?.seq, log.hasOlder, log.hasNewer]).toEqual([75, 124, true, true])
    log.takeEntry(room.send('you', { clientId: 'live', text: '새 말' }))
    expect(log.items.at(-1)?.seq).toBe(124)
    while (log.hasNewer) {
      const after = log.shown.to
      log.takePage(room.page({ after }), { after })
    }
    expect(seqs(log.items)).toEqual(Array.from({ length: 227 }, (_, n) => n + 75))
    expect(log.showNewest()).toBe(true)
  })

  it('D47: shows nothing behind a hole, and everything once it is filled', () => {
    const room = roomOf(10)
    const log = new RoomLog('me')
    log.takePage(room.page({}))
    const [lost, late] = [1, 2].map((n) => room.send('you', { clientId: `x${n}`, text: '말' }))
    log.takeEntry(late!)
    expect([log.hasHole, log.items.length]).toEqual([true, 10])
    log.takeLog(room.log(log.tail))
    expect([log.hasHole, log.items.length]).toEqual([false, 12])
    log.takeEntry(lost!)
    expect(seqs(log.items)).toEqual(seqs(room.messages))
  })

  it('opens around a place that is far from the newest', () => {
    const room = roomOf(200)
    const log = new RoomLog('me')
    log.takePage(room.page({ around: 50 }), { around: 50 })
    log.showAround(50)
    log.takeEntry(room.send('you', { clientId: 'live', text: '새 말' }))
    expect([log.items[0]?.seq, log.hasNewer, log.showNewest()]).toEqual([25, true, true])
    expect([seqs(log.items), log.hasOlder]).toEqual([[201], true])
    log.takePage(room.page({ before: 201 }), { before: 201 })
    expect(log.items[0]?.seq).toBe(151)
  })

  it('takes what happened to messages that are loaded later, and not twice to those that had it', () => {
    const room = roomOf(60)
    const log = new RoomLog('me')
    log.takePage(room.page({}))
    const stale = room.page({ before: log.shown.from })
    for (const entry of [
      room.add({ kind: 'reaction', sender: 'you', target: 3, emoji: '👍' }),
      room.add({ kind: 'removal', sender: 'you', target: 4 }),
      room.add({ kind: 'reaction', sender: 'me', target: 60, emoji: '👍' }),
    ])
      log.takeEntry(entry)
    log.takePage(stale, { before: log.shown.from })
    log.takePage(room.page({}))
    expect(log.get(3)?.reactions).toEqual([{ emoji: '👍', count: 1, people: ['you'] }])
    expect(log.get(4)).toMatchObject({ removed: true })
    expect(log.get(4)?.text).toBeUndefined()
    expect(log.get(60)?.reactions).toEqual([{ emoji: '👍', count: 1, people: ['me'], mine: true }])
  })

  it('knows an own message by the id of its send only when everything before it is there', () => {
    const room = roomOf(3)
    const log = new RoomLog('me')
    log.takePage(room.page({}))
    room.send('you', { clientId: 'other', text: '말' })
    log.takeEntry(room.send('me', { clientId: 'mine', text: '말' }))
    expect(log.placeOf('mine')).toBe(0)
    log.takeLog(room.log(log.tail))
    expect(log.placeOf('mine')).toBe(5)
  })

  it('keeps messages that did not change the same objects', () => {
    const room = roomOf(3)
    const log = new RoomLog('me')
    log.takePage(room.page({}))
    const before = log.items
    expect(log.items).toBe(before)
    log.takeEntry(room.add({ kind: 'reaction', sender: 'you', target: 2, emoji: '👍' }))
    expect(log.items.map((entry, n) => entry === before[n])).toEqual([true, false, true])
  })

  it('can be empty', () => {
    const log = new RoomLog('me')
    expect([log.items, log.hasOlder, log.hasNewer, log.hasHole]).toEqual([[], false, false, false])
    log.takePage(new ModelRoom().page({}))
    expect([log.loaded, log.items, log.hasOlder, log.hasNewer]).toEqual([true, [], false, false])
    log.takeEntry({ seq: 1, kind: 'message', sender: 'you', text: '처음' })
    expect(seqs(log.items)).toEqual([1])
  })
})

/** Answers and publications on their way, which arrive when and if the dice say so. */
function shake(random: Dice, room: ModelRoom, log: RoomLog): void {
  const onTheWay: (() => void)[] = []
  const limit = 1 + random.below(12)
  const later = (work: () => void) => onTheWay.push(work)
  const ask = (asked: { before?: number; after?: number; around?: number }) => {
    const page = room.page(asked, limit)
    later(() => log.takePage(page, asked))
  }
  const anywhere = () => 1 + random.below(Math.max(1, room.head))
  const steps: (() => void)[] = [
    () => {
      const entry = room.happen(random, PEOPLE)
      for (let times = random.one([0, 1, 1, 1, 2]); times > 0; times--) later(() => log.takeEntry(entry))
    },
    () => ask({}),
    () => ask({ around: anywhere() }),
    () => log.loaded && ask({ before: log.shown.from }),
    () => log.loaded && ask({ after: log.shown.to }),
    () => {
      if (!log.loaded) return
      const page = room.log(log.tail, limit)
      later(() => log.takeLog(page))
    },
    () => log.showAround(anywhere()),
    () => log.showNewest(),
    () => log.hear(room.head),
  ]
  for (let n = 0; n < 120; n++) {
    random.one(random.chance(0.5) ? steps.slice(0, 1) : steps)()
    while (onTheWay.length && random.chance(0.6)) onTheWay.splice(random.below(onTheWay.length), 1)[0]!()
    expectWhole(room, log)
  }
}

/** What is shown has no double, no hole and no wrong order, whatever is still missing. */
function expectWhole(room: ModelRoom, log: RoomLog): void {
  const shown = seqs(log.items)
  const [first = 0, last = -1] = [shown[0], shown.at(-1)]
  const stored = seqs(room.messages).filter((seq) => first <= seq && seq <= last)
  expect(shown).toEqual(stored)
}

describe('the log of a room, shaken', () => {
  it.each(Array.from({ length: 60 }, (_, seed) => seed))('D44 D47: is that of the store in the end (%i)', (seed) => {
    const random = dice(seed)
    const room = new ModelRoom()
    for (let n = random.below(60); n > 0; n--) room.happen(random, PEOPLE)
    const log = new RoomLog('nobody')
    shake(random, room, log)

    if (!log.loaded) log.takePage(room.page({}))
    log.hear(room.head)
    while (log.hasHole) log.takeLog(room.log(log.tail, 7))
    if (!log.showNewest()) {
      log.takePage(room.page({}))
      log.showNewest()
    }
    while (log.hasOlder) {
      const before = log.shown.from
      log.takePage(room.page({ before }, 5), { before })
    }
    expect([log.tail, log.hasNewer]).toEqual([room.head, false])
    expect(plain(log.items)).toEqual(plain(room.messages))
  })
})

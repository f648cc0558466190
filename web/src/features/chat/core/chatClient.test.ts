import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { ChatEvents } from './chatClient'
import { headlessChat } from './headless'
import { memoryStorage, type OutboxStorage } from './outboxStorage'
import { dice } from './testing/modelRoom'
import { ModelServer } from './testing/modelServer'

const ROOM = { id: 'r', kind: 'open' } as const

function device(
  server: ModelServer,
  me: string,
  storage: OutboxStorage = memoryStorage(),
  events: Partial<ChatEvents> = {},
) {
  const chat = headlessChat({ me, server: 'http://server', fetch, WebSocket: null }, events, {
    server: server.rest(me),
    socket: { url: '', load: server.library(me), language: () => 'ko' },
    storage,
  })
  return chat
}

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms)
const texts = (chat: ReturnType<typeof device>) => chat.messages('r').map(({ text, state }) => `${text} ${state}`)

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

describe('the client of the chat', () => {
  it('D43: an own message is one from the moment it is sent, whatever comes first', async () => {
    const server = new ModelServer()
    const chat = device(server, 'me')
    await chat.start()
    chat.open(ROOM)
    await pass(10)
    void chat.send('r', { text: '안녕' })
    const [pending] = chat.messages('r')
    expect(pending).toMatchObject({ state: 'sending', seq: 0, text: '안녕', mine: true })
    await pass(10)
    const [sent] = chat.messages('r')
    expect([chat.messages('r').length, sent?.key, sent?.state, sent?.seq]).toEqual([1, pending?.key, 'sent', 1])
  })

  it('D47: ten seconds without a network: every message once and in order, own ones too', async () => {
    const server = new ModelServer()
    const chat = device(server, 'me')
    await chat.start()
    chat.open(ROOM)
    await pass(10)
    await chat.send('r', { text: '전' })
    await pass(10)
    server.cut()
    for (const text of ['하나', '둘']) await chat.send('r', { text })
    server.room.send('you', { clientId: 'y', text: '너는?' })
    await pass(10_000)
    expect(texts(chat)).toEqual(['전 sent', '하나 sending', '둘 sending'])
    await server.back()
    await pass(5_000)
    expect(texts(chat)).toEqual(['전 sent', '너는? sent', '하나 sent', '둘 sent'])
    expect(chat.outbox.of('r')).toEqual([])
  })

  it('D47: asks for what was missed when the server does not send it after', async () => {
    const server = new ModelServer()
    server.recovers = false
    const chat = device(server, 'me')
    await chat.start()
    chat.open(ROOM)
    await pass(10)
    server.cut()
    for (let n = 0; n < 30; n++) server.room.send('you', { clientId: `y${n}`, text: `말 ${n}` })
    await server.back()
    await pass(2_000)
    expect(chat.messages('r')).toHaveLength(30)
  })

  it('D47: a room works without a socket', async () => {
    const server = new ModelServer()
    const chat = device(server, 'me', memoryStorage())
    server.cut()
    chat.open(ROOM)
    server.reachable = true
    await pass(2_000)
    server.room.send('you', { clientId: 'y', text: '말' })
    await pass(15_000)
    expect(texts(chat)).toEqual(['말 sent'])
  })

  it('hears nothing of a room while nobody looks, and everything afterwards', async () => {
    const server = new ModelServer()
    const chat = device(server, 'me')
    await chat.start()
    chat.open(ROOM)
    await pass(10)
    chat.setVisible(false)
    server.publish(server.room.send('you', { clientId: 'y', text: '말' }))
    await pass(30_000)
    expect(texts(chat)).toEqual([])
    chat.setVisible(true)
    await pass(1_000)
    expect(texts(chat)).toEqual(['말 sent'])
  })

  it('D38: ends when the session is over, and sends nothing then', async () => {
    const server = new ModelServer()
    const states: string[] = []
    const chat = device(server, 'me', memoryStorage(), { connection: (state) => states.push(state) })
    server.signedIn = false
    await chat.start()
    await pass(60_000)
    expect(states).toEqual(['connecting', 'ended'])
  })

  it('takes up after a reload what was not sent', async () => {
    const server = new ModelServer()
    const storage = memoryStorage()
    const before = device(server, 'me', storage)
    server.cut()
    await before.start()
    before.open(ROOM)
    await before.send('r', { text: '하나' })
    before.stop()
    await server.back()
    const after = device(server, 'me', storage)
    await after.start()
    after.open(ROOM)
    await pass(3_000)
    expect(texts(after)).toEqual(['하나 sent'])
  })
})

describe('clients, shaken', () => {
  it.each(Array.from({ length: 12 }, (_, seed) => seed))(
    'D43 D44 D47: all show what the store has, once and in order (%i)',
    async (seed) => {
      const random = dice(seed)
      const server = new ModelServer(random.next)
      server.loss = 0.2
      const people = ['가', '나', '다', '라']
      const chats = people.map((person) => device(server, person))
      for (const chat of chats) {
        await chat.start()
        chat.open(ROOM)
      }
      let sent = 0
      for (let step = 0; step < 60; step++) {
        const at = random.below(people.length)
        const does = random.below(10)
        if (does < 6) void chats[at]!.send('r', { text: `${people[at]} ${sent++}` })
        else if (does === 6) server.cut()
        else if (does === 7) await server.back()
        else if (does === 8) server.recovers = random.chance(0.5)
        else chats[at]!.setVisible(random.chance(0.5))
        await pass(random.below(1500))
        for (const chat of chats) {
          // what is shown as sent is stored, and nothing twice
          const shown = chat.messages('r')
          expect(new Set(shown.map(({ key }) => key)).size).toBe(shown.length)
          const stored = shown.filter(({ state }) => state === 'sent').map(({ seq }) => seq)
          expect(stored).toEqual(stored.toSorted((a, b) => a - b))
          expect(stored.every((seq) => seq <= server.room.head)).toBe(true)
        }
      }
      server.loss = 0
      await server.back()
      for (const chat of chats) chat.setVisible(true)
      await pass(120_000)
      const truth = server.room.messages
      for (const chat of chats) {
        while (chat.feed('r')!.log.hasOlder) await chat.feed('r')!.loadOlder()
        expect(chat.messages('r').map(({ seq, text }) => `${seq} ${text}`)).toEqual(
          truth.map(({ seq, text }) => `${seq} ${text}`),
        )
      }
      for (const person of people) {
        const own = truth.filter(({ sender }) => sender === person).map(({ text = '' }) => Number(text.split(' ')[1]))
        expect(own).toEqual(own.toSorted((a, b) => a - b))
      }
      expect(truth).toHaveLength(sent)
      for (const chat of chats) chat.stop()
    },
  )
})

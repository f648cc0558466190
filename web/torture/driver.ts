/**
 * The clients of the torture test: many devices of many people in one process, each the very client that the app has.
 * They write, read and lose their networks until they are told to settle; then they tell what they show.
 */
import { readFileSync } from 'node:fs'
import { headlessChat, headlessPorts, type ChatClient, type RoomMessage } from '@/features/chat/core/headless'
import { Network } from './cuttable'

interface Setup {
  base: string
  control: string
  rate: number
  settleMs: number
  clients: { person: string; rooms: string[] }[]
}

interface SentMessage {
  room: string
  clientId: string
  text: string
  state: string
  seq: number
  early: boolean
}

const setup = JSON.parse(readFileSync(process.argv[2]!, 'utf8')) as Setup
const counts: Record<string, number> = {}
const count = (what: string, by = 1) => (counts[what] = (counts[what] ?? 0) + by)
const sleep = (ms: number) => new Promise((done) => setTimeout(done, ms))
const between = (least: number, most: number) => least + Math.random() * (most - least)
const pick = <T>(list: readonly T[]): T => list[Math.floor(Math.random() * list.length)]!

/** Tokens come from the test, which has the key; they are taken anew well before they end. */
const TOKEN_KEPT = 5 * 60_000

class Device {
  private readonly network = new Network(setup.base)
  private readonly chat: ChatClient
  private readonly own = new Map<string, SentMessage>()
  private tokens: { api: string; realtime: string; at: number } | null = null
  private n = 0

  constructor(
    private readonly i: number,
    readonly person: string,
    readonly rooms: string[],
  ) {
    const signedIn = async (request: Request, init?: RequestInit) => {
      const signed = new Request(request, init)
      signed.headers.set('Authorization', `Bearer ${(await this.token()).api}`)
      return this.network.fetch(signed, init)
    }
    const ports = headlessPorts({
      me: person,
      server: setup.base,
      fetch: signedIn as typeof fetch,
      WebSocket: this.network.sockets(),
    })
    const server = {
      ...ports.server,
      token: async () => {
        if (this.network.isCut) throw new TypeError('the network is cut')
        return { token: (await this.token()).realtime, endsAt: '' }
      },
    }
    this.chat = headlessChat(
      { me: person, server: setup.base, fetch: signedIn as typeof fetch, WebSocket: this.network.sockets() },
      { changed: (room) => this.look(room) },
      { server },
    )
  }

  private async token() {
    if (!this.tokens || Date.now() - this.tokens.at > TOKEN_KEPT) {
      const got = (await (await fetch(`${setup.control}/token/${this.i}`)).json()) as { api: string; realtime: string }
      this.tokens = { ...got, at: Date.now() }
    }
    return this.tokens
  }

  async start(): Promise<void> {
    await this.chat.start()
    for (const id of this.rooms) this.chat.open({ id, kind: 'open' })
  }

  /** Notes what the page would show of own messages. */
  private look(room: string): void {
    for (const message of this.chat.messages(room)) {
      const sent = message.clientId ? this.own.get(message.clientId) : undefined
      if (!message.mine || !sent || message.state !== 'sent') continue
      // a place is the server's word; without it, or with another later on, nobody may say "sent"
      if (message.seq === 0 || (sent.seq !== 0 && sent.seq !== message.seq)) sent.early = true
      sent.seq = message.seq
    }
  }

  async write(): Promise<void> {
    const room = pick(this.rooms)
    const text = `${this.i}-${++this.n}`
    const clientId = await this.chat.send(room, { text })
    this.own.set(clientId, { room, clientId, text, state: 'sending', seq: 0, early: false })
    this.look(room)
  }

  read(): void {
    const room = pick(this.rooms)
    const last = this.chat.messages(room).findLast((message) => message.seq > 0)
    if (last) this.chat.reads.mark(room, last.seq)
  }

  /** Something that happens to networks of phones. */
  trouble(): void {
    const dice = Math.random()
    if (dice < 0.4) {
      this.network.drop()
      count('connections dropped')
    } else if (dice < 0.9) {
      this.network.cut(between(500, 10_000))
      count('networks cut without a word for up to 10 s')
    } else {
      this.chat.setVisible(false)
      setTimeout(() => this.chat.setVisible(true), between(500, 5_000))
      count('pages put into the background')
    }
  }

  /** Why it isn't settled; '' when all is sent and shown. */
  unsettled(): string {
    for (const room of this.rooms) {
      const feed = this.chat.feed(room)!
      const waiting = this.chat.messages(room).find((message) => message.state !== 'sent')
      if (waiting) return `${waiting.text} is ${waiting.state} (${waiting.problem?.code ?? 'no problem'})`
      if (feed.log.hasHole) return `the log of ${room} has a hole`
      if (!feed.log.loaded) return `the log of ${room} isn't loaded: ${feed.problem?.code ?? ''}`
      if (feed.log.hasNewer) return `the log of ${room} ends before its head`
    }
    return this.chat.connection.state === 'connected' ? '' : `the connection is ${this.chat.connection.state}`
  }

  wake(): void {
    this.chat.wake()
  }

  /** Asks the server past the client, which hears nothing of it, until it answers. */
  async ask<T>(path: string): Promise<T> {
    for (let n = 1; ; n++) {
      const headers = { Authorization: `Bearer ${(await this.token()).api}` }
      const response = await fetch(`${setup.base}/api/v1${path}`, { headers })
      if (response.ok) return (await response.json()) as T
      if (n === 60) throw new Error(`${path}: ${response.status} ${await response.text()}`)
      count(`answers of ${response.status} after all was healed`)
      await sleep(500)
    }
  }

  /** The rooms of which it doesn't show the newest yet. */
  behind(heads: ReadonlyMap<string, number>): string[] {
    return this.rooms.filter((room) => (this.chat.messages(room).at(-1)?.seq ?? 0) < (heads.get(room) ?? 0))
  }

  async report() {
    const rooms: Record<string, object[]> = {}
    for (const room of this.rooms) {
      const feed = this.chat.feed(room)!
      for (let n = 0; feed.log.hasOlder && n < 200; n++) await feed.loadOlder()
      const messages = this.chat.messages(room)
      rooms[room] = messages.map((message: RoomMessage) => ({
        seq: message.seq,
        sender: message.sender,
        clientId: message.clientId ?? '',
        text: message.text,
      }))
      for (const message of messages) {
        const sent = message.clientId ? this.own.get(message.clientId) : undefined
        if (message.mine && sent) sent.state = message.state
      }
    }
    this.chat.reads.flush()
    await sleep(2_000) // marks under way arrive
    count('connections opened', this.network.connections)
    const answer = await this.ask<{ rooms: { id: string; unread: number }[] }>('/rooms/unread')
    const unread = Object.fromEntries(answer.rooms.map((room) => [room.id, room.unread]))
    return { person: this.person, sent: [...this.own.values()], rooms, unread }
  }
}

async function phase(): Promise<string> {
  return ((await (await fetch(`${setup.control}/phase`)).json()) as { phase: string }).phase
}

/** How far each room is. */
async function headsOf(devices: readonly Device[]): Promise<Map<string, number>> {
  const heads = new Map<string, number>()
  for (const device of devices)
    for (const room of device.rooms)
      if (!heads.has(room)) heads.set(room, (await device.ask<{ head: number }>(`/rooms/${room}`)).head)
  return heads
}

async function run(): Promise<void> {
  const devices = setup.clients.map(({ person, rooms }, i) => new Device(i, person, rooms))
  for (const device of devices) void device.start()
  let isOn = true
  const live = async (device: Device) => {
    while (isOn) {
      await sleep(-Math.log(1 - Math.random()) * (1_000 / setup.rate))
      if (!isOn) return
      await device.write()
      if (Math.random() < 0.3) device.read()
      if (Math.random() < 0.1) device.trouble()
    }
  }
  for (const device of devices) void live(device)
  while ((await phase()) === 'run') await sleep(300)
  isOn = false
  const end = Date.now() + setup.settleMs
  let problem: string
  for (const device of devices) device.wake()
  do {
    await sleep(500)
    problem = devices.map((device) => device.unsettled()).find((why) => why) ?? ''
  } while (problem && Date.now() < end)
  // everything is stored by now; what was lost on its way to a device is found by the client's own ways
  const heads = await headsOf(devices)
  const settled = Date.now()
  let behind = devices.filter((device) => device.behind(heads).length > 0)
  count('devices that had not heard of the newest when all was sent', behind.length)
  while (behind.length > 0 && Date.now() < end) {
    await sleep(200)
    behind = behind.filter((device) => device.behind(heads).length > 0)
  }
  count('ms until the last of them had', Date.now() - settled)
  const clients = await Promise.all(devices.map((device) => device.report()))
  await fetch(`${setup.control}/report`, { method: 'POST', body: JSON.stringify({ clients, problem, counts }) })
  process.exit(0)
}

await run()

/**
 * A server with rooms, and the socket library as it behaves towards it: for tests of the whole client. Networks are cut,
 * publications are lost and late as a test says.
 */
import type * as centrifuge from 'centrifuge'
import { Problem } from '@/api/problem'
import type { RoomServer } from '@/api/roomServer'
import type { Entry, NewMessage } from '@/api/roomTypes'
import { ModelRoom } from './modelRoom'

type Told = Record<string, unknown>
type Listener = (told: never) => void

class Emitter {
  private listeners = new Map<string, Listener[]>()
  on(event: string, listener: Listener): void {
    this.listeners.set(event, [...(this.listeners.get(event) ?? []), listener])
  }
  removeAllListeners(): void {
    this.listeners.clear()
  }
  emit(event: string, told: Told = {}): void {
    for (const listener of this.listeners.get(event) ?? []) listener(told as never)
  }
}

class FakeSubscription extends Emitter {
  state: 'off' | 'wanted' | 'on' = 'off'
  /** The place up to which it was told; -1 before the first time. */
  offset = -1

  constructor(
    readonly channel: string,
    private readonly client: FakeClient,
  ) {
    super()
  }
  subscribe(): void {
    if (this.state === 'off') this.state = 'wanted'
    this.client.attend()
  }
  unsubscribe(): void {
    this.state = 'off'
  }
  take(entry: Entry): void {
    if (this.state !== 'on' || entry.seq <= this.offset) return
    this.offset = entry.seq
    this.emit('publication', { data: structuredClone(entry), offset: entry.seq })
  }
}

class FakeClient extends Emitter {
  state: 'off' | 'connecting' | 'connected' = 'off'
  readonly subscriptions = new Map<string, FakeSubscription>()

  constructor(
    readonly server: ModelServer,
    private readonly options: { getToken: () => Promise<string> },
  ) {
    super()
    server.clients.add(this)
  }
  connect(): void {
    if (this.state !== 'off') return
    this.state = 'connecting'
    this.emit('connecting')
    void this.attempt()
  }
  disconnect(): void {
    this.drop('off')
    this.emit('disconnected', { code: 0 })
  }
  setToken(): void {}
  newSubscription(channel: string): FakeSubscription {
    const subscription = new FakeSubscription(channel, this)
    this.subscriptions.set(channel, subscription)
    return subscription
  }
  getSubscription(channel: string): FakeSubscription | null {
    return this.subscriptions.get(channel) ?? null
  }
  removeSubscription(subscription: FakeSubscription): void {
    if (this.subscriptions.get(subscription.channel) === subscription) this.subscriptions.delete(subscription.channel)
  }
  async rpc(method: string, data: Told): Promise<{ data: unknown }> {
    const { server } = this
    if (method !== 'send') return { data: {} }
    const answer = await server.store(server.personOf(this), data as unknown as NewMessage)
    if (this.state !== 'connected') throw { code: 11, message: 'connection closed' }
    return { data: { entry: answer } }
  }
  async attempt(): Promise<void> {
    try {
      await this.options.getToken()
    } catch {
      this.drop('off')
      return this.emit('disconnected', { code: 1 })
    }
    if (this.state !== 'connecting' || !this.server.reachable) return
    this.state = 'connected'
    this.emit('connected')
    this.attend()
  }
  attend(): void {
    if (this.state !== 'connected') return
    for (const subscription of this.subscriptions.values()) {
      if (subscription.state !== 'wanted') continue
      subscription.state = 'on'
      const { head, entries } = this.server.room
      const from = subscription.offset
      const recovers = from >= 0 && this.server.recovers
      if (!recovers) subscription.offset = head
      subscription.emit('subscribed', { streamPosition: { offset: recovers ? from : head }, recovered: recovers })
      if (recovers) for (const entry of entries.slice(from)) subscription.take(entry)
    }
  }
  drop(to: 'off' | 'connecting'): void {
    this.state = to
    for (const subscription of this.subscriptions.values())
      if (subscription.state === 'on') subscription.state = 'wanted'
    if (to === 'connecting') this.emit('connecting')
  }
}

export class ModelServer {
  readonly room = new ModelRoom()
  readonly clients = new Set<FakeClient>()
  reachable = true
  /** Whether what was missed comes after a reconnect; otherwise the client has to ask. */
  recovers = true
  /** The part of publications that never arrives, of sends whose answer doesn't. */
  loss = 0
  signedIn = true
  private readonly people = new Map<FakeClient, string>()

  constructor(private readonly random: () => number = Math.random) {}

  /** What the client loads in place of the library. */
  library(person: string): () => Promise<typeof centrifuge> {
    const { people } = this
    const server = this as ModelServer
    class Centrifuge extends FakeClient {
      constructor(_url: string, options: { getToken: () => Promise<string> }) {
        super(server, options)
        people.set(this, person)
      }
    }
    class UnauthorizedError extends Error {}
    return async () => ({ Centrifuge, UnauthorizedError }) as unknown as typeof centrifuge
  }

  personOf(client: FakeClient): string {
    return this.people.get(client) ?? ''
  }

  /** Every connection is lost, and none is to be had until `back`. */
  cut(): void {
    this.reachable = false
    for (const client of this.clients) if (client.state === 'connected') client.drop('connecting')
  }

  async back(): Promise<void> {
    this.reachable = true
    await Promise.all([...this.clients].filter(({ state }) => state === 'connecting').map((client) => client.attempt()))
  }

  async store(person: string, message: NewMessage): Promise<Entry> {
    if (!this.reachable) throw new Problem('network', 0, '')
    const before = this.room.head
    const entry = this.room.send(person, message)
    if (this.room.head > before) this.publish(entry)
    await Promise.resolve()
    if (this.random() < this.loss) throw new Problem('network', 0, '')
    return structuredClone(entry)
  }

  publish(entry: Entry): void {
    for (const client of this.clients) {
      for (const subscription of client.subscriptions.values()) {
        if (this.random() >= this.loss) subscription.take(entry)
      }
    }
  }

  /** The same over HTTP. */
  rest(person: string): RoomServer {
    const answer = async <T>(make: () => T): Promise<T> => {
      await Promise.resolve()
      if (!this.reachable) throw new Problem('network', 0, '')
      return structuredClone(make())
    }
    return {
      token: () =>
        answer(() => {
          if (!this.signedIn) throw new Problem('unauthenticated', 401, '')
          return { token: 'token', endsAt: '' }
        }),
      messages: (_room: string, asked: object) => answer(() => this.room.page(asked, 20)),
      log: (_room: string, after: number, limit: number) => answer(() => this.room.log(after, limit)),
      send: (_room: string, message: NewMessage) => this.store(person, message),
      read: (_room: string, seq: number) => answer(() => ({ read: seq, unread: 0 })),
    } as unknown as RoomServer
  }
}

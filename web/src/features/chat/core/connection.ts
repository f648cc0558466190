/**
 * The one connection of this page to the server: kept up for as long as somebody is signed in, and the channels over it.
 * What comes over it may be lost; whoever needs all of it compares places and asks the server (see roomFeed.ts).
 */
import type * as centrifuge from 'centrifuge'
import type { Centrifuge, Subscription } from 'centrifuge'
import type { Entry, News, Note, Passing } from '@/api/roomTypes'
import type { ConnectionState } from './model'
import { about, pauseAfter, type Clock } from './ports'
import { lost, problemOfBody } from './problems'

export interface ConnectionPorts {
  /** Address of the socket. */
  url: string
  /** Loads the library; only when the connection begins. */
  load(): Promise<typeof centrifuge>
  /** The class of sockets where there is no global one. */
  websocket?: unknown
  /** A token for a new connection; `null` when the session is over. Anything that it throws may pass. */
  token(): Promise<string | null>
  language(): string
  clock: Clock
}

export interface ConnectionEvents {
  state(state: ConnectionState): void
  note(note: Note): void
  news(news: News): void
}

export interface ChannelEvents {
  /** Everything behind this place will come; what is before it may have been missed. */
  subscribed(head: number): void
  entry(entry: Entry): void
  passing(passing: Passing): void
  /** Nothing comes any more: the server doesn't let this person in. */
  refused(): void
}

export interface Channel {
  close(): void
}

interface OpenChannel {
  events: ChannelEvents
  data: object | undefined
  subscription: Subscription | null
}

const FIRST_PAUSE = 500
const LAST_PAUSE = 20_000
/** After the server closed the connection for good: whether that still holds is asked again, more and more seldom. */
const FIRST_REFUSAL = 1_000
const LAST_REFUSAL = 120_000
/** A connection that held so long was none that the server didn't want. */
const HELD = 30_000
const ANSWER = 10_000
/** Impatient hands don't make more than one attempt in so many ms. */
const WAKE_PAUSE = 2_000

export class Connection {
  state: ConnectionState = 'off'
  private client: Centrifuge | null = null
  private readonly channels = new Map<string, OpenChannel>()
  private wanted = false
  private visible = true
  private refusals = 0
  private connectedAt = 0
  private wokenAt = -Infinity
  private stopWaiting = () => {}

  constructor(
    private readonly ports: ConnectionPorts,
    private readonly events: ConnectionEvents,
  ) {}

  start(): void {
    if (this.wanted) return
    this.wanted = true
    this.setState('connecting')
    if (this.client) this.client.connect()
    else void this.begin()
  }

  stop(): void {
    this.wanted = false
    this.stopWaiting()
    this.client?.disconnect()
    this.client?.setToken('')
    this.setState('off')
  }

  /** The network or the page is back: tries at once what would be tried later. */
  wake(): void {
    const now = this.ports.clock.now()
    if (!this.wanted || this.state === 'connected' || now < this.wokenAt + WAKE_PAUSE) return
    this.wokenAt = now
    this.stopWaiting()
    if (!this.client) return void this.begin()
    this.client.disconnect()
    this.client.connect()
  }

  /** Channels of rooms are for somebody who looks: push messages are quiet as long as they are open. */
  setVisible(visible: boolean): void {
    if (visible === this.visible) return
    this.visible = visible
    for (const [name, channel] of this.channels) {
      if (visible) this.subscribe(name, channel)
      else channel.subscription?.unsubscribe()
    }
  }

  open(name: string, events: ChannelEvents, data?: object): Channel {
    const channel: OpenChannel = { events, data, subscription: null }
    this.forget(name)
    this.channels.set(name, channel)
    if (this.visible) this.subscribe(name, channel)
    return {
      close: () => {
        if (this.channels.get(name) === channel) this.forget(name)
      },
    }
  }

  /** Asks over the connection; throws a Problem, also when there is no connection. */
  async ask<T>(method: string, data: object): Promise<T> {
    if (this.state !== 'connected' || !this.client) throw lost()
    const { data: answer } = await this.client.rpc(method, data).catch(() => {
      throw lost()
    })
    if (answer && typeof answer === 'object' && 'problem' in answer) throw problemOfBody(answer.problem ?? {})
    return answer as T
  }

  private async begin(): Promise<void> {
    try {
      const library = await this.ports.load()
      if (!this.wanted || this.client) return
      this.client = this.make(library)
      if (this.visible) for (const [name, channel] of this.channels) this.subscribe(name, channel)
      this.client.connect()
    } catch {
      // the file couldn't be had; the network may be gone
      this.again(FIRST_PAUSE * 10)
    }
  }

  private make({ Centrifuge, UnauthorizedError }: typeof centrifuge): Centrifuge {
    const { url, websocket, token, language } = this.ports
    const client = new Centrifuge(url, {
      ...(websocket ? { websocket } : {}),
      minReconnectDelay: FIRST_PAUSE,
      maxReconnectDelay: LAST_PAUSE,
      timeout: ANSWER,
      getToken: async () => {
        const fresh = await token()
        if (fresh === null) throw new UnauthorizedError('session ended')
        return fresh
      },
      getData: async () => ({ lang: language() }),
    })
    client.on('connected', () => {
      this.connectedAt = this.ports.clock.now()
      this.setState('connected')
    })
    client.on('connecting', () => this.setState('connecting'))
    client.on('disconnected', ({ code }) => this.closed(code))
    client.on('publication', ({ channel, data }) => {
      if (channel.startsWith('me:')) this.events.note(data as Note)
      else if (channel.startsWith('news:')) this.events.news(data as News)
    })
    client.on('error', () => undefined) // the state says what matters, and it is tried again
    return client
  }

  /** The library has given up: by our word (0), because the session is over (1), or because the server said so. */
  private closed(code: number): void {
    if (!this.wanted || code === 0) return
    if (code === 1) {
      this.wanted = false
      return this.setState('ended')
    }
    if (this.ports.clock.now() > this.connectedAt + HELD) this.refusals = 0
    this.refusals++
    this.setState('refused')
    // whoever closed it may have ended the session: with a new token it is asked whether it lives
    this.client?.setToken('')
    this.again(pauseAfter(this.ports.clock, this.refusals, FIRST_REFUSAL, LAST_REFUSAL))
  }

  private again(ms: number): void {
    this.stopWaiting()
    this.stopWaiting = this.ports.clock.later(
      () => {
        if (!this.wanted) return
        if (this.client) this.client.connect()
        else void this.begin()
      },
      about(this.ports.clock, ms),
    )
  }

  private subscribe(name: string, channel: OpenChannel): void {
    if (!this.client) return
    channel.subscription ??= this.listen(this.client, name, channel)
    channel.subscription.subscribe()
  }

  private listen(client: Centrifuge, name: string, { events, data }: OpenChannel): Subscription {
    const left = client.getSubscription(name)
    if (left) client.removeSubscription(left)
    const subscription = client.newSubscription(name, data ? { data } : {})
    subscription.on('subscribed', ({ streamPosition }) => events.subscribed(streamPosition?.offset ?? 0))
    subscription.on('publication', ({ data: told, offset }) => {
      if (offset) events.entry(told as Entry)
      else events.passing(told as Passing)
    })
    subscription.on('unsubscribed', ({ code }) => {
      if (code !== 0) events.refused() // 0 is our own word
    })
    subscription.on('error', () => undefined) // tried again by the library
    return subscription
  }

  private forget(name: string): void {
    const subscription = this.channels.get(name)?.subscription
    this.channels.delete(name)
    if (!subscription) return
    subscription.removeAllListeners()
    subscription.unsubscribe()
    this.client?.removeSubscription(subscription)
  }

  private setState(state: ConnectionState): void {
    if (state === this.state) return
    this.state = state
    this.events.state(state)
  }
}

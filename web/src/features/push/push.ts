import type { PushSubscriptionTold } from '@/api/push'
import { within, type Device, type Known } from './device'

/** What the server is told. */
export interface Server {
  key: () => Promise<string>
  put: (told: PushSubscriptionTold) => Promise<unknown>
  remove: (endpoint: string) => Promise<unknown>
}

/** Who turned push messages on here; it outlives the page. */
export interface Memory {
  get: () => string | null
  set: (person: string | null) => void
}

/** `none`: the site has no push; `install`: only from the home screen; `denied`: the browser was told not to. */
export type PushState = 'none' | 'no' | 'install' | 'denied' | 'off' | 'on'

type Language = PushSubscriptionTold['language']

const SUBSCRIBING = 12_000
const ENDING = 3_000

/** Turns push messages on and off for one device. */
export class Push {
  constructor(
    private readonly device: Device,
    private readonly server: Server,
    private readonly memory: Memory,
  ) {}

  async state(person: string): Promise<PushState> {
    const can = this.device.can()
    if (can !== 'yes') return can
    if (!(await this.server.key())) return 'none'
    if (this.device.permission() === 'denied') return 'denied'
    return this.isOn(person) ? 'on' : 'off'
  }

  private isOn(person: string): boolean {
    return this.memory.get() === person && this.device.permission() === 'granted'
  }

  /** Asks the person for leave, which only a press may lead to. */
  async turnOn(person: string, language: Language): Promise<PushState> {
    const answer = await this.device.ask()
    if (answer === 'denied') return 'denied'
    if (answer !== 'granted') return 'off'
    await this.tell(language)
    this.memory.set(person)
    return 'on'
  }

  async turnOff(): Promise<void> {
    this.memory.set(null)
    const found = await within(ENDING, this.device.current())
    if (!found) return
    // The server first: it may still be told by whom this device was, and what it doesn't learn now it learns from the
    // push service.
    await within(ENDING, this.server.remove(found.endpoint)).catch(() => undefined)
    await within(ENDING, found.end())
  }

  /** Tells the server anew, at each start: keys change, subscriptions end, and the server forgets what nobody renews. */
  async renew(person: string, language: Language): Promise<void> {
    if (this.device.can() !== 'yes') return
    const owner = this.memory.get()
    if (owner !== null && owner !== person) return this.turnOff()
    if (this.isOn(person)) await this.tell(language)
  }

  /** Takes this device away from whoever is here; nothing of it may keep them from leaving. */
  async leave(): Promise<void> {
    if (this.device.can() !== 'yes' || this.memory.get() === null) return
    await this.turnOff().catch(() => undefined)
  }

  private async tell(language: Language): Promise<void> {
    const { endpoint, keys } = await this.subscribed()
    await this.server.put({ endpoint, keys, language })
  }

  private async subscribed(): Promise<Known> {
    const key = await this.server.key()
    const found = await within(ENDING, this.device.current())
    if (found?.key === key) return found
    await found?.end() // made for another key, which no longer opens it
    return within(SUBSCRIBING, this.device.subscribe(key))
  }
}

/**
 * Messages on their way. Each is kept on this device before it is sent, and until the server has stored it: over reloads
 * and without a network, in the order of their room, under an id that makes a second send the same message (defect D43).
 * Tabs of one browser share what is kept and take turns, so that none sends what another sends.
 */
import type { Problem } from '@/api/problem'
import type { RoomServer } from '@/api/roomServer'
import type { Entry, NewMessage } from '@/api/roomTypes'
import type { Draft, MessageState } from './model'
import { byOrder, type KeptMessage, type OutboxStorage } from './outboxStorage'
import { about, newId, pauseAfter, type Clock, type Lock } from './ports'
import { mayPass, toProblem } from './problems'

/** A message as long as the log doesn't show it. */
export interface Pending {
  message: KeptMessage
  state: MessageState
  /** What the server stored; only of `sent`. */
  entry?: Entry
  /** Why the last attempt failed. */
  problem?: { code: string; message: string }
  waitUntil?: number
  progress?: number
  /** The bytes of its photos, while this page has them. */
  photos: readonly Blob[]
}

/** What tabs of one browser tell each other. */
export type OutboxNews = { kind: 'changed'; clientId: string } | { kind: 'sent'; clientId: string; entry: Entry }

export interface OutboxPorts {
  storage: OutboxStorage
  lock: Lock
  clock: Clock
  /** Sends once; rejects with a Problem. */
  send(room: string, message: NewMessage): Promise<Entry>
  addPicture: RoomServer['addPicture']
  /** Brings the bytes of a photo to the server; gives the id of the photo. */
  upload(photo: { blob: Blob; width: number; height: number }, onProgress: (part: number) => void): Promise<string>
  /** A sentence for what went wrong, in the language of the page. */
  describe(problem: Problem): string
  /** Tells the other tabs. */
  tell(news: OutboxNews): void
}

export interface OutboxEvents {
  /** Something in the room waits, failed or arrived. */
  changed(room: string): void
  /** The server has stored it. */
  sent(room: string, entry: Entry): void
  /** These photos of a message aren't shown from here any more. */
  dropped(photos: readonly Blob[]): void
}

const FIRST_PAUSE = 1_000
const LAST_PAUSE = 30_000
/** Younger than this (ms), a picture is still there for the message. */
const PICTURE_KEPT = 6 * 24 * 60 * 60_000
/** The server doesn't know the photo or picture (any more). */
const isGone = ({ status }: Problem): boolean => status === 404 || status === 422 || status === 409 || status === 410

export class Outbox {
  private readonly pending = new Map<string, Pending>()
  /** Messages that are being written to the device. */
  private readonly keeping = new Map<string, { message: KeptMessage; done: Promise<void> }>()
  private readonly sending = new Set<string>()
  private readonly timers = new Map<string, () => void>()
  private readonly failures = new Map<string, number>()
  private lastOrder = 0
  private stopped = false

  constructor(
    private readonly ports: OutboxPorts,
    private readonly events: OutboxEvents,
  ) {}

  /** Takes up what was left from before. */
  async start(): Promise<void> {
    for (const message of await this.ports.storage.all()) await this.takeUp(message)
    for (const room of this.rooms()) this.work(room)
  }

  stop(): void {
    this.stopped = true
    for (const stop of this.timers.values()) stop()
  }

  /** What the log doesn't show yet, in the order in which it was written. */
  of(room: string): Pending[] {
    return [...this.pending.values()]
      .filter(({ message }) => message.room === room)
      .sort((a, b) => byOrder(a.message, b.message))
  }

  /** How many messages the server doesn't have. */
  get unsent(): number {
    return [...this.pending.values()].filter(({ state }) => state !== 'sent').length
  }

  async send(room: string, { text = '', photos = [], pieceId, replyTo, mentions = [] }: Draft): Promise<string> {
    const message: KeptMessage = {
      clientId: newId(),
      room,
      order: this.nextOrder(),
      at: this.ports.clock.now(),
      text: text.trim(),
      photos: photos.map(({ width, height }) => ({ width, height })),
      ...(pieceId && { pieceId }),
      ...(replyTo && { replyTo }),
      ...(mentions.length && { mentions: [...mentions] }),
    }
    const blobs = photos.map(({ blob }) => blob)
    this.pending.set(message.clientId, { message, state: 'sending', photos: blobs })
    this.events.changed(room)
    await this.keep(message, blobs)
    return message.clientId
  }

  /** Tries again what failed; it is the last one then. */
  async retry(clientId: string): Promise<void> {
    const found = this.pending.get(clientId)
    if (found?.state !== 'failed') return
    const { failed, ...message } = found.message
    const again: KeptMessage = { ...message, order: this.nextOrder() }
    // under this id there is another message already; nothing of this one is stored
    if (failed?.code === 'send_reused') {
      await this.ports.storage.remove(clientId)
      this.pending.delete(clientId)
      again.clientId = newId()
    }
    this.pending.set(again.clientId, { message: again, state: 'sending', photos: found.photos })
    this.events.changed(message.room)
    this.failures.delete(message.room)
    await this.keep(again, again.clientId === clientId ? undefined : found.photos)
  }

  /** Forgets it. One whose answer is on its way may have been stored all the same; then the log has it. */
  async discard(clientId: string): Promise<void> {
    const found = this.pending.get(clientId)
    if (!found) return
    this.drop(clientId)
    await this.ports.storage.remove(clientId)
    this.ports.tell({ kind: 'changed', clientId })
  }

  /** Forgets everything, because the person goes and says so. */
  async clear(): Promise<void> {
    for (const { clientId } of await this.ports.storage.all()) await this.discard(clientId)
  }

  /** The network is back, or the connection: what waits for its next attempt waits no longer, but as the server told. */
  kick(): void {
    for (const room of this.rooms()) {
      this.failures.delete(room)
      this.work(room)
    }
  }

  /** An own message was seen in a log: it is stored, whether the answer to the send came or not. */
  seen(room: string, entry: Entry): void {
    const found = entry.clientId ? this.pending.get(entry.clientId) : undefined
    if (found && found.state !== 'sent') void this.acknowledge(room, found, entry)
  }

  /** The log shows it now. */
  shown(clientId: string): void {
    const found = this.pending.get(clientId)
    if (found?.state !== 'sent') return
    this.pending.delete(clientId)
    this.events.dropped(found.photos)
  }

  /** Another tab said something. */
  async hear(news: OutboxNews): Promise<void> {
    if (news.kind === 'sent') {
      const found = this.pending.get(news.clientId)
      if (found) await this.acknowledge(found.message.room, found, news.entry, false)
      return
    }
    const message = await this.ports.storage.get(news.clientId)
    const found = this.pending.get(news.clientId)
    if (message) await this.takeUp(message)
    else if (found && found.state !== 'sent') this.drop(news.clientId)
    const room = message?.room ?? found?.message.room
    if (!room) return
    this.events.changed(room)
    this.work(room)
  }

  private async takeUp(message: KeptMessage): Promise<void> {
    this.lastOrder = Math.max(this.lastOrder, message.order)
    const known = this.pending.get(message.clientId)
    if (known?.state === 'sent') return
    const photos = known?.photos.length ? known.photos : await this.photosOf(message)
    this.pending.set(message.clientId, {
      message,
      state: message.failed ? 'failed' : 'sending',
      ...(message.failed && { problem: message.failed }),
      photos,
    })
    this.events.changed(message.room)
  }

  private async keep(message: KeptMessage, photos?: readonly Blob[]): Promise<void> {
    const done = this.ports.storage.put(message, photos)
    this.keeping.set(message.clientId, { message, done })
    await done
    this.keeping.delete(message.clientId)
    this.ports.tell({ kind: 'changed', clientId: message.clientId })
    this.work(message.room)
  }

  private async photosOf(message: KeptMessage): Promise<Blob[]> {
    const blobs = await Promise.all(message.photos.map((_, n) => this.ports.storage.photo(message.clientId, n)))
    return blobs.filter((blob) => blob !== null)
  }

  private drop(clientId: string): void {
    const found = this.pending.get(clientId)
    if (!found) return
    this.pending.delete(clientId)
    this.events.dropped(found.photos)
    this.events.changed(found.message.room)
  }

  private rooms(): Set<string> {
    return new Set([...this.pending.values()].map(({ message }) => message.room))
  }

  private nextOrder(): number {
    this.lastOrder = Math.max(this.lastOrder + 1, this.ports.clock.now() * 1000)
    return this.lastOrder
  }

  /** Sends what waits in a room, unless the server said how long to wait. */
  private work(room: string): void {
    if (this.stopped || this.sending.has(room)) return
    const waits = this.of(room).find(({ state }) => state === 'sending')
    if (!waits) return
    const now = this.ports.clock.now()
    this.plan(room, Math.max(0, (waits.waitUntil ?? now) - now))
  }

  private plan(room: string, ms: number): void {
    this.timers.get(room)?.()
    this.timers.set(
      room,
      this.ports.clock.later(() => void this.drain(room), ms),
    )
  }

  private async drain(room: string): Promise<void> {
    if (this.stopped || this.sending.has(room)) return
    this.sending.add(room)
    let pause: number | null
    try {
      pause = await this.ports.lock.run(`outbox/${room}`, () => this.sendAll(room))
    } catch {
      pause = LAST_PAUSE // no turn was given
    } finally {
      this.sending.delete(room)
    }
    if (pause !== null && !this.stopped) this.plan(room, pause)
    else this.work(room) // what was written while the last one was on its way
  }

  /** Sends one after the other; gives the time after which to go on when one has to wait. Other tabs may take over then. */
  private async sendAll(room: string): Promise<number | null> {
    const tried = new Set<string>()
    while (!this.stopped) {
      const kept = await this.kept(room)
      const next = kept.find((message) => !message.failed && !tried.has(message.clientId))
      if (!next) return null
      if (this.written(room).some(({ message }) => message.order < next.order)) continue
      if (!this.pending.has(next.clientId)) await this.takeUp(next)
      const pending = this.pending.get(next.clientId)
      if (!pending || pending.state === 'sent') {
        tried.add(next.clientId)
        continue
      }
      try {
        await this.acknowledge(room, pending, await this.deliver(pending))
      } catch (error) {
        const pause = await this.failed(pending, toProblem(error))
        if (pause !== null) return pause
      }
      tried.add(next.clientId)
    }
    return null
  }

  private written = (room: string) => [...this.keeping.values()].filter(({ message }) => message.room === room)

  /** What the device keeps of a room, which is the truth: another tab may have sent, written or discarded since. */
  private async kept(room: string): Promise<KeptMessage[]> {
    // a message with photos takes longer to write than the text behind it, but goes first
    await Promise.all(this.written(room).map(({ done }) => done))
    const kept = (await this.ports.storage.all()).filter((message) => message.room === room)
    const ids = new Set(kept.map(({ clientId }) => clientId))
    for (const { message, state } of this.of(room)) {
      const { clientId } = message
      if (state === 'sent' || ids.has(clientId) || this.keeping.has(clientId)) continue
      this.drop(clientId)
    }
    for (const message of kept) {
      if (message.failed && this.pending.get(message.clientId)?.state === 'sending') await this.takeUp(message)
    }
    return kept
  }

  private async deliver(pending: Pending): Promise<Entry> {
    const { message } = pending
    const pictureIds: string[] = []
    for (const index of message.photos.keys()) pictureIds.push(await this.picture(pending, index))
    return this.ports.send(message.room, {
      clientId: message.clientId,
      ...(message.text && { text: message.text }),
      ...(pictureIds.length && { pictureIds }),
      ...(message.pieceId && { pieceId: message.pieceId }),
      ...(message.replyTo && { replyTo: message.replyTo }),
      ...(message.mentions && { mentions: message.mentions }),
    })
  }

  /** The room's picture of a photo; what has been reached is kept, so that a reload goes on from there. */
  private async picture(pending: Pending, index: number): Promise<string> {
    const { message } = pending
    const photo = message.photos[index]!
    const now = this.ports.clock.now()
    if (photo.madeAt && photo.madeAt < now - PICTURE_KEPT) {
      delete photo.photoId
      delete photo.pictureId
    }
    if (photo.pictureId) return photo.pictureId
    photo.photoId ??= await this.upload(pending, index)
    await this.ports.storage.put(message)
    try {
      photo.pictureId = (await this.ports.addPicture(message.room, photo.photoId)).id
      photo.madeAt = now
    } catch (error) {
      if (!isGone(toProblem(error))) throw error
      // the photo was dropped meanwhile: once more from its bytes
      photo.photoId = await this.upload(pending, index)
      photo.pictureId = (await this.ports.addPicture(message.room, photo.photoId)).id
      photo.madeAt = now
    }
    await this.ports.storage.put(message)
    return photo.pictureId
  }

  private async upload(pending: Pending, index: number): Promise<string> {
    const { message } = pending
    const blob = pending.photos[index] ?? (await this.ports.storage.photo(message.clientId, index))
    if (!blob) throw toProblem(new Error('the photo is gone'))
    const { width, height } = message.photos[index]!
    return this.ports.upload({ blob, width, height }, (part) => {
      this.change(pending, { progress: (index + part) / message.photos.length })
    })
  }

  private async acknowledge(room: string, pending: Pending, entry: Entry, tell = true): Promise<void> {
    const { clientId } = pending.message
    this.failures.delete(room)
    this.pending.set(clientId, { message: pending.message, state: 'sent', entry, photos: pending.photos })
    this.events.sent(room, entry)
    this.events.changed(room)
    // a page that ends before this sends it again, and is told the same
    await this.ports.storage.remove(clientId)
    if (tell) this.ports.tell({ kind: 'sent', clientId, entry })
  }

  /** Gives how long to wait, or `null` when this message won't be sent and the next one may go. */
  private async failed(pending: Pending, problem: Problem): Promise<number | null> {
    const { room, clientId } = pending.message
    const now = this.pending.get(clientId)
    if (!now || now.state === 'sent') return null // discarded, or seen in the log meanwhile
    const told = { code: problem.code, message: problem.message || this.ports.describe(problem) }
    if (!mayPass(problem)) {
      const message = { ...pending.message, failed: told }
      this.pending.set(clientId, { message, state: 'failed', problem: told, photos: pending.photos })
      this.events.changed(room)
      await this.ports.storage.put(message)
      this.ports.tell({ kind: 'changed', clientId })
      return null
    }
    if (problem.retryAfter) {
      const ms = problem.retryAfter * 1000 + about(this.ports.clock, 200)
      this.change(pending, { problem: told, waitUntil: this.ports.clock.now() + ms })
      return ms
    }
    const failures = (this.failures.get(room) ?? 0) + 1
    this.failures.set(room, failures)
    this.change(pending, { problem: told })
    return pauseAfter(this.ports.clock, failures, FIRST_PAUSE, LAST_PAUSE)
  }

  private change(pending: Pending, changes: Partial<Pending>): void {
    const { clientId, room } = pending.message
    const now = this.pending.get(clientId)
    if (!now || now.state !== 'sending') return
    this.pending.set(clientId, { ...now, ...changes })
    this.events.changed(room)
  }
}

/** Where messages rest that the server doesn't have yet, and what was typed and not sent. */
import type { TypedText } from './model'

/** A photo of a message that is not sent yet. Its bytes are kept apart. */
export interface KeptPhoto {
  width: number
  height: number
  /** The photo as the server knows it, once all of it has arrived there. */
  photoId?: string
  /** The picture that the room made of it. */
  pictureId?: string
  /** When that was (ms): the server keeps it for some days only. */
  madeAt?: number
}

export interface KeptMessage {
  clientId: string
  room: string
  /** Rises with every message; who is first is sent first. */
  order: number
  /** When it was written (ms). */
  at: number
  text: string
  photos: KeptPhoto[]
  pieceId?: string
  replyTo?: number
  mentions?: string[]
  /** It won't be sent unless somebody tries again. */
  failed?: { code: string; message: string }
}

/** The messages and drafts of one person on this device. */
export interface OutboxStorage {
  /** All messages, in their order. */
  all(): Promise<KeptMessage[]>
  get(clientId: string): Promise<KeptMessage | null>
  /** Keeps a message, with the bytes of its photos if they are given. */
  put(message: KeptMessage, photos?: readonly Blob[]): Promise<void>
  photo(clientId: string, index: number): Promise<Blob | null>
  remove(clientId: string): Promise<void>

  typed(room: string): Promise<TypedText | null>
  keepTyped(room: string, typed: TypedText | null): Promise<void>
}

export const byOrder = (a: KeptMessage, b: KeptMessage): number =>
  a.order - b.order || (a.clientId < b.clientId ? -1 : 1)

/** Keeps as long as the page lives: for Node, for tests, and for browsers that keep nothing. */
export function memoryStorage(): OutboxStorage {
  const messages = new Map<string, KeptMessage>()
  const photos = new Map<string, readonly Blob[]>()
  const typed = new Map<string, TypedText>()
  const copy = (message: KeptMessage): KeptMessage => structuredClone(message)
  return {
    all: async () => [...messages.values()].sort(byOrder).map(copy),
    get: async (clientId) => {
      const message = messages.get(clientId)
      return message ? copy(message) : null
    },
    async put(message, bytes) {
      messages.set(message.clientId, copy(message))
      if (bytes) photos.set(message.clientId, bytes)
    },
    photo: async (clientId, index) => photos.get(clientId)?.[index] ?? null,
    async remove(clientId) {
      messages.delete(clientId)
      photos.delete(clientId)
    },
    typed: async (room) => typed.get(room) ?? null,
    async keepTyped(room, text) {
      if (text) typed.set(room, text)
      else typed.delete(room)
    },
  }
}

/** The device's storage; what it refuses to keep (private windows, full disks) is kept by the page. */
export function withMemory(device: OutboxStorage): OutboxStorage {
  const memory = memoryStorage()
  const attempt = async <T>(work: Promise<T>, otherwise: T): Promise<T> => work.catch(() => otherwise)
  return {
    async all() {
      const [there, here] = await Promise.all([attempt(device.all(), []), memory.all()])
      const ids = new Set(here.map(({ clientId }) => clientId))
      return [...there.filter(({ clientId }) => !ids.has(clientId)), ...here].sort(byOrder)
    },
    get: async (clientId) => (await memory.get(clientId)) ?? attempt(device.get(clientId), null),
    async put(message, photos) {
      // what the page keeps stays there: the device may have refused its photos
      if (await memory.get(message.clientId)) return memory.put(message, photos)
      await device.put(message, photos).catch(() => memory.put(message, photos))
    },
    photo: async (clientId, index) =>
      (await memory.photo(clientId, index)) ?? attempt(device.photo(clientId, index), null),
    async remove(clientId) {
      await memory.remove(clientId)
      await attempt(device.remove(clientId), undefined)
    },
    typed: async (room) => (await memory.typed(room)) ?? attempt(device.typed(room), null),
    async keepTyped(room, typed) {
      await device.keepTyped(room, typed).then(
        () => memory.keepTyped(room, null),
        () => memory.keepTyped(room, typed),
      )
    },
  }
}

/** The outbox on this device: IndexedDB, everything under the person whose it is, the bytes of photos apart. */
import type { DBSchema } from 'idb'
import { deviceDatabase } from '@/lib/deviceDatabase'
import type { TypedText } from './model'
import { byOrder, withMemory, type KeptMessage, type OutboxStorage } from './outboxStorage'

interface PhotoBytes {
  // plain: some browsers lose stored Blobs
  bytes: ArrayBuffer
  type: string
}

interface Schema extends DBSchema {
  messages: { key: [person: string, clientId: string]; value: KeptMessage }
  photos: { key: [person: string, clientId: string, index: number]; value: PhotoBytes }
  typed: { key: [person: string, room: string]; value: TypedText }
}

const database = deviceDatabase<Schema>('piece-chat', (db) => {
  db.createObjectStore('messages')
  db.createObjectStore('photos')
  db.createObjectStore('typed')
})

/** Nothing of one person is ever found by another one at the same device. */
const allOf = (...key: string[]) => IDBKeyRange.bound(key, [...key, []])

const onDevice = (person: string): OutboxStorage => ({
  all: async () => (await (await database()).getAll('messages', allOf(person))).sort(byOrder),
  get: async (clientId) => (await (await database()).get('messages', [person, clientId])) ?? null,

  async put(message, photos = []) {
    const pictures = await Promise.all(photos.map(async (p) => ({ bytes: await p.arrayBuffer(), type: p.type })))
    const transaction = (await database()).transaction(['messages', 'photos'], 'readwrite')
    const puts = [
      transaction.objectStore('messages').put(message, [person, message.clientId]),
      ...pictures.map((picture, n) => transaction.objectStore('photos').put(picture, [person, message.clientId, n])),
    ]
    // at once: a page that is going away does not live to see the puts succeed
    transaction.commit()
    await Promise.all([...puts, transaction.done])
  },

  async photo(clientId, index) {
    const kept = await (await database()).get('photos', [person, clientId, index])
    return kept ? new Blob([kept.bytes], { type: kept.type }) : null
  },

  async remove(clientId) {
    const transaction = (await database()).transaction(['messages', 'photos'], 'readwrite')
    await Promise.all([
      transaction.objectStore('messages').delete([person, clientId]),
      transaction.objectStore('photos').delete(allOf(person, clientId)),
      transaction.done,
    ])
  },

  typed: async (room) => (await (await database()).get('typed', [person, room])) ?? null,

  async keepTyped(room, typed) {
    const transaction = (await database()).transaction('typed', 'readwrite')
    const change = typed ? transaction.store.put(typed, [person, room]) : transaction.store.delete([person, room])
    transaction.commit()
    await Promise.all([change, transaction.done])
  },
})

export const deviceOutbox = (person: string): OutboxStorage => withMemory(onDevice(person))

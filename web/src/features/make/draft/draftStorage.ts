/** Where drafts rest on this device: IndexedDB, one draft per account, the photo apart so that typing doesn't write it again. */
import { openDB, type DBSchema, type IDBPDatabase } from 'idb'
import type { Draft, LocalPhoto } from '../model'

/** The draft without its photo. The photo's bytes are kept plain: some browsers lose stored Blobs. */
export type DraftRecord = Omit<Draft, 'photo'>

interface PhotoRecord {
  bytes: ArrayBuffer
  type: string
  width: number
  height: number
}

export interface DraftStorage {
  read(account: string): Promise<Draft | null>
  write(account: string, draft: DraftRecord): Promise<void>
  writePhoto(account: string, photo: LocalPhoto | null): Promise<void>
  remove(account: string): Promise<void>
}

interface Schema extends DBSchema {
  drafts: { key: string; value: DraftRecord }
  photos: { key: string; value: PhotoRecord }
}

let opened: Promise<IDBPDatabase<Schema>> | undefined

function database(): Promise<IDBPDatabase<Schema>> {
  opened ??= openDB<Schema>('piece-drafts', 1, {
    upgrade(db) {
      db.createObjectStore('drafts')
      db.createObjectStore('photos')
    },
    terminated() {
      opened = undefined
    },
  }).catch((error: unknown) => {
    opened = undefined
    throw error
  })
  return opened
}

export const deviceStorage: DraftStorage = {
  async read(account) {
    const transaction = (await database()).transaction(['drafts', 'photos'])
    const [draft, photo] = await Promise.all([
      transaction.objectStore('drafts').get(account),
      transaction.objectStore('photos').get(account),
    ])
    if (!draft) return null
    return {
      ...draft,
      photo: photo
        ? { blob: new Blob([photo.bytes], { type: photo.type }), width: photo.width, height: photo.height }
        : null,
    }
  },

  async write(account, draft) {
    const transaction = (await database()).transaction('drafts', 'readwrite')
    const put = transaction.store.put(draft, account)
    // at once: a page that is going away does not live to see the put succeed
    transaction.commit()
    await Promise.all([put, transaction.done])
  },

  async writePhoto(account, photo) {
    const db = await database()
    if (photo === null) return db.delete('photos', account)
    const bytes = await photo.blob.arrayBuffer()
    await db.put('photos', { bytes, type: photo.blob.type, width: photo.width, height: photo.height }, account)
  },

  async remove(account) {
    const transaction = (await database()).transaction(['drafts', 'photos'], 'readwrite')
    await Promise.all([
      transaction.objectStore('drafts').delete(account),
      transaction.objectStore('photos').delete(account),
      transaction.done,
    ])
  },
}

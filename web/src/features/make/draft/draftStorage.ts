/** Where drafts rest on this device: IndexedDB, one draft per place, the photo apart so that typing doesn't write it again. */
import type { DBSchema } from 'idb'
import { deviceDatabase } from '@/lib/deviceDatabase'
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
  read(place: string): Promise<Draft | null>
  write(place: string, draft: DraftRecord): Promise<void>
  writePhoto(place: string, photo: LocalPhoto | null): Promise<void>
  remove(place: string): Promise<void>
}

interface Schema extends DBSchema {
  drafts: { key: string; value: DraftRecord }
  photos: { key: string; value: PhotoRecord }
}

const database = deviceDatabase<Schema>('piece-drafts', (db) => {
  db.createObjectStore('drafts')
  db.createObjectStore('photos')
})

export const deviceStorage: DraftStorage = {
  async read(place) {
    const transaction = (await database()).transaction(['drafts', 'photos'])
    const [draft, photo] = await Promise.all([
      transaction.objectStore('drafts').get(place),
      transaction.objectStore('photos').get(place),
    ])
    if (!draft) return null
    return {
      ...draft,
      photo: photo
        ? { blob: new Blob([photo.bytes], { type: photo.type }), width: photo.width, height: photo.height }
        : null,
    }
  },

  async write(place, draft) {
    const transaction = (await database()).transaction('drafts', 'readwrite')
    const put = transaction.store.put(draft, place)
    // at once: a page that is going away does not live to see the put succeed
    transaction.commit()
    await Promise.all([put, transaction.done])
  },

  async writePhoto(place, photo) {
    const db = await database()
    if (photo === null) return db.delete('photos', place)
    const bytes = await photo.blob.arrayBuffer()
    await db.put('photos', { bytes, type: photo.blob.type, width: photo.width, height: photo.height }, place)
  },

  async remove(place) {
    const transaction = (await database()).transaction(['drafts', 'photos'], 'readwrite')
    await Promise.all([
      transaction.objectStore('drafts').delete(place),
      transaction.objectStore('photos').delete(place),
      transaction.done,
    ])
  },
}

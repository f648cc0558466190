/** Where unsaved records rest on this device: IndexedDB, one per person and piece, the bytes of photos apart. */
import type { DBSchema } from 'idb'
import { deviceDatabase } from '@/lib/deviceDatabase'
import type { LocalPhoto } from '../../make/model'
import type { RecordContent, RecordDraft, Version } from '../model'

/** What is kept of a record as long as the server does not have all of it. */
export interface KeptRecord {
  draft: RecordDraft
  /** The version that the draft was written on. */
  base: Version
  /** What was sent without an answer: the server may or may not have it. */
  inDoubt: RecordContent | null
}

export interface RecordStorage {
  read(key: string): Promise<KeptRecord | null>
  write(key: string, record: KeptRecord): Promise<void>
  /** The picture of a photo that is not yet part of the saved record. */
  readPhoto(key: string, photo: string): Promise<LocalPhoto | null>
  writePhoto(key: string, photo: string, picture: LocalPhoto): Promise<void>
  /** Forgets the record and all its pictures. */
  remove(key: string): Promise<void>
}

/** Nothing of one person is ever found by another one at the same device. */
export const recordKey = (account: string, pieceId: string): string => `${account}/${pieceId}`

interface PictureBytes {
  // plain: some browsers lose stored Blobs
  bytes: ArrayBuffer
  type: string
  width: number
  height: number
}

interface Schema extends DBSchema {
  records: { key: string; value: KeptRecord }
  pictures: { key: [record: string, photo: string]; value: PictureBytes }
}

const database = deviceDatabase<Schema>('piece-records', (db) => {
  db.createObjectStore('records')
  db.createObjectStore('pictures')
})

export const deviceRecords: RecordStorage = {
  read: async (key) => (await (await database()).get('records', key)) ?? null,

  async write(key, record) {
    const transaction = (await database()).transaction('records', 'readwrite')
    const put = transaction.store.put(record, key)
    // at once: a page that is going away does not live to see the put succeed
    transaction.commit()
    await Promise.all([put, transaction.done])
  },

  async readPhoto(key, photo) {
    const picture = await (await database()).get('pictures', [key, photo])
    if (!picture) return null
    const { bytes, type, width, height } = picture
    return { blob: new Blob([bytes], { type }), width, height }
  },

  async writePhoto(key, photo, { blob, width, height }) {
    const bytes = await blob.arrayBuffer()
    await (await database()).put('pictures', { bytes, type: blob.type, width, height }, [key, photo])
  },

  async remove(key) {
    const transaction = (await database()).transaction(['records', 'pictures'], 'readwrite')
    await Promise.all([
      transaction.objectStore('records').delete(key),
      transaction.objectStore('pictures').delete(IDBKeyRange.bound([key], [key, []])),
      transaction.done,
    ])
  },
}

/** Whether this device has something of the record that the server does not have. */
export const hasUnsaved = (account: string, pieceId: string): Promise<boolean> =>
  deviceRecords.read(recordKey(account, pieceId)).then(
    (kept) => kept !== null,
    () => false,
  )

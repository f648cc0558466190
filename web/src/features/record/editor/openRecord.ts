/** One record opened for writing, with everything that belongs to it. */
import { inject, ref, type InjectionKey, type Ref } from 'vue'
import type { PieceRecord } from '@/api/types'
import { useOffline } from '@/lib/network'
import { browserTools } from '../../make/photo/browserTools'
import { httpServer } from '../../make/server/httpServer'
import { usePhotos, type RecordPhotos } from '../photos/usePhotos'
import { recordServer } from '../sync/recordServer'
import { deviceRecords, recordKey } from '../sync/recordStorage'
import { useRecordSync, type RecordSync } from '../sync/useRecordSync'

export interface OpenRecord {
  sync: RecordSync
  photos: RecordPhotos
  offline: Readonly<Ref<boolean>>
  /** Photos are dragged over the page. */
  dropping: Ref<boolean>
  /** Saves what is due and gives up what can only be done on the page. */
  leave(): Promise<void>
  close(): void
}

export async function openRecord(
  account: string,
  pieceId: string,
  onSaved: (record: PieceRecord) => void,
): Promise<OpenRecord> {
  const key = recordKey(account, pieceId)
  const offline = useOffline()
  const sync = useRecordSync({ server: recordServer(pieceId), storage: deviceRecords, key, offline, onSaved })
  const photos = usePhotos({
    draft: sync.draft,
    storage: deviceRecords,
    recordKey: key,
    server: httpServer,
    tools: browserTools,
    offline,
  })
  try {
    await sync.load()
  } catch (error) {
    photos.stop()
    sync.stop()
    throw error
  }
  await photos.resume()
  return {
    sync,
    photos,
    offline,
    dropping: ref(false),
    leave() {
      photos.settle()
      return sync.flush(true)
    },
    close() {
      photos.stop()
      void sync.flush().finally(() => sync.stop())
    },
  }
}

export const RECORD: InjectionKey<OpenRecord> = Symbol('record')

export function useRecord(): OpenRecord {
  const record = inject(RECORD)
  if (!record) throw new Error('useRecord outside of RecordEditor')
  return record
}

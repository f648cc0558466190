/** What a record needs from the server, in its own words; tests bring their own. Every call fails with a Problem. */
import { api, call } from '@/api/client'
import type { PieceRecord } from '@/api/types'
import type { RecordContent } from '../model'

export interface RecordServer {
  get(): Promise<PieceRecord>
  /** `leaving`: the page may be gone before the answer comes. */
  put(content: RecordContent, version: number, leaving: boolean): Promise<PieceRecord>
}

/** Browsers let no more bytes outlive a page. */
const MOST_KEPT_ALIVE = 60_000

export const recordServer = (id: string): RecordServer => ({
  get: () => call(api.GET('/api/v1/pieces/{id}/record', { params: { path: { id } } })),

  put(content, version, leaving) {
    const body = { ...content, version }
    const fits = leaving && new Blob([JSON.stringify(body)]).size < MOST_KEPT_ALIVE
    return call(
      api.PUT('/api/v1/pieces/{id}/record', { params: { path: { id } }, body, ...(fits && { keepalive: true }) }),
    )
  },
})

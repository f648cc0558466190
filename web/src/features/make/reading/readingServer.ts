/** What reading tickets needs from the server, in its own words, and the real one over HTTP. */
import { api, call } from '@/api/client'
import type { components } from '@/api/schema'
import { httpServer } from '../server/httpServer'
import type { MakeServer } from '../server/makeServer'

export type Reading = components['schemas']['Reading']
export type ReadingSuggestion = components['schemas']['ReadingSuggestion']

export interface ReadingServer extends Pick<MakeServer, 'askUpload' | 'put' | 'completeUpload' | 'dropPhoto'> {
  askReading(photoId: string, signal?: AbortSignal): Promise<Reading>
  /** May hold its answer while nothing goes on. */
  getReading(id: string, signal?: AbortSignal): Promise<Reading>
  /** Cancels it, or forgets what came of it. */
  dropReading(id: string): Promise<void>
}

/** Seconds for which the server may hold an answer about a reading that has not gone on. */
const HOLD_SECONDS = 5

export const readingServer: ReadingServer = {
  ...httpServer,
  askReading: (photoId, signal) => call(api.POST('/api/v1/readings', { body: { photoId }, signal })),
  getReading: (id, signal) =>
    call(api.GET('/api/v1/readings/{id}', { params: { path: { id }, query: { wait: HOLD_SECONDS } }, signal })),
  async dropReading(id) {
    await call(api.DELETE('/api/v1/readings/{id}', { params: { path: { id } } }))
  },
}

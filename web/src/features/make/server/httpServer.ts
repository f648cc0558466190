/** The server over HTTP. */
import { api, call, describe, sessionFetch, toProblem } from '@/api/client'
import { Problem, problemOf } from '@/api/problem'
import type { Artwork as ArtworkAnswer } from '@/api/types'
import { currentLanguage } from '@/i18n'
import type { Artwork, MakeServer, PreviewOrder } from './makeServer'
import { putBytes } from './putBytes'

/** Seconds for which the server may hold an answer about a painting that has not gone on. */
const HOLD_SECONDS = 1

export const httpServer: MakeServer = {
  askUpload: (contentType, size, signal) =>
    call(api.POST('/api/v1/media/uploads', { body: { contentType, size }, signal })),
  put: putBytes,
  completeUpload: (id, signal) =>
    call(api.POST('/api/v1/media/uploads/{id}/complete', { params: { path: { id } }, signal })),

  getPhoto: (id) => call(api.GET('/api/v1/media/{id}', { params: { path: { id } } })),

  async dropPhoto(id) {
    await call(api.DELETE('/api/v1/media/{id}', { params: { path: { id } } }))
  },

  getCake: (id, signal) => call(api.GET('/api/v1/cakes/{id}', { params: { path: { id } }, signal })),
  takePoster: (cakeId, signal) => call(api.POST('/api/v1/media/posters', { body: { cakeId }, signal })),

  askArtwork: async (order, signal) => toArtwork(await call(api.POST('/api/v1/artworks', { body: order, signal }))),

  getArtwork: async (id, signal, hold = HOLD_SECONDS) =>
    toArtwork(
      await call(api.GET('/api/v1/artworks/{id}', { params: { path: { id }, query: { wait: hold } }, signal })),
    ),

  async cancelArtwork(id) {
    await call(api.DELETE('/api/v1/artworks/{id}', { params: { path: { id } } }))
  },

  async listArtworks(photoId, signal) {
    const { items } = await call(api.GET('/api/v1/artworks', { params: { query: { photoId } }, signal }))
    return items.map(toArtwork)
  },

  preview,
  suggestions: (signal) => call(api.GET('/api/v1/pieces/suggestions', { signal })),

  createPiece: (order, key) =>
    call(api.POST('/api/v1/pieces', { params: { header: { 'Idempotency-Key': key } }, body: order })),
  getPiece: (id) => call(api.GET('/api/v1/pieces/{id}', { params: { path: { id } } })),
  editPiece: (id, order, version) =>
    call(api.PUT('/api/v1/pieces/{id}', { params: { path: { id } }, body: { ...order, version } })),
}

async function preview(order: PreviewOrder, signal?: AbortSignal): Promise<Blob> {
  try {
    const response = await sessionFetch('/api/v1/tickets/preview', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ ...order, language: currentLanguage() }),
      signal,
    })
    if (!response.ok) throw problemOf(response, await response.json().catch(() => null), describe)
    return await response.blob()
  } catch (error) {
    throw error instanceof Problem || signal?.aborted ? error : toProblem(error)
  }
}

const toArtwork = (answer: ArtworkAnswer): Artwork => ({
  id: answer.id,
  state: answer.state,
  progress: answer.progress,
  byAi: answer.provider === 'ai',
  style: answer.style,
  sketch: answer.sketch ?? '',
  ahead: answer.ahead ?? 0,
  imageUrl: answer.imageUrl ?? '',
  failure: answer.failure?.message ?? '',
  failureCode: answer.failure?.code ?? '',
})

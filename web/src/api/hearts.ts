import { api, call } from './client'

/** Keeps somebody's piece in the own list, or no longer. Saying it twice changes nothing. */
export function putHeart(id: string, hearted: boolean) {
  const piece = { params: { path: { id } } }
  return call(hearted ? api.PUT('/api/v1/pieces/{id}/heart', piece) : api.DELETE('/api/v1/pieces/{id}/heart', piece))
}

import { describe, sessionFetch } from './client'
import { problemOf } from './problem'

interface Hearts {
  hearts: number
  hearted: boolean
}

/** Keeps somebody's piece in the own list, or no longer. Saying it twice changes nothing. */
export async function putHeart(id: string, hearted: boolean): Promise<Hearts> {
  const url = new URL(`/api/v1/pieces/${encodeURIComponent(id)}/heart`, location.href).href
  const response = await sessionFetch(url, { method: hearted ? 'PUT' : 'DELETE' })
  const body: unknown = await response.json().catch(() => null)
  if (!response.ok) throw problemOf(response, body, describe)
  return body as Hearts
}

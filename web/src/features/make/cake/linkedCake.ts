/** What a draft keeps of the work that it is linked to: enough to show it and to make suggestions without the network. */
import type { Poster } from '@/api/types'
import { castOf, directorsOf, seatsOf, type CakeFacts } from './fillFacts'

/** A cake as the server tells it, as far as making a piece goes. */
export interface CakeToLink extends CakeFacts {
  id: string
  year?: number
  poster: Poster
}

export interface LinkedCake {
  id: string
  kind: string
  title: string
  year?: number
  venue?: string
  poster: Poster
  cast: string[]
  directors: string[]
  seats: string[]
}

export const linkedCake = (cake: CakeToLink): LinkedCake => ({
  id: cake.id,
  kind: cake.kind,
  title: cake.title,
  year: cake.year,
  venue: cake.venue,
  poster: cake.poster,
  cast: castOf(cake),
  directors: directorsOf(cake),
  seats: seatsOf(cake),
})

/** Says whether what was stored is one: it may come from an older version of this page, or be damaged. */
export function isLinkedCake(stored: unknown): stored is LinkedCake {
  const { id, title, poster, cast, directors, seats } = (stored ?? {}) as Partial<LinkedCake>
  const isText = [id, title, poster?.small].every((value) => typeof value === 'string')
  return isText && [cast, directors, seats].every(Array.isArray)
}

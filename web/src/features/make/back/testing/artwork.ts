/** Tries as the server tells them, for tests. */
import type { Artwork } from '../../server/makeServer'
import { askedFor } from '../follow'

export const artwork = (id: string, change: Partial<Artwork> = {}): Artwork => ({
  ...askedFor('oil', false),
  id,
  ...change,
})

export const doneArtwork = (id: string, change: Partial<Artwork> = {}): Artwork =>
  artwork(id, { state: 'done', progress: 1, imageUrl: `/art/${id}`, ...change })

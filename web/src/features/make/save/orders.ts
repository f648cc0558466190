/** Turns the draft into what is sent: clean text, nothing where nothing was typed. */
import { cleanText } from '../facts/textRule'
import { parsePrice } from '../facts/price'
import { hasCover, type Draft, type Kind } from '../model'
import type { ArtworkOrder, PieceOrder, PreviewOrder } from '../server/makeServer'

/** The order for the piece, or null while something required is missing. */
export function pieceOrder(draft: Draft): PieceOrder | null {
  const { facts, review, uploaded, crop } = draft
  if (!facts.kind) return null
  const front = hasCover(draft)
    ? { cover: draft.cover }
    : uploaded && crop && draft.artworkId && { photoId: uploaded.id, crop: { ...crop }, artworkId: draft.artworkId }
  if (!front) return null
  const price = parsePrice(facts.price)
  return {
    kind: facts.kind,
    title: cleanText(facts.title),
    day: facts.day,
    ...given({
      time: facts.time,
      cast: cleanText(facts.cast),
      director: cleanText(facts.director),
      venue: cleanText(facts.venue),
      seat: cleanText(facts.seat),
      companion: cleanText(facts.companion),
    }),
    ...(typeof price === 'number' ? { price } : {}),
    ...(facts.genre ? { genre: facts.genre } : {}),
    ...front,
    halfStars: review.halfStars,
    review: cleanText(review.review),
    visibility: review.visibility,
    shape: draft.shape,
    paper: draft.paper,
    ...given({ cakeId: draft.cakeId }),
  }
}

/** The order for a back picture, or null while it can't be painted yet. */
export function artworkOrder(draft: Draft): ArtworkOrder | null {
  const { uploaded, crop, facts } = draft
  if (!uploaded || !crop || !facts.kind) return null
  const kind: Kind = facts.kind
  const { style } = draft
  return { photoId: uploaded.id, crop: { ...crop }, kind, ...(facts.genre ? { genre: facts.genre } : {}), style }
}

/** Two drafts with the same mark get the same painting. */
export const artworkMark = (order: ArtworkOrder): string =>
  JSON.stringify([order.photoId, Object.values(order.crop), order.kind, order.genre ?? '', order.style])

/** The order for a front of the given shape; what is on the back doesn't matter to it. */
export function frontOrder(draft: Draft, width: number, shape = draft.shape): PreviewOrder | null {
  if (hasCover(draft)) return { side: 'front', width, ...coverOf(draft), shape }
  if (!draft.uploaded || !draft.crop) return null
  return { side: 'front', width, photoId: draft.uploaded.id, crop: { ...draft.crop }, shape }
}

/** What a cover is drawn from. */
const coverOf = ({ cover, facts }: Draft) => ({
  cover,
  title: cleanText(facts.title),
  ...(facts.kind ? { kind: facts.kind } : {}),
})

/** The order for the back as it will be saved; before there is a painting, of its paper and words. */
export function backOrder(draft: Draft, width: number): PreviewOrder | null {
  const { facts, review, uploaded } = draft
  if (!uploaded && !hasCover(draft)) return null
  return {
    side: 'back',
    width,
    shape: draft.shape,
    paper: draft.paper,
    ...(uploaded ? { photoId: uploaded.id } : coverOf(draft)),
    title: cleanText(facts.title),
    day: facts.day,
    ...given({
      pieceId: draft.pieceId,
      artworkId: draft.artworkId,
      time: facts.time,
      venue: cleanText(facts.venue),
      seat: cleanText(facts.seat),
    }),
    review: cleanText(review.review),
    halfStars: review.halfStars,
  }
}

function given<T extends Record<string, string>>(values: T): Partial<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== '')) as Partial<T>
}

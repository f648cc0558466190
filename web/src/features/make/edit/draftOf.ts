/** A saved piece as the draft of its edit, and what two such drafts differ in. */
import type { Piece } from '@/api/types'
import { showPrice } from '../facts/price'
import { FACT_FIELDS, REVIEW_FIELDS, type Field } from '../facts/validate'
import { hasCover, newDraft, type Draft, type Style, type UploadedPhoto } from '../model'
import { artworkMark, artworkOrder } from '../save/orders'
import type { Crop } from '../../crop/cropMath'

/** `photo` is the one of the piece, null when it has a cover, `style` that of its back; the key is of no use here, as the version tells one save from another. */
export function draftOf(piece: Piece, photo: UploadedPhoto | null, style: Style = 'oil'): Draft {
  const draft: Draft = {
    ...newDraft('', piece.day),
    step: 'facts',
    uploaded: photo && { id: photo.id, width: photo.width, height: photo.height },
    cover: piece.cover ?? 0,
    crop: piece.crop ? ({ ...piece.crop } as Crop) : null,
    facts: {
      kind: piece.kind,
      title: piece.title,
      day: piece.day,
      time: piece.time ?? '',
      cast: piece.cast ?? '',
      director: piece.director ?? '',
      venue: piece.venue ?? '',
      seat: piece.seat ?? '',
      price: piece.price == null ? '' : showPrice(String(piece.price)),
      genre: piece.genre ?? '',
      companion: piece.companion ?? '',
    },
    review: { halfStars: piece.halfStars, review: piece.review, visibility: piece.visibility },
    shape: piece.shape,
    paper: piece.paper,
    style,
    artworkId: piece.artworkId,
    cakeId: piece.cakeId ?? '',
    pieceId: piece.id,
    version: piece.version ?? 0,
  }
  const order = artworkOrder(draft)
  return { ...draft, paintedFor: order ? artworkMark(order) : '' }
}

export type Part = Field | 'picture' | 'cake' | 'shape' | 'paper' | 'artwork'

/** The parts in which two drafts of one piece differ, in the order of the page. */
export function differences(a: Draft, b: Draft): Part[] {
  const parts: Part[] = []
  if (
    hasCover(a) !== hasCover(b) ||
    (hasCover(a) && a.cover !== b.cover) ||
    a.photo !== b.photo ||
    a.uploaded?.id !== b.uploaded?.id ||
    !sameCrop(a.crop, b.crop)
  )
    parts.push('picture')
  if (a.cakeId !== b.cakeId) parts.push('cake')
  parts.push(...FACT_FIELDS.filter((field) => a.facts[field] !== b.facts[field]))
  parts.push(...REVIEW_FIELDS.filter((field) => a.review[field] !== b.review[field]))
  if (a.shape !== b.shape) parts.push('shape')
  if (a.paper !== b.paper) parts.push('paper')
  if (a.artworkId !== b.artworkId) parts.push('artwork')
  return parts
}

/** By value: the order of the names depends on where a crop came from. */
function sameCrop(a: Crop | null, b: Crop | null): boolean {
  const values = (crop: Crop | null) => crop && [crop.x, crop.y, crop.width, crop.height, crop.turn]
  return String(values(a)) === String(values(b))
}

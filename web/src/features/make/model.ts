/** What a piece in the making is, as the person typed it. Nothing here knows of the page or of the server. */
import type { Crop, Size } from '../crop/cropMath'
import type { Filled } from './cake/fillFacts'
import type { LinkedCake } from './cake/linkedCake'

export const KINDS = ['movie', 'play', 'musical', 'concert', 'exhibition', 'etc'] as const
export const GENRES = [
  'horror',
  'romance',
  'comedy',
  'crime',
  'animation',
  'action',
  'fantasy',
  'drama',
  'music',
  'war',
  'history',
  'sports',
  'disaster',
  'documentary',
  'etc',
] as const
export const SHAPES = ['perforated', 'stub', 'punched', 'film', 'arch', 'cake'] as const
export const PAPERS = ['ivory', 'coral', 'butter', 'mint', 'sky', 'lilac', 'rose', 'night', 'kraft'] as const
/** The looks a back can be painted in; the painter's own are in internal/craft/painter. */
export const STYLES = ['oil', 'watercolour', 'ink', 'nightcity', 'papercut', 'riso'] as const
export const STEPS = ['picture', 'facts', 'review', 'shape', 'back', 'done'] as const

export type Kind = (typeof KINDS)[number]
export type Genre = (typeof GENRES)[number]
export type Shape = (typeof SHAPES)[number]
export type Paper = (typeof PAPERS)[number]
export type Style = (typeof STYLES)[number]
export type Step = (typeof STEPS)[number]
export type Visibility = 'public' | 'private'

/** The facts as they stand in the form: text is kept as typed, so that nothing is lost by a reload. */
export interface FactsForm {
  kind: Kind | ''
  title: string
  /** The local calendar day, 2026-08-03. */
  day: string
  /** 19:30, or empty. */
  time: string
  cast: string
  director: string
  venue: string
  seat: string
  /** As typed, with or without separators; empty means not told, which is not the same as 0. */
  price: string
  genre: Genre | ''
  companion: string
}

export interface ReviewForm {
  /** 1..10 half stars; 0 means not chosen yet. */
  halfStars: number
  review: string
  visibility: Visibility
}

/** The picture on this device, ready to be uploaded. */
export interface LocalPhoto {
  blob: Blob
  width: number
  height: number
}

/** The picture once the server has it. */
export interface UploadedPhoto {
  id: string
  width: number
  height: number
}

export interface Draft {
  /** Sent with the save, the same on every retry, so that one draft becomes at most one piece. */
  key: string
  step: Step
  photo: LocalPhoto | null
  uploaded: UploadedPhoto | null
  /** The work whose poster was copied as the photo, or empty; such a photo is on the server only. */
  posterOf: string
  crop: Crop | null
  /** The drawn cover that is the front while there is no photo; 0 for none. Only imported pieces have one. */
  cover: number
  facts: FactsForm
  review: ReviewForm
  shape: Shape
  paper: Paper
  /** What the next back picture is painted in. */
  style: Style
  /** The chosen back picture, or empty. */
  artworkId: string
  /** What the newest back picture was painted from (see save/orders.ts), so that a reload doesn't paint again. */
  paintedFor: string
  /** The photo for which the model was asked for its first picture, so that a reload doesn't ask again. */
  aiAskedFor: string
  /** The work that was seen, or empty. */
  cakeId: string
  /** What is known of that work without asking the server; null until it was asked. */
  cake: LinkedCake | null
  /** What that work filled in, as long as the person did not type something else. */
  filled: Filled
  /** The piece that is being changed, or empty. */
  pieceId: string
  /** The version of that piece which the person saw. */
  version: number
}

export function newDraft(key: string, today: string): Draft {
  return {
    key,
    step: 'picture',
    photo: null,
    uploaded: null,
    posterOf: '',
    crop: null,
    cover: 0,
    facts: {
      kind: '',
      title: '',
      day: today,
      time: '',
      cast: '',
      director: '',
      venue: '',
      seat: '',
      price: '',
      genre: '',
      companion: '',
    },
    review: { halfStars: 0, review: '', visibility: 'public' },
    shape: 'perforated',
    paper: 'ivory',
    style: 'oil',
    artworkId: '',
    paintedFor: '',
    aiAskedFor: '',
    cakeId: '',
    cake: null,
    filled: {},
    pieceId: '',
    version: 0,
  }
}

/** The size of the photo wherever it is, on this device or on the server; the crop is in parts, so either will do. */
export function photoSize(draft: Draft): Size | null {
  return draft.photo ?? draft.uploaded
}

/** Says whether the front is a drawn cover, with the back that goes with it. */
export const hasCover = (draft: Draft): boolean => draft.cover > 0 && photoSize(draft) === null

/** Says whether the person has put anything into the draft that would be missed. */
export function hasContent(draft: Draft): boolean {
  const { kind, title, time, cast, director, venue, seat, price, genre, companion } = draft.facts
  return (
    draft.photo !== null ||
    draft.posterOf !== '' ||
    draft.cakeId !== '' ||
    draft.review.halfStars > 0 ||
    [kind, title, time, cast, director, venue, seat, price, genre, companion, draft.review.review].some(
      (text) => text.trim() !== '',
    )
  )
}

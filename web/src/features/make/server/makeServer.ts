/**
 * What making a piece needs from the server, in its own words. The real one is httpServer.ts; tests bring their own.
 * Every call fails with a Problem, save for an abort, which fails with the signal's reason.
 */
import type { Piece } from '@/api/types'
import type { Crop } from '../../crop/cropMath'
import type { CakeToLink } from '../cake/linkedCake'
import type { Genre, Kind, Paper, Shape, Style, UploadedPhoto, Visibility } from '../model'

export interface UploadGrant {
  id: string
  method: string
  url: string
  headers: Record<string, string>
}

export type ArtworkState = 'asked' | 'running' | 'done' | 'failed' | 'canceled'

export interface Artwork {
  id: string
  state: ArtworkState
  /** 0..1 */
  progress: number
  /** Painted by a generative model instead of our own painter. */
  byAi: boolean
  style: Style
  /** The painting as far as it is, an address with the picture in it; empty when there is none. */
  sketch: string
  /** How many come before it while it is asked for. */
  ahead: number
  imageUrl: string
  /** Why it failed, in the person's language. */
  failure: string
  /** The same as a stable name. */
  failureCode: string
}

export interface ArtworkOrder {
  photoId: string
  crop: Crop
  kind: Kind
  genre?: Genre
  style: Style
  /** Left out, it is our own painter. */
  provider?: 'ai'
  /** One more try, beside those that exist. */
  again?: boolean
}

/** One side of a ticket. The front needs the photo and the crop; the back the painting, the photo that it belongs to, and the words. */
export interface PreviewOrder {
  side: 'front' | 'back'
  /** The piece that is edited: its back keeps its number. */
  pieceId?: string
  /** Pixels. */
  width: number
  shape: Shape
  photoId?: string
  crop?: Crop
  /** The drawn cover instead of a photo, and of what kind of work. */
  cover?: number
  kind?: Kind
  paper?: Paper
  artworkId?: string
  title?: string
  day?: string
  time?: string
  venue?: string
  seat?: string
  review?: string
  halfStars?: number
}

/** The facts as they are sent: cleaned, with nothing where nothing was typed. */
export interface PieceOrder {
  kind: Kind
  title: string
  day: string
  time?: string
  cast?: string
  director?: string
  venue?: string
  seat?: string
  /** Won. Left out when not told, which is not the same as 0. */
  price?: number
  genre?: Genre
  companion?: string
  /** A photo with its crop and its back picture, or a drawn cover. */
  photoId?: string
  crop?: Crop
  cover?: number
  halfStars: number
  review: string
  visibility: Visibility
  shape: Shape
  paper: Paper
  artworkId?: string
  cakeId?: string
}

export interface Suggestions {
  venues: string[]
  casts: string[]
  seats: string[]
  directors: string[]
}

export interface MakeServer {
  askUpload(contentType: string, size: number, signal?: AbortSignal): Promise<UploadGrant>
  /** Sends the bytes where the grant says. Code `gone`: the grant is spent or out of time. */
  put(grant: UploadGrant, blob: Blob, onProgress: (part: number) => void, signal?: AbortSignal): Promise<void>
  completeUpload(id: string, signal?: AbortSignal): Promise<UploadedPhoto>
  getPhoto(id: string): Promise<UploadedPhoto>
  dropPhoto(id: string): Promise<void>
  getCake(id: string, signal?: AbortSignal): Promise<CakeToLink>
  /** Copies the poster of a cake into a photo of the person's own. */
  takePoster(cakeId: string, signal?: AbortSignal): Promise<UploadedPhoto>
  askArtwork(order: ArtworkOrder, signal?: AbortSignal): Promise<Artwork>
  /** May hold its answer for some seconds, one unless told, while nothing goes on. */
  getArtwork(id: string, signal?: AbortSignal, hold?: number): Promise<Artwork>
  /** Code `artwork_done`: too late. */
  cancelArtwork(id: string): Promise<void>
  listArtworks(photoId: string, signal?: AbortSignal): Promise<Artwork[]>
  preview(order: PreviewOrder, signal?: AbortSignal): Promise<Blob>
  suggestions(signal?: AbortSignal): Promise<Suggestions>
  createPiece(order: PieceOrder, key: string): Promise<Piece>
  getPiece(id: string): Promise<Piece>
  /** `version` is that of the piece as it was when the edit began. Code `edited_elsewhere`: it is another one by now. */
  editPiece(id: string, order: PieceOrder, version: number): Promise<Piece>
}

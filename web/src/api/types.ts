import type { components } from './schema'

type Schemas = components['schemas']

export type Me = Schemas['Me']
export type Session = Schemas['Session']
export type Photo = Schemas['Photo']
export type Crop = Schemas['Crop']
export type Artwork = Schemas['Artwork']
export type Piece = Schemas['Piece']
export type PieceSummary = Schemas['PieceSummary']
export type PieceList = Schemas['PieceList']
export type Memory = Schemas['Memory']
export type Memories = Schemas['Memories']
export type Found = Schemas['Found']
export type CalendarMonth = Schemas['Calendar']
export type PieceCounts = Schemas['Summary']
/** The long text and the photos behind a piece. */
export type PieceRecord = Schemas['Record']
export type RecordPhotoView = Schemas['RecordPhoto']
export type Link = Schemas['Link']
export type LinkList = Schemas['LinkList']
export type Feed = Schemas['Feed']
export type Kind = Piece['kind']
export type Genre = NonNullable<Piece['genre']>

/** In the order in which they are offered. */
export const kinds = ['movie', 'play', 'musical', 'concert', 'exhibition', 'etc'] as const satisfies readonly Kind[]

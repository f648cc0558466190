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

/** The lists of cakes, in the order in which they are offered. */
export const cakeLists = ['hot', 'showing', 'charts', 'hearted', 'made'] as const
export type CakeListName = (typeof cakeLists)[number]

/** Where in Korea something is on, in the order in which they are offered. */
export const areas = [
  'seoul',
  'gyeonggi',
  'incheon',
  'gangwon',
  'daejeon',
  'sejong',
  'chungbuk',
  'chungnam',
  'gwangju',
  'jeonbuk',
  'jeonnam',
  'daegu',
  'gyeongbuk',
  'busan',
  'ulsan',
  'gyeongnam',
  'jeju',
  'abroad',
] as const
export type Area = (typeof areas)[number]

export interface Poster {
  small: string
  large: string
  width?: number
  height?: number
  color?: string
  blur?: string
}
export interface CakeRank {
  day: string
  rank: number
  before?: number
  audience?: number
  total?: number
}
export interface CakeSummary {
  id: string
  kind: Kind
  title: string
  originalTitle?: string
  year?: number
  opens?: string
  closes?: string
  openRun?: boolean
  venue?: string
  area?: Area
  genres: Genre[] | null
  minutes?: number
  showing: boolean
  poster: Poster
  hearts: number
  hearted: boolean
  rank?: CakeRank
  found?: { field: 'title' | 'original' | 'credit' | 'venue'; parts: string[] }[]
}
export interface CakeCredit {
  role: 'director' | 'cast' | 'artist' | 'writer' | 'composer' | 'producer' | 'crew'
  name: string
  part?: string
  picture?: string
}
export interface Cake extends CakeSummary {
  age?: number | null
  prices: { seat?: string; won: number }[] | null
  times?: string
  synopsis?: string
  link?: string
  source: 'tmdb' | 'kopis' | 'kobis' | 'starter' | 'hand'
  credits: CakeCredit[] | null
  mine: boolean
  canEdit: boolean
  version?: number
  createdAt: string
  updatedAt: string
}
export interface CakePage {
  items: CakeSummary[] | null
  next?: string
}

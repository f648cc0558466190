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

/** A work or production that can be seen. */
export type Cake = Schemas['Cake']
export type CakeSummary = Schemas['CakeSummary']
export type CakeList = Schemas['CakeList']
export type CakeCredit = Schemas['CakeCredit']
export type CakeRank = Schemas['CakeRank']
export type CakeRatings = Schemas['CakeRatings']
export type Poster = Schemas['CakePoster']
export type Area = NonNullable<Cake['area']>

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
] as const satisfies readonly Area[]

import { queryOptions } from '@tanstack/vue-query'
import type { Day } from '@/lib/date'
import { api, call } from './client'
import { piecesKey } from './pieces'
import type { components } from './schema'

type Schemas = components['schemas']

export type Statistics = Schemas['Statistics']
export type StatisticsYear = Schemas['StatisticsYear']
export type Totals = Schemas['Totals']
export type NameRanking = Schemas['NameRanking']
export type Comparison = Schemas['StatisticsComparison']
export type Recap = Schemas['Recap']
export type RecapPiece = Schemas['RecapPiece']

/** A year, or all of them. */
export type Years = number | 'all'

/** The years that the person has pieces of, the latest first. All keys begin with that of pieces: whatever changes these changes their counts. */
export const yearsQuery = queryOptions({
  queryKey: [...piecesKey, 'statistics', 'years'],
  queryFn: () => call(api.GET('/api/v1/statistics/years')),
})

export const statisticsQuery = (years: Years, today: Day) =>
  queryOptions({
    queryKey: [...piecesKey, 'statistics', years, today],
    queryFn: () =>
      call(api.GET('/api/v1/statistics', { params: { query: { today, ...(years !== 'all' && { year: years }) } } })),
  })

export const recapQuery = (year: number, today: Day) =>
  queryOptions({
    queryKey: [...piecesKey, 'recap', year, today],
    queryFn: () => call(api.GET('/api/v1/recaps/{year}', { params: { path: { year }, query: { today } } })),
  })

/** The picture of a recap, to be shared. */
export const recapCard = (year: number, format: 'story' | 'wide'): string =>
  `/api/v1/recaps/${year}/card.webp?format=${format}`

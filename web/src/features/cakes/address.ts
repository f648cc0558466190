import type { LocationQuery, LocationQueryRaw } from 'vue-router'
import { areas, cakeLists, kinds, type Area, type CakeListName, type Genre, type Kind } from '@/api/types'
import { GENRES } from '@/features/make/model'
import { searchable } from '@/features/pieces/address'

/** What of the catalogue is shown, as the address tells it; `''` is no choice. */
export interface Place {
  list: CakeListName
  kind: Kind | ''
  genre: Genre | ''
  area: Area | ''
  q: string
}

/** A chart is of one kind; films have the best known one. */
export const CHART_KIND: Kind = 'movie'

export const everything: Place = { list: 'hot', kind: '', genre: '', area: '', q: '' }

const among = <T extends string>(all: readonly T[], value: unknown): T | '' => all.find((one) => one === value) ?? ''

/** Charts can't be searched, and know no genres and areas. */
function allowed(place: Place): Place {
  if (place.list !== 'charts') return place
  return { ...everything, list: 'charts', kind: place.kind === CHART_KIND ? '' : place.kind }
}

export const readPlace = ({ list, kind, genre, area, q }: LocationQuery): Place =>
  allowed({
    list: among(cakeLists, list) || 'hot',
    kind: among(kinds, kind),
    genre: among(GENRES, genre),
    area: among(areas, area),
    q: typeof q === 'string' ? searchable(q) : '',
  })

/** The shortest address of a place. */
export function writePlace(place: Place): LocationQueryRaw {
  const { list, kind, genre, area, q } = allowed(place)
  return {
    ...(list !== 'hot' && { list }),
    ...(kind && { kind }),
    ...(genre && { genre }),
    ...(area && { area }),
    ...(q && { q }),
  }
}

/** Lists that only a person has. */
export const isOwn = (list: CakeListName): list is 'hearted' | 'made' => list === 'hearted' || list === 'made'

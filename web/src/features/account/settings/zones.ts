/** The time zones of the world as this browser knows them, in words, to be searched. */
import { koreanPlaces } from './places'

export interface Zone {
  /** Name in the IANA table. */
  id: string
  /** What clocks there are called: "대한민국 시간". */
  name: string
  /** A city there: "서울". */
  place: string
  /** Minutes before Greenwich. */
  offset: number
}

/** Without case and accents, and in jamo, so that a syllable that is half typed is found. */
const plain = (text: string): string =>
  text.normalize('NFKD').replace(/\p{M}/gu, '').replaceAll('−', '-').replaceAll('_', ' ').toLowerCase()

const placeOf = (id: string, language: string): string =>
  (language === 'ko' && koreanPlaces[id]) || (id.split('/').at(-1) ?? id).replaceAll('_', ' ')

function part(id: string, language: string, style: 'shortGeneric' | 'longGeneric' | 'longOffset', at: Date): string {
  const parts = new Intl.DateTimeFormat(language, { timeZone: id, timeZoneName: style }).formatToParts(at)
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? ''
}

/** What people say: "뉴욕 시간" is short in Korean, while "ET" is for those who know. */
const nameOf = (id: string, language: string, at: Date): string =>
  id === 'UTC' ? 'UTC' : part(id, language, language === 'ko' ? 'shortGeneric' : 'longGeneric', at)

function offsetOf(id: string, at: Date): number {
  const [, sign, hours, minutes] = /([+-])(\d\d):(\d\d)/.exec(part(id, 'en', 'longOffset', at)) ?? []
  return sign ? (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) : 0
}

/** `null` for what this browser doesn't know. */
export function zoneOf(id: string, language: string, at: Date): Zone | null {
  try {
    return { id, name: nameOf(id, language, at), place: placeOf(id, language), offset: offsetOf(id, at) }
  } catch {
    return null
  }
}

/** All of them, from west to east. */
export function allZones(language: string, at: Date): Zone[] {
  const ids = ['UTC', ...Intl.supportedValuesOf('timeZone')]
  return [...new Set(ids)]
    .flatMap((id) => zoneOf(id, language, at) ?? [])
    .sort((a, b) => a.offset - b.offset || a.id.localeCompare(b.id))
}

/** Those in whose names every word of the search is. */
export function findZones(zones: readonly Zone[], q: string): Zone[] {
  const words = plain(q).split(/\s+/).filter(Boolean)
  return zones.filter((zone) => {
    const text = plain(`${zone.id} ${zone.place} ${zone.name} ${offsetText(zone.offset)}`)
    return words.every((word) => text.includes(word))
  })
}

export function offsetText(minutes: number): string {
  const size = Math.abs(minutes)
  const rest = size % 60 ? `:${String(size % 60).padStart(2, '0')}` : ''
  return `UTC${minutes < 0 ? '−' : '+'}${Math.floor(size / 60)}${rest}`
}

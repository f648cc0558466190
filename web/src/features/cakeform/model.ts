/** What a cake is while a person types it: text stays as typed, so that nothing is lost. Nothing here knows of the page. */
import type { Area, Cake } from '@/api/types'
import { showPrice } from '@/features/make/facts/price'
import type { Genre, Kind, UploadedPhoto } from '@/features/make/model'
import type { Role } from './limits'

export interface PriceRow {
  /** Tells rows apart while they come and go. */
  row: number
  seat: string
  won: string
}

export interface CreditRow {
  row: number
  role: Role
  name: string
  part: string
}

export interface CakeForm {
  kind: Kind | ''
  title: string
  originalTitle: string
  year: string
  opens: string
  closes: string
  openRun: boolean
  venue: string
  area: Area | ''
  genres: Genre[]
  minutes: string
  /** `''` not known, `'0'` everybody. */
  age: string
  prices: PriceRow[]
  times: string
  synopsis: string
  link: string
  credits: CreditRow[]
  /** An uploaded photo that becomes the poster. */
  photo: UploadedPhoto | null
}

export const newForm = (title = ''): CakeForm => ({
  kind: '',
  title,
  originalTitle: '',
  year: '',
  opens: '',
  closes: '',
  openRun: false,
  venue: '',
  area: '',
  genres: [],
  minutes: '',
  age: '',
  prices: [],
  times: '',
  synopsis: '',
  link: '',
  credits: [],
  photo: null,
})

const typed = (number: number | null | undefined): string => (number == null ? '' : String(number))

/** A saved cake as its edit begins. */
export const formOf = (cake: Cake): CakeForm => ({
  kind: cake.kind,
  title: cake.title,
  originalTitle: cake.originalTitle ?? '',
  year: typed(cake.year),
  opens: cake.opens ?? '',
  closes: cake.closes ?? '',
  openRun: cake.openRun ?? false,
  venue: cake.venue ?? '',
  area: cake.area ?? '',
  genres: [...(cake.genres ?? [])],
  minutes: typed(cake.minutes),
  age: typed(cake.age),
  prices: (cake.prices ?? []).map(({ seat = '', won }, row) => ({ row, seat, won: showPrice(String(won)) })),
  times: cake.times ?? '',
  synopsis: cake.synopsis ?? '',
  link: cake.link ?? '',
  credits: (cake.credits ?? []).map(({ role, name, part = '' }, row) => ({ row, role, name, part })),
  photo: null,
})

/** A row in which nothing was typed; it is not sent. */
export const isEmptyPrice = ({ seat, won }: PriceRow): boolean => seat.trim() === '' && won.trim() === ''
export const isEmptyCredit = ({ name, part }: CreditRow): boolean => name.trim() === '' && part.trim() === ''

/** A number that no row has yet. */
export const nextRow = (rows: readonly { row: number }[]): number => Math.max(-1, ...rows.map(({ row }) => row)) + 1

/** The fields in which two forms differ, in the order of the page. */
export function differences(a: CakeForm, b: CakeForm): (keyof CakeForm)[] {
  const value = (form: CakeForm, field: keyof CakeForm) => {
    if (field === 'prices') return form.prices.filter((row) => !isEmptyPrice(row)).map(({ seat, won }) => [seat, won])
    if (field === 'credits')
      return form.credits.filter((row) => !isEmptyCredit(row)).map(({ role, name, part }) => [role, name, part])
    if (field === 'photo') return form.photo?.id ?? ''
    if (field === 'genres') return [...form.genres].sort()
    return form[field]
  }
  return (Object.keys(a) as (keyof CakeForm)[]).filter(
    (field) => JSON.stringify(value(a, field)) !== JSON.stringify(value(b, field)),
  )
}

/** Whether there is something in the form that would be missed. */
export const hasContent = (form: CakeForm): boolean => differences(form, newForm()).length > 0

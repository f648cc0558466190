/** Checks the form of a cake the way the server will. Faults are codes by place; the page turns them into words. */
import { isDay } from '@/features/make/facts/localDay'
import { parsePrice } from '@/features/make/facts/price'
import { textFault, type TextFault } from '@/features/make/facts/textRule'
import { isWebAddress } from './address'
import {
  AGES,
  FIRST_DAY,
  LAST_DAY,
  MAX_GENRES,
  MAX_LINK,
  MAX_PRICE,
  MINUTES,
  NAME_RULE,
  PART_RULE,
  SEAT_RULE,
  TEXT_RULES,
  YEARS,
} from './limits'
import { isEmptyCredit, isEmptyPrice, type CakeForm } from './model'

export type Fault =
  | TextFault
  | 'choose'
  | 'day'
  | 'dayRange'
  | 'dayOrder'
  | 'number'
  | 'price'
  | 'priceTooHigh'
  | 'link'
  | 'linkTooLong'
  | 'tooManyGenres'

/** A field, or a place in a row: `title`, `prices[2].won`. */
export type Place = string

/** The limits that the words of a fault name. */
export interface Found {
  fault: Fault
  min?: number
  max?: number
}
export type Faults = Record<Place, Found>

/** What a typed number means; null for nothing typed, undefined for what is no number of the range. */
export function parseNumber(text: string, { min, max }: { min: number; max: number }): number | null | undefined {
  const plain = text.normalize('NFKC').trim()
  if (plain === '') return null
  const number = /^\d{1,6}$/.test(plain) ? Number(plain) : NaN
  return number >= min && number <= max ? number : undefined
}

/** All that is wrong, in the order of the page. */
export function cakeFaults(form: CakeForm): Faults {
  const faults: Faults = {}
  const texts = (fields: readonly (keyof typeof TEXT_RULES)[]) => {
    for (const field of fields) {
      const fault = textFault(form[field], TEXT_RULES[field])
      if (fault) faults[field] = { fault, max: TEXT_RULES[field].max }
    }
  }
  const numbers = (field: 'year' | 'minutes' | 'age', range: { min: number; max: number }) => {
    if (parseNumber(form[field], range) === undefined) faults[field] = { fault: 'number', ...range }
  }
  if (!form.kind) faults.kind = { fault: 'choose' }
  texts(['title', 'originalTitle'])
  numbers('year', YEARS)
  runFaults(form, faults)
  texts(['venue'])
  if (form.genres.length > MAX_GENRES) faults.genres = { fault: 'tooManyGenres', max: MAX_GENRES }
  numbers('minutes', MINUTES)
  numbers('age', AGES)
  priceFaults(form, faults)
  texts(['times', 'synopsis'])
  creditFaults(form, faults)
  const link = form.link.trim()
  if (link && !isWebAddress(link)) faults.link = { fault: 'link' }
  else if (link.length > MAX_LINK) faults.link = { fault: 'linkTooLong', max: MAX_LINK }
  return faults
}

function runFaults({ opens, closes, openRun }: CakeForm, faults: Faults): void {
  const fault = (day: string): Fault | null => {
    if (day === '') return null
    if (!isDay(day)) return 'day'
    return day < FIRST_DAY || day > LAST_DAY ? 'dayRange' : null
  }
  const first = fault(opens)
  if (first) faults.opens = { fault: first }
  if (openRun) return // there is no last day
  const last = fault(closes) ?? (closes && opens && !first && closes < opens ? 'dayOrder' : null)
  if (last) faults.closes = { fault: last }
}

function priceFaults({ prices }: CakeForm, faults: Faults): void {
  prices.forEach((row, i) => {
    if (isEmptyPrice(row)) return
    const seat = textFault(row.seat, SEAT_RULE)
    if (seat) faults[`prices[${i}].seat`] = { fault: seat, max: SEAT_RULE.max }
    const won = parsePrice(row.won)
    if (won == null) faults[`prices[${i}].won`] = { fault: 'price' }
    else if (won > MAX_PRICE) faults[`prices[${i}].won`] = { fault: 'priceTooHigh', max: MAX_PRICE }
  })
}

function creditFaults({ credits }: CakeForm, faults: Faults): void {
  credits.forEach((row, i) => {
    if (isEmptyCredit(row)) return
    const name = textFault(row.name, NAME_RULE)
    if (name) faults[`credits[${i}].name`] = { fault: name, max: NAME_RULE.max }
    const part = textFault(row.part, PART_RULE)
    if (part) faults[`credits[${i}].part`] = { fault: part, max: PART_RULE.max }
  })
}

/** Checks the form the way the server will. Faults are codes; the page turns them into words. */
import type { Draft, FactsForm, ReviewForm } from '../model'
import { GENRES, KINDS } from '../model'
import { FIRST_DAY, LAST_DAY, MAX_HALF_STARS, MAX_PRICE, TEXT_RULES } from './limits'
import { isDay, isTime } from './localDay'
import { parsePrice } from './price'
import { textFault, type TextFault } from './textRule'

export type Field = keyof FactsForm | keyof ReviewForm
export type Fault = TextFault | 'choose' | 'day' | 'dayRange' | 'time' | 'price' | 'priceTooHigh'
export type Faults = Partial<Record<Field, Fault>>

/** The fields in the order in which they stand on the page; the first bad one is focused. */
export const FACT_FIELDS = [
  'kind',
  'title',
  'day',
  'time',
  'venue',
  'seat',
  'cast',
  'director',
  'price',
  'genre',
  'companion',
] as const satisfies readonly (keyof FactsForm)[]
export const REVIEW_FIELDS = ['halfStars', 'review', 'visibility'] as const satisfies readonly (keyof ReviewForm)[]

const TEXT_FIELDS = ['title', 'venue', 'seat', 'cast', 'director', 'companion'] as const

export function factFaults(facts: FactsForm): Faults {
  const faults: Faults = {}
  if (!isOneOf(KINDS, facts.kind)) faults.kind = 'choose'
  for (const field of TEXT_FIELDS) {
    const fault = textFault(facts[field], TEXT_RULES[field])
    if (fault) faults[field] = fault
  }
  if (facts.day === '') faults.day = 'required'
  else if (!isDay(facts.day)) faults.day = 'day'
  else if (facts.day < FIRST_DAY || facts.day > LAST_DAY) faults.day = 'dayRange'
  if (facts.time !== '' && !isTime(facts.time)) faults.time = 'time'
  const price = parsePrice(facts.price)
  if (price === undefined) faults.price = 'price'
  else if (price !== null && price > MAX_PRICE) faults.price = 'priceTooHigh'
  if (facts.genre !== '' && !isOneOf(GENRES, facts.genre)) faults.genre = 'choose'
  return faults
}

export function reviewFaults(review: ReviewForm): Faults {
  const faults: Faults = {}
  if (!Number.isInteger(review.halfStars) || review.halfStars < 1 || review.halfStars > MAX_HALF_STARS)
    faults.halfStars = 'choose'
  const fault = textFault(review.review, TEXT_RULES.review)
  if (fault) faults.review = fault
  return faults
}

/** The first field in page order that has a fault. */
export function firstFault(faults: Faults): Field | undefined {
  return [...FACT_FIELDS, ...REVIEW_FIELDS].find((field) => faults[field])
}

export function isFree(faults: Faults): boolean {
  return Object.keys(faults).length === 0
}

/** All that the form can know is wrong with the draft. */
export function draftFaults(draft: Draft): Faults {
  return { ...factFaults(draft.facts), ...reviewFaults(draft.review) }
}

function isOneOf<T extends string>(values: readonly T[], value: string): value is T {
  return (values as readonly string[]).includes(value)
}

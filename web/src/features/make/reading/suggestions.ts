/** What a ticket tells, beside what stands in the form: nothing of it is taken over without the person. */
import { TEXT_RULES } from '../facts/limits'
import { parsePrice, showPrice } from '../facts/price'
import { cleanText } from '../facts/textRule'
import { factFaults, type Fault } from '../facts/validate'
import type { FactsForm, Kind } from '../model'
import { KINDS } from '../model'
import type { ReadingSuggestion } from './readingServer'

export type SuggestedField = 'kind' | 'title' | 'day' | 'time' | 'venue' | 'seat' | 'cast' | 'director' | 'price'

export type Choice = 'open' | 'taken' | 'skipped'

export interface Row {
  field: SuggestedField
  /** As the form has it. */
  value: string
  /** What is printed, where the value doesn't show it. */
  label: string
  clear: boolean
  choice: Choice
  /** What the form had before the suggestion was taken. */
  before: string
}

const FORM_FIELD: Record<ReadingSuggestion['field'], SuggestedField> = {
  kind: 'kind',
  title: 'title',
  date: 'day',
  time: 'time',
  venue: 'venue',
  seat: 'seat',
  cast: 'cast',
  director: 'director',
  price: 'price',
}

/** The rows of a reading; what the form could not hold is left out. */
export function rowsOf(found: readonly ReadingSuggestion[]): Row[] {
  return found
    .map(({ field, value, label, clear }): Row => {
      const name = FORM_FIELD[field]
      return {
        field: name,
        value: name === 'price' ? showPrice(value) : value,
        label: label ?? '',
        clear,
        choice: 'open',
        before: '',
      }
    })
    .filter((row) => faultOf(row.field, row.value) === undefined)
}

const plain = (field: SuggestedField, value: string): string =>
  field === 'price' ? String(parsePrice(value) ?? '') : cleanText(value)

/** Says whether the form tells the same already. */
export const isSame = (row: Row, facts: FactsForm): boolean =>
  plain(row.field, facts[row.field]) === plain(row.field, row.value)

/** What the person has typed there; the day of today stands there by itself and is nobody's word. */
export function typedOf(field: SuggestedField, facts: FactsForm, today: string): string {
  const value = facts[field]
  return field === 'day' && value === today ? '' : value.trim()
}

/** Says whether the row can be taken with others at once: it is clear, and nothing that was typed would go. */
export const isEasy = (row: Row, facts: FactsForm, today: string): boolean =>
  row.choice === 'open' && row.clear && !isSame(row, facts) && typedOf(row.field, facts, today) === ''

/** What is wrong with a value for the form. */
export function faultOf(field: SuggestedField, value: string): Fault | undefined {
  if (value.trim() === '') return 'required'
  const form: FactsForm = {
    kind: 'movie',
    title: '-',
    day: '2000-01-01',
    time: '',
    cast: '',
    director: '',
    venue: '',
    seat: '',
    price: '',
    genre: '',
    companion: '',
  }
  return factFaults({ ...form, [field]: value })[field]
}

/** The most characters of a field; undefined for what is no text. */
export const mostOf = (field: SuggestedField): number | undefined =>
  field in TEXT_RULES ? TEXT_RULES[field as keyof typeof TEXT_RULES].max : undefined

/** Puts the row into the form. */
export function take(row: Row, facts: FactsForm): void {
  if (row.choice !== 'taken') row.before = facts[row.field]
  put(row.field, row.value, facts)
  row.choice = 'taken'
}

/** Gives the form back what it had, unless something else was typed since. */
export function takeBack(row: Row, facts: FactsForm): void {
  if (isSame(row, facts)) put(row.field, row.before, facts)
  row.choice = 'open'
}

function put(field: SuggestedField, value: string, facts: FactsForm): void {
  if (field !== 'kind') facts[field] = value
  else if (value === '' || (KINDS as readonly string[]).includes(value)) facts.kind = value as Kind | ''
}

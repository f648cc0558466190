import { describe, expect, it } from 'vitest'
import { newDraft } from '../model'
import type { ReadingSuggestion } from './readingServer'
import { faultOf, isEasy, isSame, rowsOf, take, takeBack, typedOf } from './suggestions'

const TODAY = '2026-11-26'
const facts = (change = {}) => ({ ...newDraft('k', TODAY).facts, ...change })
const suggestion = (field: ReadingSuggestion['field'], value: string, change = {}): ReadingSuggestion => ({
  field,
  value,
  confidence: 0.95,
  clear: true,
  ...change,
})
const row = (field: ReadingSuggestion['field'], value: string, change = {}) =>
  rowsOf([suggestion(field, value, change)])[0]!

describe('rowsOf', () => {
  it('shows the suggestions in the form of the page', () => {
    const rows = rowsOf([
      suggestion('date', '2026-11-21', { label: '2026.11.21(토)' }),
      suggestion('price', '14000', { clear: false, confidence: 0.6 }),
    ])
    expect(rows.map(({ field, value, label, clear }) => [field, value, label, clear])).toEqual([
      ['day', '2026-11-21', '2026.11.21(토)', true],
      ['price', '14,000', '', false],
    ])
  })

  it.each<[ReadingSuggestion['field'], string]>([
    ['date', '2026-02-31'],
    ['date', '11.21'],
    ['time', '24:10'],
    ['price', '-1'],
    ['price', '900000000'],
    ['kind', 'opera'],
    ['title', '가'.repeat(101)],
    ['seat', ' '],
  ])('leaves out a %s of %j', (field, value) => expect(rowsOf([suggestion(field, value)])).toEqual([]))
})

describe('taking', () => {
  it('fills the form, and gives back what it had', () => {
    const form = facts({ title: '내가 적은 제목' })
    const title = row('title', '레베카')
    take(title, form)
    expect([form.title, title.choice]).toEqual(['레베카', 'taken'])
    takeBack(title, form)
    expect([form.title, title.choice]).toEqual(['내가 적은 제목', 'open'])
  })

  it('keeps what was typed after it was taken', () => {
    const form = facts()
    const seat = row('seat', 'F열 12번')
    take(seat, form)
    form.seat = 'F열 13번'
    takeBack(seat, form)
    expect(form.seat).toBe('F열 13번')
  })

  it('takes a kind that there is only', () => {
    const form = facts()
    const kind = row('kind', 'movie')
    kind.value = 'opera'
    take(kind, form)
    expect(form.kind).toBe('')
  })
})

describe('all clear ones at once', () => {
  it('are those that overwrite nothing', () => {
    expect(isEasy(row('title', '레베카'), facts(), TODAY)).toBe(true)
    expect(isEasy(row('title', '레베카'), facts({ title: '위키드' }), TODAY)).toBe(false)
    expect(isEasy(row('title', '레베카'), facts({ title: ' 레베카 ' }), TODAY)).toBe(false)
    expect(isEasy(row('title', '레베카', { clear: false }), facts(), TODAY)).toBe(false)
    expect(isEasy({ ...row('title', '레베카'), choice: 'skipped' }, facts(), TODAY)).toBe(false)
  })

  it('counts the day of today as not typed', () => {
    expect(isEasy(row('date', '2026-11-21'), facts(), TODAY)).toBe(true)
    expect(isEasy(row('date', '2026-11-21'), facts({ day: '2026-11-20' }), TODAY)).toBe(false)
    expect(typedOf('day', facts(), TODAY)).toBe('')
  })
})

it('sees through other ways of typing the same', () => {
  expect(isSame(row('price', '14000'), facts({ price: '14000원' }))).toBe(true)
  expect(isSame(row('title', '레베카'), facts({ title: '레베카 ' }))).toBe(true)
  expect(isSame(row('price', '0'), facts())).toBe(false)
})

it('checks what is edited as the form does', () => {
  expect(faultOf('title', '')).toBe('required')
  expect(faultOf('day', '2026-02-30')).toBe('day')
  expect(faultOf('price', '만원')).toBe('price')
  expect(faultOf('venue', '블루스퀘어')).toBeUndefined()
})

import { describe, expect, it } from 'vitest'
import type { Cake } from '@/api/types'
import { isWebAddress } from './address'
import { differences, formOf, hasContent, newForm, nextRow, type CakeForm } from './model'
import { cakeOrder, placeInForm } from './order'
import { cakeFaults } from './validate'

const full = (change: Partial<CakeForm> = {}): CakeForm => ({
  ...newForm('  달의   정원 '),
  kind: 'musical',
  year: '２０２６',
  opens: '2026-05-01',
  closes: '2026-08-30',
  venue: '샤롯데씨어터',
  area: 'seoul',
  genres: ['romance'],
  minutes: '150',
  age: '0',
  prices: [
    { row: 0, seat: 'R석', won: '150,000' },
    { row: 1, seat: '', won: ' ' },
    { row: 2, seat: '', won: '0' },
  ],
  synopsis: '첫 줄\r\n둘째 줄 ',
  link: ' https://piece.example/달 ',
  credits: [
    { row: 0, role: 'director', name: '', part: '' },
    { row: 1, role: 'cast', name: '홍광호', part: '달' },
  ],
  photo: { id: 'p1', width: 700, height: 1000 },
  ...change,
})
const codes = (form: CakeForm) =>
  Object.fromEntries(Object.entries(cakeFaults(form)).map(([place, { fault }]) => [place, fault]))

describe('a cake by hand', () => {
  it('is sent clean, without what was not typed', () => {
    expect(cakeFaults(full())).toEqual({})
    expect(cakeOrder(full())).toEqual({
      kind: 'musical',
      title: '달의 정원',
      year: 2026,
      opens: '2026-05-01',
      closes: '2026-08-30',
      venue: '샤롯데씨어터',
      area: 'seoul',
      genres: ['romance'],
      minutes: 150,
      age: 0,
      prices: [{ seat: 'R석', won: 150000 }, { won: 0 }],
      synopsis: '첫 줄\n둘째 줄',
      link: 'https://piece.example/달',
      credits: [{ role: 'cast', name: '홍광호', part: '달' }],
      photoId: 'p1',
    })
    expect(cakeOrder({ ...newForm('제목만'), kind: 'etc' })).toEqual({
      kind: 'etc',
      title: '제목만',
      genres: [],
      prices: [],
      credits: [],
    })
    expect(cakeOrder(newForm('제목만'))).toBeNull()
  })

  it('has no last day while it goes on', () => {
    const form = full({ openRun: true, closes: '2020-01-01' })
    expect(cakeFaults(form)).toEqual({})
    expect(cakeOrder(form)).toMatchObject({ openRun: true })
    expect(cakeOrder(form)).not.toHaveProperty('closes')
  })

  it.each<[string, Partial<CakeForm>, Record<string, string>]>([
    ['nothing', newForm(), { kind: 'choose', title: 'required' }],
    ['blanks for a title', { title: ' \u2003 ' }, { title: 'required' }],
    ['a title of 101 letters', { title: '가'.repeat(101) }, { title: 'tooLong' }],
    ['a year too early', { year: '1879' }, { year: 'number' }],
    ['a year in words', { year: '작년' }, { year: 'number' }],
    ['a day that is not there', { opens: '2026-02-30' }, { opens: 'day' }],
    ['a day before all films', { opens: '1879-12-31' }, { opens: 'dayRange' }],
    ['an end before its beginning', { closes: '2026-04-30' }, { closes: 'dayOrder' }],
    ['no running time', { minutes: '0' }, { minutes: 'number' }],
    ['an age for nobody', { age: '20' }, { age: 'number' }],
    ['a negative price', { prices: [{ row: 0, seat: 'R', won: '-1' }] }, { 'prices[0].won': 'price' }],
    ['a seat without a price', { prices: [{ row: 0, seat: 'R', won: '' }] }, { 'prices[0].won': 'price' }],
    ['too high a price', { prices: [{ row: 0, seat: '', won: '100000001' }] }, { 'prices[0].won': 'priceTooHigh' }],
    [
      'a part of nobody',
      { credits: [{ row: 0, role: 'cast', name: ' ', part: '달' }] },
      { 'credits[0].name': 'required' },
    ],
    ['a script for a link', { link: 'javascript:alert(1)' }, { link: 'link' }],
    ['too long a link', { link: `https://piece.example/${'a'.repeat(500)}` }, { link: 'linkTooLong' }],
    ['six genres', { genres: ['horror', 'romance', 'comedy', 'crime', 'action', 'war'] }, { genres: 'tooManyGenres' }],
    ['a long synopsis', { synopsis: '가'.repeat(2001) }, { synopsis: 'tooLong' }],
  ])('D07 refuses %s', (_, change, faults) => expect(codes(full(change))).toEqual(faults))

  it('D07 takes what is just within', () => {
    const form = full({
      title: '👨‍👩‍👧‍👦'.repeat(100),
      year: '1880',
      minutes: '1440',
      age: '19',
      opens: '1880-01-01',
      closes: '2100-12-31',
      prices: [{ row: 0, seat: '가'.repeat(40), won: '100000000' }],
      credits: [{ row: 0, role: 'crew', name: '가'.repeat(60), part: '가'.repeat(60) }],
      synopsis: '가'.repeat(2000),
    })
    expect(cakeFaults(form)).toEqual({})
  })

  it('knows where the server means a row to be', () => {
    expect(placeInForm(full(), 'prices[1].won')).toBe('prices[2].won')
    expect(placeInForm(full(), 'credits[0].name')).toBe('credits[1].name')
    expect(placeInForm(full(), 'title')).toBe('title')
  })
})

describe('the form of a cake', () => {
  const cake = {
    kind: 'movie',
    title: '여름의 조각',
    genres: null,
    prices: [{ won: 12000 }],
    credits: [{ role: 'cast', name: '심은하', part: '수진' }],
    age: 0,
    year: 1998,
  } as unknown as Cake

  it('begins with what is saved, and knows what differs', () => {
    const form = formOf(cake)
    expect(form).toMatchObject({ title: '여름의 조각', age: '0', year: '1998', prices: [{ seat: '', won: '12,000' }] })
    const changed = { ...formOf(cake), title: '겨울의 조각', prices: [...form.prices, { row: 9, seat: '', won: '' }] }
    expect(differences(form, changed)).toEqual(['title'])
    expect(hasContent(newForm())).toBe(false)
    expect(hasContent({ ...newForm(), age: '0' })).toBe(true)
    expect(nextRow([])).toBe(0)
    expect(nextRow([{ row: 4 }, { row: 2 }])).toBe(5)
  })
})

it('D25 leads to web pages only', () => {
  for (const good of ['https://piece.example', 'http://piece.example:8080/a?b=달#c'])
    expect(isWebAddress(good)).toBe(true)
  for (const bad of [
    'piece.example',
    'javascript:alert(1)',
    'https:piece',
    'https://a@piece.example',
    'data:text/html,x',
    'https://piece .example',
  ])
    expect(isWebAddress(bad), bad).toBe(false)
})

import { expect, it } from 'vitest'
import { everything, readPlace, writePlace, type Place } from './address'

it('opens with what is hot', () => {
  expect(readPlace({})).toEqual(everything)
  expect(writePlace(everything)).toEqual({})
})

it('takes only what it knows from an address', () => {
  expect(readPlace({ list: 'mine', kind: 'opera', genre: 'noir', area: 'tokyo', q: ['a', 'b'] })).toEqual(everything)
  expect(readPlace({ list: 'showing', kind: 'play', genre: 'drama', area: 'busan', q: '  파도  ' })).toEqual({
    ...{ list: 'showing', kind: 'play', genre: 'drama', area: 'busan', q: '파도' },
  })
})

it('writes addresses that lead to the same place', () => {
  const places: Place[] = [
    { list: 'showing', kind: 'musical', genre: '', area: 'seoul', q: '' },
    { list: 'hot', kind: '', genre: 'romance', area: '', q: 'ㅅㅇㄷ' },
    { list: 'hearted', kind: 'movie', genre: '', area: '', q: '100% (*) & <b>' },
    { list: 'charts', kind: 'play', genre: '', area: '', q: '' },
  ]
  for (const place of places) expect(readPlace(writePlace(place) as Record<string, string>)).toEqual(place)
})

it('asks of a chart only what it knows: one kind, films first', () => {
  const place: Place = { list: 'charts', kind: 'movie', genre: 'drama', area: 'jeju', q: '밤' }
  expect(writePlace(place)).toEqual({ list: 'charts' })
  expect(readPlace({ list: 'charts', kind: 'movie', genre: 'drama', q: '밤' })).toEqual({
    ...everything,
    list: 'charts',
  })
})

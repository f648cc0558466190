import { expect, it } from 'vitest'
import schema from '../../../../api/openapi.json'
import { MAX_SEARCH, readPlace, searchable, writePlace, type Place } from './address'

it('opens with the own pieces, for guests with everyone’s', () => {
  expect(readPlace({}, true)).toEqual({ tab: 'mine', kind: '', q: '' })
  expect(readPlace({}, false)).toEqual({ tab: 'everyone', kind: '', q: '' })
})

it('takes only what it knows from an address', () => {
  expect(readPlace({ tab: 'theirs', kind: 'opera', q: ['a', 'b'] }, true)).toEqual({ tab: 'mine', kind: '', q: '' })
  expect(readPlace({ tab: 'hearted', kind: 'play', q: '  달의  ' }, true)).toEqual({
    tab: 'hearted',
    kind: 'play',
    q: '달의',
  })
})

it('writes addresses that lead to the same place', () => {
  const places: Place[] = [
    { tab: 'mine', kind: '', q: '' },
    { tab: 'everyone', kind: 'movie', q: 'ㅅㅇㄷ' },
    { tab: 'hearted', kind: '', q: '100% (*) & <b>' },
  ]
  for (const signedIn of [true, false])
    for (const place of places)
      expect(readPlace(writePlace(place, signedIn) as Record<string, string>, signedIn)).toEqual(place)
  expect(writePlace({ tab: 'mine', kind: '', q: '' }, true)).toEqual({})
  expect(writePlace({ tab: 'everyone', kind: '', q: '' }, false)).toEqual({})
})

it('searches for no more than the API takes, counted in visible characters', () => {
  const search = schema.paths['/api/v1/pieces'].get.parameters.find((p) => p.name === 'q')
  expect(search?.schema).toMatchObject({ 'x-maxGraphemes': MAX_SEARCH })
  expect(searchable('가'.repeat(60))).toBe('가'.repeat(50))
  expect(searchable('👨‍👩‍👧'.repeat(51))).toBe('👨‍👩‍👧'.repeat(50))
  expect(searchable(' \t ')).toBe('')
})

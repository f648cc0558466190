import { describe, expect, it } from 'vitest'
import { changesOf, mendable } from './fields'

describe('the form that mends a row', () => {
  it('offers what is needed, told or wrong, and never the name of the source', () => {
    expect(mendable({ title: 'Heat', venue: 'CGV', id: '7' }, ['price', undefined])).toEqual([
      'title',
      'day',
      'kind',
      'venue',
      'price',
      'halfStars',
      'review',
    ])
  })

  it('sends only what was changed, also what was emptied', () => {
    expect(
      changesOf({ title: 'Heat', venue: 'CGV' }, { title: 'Heat', venue: '', day: '2026-01-02', seat: '' }),
    ).toEqual({
      venue: '',
      day: '2026-01-02',
    })
  })
})

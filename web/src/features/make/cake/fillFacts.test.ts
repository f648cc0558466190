import { describe, expect, it } from 'vitest'
import { newDraft } from '../model'
import { castOf, directorsOf, fillFacts, seatsOf, type CakeFacts } from './fillFacts'

const blank = () => newDraft('k', '2026-08-03').facts
const musical: CakeFacts = {
  kind: 'musical',
  title: '달의 정원',
  venue: '샤롯데씨어터',
  genres: ['romance'],
  prices: [{ won: 0 }],
  credits: [
    { role: 'director', name: '한지원' },
    { role: 'cast', name: '홍광호' },
    { role: 'cast', name: '조승우' },
    { role: 'cast', name: '홍광호' },
    { role: 'writer', name: '윤서' },
  ],
}
const film: CakeFacts = { kind: 'movie', title: '여름의 조각', genres: ['drama', 'romance'], prices: [], credits: null }

describe('what a cake fills in', () => {
  it('is all that it knows', () => {
    const { facts } = fillFacts(blank(), {}, musical)
    expect(facts).toEqual({
      ...blank(),
      kind: 'musical',
      title: '달의 정원',
      venue: '샤롯데씨어터',
      cast: '홍광호, 조승우',
      director: '한지원',
      genre: 'romance',
      price: '0',
    })
  })

  it('is nothing where the person typed something', () => {
    const typed = { ...blank(), kind: 'etc' as const, title: '낮 공연', cast: '전동석', price: '0', venue: '  ' }
    const { facts, filled } = fillFacts(typed, {}, { ...musical, prices: [{ won: 150000 }] })
    expect(facts).toMatchObject({ kind: 'etc', title: '낮 공연', cast: '전동석', price: '0', venue: '샤롯데씨어터' })
    expect(Object.keys(filled).sort()).toEqual(['director', 'genre', 'venue'])
  })

  it('makes way for that of another cake, unless the person changed it', () => {
    const first = fillFacts(blank(), {}, musical)
    first.facts.venue = '블루스퀘어'
    const { facts } = fillFacts(first.facts, first.filled, film)
    expect(facts).toEqual({ ...blank(), kind: 'movie', title: '여름의 조각', venue: '블루스퀘어' })
  })

  it('is no genre and no price while there are several', () => {
    const two = { ...musical, genres: ['romance', 'drama'], prices: [{ seat: 'R석', won: 1 }, { won: 2 }] }
    expect(fillFacts(blank(), {}, two).facts).toMatchObject({ genre: '', price: '' })
    expect(fillFacts(blank(), {}, { ...film, genres: ['opera'] }).facts.genre).toBe('')
  })

  it('D07 is a cast that fits into its field', () => {
    const names = Array.from({ length: 60 }, (_, i) => ({ role: 'artist', name: `배우 ${i}` }))
    const { cast } = fillFacts(blank(), {}, { ...film, credits: names }).facts
    expect(cast.length).toBeLessThanOrEqual(200)
    expect(cast.startsWith('배우 0, 배우 1')).toBe(true)
    expect(cast.endsWith(',')).toBe(false)
  })

  it('offers people and seats', () => {
    expect(castOf(musical)).toEqual(['홍광호', '조승우'])
    expect(directorsOf(musical)).toEqual(['한지원'])
    expect(seatsOf({ ...musical, prices: [{ seat: 'R석', won: 1 }, { won: 2 }, { seat: 'S석', won: 1 }] })).toEqual([
      'R석',
      'S석',
    ])
  })
})

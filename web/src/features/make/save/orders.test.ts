import { describe, expect, it } from 'vitest'
import { wholeCrop } from '../../crop/cropMath'
import { newDraft, type Draft } from '../model'
import { artworkMark, artworkOrder, backOrder, frontOrder, pieceOrder } from './orders'

const size = { width: 3024, height: 4032 }
function full(): Draft {
  const draft = newDraft('k', '2026-08-03')
  draft.uploaded = { id: 'p1', ...size }
  draft.crop = wholeCrop(size)
  draft.artworkId = 'a1'
  Object.assign(draft.facts, { kind: 'concert', title: '  밤의   노래 ', price: '132,000', venue: '  ' })
  Object.assign(draft.review, { halfStars: 9, review: ' 좋았다 ' })
  return draft
}

describe('pieceOrder', () => {
  it('sends clean text and leaves out what was not typed', () => {
    const order = pieceOrder(full())!
    expect(order).toMatchObject({
      kind: 'concert',
      title: '밤의 노래',
      day: '2026-08-03',
      price: 132000,
      review: '좋았다',
      halfStars: 9,
    })
    for (const field of ['time', 'cast', 'director', 'venue', 'seat', 'genre', 'companion'])
      expect(order).not.toHaveProperty(field)
  })

  it('D17 tells an empty price from a price of 0', () => {
    const draft = full()
    draft.facts.price = ''
    expect(pieceOrder(draft)).not.toHaveProperty('price')
    draft.facts.price = '0'
    expect(pieceOrder(draft)!.price).toBe(0)
  })

  it('D25 sends markup as the plain text it is', () => {
    const draft = full()
    draft.facts.title = '<img src=x onerror=alert(1)>'
    expect(pieceOrder(draft)!.title).toBe('<img src=x onerror=alert(1)>')
  })

  it.each<[string, Partial<Draft>]>([
    ['the photo', { uploaded: null }],
    ['the crop', { crop: null }],
    ['the painting', { artworkId: '' }],
  ])('waits for %s', (_, change) => expect(pieceOrder({ ...full(), ...change })).toBeNull())
})

describe('previews', () => {
  it('the front does not change with the words, so that typing asks for nothing', () => {
    const draft = full()
    const before = JSON.stringify(frontOrder(draft, 448))
    draft.facts.title = '다른 제목'
    draft.review.halfStars = 2
    expect(JSON.stringify(frontOrder(draft, 448))).toBe(before)
    expect(frontOrder(draft, 168, 'stub')).toMatchObject({ width: 168, shape: 'stub' })
  })

  it('the back holds all that will be saved on it', () => {
    expect(backOrder(full(), 448)).toEqual({
      side: 'back',
      width: 448,
      shape: 'perforated',
      paper: 'ivory',
      photoId: 'p1',
      artworkId: 'a1',
      title: '밤의 노래',
      day: '2026-08-03',
      review: '좋았다',
      halfStars: 9,
    })
    expect(backOrder({ ...full(), artworkId: '' }, 448)).not.toHaveProperty('artworkId')
    expect(backOrder({ ...full(), uploaded: null }, 448)).toBeNull()
  })
})

it('a painting is asked for anew when its picture, kind, genre or style changes, and not otherwise', () => {
  const draft = full()
  const mark = artworkMark(artworkOrder(draft)!)
  draft.facts.title = '다른 제목'
  expect(artworkMark(artworkOrder(draft)!)).toBe(mark)
  draft.facts.genre = 'romance'
  const romantic = artworkMark(artworkOrder(draft)!)
  expect(romantic).not.toBe(mark)
  draft.style = 'ink'
  expect(artworkMark(artworkOrder(draft)!)).not.toBe(romantic)
})

import { expect, it } from 'vitest'
import type { Piece } from '@/api/types'
import { wholeCrop } from '../../crop/cropMath'
import { draftOf, differences } from './draftOf'

const size = { width: 1800, height: 2400 }
const piece = {
  kind: 'movie',
  title: '제목',
  day: '2024-02-29',
  halfStars: 7,
  review: '한 줄',
  visibility: 'public',
  shape: 'film',
  paper: 'sky',
  photoId: 'f1',
  crop: wholeCrop(size),
  artworkId: 'a1',
  version: 2,
} as Piece
const photo = { id: 'f1', ...size }

it('D17 keeps a price of 0 apart from none', () => {
  expect(draftOf({ ...piece, price: 0 }, photo).facts.price).toBe('0')
  expect(draftOf({ ...piece, price: 132000 }, photo).facts.price).toBe('132,000')
  for (const price of [null, undefined]) expect(draftOf({ ...piece, price }, photo).facts.price).toBe('')
})

it('finds in which parts two drafts differ, in the order of the page', () => {
  const draft = draftOf(piece, photo)
  expect(differences(draft, draftOf(piece, photo))).toEqual([])
  const other = draftOf({ ...piece, title: '다른 제목', halfStars: 2, paper: 'night', artworkId: 'a2' }, photo)
  other.crop = { ...other.crop!, turn: 1 }
  expect(differences(draft, other)).toEqual(['picture', 'title', 'halfStars', 'paper', 'artwork'])
})

it('a crop is the same in whatever order its numbers were written', () => {
  const { turn, height, width, y, x } = piece.crop!
  const draft = draftOf({ ...piece, crop: { turn, height, width, y, x } }, photo)
  expect(differences(draft, draftOf(piece, photo))).toEqual([])
})

import { expect, it } from 'vitest'
import { wholeCrop } from '../../crop/cropMath'
import { newDraft } from '../model'
import { furthest, isReachable, nextStep, previousStep, stepOf, stepOfField } from './steps'

it('opens one step after the other', () => {
  const draft = newDraft('k', '2026-08-03')
  expect(furthest(draft)).toBe('picture')
  expect(isReachable(draft, 'facts')).toBe(false)

  draft.photo = { blob: new Blob(), width: 3, height: 4 }
  draft.crop = wholeCrop(draft.photo)
  expect(furthest(draft)).toBe('facts')

  Object.assign(draft.facts, { kind: 'movie', title: '제목' })
  expect(furthest(draft)).toBe('review')

  Object.assign(draft.review, { halfStars: 7, review: '좋았다' })
  expect(furthest(draft)).toBe('back')
  expect(
    ['picture', 'facts', 'review', 'shape', 'back', 'done'].map((step) => isReachable(draft, stepOf(step)!)),
  ).toEqual([true, true, true, true, true, false])

  draft.facts.title = ' '
  expect(furthest(draft)).toBe('facts')
})

it('knows its neighbours and its name in the address', () => {
  expect([nextStep('picture'), nextStep('back'), nextStep('done')]).toEqual(['facts', 'done', 'done'])
  expect([previousStep('picture'), previousStep('back')]).toEqual([null, 'shape'])
  expect([stepOf('shape'), stepOf(''), stepOf(undefined), stepOf('poster')]).toEqual(['shape', null, null, null])
})

it('leads a complaint of the server to the step where it is mended', () => {
  expect(
    ['title', 'day', 'crop.x', 'photo', 'review', 'halfStars', 'shape', 'paper', 'artworkId', 'companion'].map(
      stepOfField,
    ),
  ).toEqual(['facts', 'facts', 'picture', 'picture', 'review', 'review', 'shape', 'back', 'back', 'facts'])
})

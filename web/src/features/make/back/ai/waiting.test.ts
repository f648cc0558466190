import { expect, it } from 'vitest'
import type { Artwork } from '../../server/makeServer'
import { artwork } from '../testing/artwork'
import { patienceOf, roundSeconds, stageOf } from './waiting'

it.each<[string, Partial<Artwork>, boolean]>([
  ['sending', { id: '' }, false],
  ['sending', { state: 'asked' }, false],
  ['queue', { state: 'asked', ahead: 3 }, false],
  ['again', { state: 'asked', ahead: 3 }, true],
  ['looking', { state: 'running', progress: 0 }, false],
  ['outlines', { state: 'running', progress: 0.2 }, false],
  ['colours', { state: 'running', progress: 0.5 }, false],
  ['finishing', { state: 'running', progress: 0.95 }, false],
])('tells the stage: %s', (stage, change, again) =>
  expect(stageOf({ running: artwork('a', change), again })).toBe(stage),
)

it('tells how long it takes, and that it takes longer', () => {
  expect([0, 14, 16, 31].map((waited) => patienceOf(waited, 20))).toEqual(['usual', 'usual', 'soon', 'longer'])
  expect(patienceOf(20, 0)).toBe('usual') // nobody knows yet
  expect([3, 8, 11, 37].map(roundSeconds)).toEqual([5, 8, 15, 40])
})

import { expect, it } from 'vitest'
import { moveOf } from './move'

it.each([
  [
    { rank: 1, before: 4 },
    { way: 'up', by: 3 },
  ],
  [
    { rank: 7, before: 2 },
    { way: 'down', by: 5 },
  ],
  [{ rank: 2, before: 2 }, { way: 'same' }],
  [{ rank: 3 }, { way: 'new' }],
])('tells how %o moved', (rank, move) => expect(moveOf(rank)).toEqual(move))

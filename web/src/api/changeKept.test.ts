import { expect, it } from 'vitest'
import { changeKept } from './changeKept'

const piece = (id: string) => ({ id, title: id, hearts: 1, hearted: false, owner: { id: 'a' } })
const change = { hearts: 2, hearted: true }
const changed = (id: string) => ({ ...piece(id), ...change })

it.each([
  ['a list', { items: [piece('a'), piece('b')], next: 'n' }, { items: [changed('a'), piece('b')], next: 'n' }],
  [
    'pages',
    { pages: [{ items: null }, { items: [piece('a')] }] },
    { pages: [{ items: null }, { items: [changed('a')] }] },
  ],
  ['a month', { days: [{ day: 'd', pieces: [piece('a')] }] }, { days: [{ day: 'd', pieces: [changed('a')] }] }],
  ['memories', { items: [{ yearsAgo: 1, piece: piece('a') }] }, { items: [{ yearsAgo: 1, piece: changed('a') }] }],
  ['the piece itself', piece('a'), changed('a')],
])('changes a piece in %s', (_name, answer, wanted) => expect(changeKept(answer, 'a', change)).toEqual(wanted))

it('leaves what does not hold the piece as it is', () => {
  for (const answer of [undefined, null, 3, { items: [piece('b')] }, { pages: [{ items: [] }] }])
    expect(changeKept(answer, 'a', change)).toBe(answer)
  const other = piece('b')
  expect(changeKept({ items: [piece('a'), other] }, 'a', change).items[1]).toBe(other)
})

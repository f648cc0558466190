import { expect, it } from 'vitest'
import { findInLists, isList } from './usePiece'

const piece = (id: string) => ({ id, title: id })

it('finds a piece in any list that is kept', () => {
  const answers = [
    undefined,
    { items: [piece('a')] },
    { pages: [{ items: [piece('b')] }, { items: null }] },
    {
      days: [
        { day: '2026-11-05', pieces: [piece('c'), piece('d')] },
        { day: '2026-11-06', pieces: null },
      ],
    },
    { id: 'one', title: 'a piece itself' },
  ]
  for (const id of ['a', 'b', 'c', 'd']) expect(findInLists(answers, id)?.title).toBe(id)
  expect(findInLists(answers, 'x')).toBeUndefined()
})

it('knows which pages still have a place when a piece is gone', () => {
  for (const list of [
    '/',
    '/?a=1',
    '/calendar?day=2026-11-05',
    '/pieces',
    '/pieces?tab=everyone&q=ㅂ',
    '/people/01k3q0',
  ])
    expect(isList(list), list).toBe(true)
  for (const other of [undefined, null, '/pieces/01k3q0', '/pieces/01k3q0/edit', '/make/done', '/me', '/me/links'])
    expect(isList(other), String(other)).toBe(false)
})

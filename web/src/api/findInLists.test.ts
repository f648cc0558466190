import { expect, it } from 'vitest'
import { findInLists } from './findInLists'

interface Thing {
  id: string
  title: string
}
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
  for (const id of ['a', 'b', 'c', 'd']) expect(findInLists<Thing>(answers, id)?.title).toBe(id)
  expect(findInLists<Thing>(answers, 'x')).toBeUndefined()
})

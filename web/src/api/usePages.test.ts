import { expect, it } from 'vitest'
import type { PieceSummary } from './types'
import { mergePages } from './usePages'

const piece = (id: string) => ({ id }) as PieceSummary
const ids = (list: PieceSummary[]) => list.map((p) => p.id).join('')

it('shows a piece once, in the order of its first page, whatever moved while scrolling', () => {
  const pages = [
    { items: [piece('a'), piece('b')] },
    { items: [piece('b'), piece('c')] },
    { items: [] },
    { items: null },
  ]
  expect(ids(mergePages(pages))).toBe('abc')
  expect(mergePages([])).toEqual([])
})

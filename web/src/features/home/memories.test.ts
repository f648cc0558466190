import { expect, it } from 'vitest'
import type { Memory } from '@/api/types'
import { withBack, without } from './memories'

const memory = (yearsAgo: number, id = `${yearsAgo}`) => ({ yearsAgo, piece: { id } }) as Memory
const all = { items: [memory(1), memory(2, 'a'), memory(2, 'b'), memory(5)] }
const ids = ({ items }: { items: Memory[] }) => items.map((m) => m.piece.id).join(' ')

it('takes one out and puts it back among its years', () => {
  expect(ids(without(all, 'a'))).toBe('1 b 5')
  expect(ids(withBack(without(all, '1'), memory(1)))).toBe('1 a b 5')
  expect(ids(withBack(without(all, 'b'), memory(2, 'b')))).toBe('1 a b 5')
  expect(ids(withBack(without(all, '5'), memory(5)))).toBe('1 a b 5')
  expect(ids(withBack({ items: [] }, memory(3)))).toBe('3')
})

it('shows it once, however often it is put back', () => expect(ids(withBack(all, memory(1)))).toBe('1 a b 5'))
